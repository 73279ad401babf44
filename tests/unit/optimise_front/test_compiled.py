"""The kernel gives what numpy gives, and keeps within its room, its time and its 64 bits."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import numpy as np
import pytest
from tests.counts import seeds
from tests.unit.optimise_front.instances import plain_problem, random_problem

from salkku.domain.answers import Front
from salkku.domain.problem import Problem
from salkku.mip import Deadline
from salkku.optimise.algorithms import label_setting
from salkku.optimise.algorithms.protocol import Task
from salkku.optimise.enumeration import compiled
from salkku.optimise.enumeration.directions import ceiling_of, floor_of, laid_out
from salkku.optimise.enumeration.zones import Zones
from salkku.optimise.front import front
from salkku.optimise.objective import objective_named

TRIALS = seeds(60, 400)
NAMES = (("c0", "c1"), ("c0", "cost"), ("value", "cost", "c1"), ("c0", "c1", "c2", "cost"))

needs_kernel = pytest.mark.skipif(
    not compiled.available() and not os.environ.get("CI"), reason="the kernel was not built here"
)


def knapsack(seed: int, *, items: int, goals: int) -> Problem:
    """Draw an invented problem of two tight rows."""
    dice = np.random.default_rng(seed)
    gains = dice.integers(1, 100, (goals, items)).tolist()
    uses = dice.integers(1, 100, (2, items)).tolist()
    return plain_problem(gains, [(row, None, sum(row) // 2) for row in uses])


def open_zones(task: Task) -> Zones:
    return Zones(
        floor=tuple(map(floor_of, task.objectives)),
        ceiling=tuple(map(ceiling_of, task.objectives)),
        kind=np.int64,
    )


def task_of(problem: Problem) -> Task:
    return Task(problem, tuple(objective_named(problem, name) for name in problem.criteria))


@needs_kernel
@pytest.mark.parametrize("seed", TRIALS)
def test_answers_are_the_same(seed: int) -> None:
    problem, names = random_problem(seed, criteria=3, most=12), NAMES[seed % len(NAMES)]
    ours = front(problem, objectives=names, algorithm="label-setting")
    theirs = front(problem, objectives=names, algorithm="label-setting-plain")
    assert replace(ours, method="") == replace(theirs, method="")


@needs_kernel
@pytest.mark.parametrize(("items", "goals"), [(40, 2), (18, 3), (14, 4)])
def test_fronts_of_thousands_of_labels_are_the_same(items: int, goals: int) -> None:
    problem = knapsack(7, items=items, goals=goals)
    ours = front(problem, objectives=problem.criteria, algorithm="label-setting")
    theirs = front(problem, objectives=problem.criteria, algorithm="label-setting-plain")
    assert ours.complete
    assert len(ours.points) > 10
    assert replace(ours, method="") == replace(theirs, method="")


@needs_kernel
def test_equal_portfolios_are_told_apart_as_numpy_does() -> None:
    problem = plain_problem([[3] * 10, [1, 2] * 5], [([1] * 10, None, 4)])
    problem = replace(problem, keys=(0,) * 10)
    ours = front(problem, objectives=problem.criteria, algorithm="label-setting")
    theirs = front(problem, objectives=problem.criteria, algorithm="label-setting-plain")
    assert [point.count for point in ours.points] == [5]
    assert ours.points == theirs.points
    assert ours.points[0].chosen == ("001", "003", "005", "007")


@needs_kernel
@pytest.mark.parametrize("goals", [2, 3, 4])
def test_the_archive_splits_zones_as_the_zones_do(goals: int) -> None:
    dice = random.Random(goals)
    plain = Zones(floor=(0,) * goals, ceiling=(9,) * goals, kind=np.int64)
    for turn in range(40):
        point = tuple(dice.randint(0, 9) for _ in range(goals))
        plain.insert(point, (turn % 3,))
        again = Zones(floor=(0,) * goals, ceiling=(9,) * goals, kind=np.int64)
        again.points, again.chosen = plain.points, dict(plain.chosen)
        with compiled.Archive(again, items=3) as archive:
            archive.read(again)
        assert sorted(again.corners.tolist()) == sorted(plain.corners.tolist())
        assert again.chosen == {key: plain.chosen[key] for key in again.chosen}


@needs_kernel
def test_without_room_the_answer_is_not_complete_but_certified() -> None:
    problem = knapsack(3, items=100, goals=2)
    whole = front(problem, objectives=problem.criteria)
    answer = front(problem, objectives=problem.criteria, megabytes=1)
    assert whole.complete
    assert not answer.complete
    assert answer.epsilon is not None
    ranges = [max(column) - min(column) for column in zip(*_values(answer), strict=True)]
    for point in _values(whole):
        assert any(
            all(
                mine + answer.epsilon * span >= its
                for mine, its, span in zip(own, point, ranges, strict=True)
            )
            for own in _values(answer)
        )


def _values(answer: Front) -> list[tuple[int, ...]]:
    points = answer.points
    return [tuple(int(value) for value in point.values) for point in points]


@needs_kernel
def test_a_sweep_stops_in_time() -> None:
    task = task_of(knapsack(3, items=200, goals=3))
    zones = open_zones(task)
    assert not label_setting.make().close(task, zones, deadline=Deadline(0.3))
    assert not zones.full
    assert zones.counted is None


@needs_kernel
def test_what_may_not_fit_is_left_to_numpy() -> None:
    problem = random_problem(2, criteria=2)
    scores = tuple(tuple(value * 2**61 for value in row) for row in problem.scores)
    large = replace(problem, scores=scores)
    objectives = tuple(objective_named(large, name) for name in ("c0", "c1"))
    whole = tuple(
        replace(o, linear=tuple(v * 2**61 for v in o.linear), pairs=()) for o in objectives
    )
    layers, bounds, found = laid_out(large, whole)
    assert compiled.plan_of(layers, bounds, found, objectives=2) is None


@needs_kernel
def test_a_library_of_another_version_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "VERSION", compiled.VERSION + 1)
    compiled._library.cache_clear()
    try:
        assert not compiled.available()
        problem = random_problem(1)
        answer = front(problem, objectives=("c0", "c1"), algorithm="label-setting")
        assert answer.complete
    finally:
        monkeypatch.undo()
        compiled._library.cache_clear()
    assert compiled.available()
