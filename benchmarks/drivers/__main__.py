"""Measures one driver on one case in this process: reads a job, writes the figures, as JSON.

The first run is thrown away and so many follow, all in one process: both sides of a comparison
are warm alike. Where the first run takes longer than ``patience`` seconds it is kept as the only
one, and ``discarded`` says 0.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from benchmarks.drivers import DRIVERS, open_driver

__all__ = ["measured"]


def measured(job: dict[str, Any]) -> dict[str, Any]:
    """Measure a job: driver, case, repeats, seconds, patience."""
    driver = open_driver(job["driver"])
    walls, cpus, answer = [], [], {}
    for _ in range(1 + int(job["repeats"])):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = driver.answer(job["case"], seconds=job["seconds"])
        cpus.append(time.process_time() - cpu)
        walls.append(time.perf_counter() - wall)
        if len(walls) == 1 and walls[0] > job["patience"]:
            break
    discarded = int(len(walls) > 1)
    return {
        "answer": answer,
        "seconds": [round(one, 4) for one in walls[discarded:]],
        "cpu": [round(one, 4) for one in cpus[discarded:]],
        "discarded": discarded,
        "versions": {name: _version(name) for name in DRIVERS[job["driver"]].packages},
        "python": ".".join(map(str, sys.version_info[:3])),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


def main() -> None:
    """Read a job from standard input, write its figures to standard output, all else aside."""
    with os.fdopen(os.dup(1), "w") as said:
        os.dup2(2, 1)  # what libraries print is no figure
        json.dump(measured(json.load(sys.stdin)), said)


if __name__ == "__main__":
    main()
