"""Timetables against a walk through every timetable of small random agreements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.periods import parse_half_year
from salkku.domain.timetable import Baseline, Replan
from tests.counts import SEED, count
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle
from tests.laws.timed import Judge, Plan, draw_timed, hardness, timed_of

FIRST = parse_half_year("2027-H1")


def drawn(left: int, *, salt: int, rows: int = 5) -> Iterator[tuple[Judge, Agreement]]:
    seed = SEED * 1_000_003 + 10_000 * salt
    while left:
        seed += 1
        loss = ("0", "0.19", "0.03")[seed % 3]
        draft = draw_timed(seed, rows=rows)
        if not all(Oracle(draft).vertices.values()):
            continue
        left -= 1
        judge = Judge(draft, loss=loss)
        print(f"seed {seed}")  # noqa: T201 - pytest shows it beside a failure
        yield judge, timed_of(draft, loss=loss)


def test_schedule_is_the_best_of_every_timetable() -> None:
    answered = {"optimal": 0, "infeasible": 0}
    for judge, agreement in drawn(count(60, 1000), salt=1):
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
        _slots_told(judge, agreement, plan)
    assert min(answered.values()) > 5


def _slots_told(judge: Judge, agreement: Agreement, plan: Plan) -> None:
    """Hold what is told of test environments against the judge's own count."""
    for one in workbench.slots_of_testbeds(agreement, starts=_halves(plan)):
        taken, there = judge.slots(one.testbed, one.half_year - FIRST, plan)
        assert one.used == taken
        assert one.capacity in (None, there)
        assert not one.short


def test_replan_changes_the_least_and_then_gives_the_most() -> None:
    moved = 0
    for judge, agreement in drawn(count(40, 600), salt=2):
        rng = Random(len(judge.items) + len(judge.draft.tables["costs"]))
        before = {row: rng.randrange(4) for row in judge.items if rng.random() < 0.6}
        decided = Baseline((*before, "lost"), {**_halves(before), "lost": FIRST})
        answer = workbench.replan(agreement, baseline=decided)
        plans = list(judge.plans())
        if not plans:
            assert answer.status == "infeasible"
            continue
        least = min(judge.weight(before, plan) for plan in plans)
        best = max(judge.value(p) for p in plans if judge.weight(before, p) == least)
        assert (answer.status, answer.weight, answer.proved_fewest) == ("optimal", least, True)
        assert answer.starts is not None
        plan = {row: start - FIRST for row, start in answer.starts.items()}
        assert judge.allows(plan)
        assert judge.weight(before, plan) == least
        assert float(answer.value or 0) == pytest.approx(best, abs=1e-9)
        free = max(judge.value(p) for p in plans)
        assert float(answer.free_value or 0) == pytest.approx(free, abs=1e-9)
        moved += _explained(judge, answer, before, plan)
    assert moved > 20


def _halves(plan: Plan) -> dict[str, int]:
    return {row: start + FIRST for row, start in plan.items()}


def _explained(judge: Judge, answer: Replan, before: Plan, plan: Plan) -> int:
    """Check that each change is told once, and that undoing it alone breaks something."""
    told = {move.proposal: move for move in answer.moves}
    assert told.pop("lost").reason == "gone"
    changed = {row for row in judge.items if before.get(row) != plan.get(row)}
    assert set(told) == changed
    for row, move in told.items():
        assert move.reason not in ("gone", "value")
        back = {r: s for r, s in plan.items() if r != row}
        if row in before:
            back[row] = before[row]
        possible = back.get(row) in judge.options(row)
        assert (move.reason in ("fact", "window", "decided")) or possible
        assert not possible or not judge.allows(back)
    return len(changed)


def test_replan_without_time_changes_the_least(cases: Callable[..., Iterator[Case]]) -> None:
    for draft, oracle, agreement in cases(40, 600, rows=10, salt=21):
        rng = Random(len(oracle.items) + len(draft.tables["scores"]))
        before = {row for row in oracle.items if rng.random() < 0.5}
        answer = workbench.replan(agreement, baseline=Baseline(tuple(sorted(before))))
        if not oracle.order:
            assert answer.status == "infeasible"
            continue
        weights = [
            sum(hardness(draft, row) for row in before ^ set(chosen)) for *_, chosen in oracle.order
        ]
        least = min(weights)
        best = max(o[:3] for o, w in zip(oracle.order, weights, strict=True) if w == least)
        assert (answer.status, answer.weight, answer.proved_fewest) == ("optimal", least, True)
        assert answer.value == best[0]
        mine = next(o for o in oracle.order if set(o[3]) == set(answer.chosen))
        assert mine[:3] == best
        assert answer.free_value == max(oracle.order)[0]
        assert answer.starts is None
        for move in answer.moves:
            assert (move.before, move.after) in ((True, None), (None, True))
