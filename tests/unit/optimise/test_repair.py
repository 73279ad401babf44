"""``repair``: clashes irreducible by enumeration, repairs the cheapest and feasible when made."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from tests.unit.optimise.drawn import drawn_problem, empty_problem, every_portfolio, named_problem

from salkku.domain.agreement import RepairPrices
from salkku.domain.answers import Repairs
from salkku.domain.errors import OutOfTime
from salkku.domain.problem import Constraint, Problem
from salkku.optimise.exact import is_feasible
from salkku.optimise.excess import bill_of, changed, changes_of, price_of
from salkku.optimise.repair import repair

PRICES = RepairPrices()


def _only(problem: Problem, items: set[str]) -> Problem:
    return replace(problem, constraints=tuple(c for c in problem.constraints if c.name in items))


def _bills(problem: Problem) -> list[tuple[Fraction, frozenset[str]]]:
    """Price every set of items, the cheapest first."""
    sets = (
        tuple(j for j, bit in enumerate(bits) if bit)
        for bits in product((0, 1), repeat=len(problem.ids))
    )
    bills = [bill_of(problem, chosen, PRICES) for chosen in sets]
    return sorted(((bill.cost, frozenset(bill.items)) for bill in bills), key=lambda b: b[0])


INFEASIBLE = [
    seed for seed in range(140) if not every_portfolio(drawn_problem(seed, most=7, tight=True))
][:40]


def _check_clashes(problem: Problem, found: Repairs) -> None:
    assert found.clash is not None
    clashes = [found.clash, *found.further]
    for clash in clashes:
        items = set(clash.items)
        assert not every_portfolio(_only(problem, items))
        for item in items:
            assert every_portfolio(_only(problem, items - {item}))
    named = [item for clash in clashes for item in clash.items]
    assert len(named) == len(set(named))
    rest = {c.name for c in problem.constraints} - set(named)
    assert every_portfolio(_only(problem, rest))


@pytest.mark.parametrize("seed", INFEASIBLE)
def test_clashes_and_repairs_agree_with_enumeration(seed: int) -> None:
    problem = drawn_problem(seed, most=7, tight=True)
    found = repair(problem)
    assert not found.feasible
    _check_clashes(problem, found)
    bills = _bills(problem)
    tried: list[frozenset[str]] = []
    for one in found.repairs:
        least = next(cost for cost, items in bills if not any(group <= items for group in tried))
        assert one.cost == least
        items = frozenset(change.item for change in one.changes)
        assert items
        tried.append(items)
        assert every_portfolio(_made(problem, one.changes))
        assert is_feasible(
            _made(problem, one.changes), tuple(problem.ids.index(row) for row in one.chosen)
        )
    assert found.repairs


def _made(problem: Problem, changes: tuple[object, ...]) -> Problem:
    """Make the written changes to the constraints, reading nothing but their text."""
    rows = []
    after = {change.item: change for change in changes}  # type: ignore[attr-defined]
    for constraint in problem.constraints:
        change = after.get(constraint.name)
        if change is None:
            rows.append(constraint)
        elif change.after not in ("out", "dropped"):
            rows.append(_set(problem, constraint, Fraction(change.before), Fraction(change.after)))
    return replace(problem, constraints=tuple(rows))


def _set(problem: Problem, constraint: Constraint, before: Fraction, after: Fraction) -> Constraint:
    if constraint.measure == "share":
        bound = constraint.minimum if constraint.minimum is not None else constraint.maximum
        assert bound == before
        sign = 1 if constraint.minimum is not None else -1
        old = dict(constraint.coefficients)
        row = []
        for j, cost in enumerate(problem.costs):
            mine = Fraction(old.get(j, 0) * sign + before.numerator * cost, before.denominator)
            row.append((j, int(sign * (mine * after.denominator - after.numerator * cost))))
        return replace(constraint, coefficients=tuple(row))
    unit = 100 if constraint.letter in "BY" else 1
    if after < before:
        assert constraint.low == before * unit
        return replace(constraint, low=int(after * unit))
    assert constraint.high == before * unit
    return replace(constraint, high=int(after * unit))


def test_the_drawn_problems_need_every_kind_of_change() -> None:
    kinds = set()
    for seed in INFEASIBLE[:15]:
        for one in repair(drawn_problem(seed, most=7, tight=True)).repairs:
            kinds |= {change.item.partition(":")[0] for change in one.changes}
    assert kinds >= {"line", "rule", "relation", "committed"}


def test_a_feasible_problem_needs_nothing() -> None:
    problem = named_problem(("a",), (Constraint("line:a", "B", ((0, 5),), None, 5),), costs=(5,))
    assert repair(problem) == Repairs(feasible=True)


def test_the_change_is_written_in_the_units_of_the_file() -> None:
    rows = (
        Constraint("line:a", "B", ((0, 300_000_050), (1, 100)), None, 300_000_000),
        Constraint("committed:a", "K", ((0, 1),), 1, None),
    )
    found = repair(named_problem(("a", "b"), rows, costs=(300_000_050, 100)))
    assert found.clash is not None
    assert set(found.clash.items) == {"line:a", "committed:a"}
    first, second = found.repairs
    assert [(c.item, c.before, c.after) for c in first.changes] == [
        ("line:a", "3000000", "3000000.5")
    ]
    assert first.cost == Fraction(1, 2)
    assert [(c.item, c.before, c.after) for c in second.changes] == [("committed:a", "in", "out")]
    assert second.cost == 1_000_000


def test_a_share_is_relaxed_to_what_the_portfolio_has() -> None:
    """Committed 200 outside the category, 100 inside: the share of 1/2 falls to 1/3."""
    share = ((0, 1 * 100), (1, -1 * 200))
    half = Fraction(1, 2)
    rows = (
        Constraint("rule:s", "C", share, 0, None, "share", half),
        Constraint("committed:a", "K", ((0, 1),), 1, None),
        Constraint("committed:b", "K", ((1, 1),), 1, None),
    )
    problem = named_problem(("a", "b"), rows, costs=(100, 200))
    first = repair(problem).repairs[0]
    assert [(c.item, c.before, c.after) for c in first.changes] == [
        ("rule:s", "0.5", "0.333333333333")
    ]
    assert first.cost == 1_000_000 * (half - Fraction(1, 3))
    assert every_portfolio(_made(problem, first.changes)) == [(0, 1)]


def test_rows_that_nothing_can_meet_clash_alone() -> None:
    nothing = replace(
        empty_problem(),
        constraints=(Constraint("rule:r", "C", (), 1, None, "count", Fraction(1)),),
    )
    found = repair(nothing)
    assert found.clash is not None
    assert found.clash.items == ("rule:r",)
    assert [(c.before, c.after) for c in found.repairs[0].changes] == [("1", "0")]


def test_effort_and_money_rules_have_their_own_units() -> None:
    rows = (
        Constraint("rule:e", "C", ((0, 7),), 20, None, "effort_pm", Fraction(10), None, 2),
        Constraint("rule:m", "C", ((0, 500),), 1000, None, "eur", Fraction(1000), None, 1),
        Constraint("carrying:o", "Y", ((0, 900),), None, 400),
    )
    problem = named_problem(("a",), rows, costs=(500,))
    bill = bill_of(problem, (0,), PRICES)
    assert [(c.item, c.before, c.after) for c in changes_of(problem, bill, (0,))] == [
        ("rule:e", "10", "3.5"),
        ("rule:m", "10", "5"),
        ("carrying:o", "4", "9"),
    ]
    assert bill.cost == Fraction(13, 2) * 100_000 + 5 + 5
    assert is_feasible(changed(problem, bill, (0,)), (0,))
    assert price_of(rows[0], PRICES) == (Fraction(50_000), False)


def test_no_time_is_said() -> None:
    with pytest.raises(OutOfTime):
        repair(drawn_problem(INFEASIBLE[0], most=7, tight=True), seconds=0)
