"""A front is the same bytes on one thread, on two, in other processes and on Spark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from salkku.scenarios import Job, open_runner

HEVI = Path(__file__).resolve().parents[2] / "examples" / "hevi"
ASKED = [
    b"impact,cost",
    b"value,cost",
    b"cost,impact",
    b"party:helsinki,party:vantaa",
]
RUNNERS = [
    ("inline", 2),
    ("pool", 2),
    pytest.param("spark", 1, marks=pytest.mark.cluster),
    pytest.param("spark", 2, marks=pytest.mark.cluster),
]


@pytest.fixture(scope="module")
def job() -> Job:
    files = {path.relative_to(HEVI).as_posix(): path for path in HEVI.rglob("*.*")}
    kept = {name: path.read_text("utf-8") for name, path in files.items() if "/" not in name}
    return Job("tests.conformance.front_tasks:Fronts", json.dumps(kept).encode())


@pytest.fixture(scope="module")
def alone(job: Job) -> list[bytes]:
    """Give the answers of one thread, asked one by one."""
    task = job.opened()
    answers = [task.answer(row, seconds=None) or b"" for row in ASKED]
    assert all(answers)
    assert len(set(answers)) == len(ASKED)
    return answers


@pytest.mark.parametrize(("runner", "workers"), RUNNERS)
def test_a_front_is_the_same_bytes_wherever_it_is_found(
    runner: str, workers: int, job: Job, alone: list[bytes], request: pytest.FixtureRequest
) -> None:
    if runner == "spark":
        request.getfixturevalue("spark_parts")
    with open_runner(runner, workers=workers) as opened:
        found = opened.run(job, ASKED)
    assert [one.fault for one in found] == [""] * len(ASKED)
    assert [one.answer for one in found] == alone
