"""Measures subjects and commands, each program in a process of its own, and compares answers."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.drivers import DRIVERS
from benchmarks.instances import case_named
from benchmarks.instances.doubtful import written_doubtful
from benchmarks.instances.folder import written
from benchmarks.registry import Command, Rival, Subject

__all__ = ["ROOT", "Protocol", "measure", "measure_command"]

ROOT = Path(__file__).resolve().parent.parent
SLACK = 30.0
"""Seconds beyond its limit after which a program that does not stop itself is ended."""
Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Protocol:
    """How it is measured.

    Parameters
    ----------
    repeats
        Runs after the one thrown away.
    patience
        Seconds above which a first run is kept as the only one.
    bench
        Python of the comparators' environment; None where there is none.
    tiny
        Whether only the harness is tried, on tiny cases.
    """

    repeats: int = 5
    patience: float = 60.0
    bench: Path | None = None
    tiny: bool = False


def measure(subject: Subject, protocol: Protocol) -> Figures:
    """Measure Salkku and every rival on a subject, and hold their answers against each other."""
    case = case_named(subject.tiny if protocol.tiny else subject.case)
    problem = {key: case[key] for key in case if key not in ("truth", "count", "name")}
    ours = _driven("salkku", problem, subject.seconds, protocol)
    figures: Figures = {
        "subject": subject.case,
        "case": case["name"],
        "ours": _told(ours),
        "checked": _checked(ours, case),
        "rivals": [],
        "must": subject.must,
        "aim": subject.aim,
        "ratio_must": subject.ratio_must,
        "ratio_aim": subject.ratio_aim,
        "epsilon_must": subject.epsilon,
        "against": subject.against or tuple(r.driver for r in subject.rivals[:1]),
    }
    for rival in subject.rivals:
        figures["rivals"].append(_rivalled(rival, problem, ours, protocol))
    if subject.whole and ours.get("answer"):
        figures["whole"] = _whole(problem, ours["answer"], protocol)
    return figures


def _rivalled(rival: Rival, problem: Figures, ours: Figures, protocol: Protocol) -> Figures:
    """Measure a rival; seconds are compared only when the answers are the same."""
    repeats = protocol.repeats if rival.exact else 0
    seconds = min(rival.seconds, 1.0) if protocol.tiny and not rival.exact else rival.seconds
    theirs = _driven(rival.driver, problem, seconds, protocol, repeats=repeats)
    told = {"driver": rival.driver, "exact": rival.exact, "limit": seconds, **_told(theirs)}
    mine, other = ours.get("answer"), theirs.get("answer")
    if not mine or not other:
        return told
    if not rival.exact or not other["complete"]:
        return told | {"found": _found(other, mine), "of": _size(mine)}
    told["status"] = "equal" if _essence(mine) == _essence(other) else "differs"
    if told["status"] == "equal" and mine["complete"]:
        told["ratio"] = round(told["median"] / max(1e-9, statistics.median(ours["seconds"])), 2)
        told["ratio_cpu"] = round(told["cpu"] / max(1e-9, statistics.median(ours["cpu"])), 2)
    return told


def _driven(
    driver: str,
    problem: Figures,
    seconds: float,
    protocol: Protocol,
    *,
    repeats: int | None = None,
) -> Figures:
    """Run a driver in its environment, on one thread; {} says what is missing or went wrong."""
    place = DRIVERS[driver]
    python = Path(sys.executable) if place.environment == "own" else protocol.bench
    if python is None:
        return {"status": "absent"}
    count = protocol.repeats if repeats is None else repeats
    job = {
        "driver": driver,
        "case": problem,
        "repeats": count,
        "seconds": seconds,
        "patience": protocol.patience,
    }
    longest = seconds + SLACK + min(seconds, protocol.patience) * count
    try:
        done = subprocess.run(
            [python, "-m", "benchmarks.drivers"],
            cwd=ROOT,
            env=_one_thread(),
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=_until_ended(driver, seconds, longest),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"status": "stopped"}
    if done.returncode:
        return {"status": "failed", "because": done.stderr.strip().splitlines()[-1:]}
    figures: Figures = json.loads(done.stdout)
    return figures | {"status": "answered" if figures["answer"]["complete"] else "partial"}


def _until_ended(driver: str, seconds: float, longest: float) -> float:
    """Pyaugmecon has no time limit of its own: it is ended from outside."""
    return seconds if driver == "pyaugmecon" and seconds < 600 else longest


def _one_thread() -> dict[str, str]:
    single = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "NUMBA")
    return {**os.environ, "PYTHONHASHSEED": "0"} | {f"{one}_NUM_THREADS": "1" for one in single}


def _told(figures: Figures) -> Figures:
    """Give what a result keeps of a measurement: no answer, only its size."""
    if "seconds" not in figures:
        return {key: figures[key] for key in ("status", "because") if key in figures}
    answer = figures["answer"]
    unfinished = {key: answer[key] for key in ("epsilon", "proved") if key in answer}
    return unfinished | {
        "status": figures["status"],
        "median": round(statistics.median(figures["seconds"]), 4),
        "least": min(figures["seconds"]),
        "most": max(figures["seconds"]),
        "cpu": round(statistics.median(figures["cpu"]), 4),
        "runs": len(figures["seconds"]),
        "discarded": figures["discarded"],
        "size": _size(answer),
        "by": answer.get("method", ""),
        "versions": figures["versions"],
        "python": figures["python"],
    }


def _essence(answer: Figures) -> object:
    return answer["points"] if "points" in answer else answer["value"]


def _size(answer: Figures) -> int:
    return len(answer["points"]) if "points" in answer else int(answer["value"])


def _found(theirs: Figures, ours: Figures) -> int:
    """Count the true points among theirs; of a vote, what theirs is worth."""
    if "points" not in theirs:
        return int(theirs["value"])
    return len({tuple(point) for point in theirs["points"]} & set(map(tuple, ours["points"])))


def _checked(ours: Figures, case: Figures) -> str:
    """Hold our answer against the published one: ``equal``, ``differs`` or ``unpublished``."""
    answer = ours.get("answer")
    if answer is None or not answer["complete"]:
        return "incomplete"
    if "truth" in case:
        return (
            "equal" if answer["points"] == [list(point) for point in case["truth"]] else "differs"
        )
    if "count" in case:
        return "equal" if len(answer["points"]) == case["count"] else "differs"
    return "unpublished"


def _whole(problem: Figures, answer: Figures, protocol: Protocol) -> Figures:
    """Measure the whole process on the same case as an agreement's folder."""
    with tempfile.TemporaryDirectory() as place:
        folder = written(problem, Path(place) / "agreement")
        names = ",".join(f"c{number}" for number in range(len(problem["objectives"])))
        command = Command("front", ("front", str(folder), "--objectives", names, "--json"))
        figures, said = _started(command, repeats=protocol.repeats)
    if said is None:
        return figures
    points = sorted([round(value) for value in point["values"]] for point in said["points"])
    return figures | {"status": "equal" if points == answer["points"] else "differs"}


def measure_command(command: Command, protocol: Protocol) -> Figures:
    """Start a command so many times, after one start that only warms the disk's cache."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "agreement"
        if command.drawn:
            size = {"size": 8} if protocol.tiny else {}
            written_doubtful(folder, **command.drawn | size)
        given = tuple(one.replace("{folder}", str(folder)) for one in command.arguments)
        figures, said = _started(replace(command, arguments=given), repeats=protocol.repeats)
    told = {"command": command.name, "must": command.must, "aim": command.aim, **figures}
    if said is not None and "undecided" in said:
        told |= {"undecided": len(said["undecided"]), "of": len(said["core_bounds"])}
    return told


def _started(command: Command, *, repeats: int) -> tuple[Figures, Figures | None]:
    program = [str(Path(sys.executable).parent / "salkku"), *command.arguments]
    walls: list[float] = []
    cpus: list[float] = []
    done = None
    for _ in range(1 + repeats):
        began, spent = time.perf_counter(), _children()
        done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
        walls.append(time.perf_counter() - began)
        cpus.append(_children() - spent)
        if done.returncode:
            return {"status": "failed", "because": done.returncode}, None
    assert done is not None
    kept, used = walls[int(repeats > 0) :], cpus[int(repeats > 0) :]
    figures = {
        "status": "answered",
        "median": round(statistics.median(kept), 3),
        "least": round(min(kept), 3),
        "most": round(max(kept), 3),
        "cpu": round(statistics.median(used), 3),
        "runs": len(kept),
    }
    return figures, json.loads(done.stdout) if "--json" in command.arguments else None


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system
