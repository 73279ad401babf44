"""Repairs of timetables against the price of every timetable of small random agreements."""

from __future__ import annotations

from collections.abc import Iterator

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.periods import parse_half_year
from salkku.domain.timetable import TimedRepairs
from tests.counts import SEED, count
from tests.laws.oracle import Oracle
from tests.laws.timed import Judge, draw_timed, timed_of
from tests.laws.timed_prices import Bill, bill, every_plan

FIRST = parse_half_year("2027-H1")
KINDS = ("line", "rule", "committed", "relation", "testbed")


def impossible(left: int) -> Iterator[tuple[Judge, Agreement, list[Bill]]]:
    """Draw agreements without a timetable, with the bills of all that there could be."""
    seed = SEED * 1_000_003 + 70_000
    while left:
        seed += 1
        draft = draw_timed(seed, rows=4)
        if not all(Oracle(draft).vertices.values()):
            continue
        judge = Judge(draft, loss="0.03")
        bills = [bill(judge, plan) for plan in every_plan(judge)]
        if not all(bills):
            continue
        left -= 1
        print(f"seed {seed}")  # noqa: T201 - pytest shows it beside a failure
        yield judge, timed_of(draft, loss="0.03"), bills


def test_repairs_of_timetables_are_the_cheapest() -> None:
    changed: set[str] = set()
    for judge, agreement, bills in impossible(count(12, 150)):
        answer = workbench.repair_in_time(agreement)
        assert not answer.feasible
        _clash_is_irreducible(answer, bills)
        tried: list[set[str]] = []
        for repair in answer.repairs:
            names = {change.item for change in repair.changes}
            open_ones = [one for one in bills if not any(group <= set(one) for group in tried)]
            least = min(sum(one.values()) for one in open_ones)
            assert repair.cost >= least
            assert not repair.proved or repair.cost == least
            plan = {row: start - FIRST for row, start in repair.starts.items()}
            assert set(bill(judge, plan)) <= names
            tried.append(names)
            changed |= {name.partition(":")[0] for name in names}
        assert answer.repairs[0].proved
    assert changed >= {"line", "rule"}


def _clash_is_irreducible(answer: TimedRepairs, bills: list[Bill]) -> None:
    used: set[str] = set()
    for clash in (answer.clash, *answer.further):
        items = set(clash)
        assert items
        assert items.isdisjoint(used)
        used |= items
        assert all(items & set(one) for one in bills)
        for item in items:
            assert any(not (items - {item}) & set(one) for one in bills)


def test_a_timetable_that_exists_needs_no_repair() -> None:
    seed = SEED * 1_000_003 + 80_000
    seen = 0
    while seen < count(5, 60):
        seed += 1
        draft = draw_timed(seed, rows=4)
        if not all(Oracle(draft).vertices.values()):
            continue
        judge = Judge(draft, loss="0.03")
        if next(judge.plans(), None) is None:
            continue
        seen += 1
        answer = workbench.repair_in_time(timed_of(draft, loss="0.03"))
        assert answer == TimedRepairs(feasible=True)
