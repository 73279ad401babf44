"""Fronts against published ones, and against our own small ones kept as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.counts import FULL
from tests.unit.optimise_front.instances import plain_problem
from tests.unit.optimise_front.published import mobkp, momdkp, tamby

from salkku.domain.answers import Front
from salkku.optimise.algorithms.protocol import algorithm_names
from salkku.optimise.front import front

HERE = Path(__file__).resolve().parent
OWN = sorted(HERE.glob("*.json"))
SMALL = (
    "random/2D/25_1",
    "random/2D/50_1",
    "random/2D/50_3",
    "random/3D/20_1",
    "random/3D/20_3",
    "negative/3D/20_1_-0.450000",
)
LARGER = (
    "random/2D/100_1",
    "random/2D/100_3",
    "random/2D/500_1",
    "random/3D/50_1",
    "random/3D/50_3",
    "random/3D/100_1",
    "random/4D/20_1",
    "random/4D/50_1",
)
COUNTS = (("p-2_n-200_1", 317), ("p-4_n-50_1", 1409), ("p-3_n-100_1", 5421))
"""Tamby's instances come with counts only."""


def whole_points(answer: Front) -> list[tuple[int, ...]]:
    return sorted(tuple(int(value) for value in point.values) for point in answer.points)


@pytest.mark.parametrize(
    ("name", "count"), [("2kp50", 35), ("2kp100", 121), ("3kp40", 389), ("4kp50", 46)]
)
def test_published_front_is_found_whole(shared_data: Path, name: str, count: int) -> None:
    problem, published = momdkp(shared_data / "instances" / "momdkp_augmecon" / name)
    answer = front(problem, objectives=problem.criteria)
    assert answer.complete
    assert len(published) == count
    assert whole_points(answer) == published


@pytest.mark.parametrize("name", SMALL if not FULL else (*SMALL, *LARGER))
def test_front_of_a_published_file_is_found_whole(shared_data: Path, name: str) -> None:
    problem, published = mobkp(shared_data / "instances" / "mobkp_fronts" / f"{name}.in")
    answer = front(problem, objectives=problem.criteria)
    assert answer.complete
    assert whole_points(answer) == published


@pytest.mark.parametrize(("name", "count"), COUNTS if FULL else COUNTS[:1])
def test_published_count_is_met(shared_data: Path, name: str, count: int) -> None:
    problem = tamby(shared_data / "instances" / "mokp_tamby" / f"MOKP_{name}.dat")
    answer = front(problem, objectives=problem.criteria)
    assert answer.complete
    assert len(answer.points) == count


@pytest.mark.parametrize("algorithm", algorithm_names())
@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_own_front_has_not_changed(path: Path, algorithm: str) -> None:
    kept = json.loads(path.read_text("utf-8"))
    rows = [(row["uses"], row["low"], row["high"]) for row in kept["rows"]]
    problem = plain_problem(kept["gains"], rows)
    answer = front(problem, objectives=problem.criteria, algorithm=algorithm)
    assert answer.complete
    found = [
        {"values": [int(v) for v in p.values], "chosen": list(p.chosen), "count": p.count}
        for p in answer.points
    ]
    assert found == kept["front"]


def test_there_are_own_fronts() -> None:
    assert len(OWN) >= 3
