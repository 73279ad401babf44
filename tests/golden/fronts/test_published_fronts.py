"""Fronts against published ones, and against our own small ones kept as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.optimise_front.instances import plain_problem
from tests.unit.optimise_front.published import momdkp

from salkku.domain.answers import Front
from salkku.optimise.algorithms.protocol import algorithm_names
from salkku.optimise.front import front

HERE = Path(__file__).resolve().parent
OWN = sorted(HERE.glob("*.json"))


def whole_points(answer: Front) -> list[tuple[int, ...]]:
    return sorted(tuple(int(value) for value in point.values) for point in answer.points)


@pytest.mark.parametrize(("name", "count"), [("2kp50", 35), ("2kp100", 121), ("4kp50", 46)])
def test_published_front_is_found_whole(shared_data: Path, name: str, count: int) -> None:
    problem, published = momdkp(shared_data / "instances" / "momdkp_augmecon" / name)
    answer = front(problem, objectives=problem.criteria)
    assert answer.complete
    assert len(published) == count
    assert whole_points(answer) == published


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
