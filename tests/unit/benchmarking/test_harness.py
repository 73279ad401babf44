"""The harness of the benchmarks on tiny cases: every subject, our own drivers, and brute force."""

from __future__ import annotations

import json
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from benchmarks.__main__ import renewed
from benchmarks.drivers import DRIVERS, open_driver
from benchmarks.drivers.nested import nested_front
from benchmarks.instances import CASES, case_named, published
from benchmarks.instances.doubtful import written_doubtful
from benchmarks.instances.timetables import KINDS, timetable
from benchmarks.measuring import Protocol, measure, measure_command
from benchmarks.registry import COMMANDS, SUBJECTS, TIMETABLES, Command, Subject
from benchmarks.timetables import measured

OWN = sorted(name for name, place in DRIVERS.items() if place.environment == "own")
TINY = sorted({subject.tiny for subject in SUBJECTS})
DRIVERS_FOLDER = Path(__file__).resolve().parents[3] / "benchmarks" / "drivers"


@cache
def brute(name: str) -> list[list[int]]:
    """Give the front of a case by looking at every choice."""
    case = case_named(name)
    points = set()
    for choice in product((0, 1), repeat=len(case["objectives"][0])):
        sums = [sum(v * x for v, x in zip(row, choice, strict=True)) for row, _, _ in case["rows"]]
        if all(
            (low is None or total >= low) and (high is None or total <= high)
            for total, (_, low, high) in zip(sums, case["rows"], strict=True)
        ):
            points.add(
                tuple(
                    sum(v * x for v, x in zip(row, choice, strict=True))
                    for row in case["objectives"]
                )
            )
    return sorted(
        list(point)
        for point in points
        if not any(
            other != point and all(a >= b for a, b in zip(other, point, strict=True))
            for other in points
        )
    )


def welfare(case: dict[str, Any]) -> int:
    """Give the greatest number of approvals that the money can buy."""
    worth = [sum(j in ballot for ballot in case["ballots"]) for j in range(len(case["costs"]))]
    choices = product((0, 1), repeat=len(worth))
    return max(
        sum(w * x for w, x in zip(worth, choice, strict=True))
        for choice in choices
        if sum(c * x for c, x in zip(case["costs"], choice, strict=True)) <= case["limit"]
    )


VOTES = tuple(name for name in TINY if case_named(name)["kind"] == "vote")


@pytest.mark.parametrize("name", VOTES)
def test_a_vote_is_worth_what_enumeration_finds(name: str) -> None:
    case = case_named(name)
    assert open_driver("salkku").answer(case, seconds=None)["value"] == welfare(case)


@pytest.mark.parametrize("driver", OWN)
@pytest.mark.parametrize("name", [name for name in TINY if name not in VOTES])
def test_every_own_driver_gives_the_true_front(name: str, driver: str) -> None:
    answer = open_driver(driver).answer(case_named(name), seconds=None)
    assert answer["complete"]
    assert answer["points"] == brute(name)


@pytest.mark.parametrize("driver", ["epsilon_highs", "epsilon_cpsat"])
def test_a_loop_without_time_claims_nothing(driver: str) -> None:
    answer = open_driver(driver).answer(case_named("tiny"), seconds=0.0)
    assert not answer["complete"]


def test_the_nested_loop_climbs_over_equal_points() -> None:
    points = [(3, 1, 1), (2, 2, 1), (2, 1, 2), (1, 3, 3), (1, 3, 2), (3, 1, 0)]

    def best(lows: Any) -> Any:
        above = [p for p in points if all(a >= b for a, b in zip(p, lows, strict=True))]
        return max(above, default=None)

    assert nested_front(best, (0, 0, 0), seconds=None) == (
        [(1, 3, 3), (2, 1, 2), (2, 2, 1), (3, 1, 1)],
        True,
    )


def test_every_subject_can_be_measured() -> None:
    for subject in SUBJECTS:
        assert {subject.case, subject.tiny} <= set(CASES)
        named = {rival.driver for rival in subject.rivals}
        assert named <= set(DRIVERS)
        assert set(subject.against) <= named
        assert (subject.ratio_must is None) or any(rival.exact for rival in subject.rivals)
    for place, one in DRIVERS.items():
        module = (one.module or place).partition(":")[0]
        assert (DRIVERS_FOLDER / f"{module}.py").is_file()
    assert len({subject.case for subject in SUBJECTS}) == len(SUBJECTS)
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("name", [n for n in CASES if not n.startswith("tiny")])
def test_every_case_is_whole(name: str, shared_data: Path) -> None:
    assert shared_data / "instances" == published.FOLDER
    case = json.loads(json.dumps(case_named(name)))
    if case["kind"] == "front":
        assert len({len(row) for row in case["objectives"]}) == 1
        assert all(len(row) == len(case["objectives"][0]) for row, _, _ in case["rows"])
    else:
        assert max(map(max, case["ballots"])) < len(case["costs"])


def test_the_same_seed_draws_the_same_case() -> None:
    assert case_named("agreement-100") == case_named("agreement-100")
    assert case_named("agreement-100")["rows"] != case_named("agreement-100-b")["rows"]


def test_a_subject_is_measured_in_processes_of_their_own() -> None:
    subject = next(one for one in SUBJECTS if one.case == "2kp50")
    subject = Subject(subject.case, subject.tiny, subject.rivals[1:2], whole=True)
    figures = measure(subject, Protocol(repeats=1, tiny=True))
    assert (figures["ours"]["runs"], figures["ours"]["discarded"]) == (1, 1)
    assert figures["ours"]["size"] == len(brute("tiny"))
    (rival,) = figures["rivals"]
    assert rival["status"] == "equal"
    assert rival["ratio"] > 0
    assert figures["whole"]["status"] == "equal"


def test_a_command_on_a_drawn_agreement_tells_what_stayed_open() -> None:
    command = next(one for one in COMMANDS if one.name == "robust-100")
    figures = measure_command(command, Protocol(repeats=0, tiny=True))
    assert (figures["status"], figures["undecided"], figures["of"]) == ("answered", 0, 8)


def test_the_same_seed_draws_the_same_agreement(tmp_path: Path) -> None:
    one, other = (
        written_doubtful(tmp_path / name, size=12, seed=7, lasting=True) for name in ("a", "b")
    )
    files = sorted(path.name for path in one.iterdir())
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in files)
    assert "commitments.csv" in files


def test_named_figures_are_renewed_within_a_day_and_machine() -> None:
    kept = {"date": "2026-11-24", "machine": {"cores": 2}, "commands": [], "growth": [1]}
    kept["subjects"] = [{"subject": "a", "size": 1}, {"subject": "b", "size": 2}]
    new = kept | {"subjects": [{"subject": "b", "size": 3}, {"subject": "c", "size": 4}]}
    whole = renewed(kept, {key: new[key] for key in new if key != "growth"})
    assert [one["size"] for one in whole["subjects"]] == [1, 3, 4]
    assert whole["growth"] == [1]
    with pytest.raises(ValueError, match="another day"):
        renewed(kept, new | {"date": "2026-11-25"})


def test_absent_and_failing_programs_are_told() -> None:
    subject = next(one for one in SUBJECTS if one.case == "vote-40")
    figures = measure(
        Subject(subject.case, subject.tiny, subject.rivals[:1]), Protocol(repeats=0, tiny=True)
    )
    assert figures["rivals"][0]["status"] == "absent"
    failed = measure_command(Command("none", ("solve", "no/such/folder")), Protocol(repeats=0))
    assert failed["status"] == "failed"


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawn_timetable_has_a_gap_and_fewest_changes(kind: str) -> None:
    tiny = next(one for one in TIMETABLES if one.tiny)
    told = measured(tiny, kind, seed=1)
    assert 0 <= told["schedule"][-1]["gap"] < 1
    assert told["replan"]["status"] in ("optimal", "feasible")


def test_timetables_are_drawn_the_same_twice() -> None:
    assert timetable("slots", rows=9, seed=3) == timetable("slots", rows=9, seed=3)
    assert timetable("slots", rows=9, seed=3) != timetable("slots", rows=9, seed=4)
