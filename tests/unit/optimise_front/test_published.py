"""Fronts that others published: every point found, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.counts import FULL
from tests.unit.optimise_front.published import Points, mobkp, momdkp, tamby, voptlib

from salkku.domain.problem import Problem
from salkku.optimise.front import front

LARGEST = {2: 500, 3: 100, 4: 50, 5: 20} if FULL else {2: 50, 3: 25, 4: 20, 5: 10}
"""Items of an instance of so many objectives."""

FAMILIES = ("random/2D", "random/3D", "random/4D", "random/5D", "negative/2D", "negative/3D")
FAMILIES = (*FAMILIES, "negative/4D", "positive/3D")
COUNTS = {"p-2_n-200_1": 317, "p-4_n-50_1": 1_409, "p-3_n-100_1": 5_421}


def points_of(problem: Problem) -> Points:
    """Give the points of the whole front, in whole numbers."""
    found = front(problem, objectives=problem.criteria)
    assert found.complete
    assert all(value.denominator == 1 for point in found.points for value in point.values)
    return sorted(tuple(map(int, point.values)) for point in found.points)


def sized(folder: Path, objectives: int) -> Iterator[Path]:
    """Give the instances of a folder that are not too large, the smallest first."""
    paths = {path: int(path.stem.split("_")[0]) for path in sorted(folder.glob("*.in"))}
    for path in sorted(paths, key=lambda path: (paths[path], path.name)):
        if paths[path] <= LARGEST[objectives]:
            yield path


@pytest.mark.parametrize("family", FAMILIES)
def test_mobkp(shared_data: Path, family: str) -> None:
    folder = shared_data / "instances" / "mobkp_fronts" / family
    paths = list(sized(folder, int(family[-2])))
    assert paths
    for path in paths:
        problem, points = mobkp(path)
        assert points_of(problem) == points, path.name


@pytest.mark.parametrize("name", ["2kp50", "2kp100", "3kp40", "4kp50"] if FULL else ["2kp50"])
def test_momdkp(shared_data: Path, name: str) -> None:
    problem, points = momdkp(shared_data / "instances" / "momdkp_augmecon" / name)
    assert points_of(problem) == points


@pytest.mark.parametrize("name", ["2KP50-11", "2KP50-50", "2KP50-92", "2KP100-50"])
def test_voptlib(shared_data: Path, name: str) -> None:
    folder = shared_data / "instances" / "voptlib_ukp" / "UKP" / "instances" / "1A"
    problem, points = voptlib(folder / f"{name}.dat")
    assert points_of(problem) == points


@pytest.mark.parametrize("name", COUNTS if FULL else ["p-2_n-200_1"])
def test_tamby_has_the_published_count(shared_data: Path, name: str) -> None:
    problem = tamby(shared_data / "instances" / "mokp_tamby" / f"MOKP_{name}.dat")
    assert len(points_of(problem)) == COUNTS[name]
