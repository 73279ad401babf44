"""Numbers past 64 bits: the answers are those of the same problem in small numbers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.optimise_front.instances import random_problem
from tests.unit.optimise_front.test_front import by_brute_force as front_by_brute_force
from tests.unit.optimise_front.test_robust import by_brute_force as robust_by_brute_force

from salkku.domain.problem import Constraint, Problem
from salkku.optimise.enumeration.layers import kind_of
from salkku.optimise.front import front
from salkku.optimise.near import near
from salkku.optimise.objective import criterion_objective, value_objective
from salkku.optimise.robust import robust

TINY = Fraction(1, (1 << 61) - 1)
Table = tuple[tuple[Fraction, ...], ...]


def enlarged(problem: Problem) -> Problem:
    """Give every score and worth a tiny part of its own, and every rule enormous coefficients."""

    def nudged(table: Table) -> Table:
        return tuple(
            tuple(value + TINY * ((5 * j + c) % 4) for j, value in enumerate(row))
            for c, row in enumerate(table)
        )

    def grown(rule: Constraint) -> Constraint:
        factor = (1 << 62) + 1
        terms = tuple((j, value * factor + (j % 2)) for j, value in rule.coefficients)
        low = None if rule.low is None else rule.low * factor
        return replace(rule, coefficients=terms, low=low, high=_high(rule, factor))

    return replace(
        problem,
        scores=nudged(problem.scores),
        worth=nudged(problem.worth),
        worth_low=nudged(problem.worth_low),
        worth_high=nudged(problem.worth_high),
        constraints=tuple(map(grown, problem.constraints)),
    )


def _high(rule: Constraint, factor: int) -> int | None:
    return None if rule.high is None else rule.high * factor + len(rule.coefficients)


@pytest.mark.parametrize("seed", range(12))
def test_front_of_large_numbers(seed: int) -> None:
    problem = enlarged(random_problem(seed, most=8))
    assert kind_of((criterion_objective(problem, "c0"),)) is object
    names = (("c0", "c1"), ("c0", "cost", "c1"))[seed % 2]
    answer = front(problem, objectives=names)
    assert answer.complete
    assert list(answer.points) == front_by_brute_force(problem, names)


@pytest.mark.parametrize("seed", range(12))
def test_near_of_large_numbers(seed: int) -> None:
    problem = enlarged(random_problem(seed, most=8))
    answer = near(problem, within=Fraction(0))
    points = front_by_brute_force(problem, ("value", "value"))
    assert answer.complete
    assert [p.value for p in answer.portfolios] == [p.values[0] for p in points] * max(
        (p.count for p in points), default=0
    )
    assert [p.chosen for p in answer.portfolios[:1]] == [p.chosen for p in points]
    assert value_objective(problem).unit < TINY


@pytest.mark.parametrize("seed", range(12))
def test_robust_of_large_numbers(seed: int) -> None:
    problem = enlarged(random_problem(seed, most=7, spread=True))
    found = robust_by_brute_force(problem)
    answer = robust(problem)
    assert answer.exact
    assert answer.count == len(found)
    for item, row in enumerate(problem.ids):
        if found:
            assert answer.index[row] == Fraction(sum(item in x for x in found), len(found))
