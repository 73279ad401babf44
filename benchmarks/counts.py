"""Counts the instructions of one answer, which repeat where seconds do not.

A driver is run under callgrind with one run and with two; the difference is one warm run, without
Python's start, imports and compilation. ``python -m benchmarks.counts`` prints and keeps them;
``--against FILE`` fails when one has grown by more than a tenth.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.instances import case_named

__all__ = ["count"]

ROOT = Path(__file__).resolve().parent.parent
CASES = ("tiny", "tiny-three", "tiny-agreement")
COLLECTED = re.compile(r"Collected : (\d+)")
GROWTH = 1.10


def count(case: str) -> int:
    """Count the instructions of one warm front."""
    once, twice = (_collected(case, repeats) for repeats in (1, 2))
    return twice - once


def _collected(case: str, repeats: int) -> int:
    """Count a whole process with so many runs after the first."""
    job = {
        "driver": "salkku",
        "case": case_named(case),
        "repeats": repeats,
        "seconds": None,
        "patience": 1e9,
    }
    done = subprocess.run(
        [
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
            sys.executable, "-m", "benchmarks.drivers",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1"},
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    found = COLLECTED.search(done.stderr)
    if found is None:
        raise RuntimeError(done.stderr[-500:])
    return int(found.group(1))


def main() -> int:
    """Count, print, keep, compare."""
    parser = argparse.ArgumentParser(prog="benchmarks.counts", description=__doc__)
    parser.add_argument("names", nargs="*", default=CASES)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "counts.json")
    parser.add_argument("--against", type=Path)
    asked = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("benchmarks: instructions are counted by valgrind: apt install valgrind")
        return 1
    counts = {name: count(name) for name in asked.names}
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(counts, indent=1) + "\n", "utf-8")
    before = json.loads(asked.against.read_text("utf-8")) if asked.against else {}
    grown = [name for name, now in counts.items() if now > GROWTH * before.get(name, now)]
    for name, now in counts.items():
        print(f"{name}: {now:,} instructions, before {before.get(name, 'unknown')}")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
