"""How many random agreements are drawn, and from which seed: a new one each day, printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from salkku.domain.agreement import Agreement
from tests.counts import SEED, count
from tests.laws.agreements import Draft, agreement_of
from tests.laws.kinds import draw_wide
from tests.laws.oracle import Oracle

Case = tuple[Draft, Oracle, Agreement]


@pytest.fixture
def cases() -> Callable[..., Iterator[Case]]:
    """Draw agreements until as many as asked for meet a condition."""

    def drawn(
        daily: int,
        full: int,
        *,
        rows: int = 10,
        wanted: Callable[[Oracle], bool] = lambda oracle: True,
        salt: int = 0,
        crowded: float = 0.2,
    ) -> Iterator[Case]:
        left, seed = count(daily, full), SEED * 1_000_003 + salt
        while left:
            seed += 1
            draft = draw_wide(seed, rows=rows, crowded=crowded)
            oracle = Oracle(draft)
            if not all(oracle.vertices.values()) or not wanted(oracle):
                continue
            left -= 1
            print(f"seed {seed}")  # noqa: T201 - pytest shows it beside a failure
            yield draft, oracle, agreement_of(draft)

    return drawn
