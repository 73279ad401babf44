"""``fair``: standing, what a party could do alone, and the efficient pairs, by enumeration."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.optimise.drawn import drawn_problem, every_portfolio, named_problem

from salkku.domain.errors import Infeasible, OutOfTime
from salkku.domain.problem import Constraint, Problem
from salkku.optimise.alone import problem_alone
from salkku.optimise.fair import fair
from salkku.optimise.objective import party_objective, value_objective, worth_of
from salkku.optimise.solve import solve

SEEDS = [seed for seed in range(60) if every_portfolio(drawn_problem(seed))]


Alone = dict[str, Fraction]


def _ratios(problem: Problem, alone: Alone, chosen: tuple[int, ...]) -> list[Fraction]:
    found = []
    for party in problem.party_ids:
        objective = party_objective(problem, party)
        if alone[party]:
            found.append(worth_of(objective, chosen) * objective.unit / alone[party])
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_fair_agrees_with_enumeration(seed: int) -> None:
    problem = drawn_problem(seed)
    found = fair(problem)
    best = tuple(problem.ids.index(row) for row in solve(problem).chosen)
    alone: Alone = {}
    for number, party in enumerate(problem.party_ids):
        objective = party_objective(problem, party)
        own = every_portfolio(problem_alone(problem, party))
        alone[party] = max(worth_of(objective, chosen) for chosen in own) * objective.unit
        standing = found.parties[party]
        assert standing.alone == alone[party]
        assert standing.pays_cents == sum(problem.pays[number][j] for j in best)
        assert standing.benefit == worth_of(objective, best) * objective.unit
    value = value_objective(problem)
    pairs = {
        (min(ratios), worth_of(value, chosen) * value.unit)
        for chosen in every_portfolio(problem)
        if (ratios := _ratios(problem, alone, chosen))
    }
    efficient = {
        one
        for one in pairs
        if not any(other != one and other[0] >= one[0] and other[1] >= one[1] for other in pairs)
    }
    assert found.complete
    assert {(point.fairness, point.value) for point in found.points} == efficient
    values = [point.value for point in found.points]
    assert values == sorted(values, reverse=True)


def _three() -> Problem:
    """Two cities with lines of 60 and 40, a common line of 100, and one row each and together."""
    rows = (
        Constraint("line:x", "B", ((0, 60), (2, 30)), None, 60),
        Constraint("line:y", "B", ((1, 40), (2, 30)), None, 40),
        Constraint("line:common", "B", ((0, 60), (1, 50), (2, 40)), None, 100),
        Constraint("committed:c", "K", ((2, 1),), 1, None),
        Constraint("rule:r", "C", ((0, 1), (1, 1), (2, 1)), 1, 2),
    )
    return replace(
        named_problem(("a", "b", "c"), rows, worth=(6, 5, 4)),
        line_costs={"x": (60, 0, 30), "y": (0, 40, 30), "common": (60, 50, 40)},
        line_limits={"x": (60, "x"), "y": (40, "y"), "common": (100, "")},
        party_ids=("x", "y"),
        pays=((60, 0, 30), (0, 40, 30)),
        party_worth=(
            (Fraction(6), Fraction(0), Fraction(2)),
            (Fraction(0), Fraction(5), Fraction(2)),
        ),
        fixed=(2,),
    )


def test_alone_has_its_part_of_common_money_and_no_shared_rows() -> None:
    problem = _three()
    own = problem_alone(problem, "x")
    limits = {c.name: c.high for c in own.constraints}
    assert limits == {"line:x": 60, "line:y": 0, "line:common": 60}
    found = fair(problem)
    assert found.parties["x"].alone == 6
    assert found.parties["y"].alone == 0  # its 40 of the common line is under the 50 it needs
    assert found.parties["y"].ratio is None
    assert found.parties["x"].ratio == Fraction(2, 6)  # only the decided c fits


def test_fairness_rises_by_single_units() -> None:
    """One city, 18 whole units alone; a row that brings one more is a pair of its own."""
    rows = (Constraint("rule:one", "C", ((0, 1), (1, 1), (2, 1), (3, 1)), 1, 1),)
    problem = replace(
        named_problem(("a", "b", "c", "d"), rows, worth=(9, 8, 7, 1)),
        line_costs={"x": (1, 1, 1, 1)},
        line_limits={"x": (4, "x")},
        party_ids=("x",),
        pays=((1, 1, 1, 1),),
        party_worth=((Fraction(3), Fraction(4), Fraction(5), Fraction(6)),),
    )
    found = fair(problem)
    assert [(point.fairness * 18, point.chosen) for point in found.points] == [
        (3, ("a",)),
        (4, ("b",)),
        (5, ("c",)),
        (6, ("d",)),
    ]
    assert found.complete


def test_nobody_who_gains_alone_leaves_no_points() -> None:
    problem = replace(_three(), party_worth=((Fraction(0),) * 3, (Fraction(0),) * 3))
    found = fair(problem)
    assert found.points == ()
    assert found.complete


def test_equal_shares_are_told() -> None:
    assert not fair(_three()).assumed_equal_shares
    assumed = replace(_three(), assumptions=(("equal_benefit_shares",),))
    assert fair(assumed).assumed_equal_shares


def test_no_portfolio_and_no_time() -> None:
    impossible = named_problem(("a",), (Constraint("rule:r", "C", ((0, 1),), 2, None),))
    with pytest.raises(Infeasible):
        fair(impossible)
    with pytest.raises(OutOfTime):
        fair(_three(), seconds=0)
