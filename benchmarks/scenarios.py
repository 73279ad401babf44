"""What each runner of scenarios costs: its start, a single row once it is warm, and many rows.

Each runner is measured in a process of its own, so that its start is a cold one. The rows are draws
of weights and scores on a drawn choice of sixty proposals. All runners must give the same bytes.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.instances import drawn

__all__ = ["costs"]

ROOT = Path(__file__).resolve().parent.parent
PROPOSALS, WORKERS = 60, 2
Figures = dict[str, Any]


def costs(*, rows: int) -> list[Figures]:
    """Measure every runner that is installed, the simplest first."""
    from salkku.scenarios import runner_names

    names = [name for name in runner_names() if name != "spark" or _spark()]
    found = []
    for name in names:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.scenarios", name, str(rows)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return found


def _spark() -> bool:
    return importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


def measured(name: str, rows: int) -> Figures:
    """Measure one runner in this process."""
    from salkku.scenarios import open_runner

    job, draws = _draws(rows)
    began = time.perf_counter()
    with open_runner(name, workers=WORKERS) as runner:
        runner.run(job, draws[:WORKERS])
        start = time.perf_counter() - began
        began = time.perf_counter()
        runner.run(job, draws[WORKERS : WORKERS + 1])
        single = time.perf_counter() - began
        began = time.perf_counter()
        found = runner.run(job, draws[-rows:])
        many = time.perf_counter() - began
    return {
        "runner": name,
        "workers": WORKERS,
        "start": round(start, 2),
        "single": round(single, 3),
        "rows": rows,
        "many": round(many, 2),
        "digest": sha256(b"".join(one.answer for one in found)).hexdigest()[:16],
    }


def _draws(rows: int) -> tuple[Any, list[bytes]]:
    from benchmarks.drivers.salkku import problem_of
    from salkku.optimise.aims import aims_job

    case = drawn.agreement(PROPOSALS, logic=PROPOSALS // 2, seed=6)
    dice = Random(7)
    aims = [
        json.dumps([[j, dice.randint(1, 2**34)] for j in range(PROPOSALS)]).encode()
        for _ in range(rows + WORKERS + 1)
    ]
    return aims_job(problem_of(case["objectives"], case["rows"])), aims


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1], int(sys.argv[2]))))
