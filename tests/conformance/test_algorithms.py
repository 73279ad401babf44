"""What every registered algorithm for fronts must do, on one body of problems."""

from __future__ import annotations

import os
import shutil

import numpy as np
import pytest
from tests.counts import seeds
from tests.unit.optimise_front.instances import portfolios, random_problem

from salkku.mip import Deadline
from salkku.optimise.algorithms.protocol import (
    Algorithm,
    Task,
    algorithm_names,
    open_algorithm,
)
from salkku.optimise.enumeration import compiled
from salkku.optimise.enumeration.directions import ceiling_of, floor_of
from salkku.optimise.enumeration.layers import kind_of
from salkku.optimise.enumeration.zones import Zones
from salkku.optimise.exact import is_feasible
from salkku.optimise.objective import objective_named, worth_of

TRIALS = seeds(20, 120)
NAMES = (("c0", "c1"), ("c0", "cost"), ("value", "cost", "party:b"), ("c0", "c1", "c2", "cost"))


@pytest.fixture(params=algorithm_names())
def algorithm(request: pytest.FixtureRequest) -> Algorithm:
    return open_algorithm(request.param)


def task_of(seed: int) -> Task:
    problem = random_problem(seed, criteria=3, most=10)
    names = NAMES[seed % len(NAMES)]
    return Task(problem, tuple(objective_named(problem, name) for name in names))


def open_zones(task: Task) -> Zones:
    return Zones(
        floor=tuple(map(floor_of, task.objectives)),
        ceiling=tuple(map(ceiling_of, task.objectives)),
        kind=kind_of(task.objectives),
    )


def true_front(task: Task) -> set[tuple[int, ...]]:
    points = {
        tuple(worth_of(o, chosen) for o in task.objectives) for chosen in portfolios(task.problem)
    }
    return {
        point
        for point in points
        if not any(
            other != point and all(a >= b for a, b in zip(other, point, strict=True))
            for other in points
        )
    }


def test_both_ways_of_label_setting_are_tried() -> None:
    assert {"label-setting", "label-setting-plain"} <= set(algorithm_names())
    if os.environ.get("CI") and any(map(shutil.which, ("c++", "g++", "clang++"))):
        assert compiled.available(), "a compiler is here, but no kernel: run `make dev`"


def test_the_kernel_runs_where_it_is_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[int] = []
    sweep = compiled.Archive.sweep
    monkeypatch.setattr(
        compiled.Archive, "sweep", lambda *a, **k: swept.append(1) or sweep(*a, **k)
    )
    task = task_of(1)
    open_algorithm("label-setting-plain").close(task, open_zones(task), deadline=Deadline(None))
    assert not swept
    open_algorithm("label-setting").close(task, open_zones(task), deadline=Deadline(None))
    assert bool(swept) is compiled.available()


def test_it_is_an_algorithm(algorithm: Algorithm) -> None:
    assert isinstance(algorithm, Algorithm)
    assert algorithm.name in algorithm_names()


@pytest.mark.parametrize("seed", TRIALS)
def test_it_finds_the_whole_front(algorithm: Algorithm, seed: int) -> None:
    task = task_of(seed)
    zones = open_zones(task)
    assert algorithm.close(task, zones, deadline=Deadline(None))
    assert set(map(tuple, zones.points.tolist())) == true_front(task)
    for point in map(tuple, zones.points.tolist()):
        chosen = zones.chosen[point]
        assert is_feasible(task.problem, chosen)
        assert tuple(worth_of(o, chosen) for o in task.objectives) == point


@pytest.mark.parametrize("seed", range(4))
def test_it_goes_on_from_what_is_known(algorithm: Algorithm, seed: int) -> None:
    task = task_of(seed)
    whole, zones = open_zones(task), open_zones(task)
    open_algorithm(algorithm_names()[0]).close(task, whole, deadline=Deadline(None))
    for point in map(tuple, whole.points.tolist()[::2]):
        zones.insert(point, whole.chosen[point])
    assert algorithm.close(task, zones, deadline=Deadline(None))
    assert set(map(tuple, zones.points.tolist())) == set(map(tuple, whole.points.tolist()))


def test_it_proves_nothing_without_time(algorithm: Algorithm) -> None:
    task = task_of(1)
    assert not algorithm.close(task, open_zones(task), deadline=Deadline(0))


@pytest.mark.parametrize("seed", range(3))
def test_it_repeats_itself(algorithm: Algorithm, seed: int) -> None:
    task, first, second = task_of(seed), open_zones(task_of(seed)), open_zones(task_of(seed))
    algorithm.close(task, first, deadline=Deadline(None))
    algorithm.close(task, second, deadline=Deadline(None))
    assert np.array_equal(first.points, second.points)
    assert first.chosen == second.chosen
