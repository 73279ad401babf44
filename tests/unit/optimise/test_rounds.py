"""Resampled rounds of a call as scenarios: what is sent, and what the time does to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pytest

from salkku import workbench
from salkku.domain.errors import SalkkuError
from salkku.scenarios import Finding, Job, open_runner

HEVI = Path(__file__).resolve().parents[3] / "examples" / "hevi"
AGREEMENT = workbench.read(workbench.open_folder(HEVI))


class Listening:
    """Runs scenarios here and keeps what was sent."""

    name = "listening"
    isolates = False

    def __init__(self, spoilt: int = -1) -> None:
        self.sent: list[bytes] = []
        self.spoilt = spoilt

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def run(
        self,
        job: Job,
        rows: Sequence[bytes],
        *,
        seconds: float | None = None,
        progress: object = None,
    ) -> tuple[Finding, ...]:
        self.sent += [job.shared, *rows]
        with open_runner("inline") as inline:
            found = list(inline.run(job, rows, seconds=seconds))
        if self.spoilt >= 0:
            found[self.spoilt] = Finding(found[self.spoilt].key, "poison", fault="died")
        return tuple(found)


def test_no_name_and_no_assessor_is_sent() -> None:
    runner = Listening()
    workbench.design(AGREEMENT, call="hevi-2027", samples=5, runner=runner)
    sent = b"\n".join(runner.sent)
    assert b"hevi-2027" in sent
    names = {name for row in AGREEMENT.proposals for name in row.name.values() if name}
    bodies = {body.name for body in AGREEMENT.organisations}
    # A pickled text is its length in one byte and the text itself.
    assessors = {bytes([len(one)]) + one.encode() for one in {s.assessor for s in AGREEMENT.scores}}
    assert names
    assert bodies
    assert assessors
    assert [one for one in names | bodies if one.encode() in sent] == []
    assert [one for one in assessors if one in sent] == []


def test_the_seed_tells_the_rounds() -> None:
    first, again, other = (
        workbench.design(AGREEMENT, call="hevi-2027", samples=30, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first.designs[1:]
    assert other.samples == 30
    assert [one.earmarks for one in first.designs] == [one.earmarks for one in other.designs]


def test_without_rounds_no_share_is_claimed() -> None:
    answer = workbench.design(AGREEMENT, call="hevi-2027", samples=0)
    assert answer.samples == 0
    assert {one.holds_in for one in answer.designs} == {None}


def test_a_poisoned_round_stops_the_answer() -> None:
    with pytest.raises(SalkkuError) as told:
        workbench.design(AGREEMENT, call="hevi-2027", samples=5, runner=Listening(spoilt=2))
    assert (told.value.code, told.value.values["fault"]) == ("scenario_failed", "died")
