"""Every algorithm for fronts against brute force, on agreements with every kind of rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from random import Random

from salkku import appraise, optimise
from salkku.optimise.algorithms.protocol import algorithm_names
from tests.laws.conftest import Case

Cases = Callable[..., Iterator[Case]]
Point = tuple[Fraction, ...]


def best_first(points: Iterable[Point], objectives: list[str]) -> list[Point]:
    """Sort points, the best in the first objective first; of a cost less is better."""
    signs = [-1 if name == "cost" else 1 for name in objectives]
    return sorted(
        points,
        key=lambda point: [value * sign for value, sign in zip(point, signs, strict=True)],
        reverse=True,
    )


def test_every_algorithm_finds_the_efficient_points(cases: Cases) -> None:
    for draft, oracle, agreement in cases(15, 1000, rows=11, salt=30):
        rng = Random(len(draft.tables["scores"]))
        names = [*oracle.criteria, "cost", "value", "party:hel", "party:esp"]
        objectives = rng.sample(names, rng.randint(2, min(5, len(names))))
        expected = oracle.front(objectives)
        in_order = best_first(expected, objectives)
        problem = appraise.problem_of(agreement)
        for algorithm in algorithm_names():
            answer = optimise.front(problem, objectives=tuple(objectives), algorithm=algorithm)
            assert answer.complete, algorithm
            assert answer.feasible is bool(expected), algorithm
            assert [point.values for point in answer.points] == in_order
            for point in answer.points:
                count, winners = expected[point.values]
                assert (point.count, point.proved) == (count, True), algorithm
                assert point.chosen in winners, algorithm
