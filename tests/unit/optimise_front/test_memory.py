"""A front that needs more memory than there is: not complete, no crash, no wrong claim."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from tests.unit.optimise_front.instances import plain_problem

from salkku.domain.problem import Problem
from salkku.optimise.front import front

PROJECT = Path(__file__).resolve().parents[3]
WITHIN = """
import json, resource, sys
from pathlib import Path
from salkku.optimise.front import front
from tests.unit.optimise_front.test_memory import drawn

algorithm, megabytes, told = sys.argv[1], int(sys.argv[2]), sys.argv[3]
small = drawn(12)
front(small, objectives=small.criteria, algorithm=algorithm)
(size,) = (int(line.split()[1]) for line in Path("/proc/self/status").open() if "VmSize" in line)
problem = drawn(ITEMS)
never = resource.getrlimit(resource.RLIMIT_AS)[1]
resource.setrlimit(resource.RLIMIT_AS, (size * 1024 + megabytes * 2**20, never))
found = front(problem, objectives=problem.criteria, algorithm=algorithm)
resource.setrlimit(resource.RLIMIT_AS, (never, never))
points = [[[int(v) for v in one.values], one.proved, one.chosen] for one in found.points]
epsilon = None if found.epsilon is None else str(found.epsilon)
Path(told).write_text(json.dumps([found.complete, epsilon, points]))
"""
ITEMS = 60


def drawn(items: int) -> Problem:
    """Draw an invented choice of three objectives under one budget: its front has many points."""
    dice = Random(items)
    scores = [[dice.randint(1, 300) for _ in range(items)] for _ in range(3)]
    costs = [dice.randint(10, 300) for _ in range(items)]
    return plain_problem(scores, [(costs, None, sum(costs) // 2)])


@cache
def whole() -> frozenset[tuple[int, ...]]:
    problem = drawn(ITEMS)
    found = front(problem, objectives=problem.criteria)
    assert found.complete
    return frozenset(tuple(map(int, point.values)) for point in found.points)


def holds(epsilon: Fraction, points: Sequence[Sequence[int]]) -> bool:
    """Whether every point of the front has a listed one that is worse by at most epsilon."""
    listed = np.array(points, dtype=np.float64)
    least = listed + float(epsilon) * np.ptp(listed, axis=0) + 1e-6
    return all(bool(np.any(np.all(least >= other, axis=1))) for other in whole())


@pytest.mark.skipif(
    sys.platform != "linux" and os.environ.get("CI") != "true",
    reason="how large the process is stands under /proc, which only Linux has",
)
@pytest.mark.parametrize("megabytes", [0, 2])
@pytest.mark.parametrize("algorithm", ["label-setting", "label-setting-plain"])
def test_past_a_limit_of_the_process_nothing_wrong_is_claimed(
    algorithm: str, megabytes: int, tmp_path: Path
) -> None:
    told = tmp_path / "told.json"
    program = WITHIN.replace("ITEMS", str(ITEMS))
    subprocess.run(
        [sys.executable, "-c", program, algorithm, str(megabytes), str(told)],
        check=True,
        cwd=PROJECT,
        timeout=300,
    )
    complete, epsilon, points = json.loads(told.read_text("utf-8"))
    listed = [values for values, _, _ in points]
    assert not complete or {tuple(values) for values in listed} == whole()
    assert megabytes or not complete
    problem = drawn(ITEMS)
    for values, proved, chosen in points:
        items = [problem.ids.index(row) for row in chosen]
        assert [sum(int(problem.scores[k][j]) for j in items) for k in range(3)] == values
        assert not proved or tuple(values) in whole()
    assert complete or epsilon is None or holds(Fraction(epsilon), listed)


@pytest.mark.parametrize("algorithm", ["label-setting", "label-setting-plain"])
def test_past_a_limit_that_was_asked_for_the_answer_is_not_complete(algorithm: str) -> None:
    problem = drawn(ITEMS)
    found = front(problem, objectives=problem.criteria, algorithm=algorithm, megabytes=1)
    assert not found.complete
    assert found.points
    assert found.epsilon is not None
    assert holds(found.epsilon, [tuple(map(int, point.values)) for point in found.points])
