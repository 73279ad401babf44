"""What every registered runner of scenarios must do, on one body of jobs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conformance.scenario_tasks import said

from salkku.scenarios import Job, ScenarioRunner, distinct, open_runner, runner_names

TASKS = "tests.conformance.scenario_tasks"
DEEDS = Job(f"{TASKS}:Deeds", b"shared")


IN_PROCESS = "inline"
"""The runner that says it does not isolate: a row may take the caller down."""


def opened(request: pytest.FixtureRequest) -> Iterator[ScenarioRunner]:
    if request.param == "spark":
        request.getfixturevalue("spark_parts")
    with open_runner(request.param, workers=2) as opened:
        yield opened


def named(*names: str) -> list[object]:
    """Give runners as parameters; Spark is large and tried apart."""
    return [
        pytest.param(name, marks=pytest.mark.cluster) if name == "spark" else name for name in names
    ]


OTHERS = tuple(name for name in runner_names() if name != IN_PROCESS)
runner = pytest.fixture(scope="module", params=named(*runner_names()), name="runner")(opened)
isolating = pytest.fixture(scope="module", params=named(*OTHERS), name="isolating")(opened)


def rows(count: int) -> list[bytes]:
    return [f"say {number}".encode() for number in range(count)]


def test_it_is_a_runner(runner: ScenarioRunner) -> None:
    assert isinstance(runner, ScenarioRunner)
    assert runner.name in runner_names()
    assert runner.isolates is (runner.name != IN_PROCESS)


def test_the_same_rows_give_the_same_bytes_in_their_order(runner: ScenarioRunner) -> None:
    asked = [*rows(40), b"say 3", b"", bytes(range(32, 127))]
    found = runner.run(DEEDS, asked)
    assert [one.answer for one in found] == [said(b"shared", row) for row in asked]
    assert {one.status for one in found} == {"answered"}
    assert [one.key for one in found[:40]] == list(distinct(DEEDS, asked))[:40]
    assert found[3] == found[40]


def test_nothing_asked_is_nothing_found(runner: ScenarioRunner) -> None:
    assert runner.run(DEEDS, []) == ()


def test_a_row_that_raises_is_told_and_loses_no_other(runner: ScenarioRunner) -> None:
    asked = [*rows(5), b"raise no such thing", *rows(9)]
    found = runner.run(DEEDS, asked)
    assert (found[5].status, found[5].fault) == ("poison", "ValueError: no such thing")
    assert [one.answer for one in (*found[:5], *found[6:])] == [
        said(b"shared", row) for row in (*asked[:5], *asked[6:])
    ]


def test_a_row_that_kills_its_process_is_told_and_loses_no_other(isolating: ScenarioRunner) -> None:
    asked = [*rows(4), b"die", *rows(7)]
    found = isolating.run(DEEDS, asked)
    assert (found[4].status, found[4].fault) == ("poison", "died")
    assert [one.answer for one in (*found[:4], *found[5:])] == [
        said(b"shared", row) for row in (*asked[:4], *asked[5:])
    ]
    assert isolating.run(DEEDS, [b"say again"])[0].status == "answered"


def test_a_process_killed_from_outside_costs_no_row(
    isolating: ScenarioRunner, tmp_path: Path
) -> None:
    found = isolating.run(Job(f"{TASKS}:Once", str(tmp_path / "mark").encode()), [b"a", b"b", b"c"])
    assert [one.answer for one in found] == [b"a", b"b", b"c"]


def test_a_job_that_cannot_be_opened_is_told_of_every_row(runner: ScenarioRunner) -> None:
    found = runner.run(Job(f"{TASKS}:Deeds", b"broken"), rows(3))
    assert [one.fault for one in found] == ["ValueError: nothing to work with"] * 3


def test_the_deadline_keeps_what_is_found_and_cuts_the_rest(runner: ScenarioRunner) -> None:
    runner.run(DEEDS, [b"say up"])
    asked = [b"say first", *(f"sleep 60 {number}".encode() for number in range(5))]
    began = time.monotonic()
    found = runner.run(DEEDS, asked, seconds=4.0)
    assert time.monotonic() - began < 20
    assert found[0].answer == said(b"shared", b"say first")
    assert [one.status for one in found[1:]] == ["cut"] * 5


def test_a_row_that_hears_of_no_deadline_is_ended(isolating: ScenarioRunner) -> None:
    began = time.monotonic()
    found = isolating.run(DEEDS, [b"hang 60"], seconds=2.0)
    assert time.monotonic() - began < 30
    assert found[0].status == "cut"
    assert isolating.run(DEEDS, [b"say again"])[0].status == "answered"


def test_no_time_asks_nothing(runner: ScenarioRunner) -> None:
    assert {one.status for one in runner.run(DEEDS, rows(3), seconds=0)} == {"cut"}


def test_progress_counts_up_to_all_different_rows(runner: ScenarioRunner) -> None:
    told: list[tuple[int, int]] = []
    runner.run(DEEDS, [*rows(70), b"say 1"], progress=lambda *now: told.append(now))
    assert told == sorted(told)
    assert told[-1] == (70, 70)


def test_jobs_do_not_mix(runner: ScenarioRunner) -> None:
    other = Job(DEEDS.task, b"other")
    first, second, third = (runner.run(job, rows(2)) for job in (DEEDS, other, DEEDS))
    assert first == third
    assert [one.answer for one in second] == [said(b"other", row) for row in rows(2)]
    assert not {one.key for one in first} & {one.key for one in second}
