"""Measures every subject, tells it as it comes, and keeps the figures with what gave them."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

from benchmarks import environment
from benchmarks.growth import SIZES, growth
from benchmarks.measuring import ROOT, Protocol, measure, measure_command
from benchmarks.registry import COMMANDS, SUBJECTS
from benchmarks.scenarios import costs

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write; exit 1 when an answer is wrong."""
    asked = _asked(arguments)
    bench = None if asked.without_rivals else environment.bench_python()
    protocol = Protocol(
        repeats=asked.repeats,
        patience=5.0 if asked.quick else 60.0,
        bench=bench,
        tiny=asked.tiny,
    )
    result: dict[str, Any] = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
        "quick": asked.quick,
        "subjects": [],
        "commands": [],
    }
    for subject in SUBJECTS:
        if _wanted(subject.case, asked) and (subject.quick or not asked.quick):
            result["subjects"].append(_say(measure(subject, protocol)))
    for command in COMMANDS:
        if _wanted(command.name, asked) and (command.quick or not asked.quick):
            result["commands"].append(_say(measure_command(command, protocol)))
    if not asked.names:
        result["scenarios"] = costs(rows=20 if asked.tiny else 400)
        print(json.dumps(result["scenarios"]))
        result["growth"] = growth(sizes=SIZES[:1] if asked.tiny else SIZES)
        print(json.dumps(result["growth"]))
    if asked.into:
        asked.into.write_text(_dumped(renewed(json.loads(asked.into.read_text()), result)), "utf-8")
    elif asked.out:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        asked.out.write_text(_dumped(result), "utf-8")
    wrong = _wrong(result)
    print(f"wrong or failed: {', '.join(wrong) or 'none'}")
    return 1 if wrong else 0


def renewed(kept: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    """Give the kept results with the new figures in the place of the old ones of the same name.

    Raises
    ------
    ValueError
        If they are of another day or another kind of machine: seconds would not compare.
    """
    if any(kept[key] != result[key] for key in ("date", "machine")):
        raise ValueError("results of another day or machine cannot be renewed in part")
    parts: dict[str, Any] = {}
    for part, name in (("subjects", "subject"), ("commands", "command")):
        new = {one[name]: one for one in result[part]}
        held = [new.pop(one[name], one) for one in kept[part]]
        parts[part] = held + list(new.values())
    return kept | parts


def _dumped(result: dict[str, Any]) -> str:
    return json.dumps(result, indent=1) + "\n"


def machine() -> dict[str, Any]:
    """Say what kind of machine gave the figures; neither its name nor a path."""
    model = ""
    described = Path("/proc/cpuinfo")
    if described.is_file():
        names = (line for line in described.read_text().splitlines() if line.startswith("model n"))
        model = next(names, ":").partition(":")[2].strip()
    return {
        "processor": model or platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", help="subjects and commands; all without any")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="about twelve minutes; no large cases")
    parser.add_argument("--tiny", action="store_true", help="only try the harness, on tiny cases")
    parser.add_argument("--without-rivals", action="store_true", help="only what is installed here")
    parser.add_argument(
        "--into", type=Path, help="results of this machine and day, whose named figures it renews"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    return parser.parse_args(arguments)


def _wanted(name: str, asked: argparse.Namespace) -> bool:
    return not asked.names or name in asked.names


def _say(figures: dict[str, Any]) -> dict[str, Any]:
    print(json.dumps(figures), flush=True)
    return figures


def _wrong(result: dict[str, Any]) -> list[str]:
    """Name what gave a wrong answer or none; being slow is told, not punished."""
    names = []
    for one in result["subjects"]:
        states = [one["checked"], one["ours"]["status"], one.get("whole", {}).get("status")]
        states += [rival["status"] for rival in one["rivals"]]
        if {"differs", "failed"} & set(states):
            names.append(one["subject"])
    if len({one["digest"] for one in result.get("scenarios", ())}) > 1:
        names.append("scenarios")
    return names + [one["command"] for one in result["commands"] if one["status"] == "failed"]


if __name__ == "__main__":
    sys.exit(main())
