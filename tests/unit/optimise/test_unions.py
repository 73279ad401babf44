"""Rules on what rows make together: columns, further items, marginal counts."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from tests.unit.optimise.drawn import named_problem

from salkku.appraise.unions import among
from salkku.decide.slack import slack
from salkku.domain.agreement import RepairPrices
from salkku.domain.answers import Change
from salkku.domain.problem import Constraint, Union
from salkku.domain.standing import Slack
from salkku.mip import Row
from salkku.optimise.exact import is_feasible
from salkku.optimise.excess import bill_of, changed, changes_of
from salkku.optimise.lifting import lifted
from salkku.optimise.repair import repair
from salkku.optimise.unions import Unions

IDS = ("01", "02", "03", "04", "05")
TIES = Constraint(
    "rule:ties",
    "C",
    ((0, 2),),
    4,
    6,
    measure="ties",
    unions=(Union((0, 1), 3), Union((1, 2), 1), Union((2, 3, 4), 2)),
)
DECIDED = Constraint("committed:02", "K", ((1, 1),), 1, None)
LEVELS = Constraint("level:01", "G", ((0, 1), (1, 1)), None, 1)


def every_set() -> list[tuple[int, ...]]:
    flags = product((0, 1), repeat=len(IDS))
    return [tuple(j for j, taken in enumerate(one) if taken) for one in flags]


@pytest.mark.parametrize("others", [(), (DECIDED,), (LEVELS,), (DECIDED, LEVELS)])
def test_portfolios_of_a_lifted_problem_are_the_same(others: tuple[Constraint, ...]) -> None:
    problem = named_problem(IDS, (TIES, *others))
    wide = lifted(problem)
    assert not any(constraint.unions for constraint in wide.problem.constraints)
    kept = 0
    for chosen in every_set():
        allowed = is_feasible(problem, chosen)
        kept += allowed
        whole = wide.chosen(chosen)
        assert is_feasible(wide.problem, whole) is allowed
        for more in product((0, 1), repeat=len(wide.unions)):
            other = (*chosen, *(wide.own + k for k, taken in enumerate(more) if taken))
            assert other == whole or not is_feasible(wide.problem, other)
        assert wide.rows(whole) == chosen
    assert 0 < kept < 2 ** len(IDS)
    assert wide.ids(wide.problem.ids) == problem.ids


def test_no_further_item_where_a_sum_says_it() -> None:
    assert len(lifted(named_problem(IDS, (TIES,))).unions) == 3
    assert lifted(named_problem(IDS, (TIES, DECIDED))).unions == ((2, 3, 4),)
    assert lifted(named_problem(IDS, (TIES, LEVELS))).unions == ((1, 2), (2, 3, 4))
    plain = named_problem(IDS, (DECIDED, LEVELS))
    assert lifted(plain).problem is plain


def test_what_a_row_adds_is_what_is_there_only_with_it() -> None:
    assert TIES.total(()) == 0
    assert TIES.total({0, 1}) == 6
    assert [TIES.added(item, {0, 1}) for item in range(5)] == [2, 1, 2, 2, 2]
    assert TIES.items == (0, 1, 2, 3, 4)


def test_a_category_counts_what_its_own_rows_make() -> None:
    mine = among(TIES.unions, {1, 3, 4})
    assert mine == (Union((1,), 4), Union((3, 4), 2))


def test_the_same_union_has_one_column() -> None:
    unions = Unions()
    rows = [unions.row(TIES), unions.row(TIES), Row("other", ((0, 1),), high=1)]
    placed = unions.placed(rows, first=9)
    assert len(unions.pairs) == 3
    assert placed[0].coefficients == ((0, 2), (9, 3), (10, 1), (11, 2)) == placed[1].coefficients
    assert placed[2] is rows[2]


def test_a_cap_on_each_organisation_is_moved_once() -> None:
    """Organisations of 4, 5 and 1 ties under one cap of 2: it goes to 5, at the price of 3."""
    rows = tuple(
        Constraint("rule:broker", "C", ((0, ties),), None, 2, "ties_of_one", None, Fraction(2))
        for ties in (4, 5, 1)
    )
    problem = named_problem(IDS, (*rows, Constraint("committed:01", "K", ((0, 1),), 1, None)))
    prices = RepairPrices()
    bill = bill_of(problem, (0,), prices)
    assert bill.cost == 3 * prices.project
    assert changes_of(problem, bill, (0,)) == (Change("rule:broker", "2", "5"),)
    mended = changed(problem, bill, (0,))
    assert is_feasible(mended, (0,))
    assert {row.high for row in mended.constraints if row.letter == "C"} == {5}
    found = repair(problem)
    assert found.clash is not None
    assert set(found.clash.items) == {"rule:broker", "committed:01"}
    assert next((one.cost, one.proved) for one in found.repairs) == (bill.cost, True)
    assert slack(problem, chosen=["01"]) == (
        Slack("rule:broker", "ties_of_one", Fraction(5), None, Fraction(2)),
    )
