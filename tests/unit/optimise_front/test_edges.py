"""Problems at the edge: nothing to choose, nothing forbidden, nothing allowed, all alike."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.optimise_front.instances import plain_problem, random_problem

from salkku.domain.answers import Front
from salkku.domain.problem import Constraint
from salkku.optimise.front import front
from salkku.optimise.near import near
from salkku.optimise.robust import robust

NOTHING = plain_problem([[], []], [])
FREE = plain_problem([[1, 2, -1], [2, -1, -1]], [])
NEVER = replace(FREE, constraints=(Constraint("committed:x", "K", (), 1, None),))
ALIKE = plain_problem([[0] * 6, [0] * 6], [([1] * 6, None, 4)])


def test_nothing_to_choose_gives_the_empty_portfolio() -> None:
    assert [p.chosen for p in near(NOTHING).portfolios] == [()]
    assert [p.chosen for p in front(NOTHING, objectives=("c0", "c1")).points] == [()]
    answer = robust(NOTHING)
    assert (answer.count, answer.exact, answer.core) == (1, True, ())


def test_nothing_forbidden() -> None:
    assert near(FREE, within=Fraction(0)).portfolios[0].chosen == ("000", "001")
    points = front(FREE, objectives=("c0", "c1")).points
    assert [point.values for point in points] == [(3, 1), (1, 2)]
    assert robust(FREE).core == ("000", "001")


def test_nothing_allowed() -> None:
    assert not near(NEVER).feasible
    assert not robust(NEVER).feasible
    answer: Front = front(NEVER, objectives=("c0", "c1"))
    assert (answer.feasible, answer.complete, answer.points) == (False, True, ())


def test_all_alike_are_counted_each() -> None:
    number = 1 + 6 + 15 + 20 + 15
    assert len(near(ALIKE).portfolios) == number
    (point,) = front(ALIKE, objectives=("c0", "c1")).points
    assert point.count == number
    answer = robust(ALIKE)
    assert answer.count == number
    assert answer.index["000"] == Fraction(1 + 5 + 10 + 10, number)


@pytest.mark.parametrize("seed", range(3))
def test_same_inputs_give_the_same_answer(seed: int) -> None:
    problem = random_problem(seed, criteria=3, spread=True)
    names = ("c0", "c1", "cost")
    assert near(problem) == near(problem)
    assert front(problem, objectives=names) == front(problem, objectives=names)
    assert robust(problem) == robust(problem)
