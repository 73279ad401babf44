"""Measures every subject, prints a table, and keeps the figures with the machine that gave them."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks.registry import SUBJECTS, Subject

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ("salkku", "highspy", "ortools", "numpy", "duckdb")


def measure(subject: Subject, *, repeats: int) -> dict[str, object]:
    """Start the command so many times, after one start that only warms the disk's cache."""
    command = [str(Path(sys.executable).parent / "salkku"), *subject.arguments]
    seconds = []
    for _ in range(repeats + 1):
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        seconds.append(time.perf_counter() - began)
        if done.returncode:
            return {"name": subject.name, "failed": done.returncode}
    kept = sorted(seconds[1:])
    return {
        "name": subject.name,
        "median_s": round(statistics.median(kept), 3),
        "least_s": round(kept[0], 3),
        "most_s": round(kept[-1], 3),
        "limit_s": subject.limit,
    }


def machine() -> dict[str, object]:
    """Say what gave the figures."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def main() -> int:
    """Measure, print, write; exit 1 when a subject fails or is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="subjects; all without any")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bench.json")
    asked = parser.parse_args()
    rows = []
    for subject in SUBJECTS:
        if not asked.names or subject.name in asked.names:
            row = measure(subject, repeats=asked.repeats)
            print("  ".join(f"{key} {value}" for key, value in row.items() if value is not None))
            rows.append((subject, row))
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    found = {"machine": machine(), "subjects": [row for _, row in rows]}
    asked.out.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    over = [
        row["name"]
        for subject, row in rows
        if "failed" in row
        or (subject.limit is not None and float(str(row["median_s"])) > subject.limit)
    ]
    print(f"failed or over the limit: {', '.join(map(str, over)) or 'none'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
