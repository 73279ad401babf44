"""Timetables against a walk through every timetable of small random agreements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.periods import parse_half_year
from tests.laws.conftest import FULL, SEED
from tests.laws.timed import Judge, draw_timed, write_timed

FIRST = parse_half_year("2027-H1")


def drawn(
    folder: Path, count: int, *, salt: int, rows: int = 5
) -> Iterator[tuple[Judge, Agreement, Path]]:
    for number in range(count):
        seed = SEED * 1_000_003 + 10_000 * salt + number
        loss = ("0", "0.19", "0.03")[number % 3]
        draft = draw_timed(seed, rows=rows)
        judge = Judge(draft, loss=loss)
        if not all(judge.oracle.vertices.values()):
            continue
        print(f"seed {seed}")  # noqa: T201 - pytest shows it beside a failure
        place = write_timed(draft, folder / str(seed), loss=loss)
        yield judge, workbench.read(workbench.open_folder(place)), place


def test_schedule_is_the_best_of_every_timetable(tmp_path: Path) -> None:
    answered = {"optimal": 0, "infeasible": 0}
    for judge, agreement, _ in drawn(tmp_path, 1000 if FULL else 60, salt=1):
        best = max((judge.value(plan) for plan in judge.plans()), default=None)
        answer = workbench.schedule(agreement)
        answered[answer.status] += 1
        if best is None:
            assert answer.status == "infeasible"
            assert answer.starts == {}
            continue
        assert answer.status == "optimal"
        plan = {row: start - FIRST for row, start in answer.starts.items()}
        assert judge.allows(plan)
        assert all(start in judge.options(row) for row, start in plan.items())
        assert answer.value is not None
        assert answer.bound is not None
        assert float(answer.value) == pytest.approx(judge.value(plan), abs=1e-12)
        assert float(answer.value) == pytest.approx(best, abs=1e-9)
        assert float(answer.bound) >= best - 1e-12
        assert answer.gap is not None
        assert abs(answer.gap) < 1e-9
    assert min(answered.values()) > 5
