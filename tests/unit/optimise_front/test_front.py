"""Fronts against brute force: points, tie rule's portfolios and counts, by every algorithm."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pytest
from tests.counts import seeds
from tests.unit.optimise_front.instances import portfolios, random_problem

from salkku.domain.answers import Point
from salkku.domain.errors import NotFound
from salkku.domain.problem import Problem
from salkku.optimise.enumeration.directions import ceiling_of, floor_of
from salkku.optimise.enumeration.layers import kind_of
from salkku.optimise.enumeration.zones import Zones
from salkku.optimise.front import certified_epsilon, front
from salkku.optimise.objective import objective_named, value_objective, worth_of

TRIALS = seeds(60, 300)
NAMES = (
    ("c0", "c1"),
    ("c0", "cost"),
    ("value", "cost"),
    ("c0", "c1", "cost"),
    ("party:a", "party:b", "value"),
    ("c0", "c1", "c2", "cost"),
    ("c1", "party:b", "cost"),
    ("c0", "c1", "c2", "party:b", "value"),
)


def by_brute_force(problem: Problem, names: tuple[str, ...]) -> list[Point]:
    objectives = [objective_named(problem, name) for name in names]
    value = value_objective(problem)
    equal: dict[tuple[int, ...], list[tuple[int, ...]]] = defaultdict(list)
    for chosen in portfolios(problem):
        equal[tuple(worth_of(o, chosen) for o in objectives)].append(chosen)

    def dominated(point: tuple[int, ...]) -> bool:
        return any(
            other != point and all(a >= b for a, b in zip(other, point, strict=True))
            for other in equal
        )

    def rank(chosen: tuple[int, ...]) -> tuple[Fraction, int, int]:
        cost = sum(problem.costs[j] for j in chosen)
        return Fraction(-worth_of(value, chosen)), cost, sum(problem.keys[j] for j in chosen)

    points = []
    for sums in sorted((point for point in equal if not dominated(point)), reverse=True):
        best = min(equal[sums], key=rank)
        values = tuple(v * o.unit for v, o in zip(sums, objectives, strict=True))
        points.append(Point(values, tuple(problem.ids[j] for j in best), len(equal[sums])))
    return points


@pytest.mark.parametrize("seed", TRIALS)
def test_front_is_what_brute_force_finds(seed: int) -> None:
    names = NAMES[seed % len(NAMES)]
    problem = random_problem(seed, criteria=3)
    wanted = by_brute_force(problem, names)
    answer = front(problem, objectives=names)
    assert list(answer.points) == wanted
    assert answer.complete
    assert answer.objectives == names
    assert answer.feasible is bool(wanted)


@pytest.mark.parametrize("seed", range(24))
def test_epsilon_holds_for_every_portfolio(seed: int) -> None:
    problem = random_problem(seed, criteria=3)
    objectives = tuple(objective_named(problem, name) for name in NAMES[seed % len(NAMES)])
    points = [tuple(worth_of(o, chosen) for o in objectives) for chosen in portfolios(problem)]
    zones = Zones(
        floor=tuple(map(floor_of, objectives)),
        ceiling=tuple(map(ceiling_of, objectives)),
        kind=kind_of(objectives),
    )
    for point in points[:: max(1, len(points) // 3)]:
        zones.insert(point, ())
    epsilon = certified_epsilon(problem, objectives, zones)
    known = [tuple(map(int, point)) for point in zones.points.tolist()]
    if not known:
        assert epsilon is None
        return
    assert epsilon is not None
    steps = [epsilon * max(1, max(axis) - min(axis)) for axis in zip(*known, strict=True)]
    for point in points:
        assert any(
            all(a - step <= b for a, b, step in zip(point, other, steps, strict=True))
            for other in known
        )


def test_front_without_time_claims_nothing() -> None:
    answer = front(random_problem(3, criteria=3), objectives=("c0", "c1"), seconds=0)
    assert not answer.complete
    assert answer.feasible
    assert answer.epsilon is None


def test_front_refuses_what_it_cannot_answer() -> None:
    problem = random_problem(3)
    with pytest.raises(NotFound):
        front(problem, objectives=("c0", "beauty"))
    with pytest.raises(NotFound):
        front(problem, objectives=("c0", "c1"), algorithm="guess")
    for names in (("c0",), ("c0", "c0"), ("c0", "c1", "cost", "value", "party:a", "party:b")):
        with pytest.raises(NotFound, match="objectives_count"):
            front(problem, objectives=names)
