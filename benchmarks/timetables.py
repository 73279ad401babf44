"""How near to the best a timetable is after how many seconds, and how long the fewest changes take.

``python -m benchmarks.timetables`` draws agreements of every kind and size of the registry, asks
``schedule`` with each limit, and ``replan`` after every line has lost a tenth. Seconds of the clock
mean something on a machine that does nothing else; the processor's are told beside them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.__main__ import machine
from benchmarks.instances.timetables import KINDS, timetable
from benchmarks.measuring import ROOT
from benchmarks.registry import TIMETABLES, Timed
from salkku.domain.agreement import Agreement

__all__ = ["main", "measured"]

Figures = dict[str, Any]
T = TypeVar("T")
LESS = Fraction(1, 10)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write; exit 1 where a bound is under a value."""
    asked = _asked(arguments)
    result: Figures = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "machine": machine(),
        "timetables": [],
    }
    for one in TIMETABLES:
        if asked.tiny != one.tiny or (asked.rows and one.rows not in asked.rows):
            continue
        for kind in asked.kinds or KINDS:
            for seed in range(1, (1 if asked.tiny else asked.seeds) + 1):
                limits = tuple(asked.seconds or one.seconds)
                figures = measured(replace(one, seconds=limits), kind, seed=seed)
                print(json.dumps(figures), flush=True)
                result["timetables"].append(figures)
    if asked.out:
        asked.out.parent.mkdir(parents=True, exist_ok=True)
        asked.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    wrong = [one for one in result["timetables"] if any(s["gap"] < 0 for s in one["schedule"])]
    return 1 if wrong else 0


def measured(one: Timed, kind: str, *, seed: int) -> Figures:
    """Measure one drawn agreement: the gap after each limit, then the fewest changes."""
    from salkku import workbench
    from salkku.domain.timetable import Baseline

    agreement = timetable(kind, rows=one.rows, seed=seed)
    told: Figures = {"kind": kind, "rows": one.rows, "seed": seed, "must": one.gap}
    told["schedule"] = []
    found = []
    for seconds in one.seconds:
        answer, wall, cpu = _timed(partial(workbench.schedule, agreement, seconds=seconds))
        found.append(answer)
        gap = 1.0 if answer.gap is None else float(answer.gap)
        told["schedule"].append(
            {"limit": seconds, "status": answer.status, "gap": round(gap, 6), **_spent(wall, cpu)}
        )
    answer = found[-1]
    if not answer.starts:
        return told
    less = _with_less(agreement)
    before = Baseline(tuple(answer.starts), answer.starts)
    plan, wall, cpu = _timed(lambda: workbench.replan(less, baseline=before, seconds=one.replan))
    told["replan"] = {
        "limit": one.replan,
        "status": plan.status,
        "changes": len(plan.moves),
        "proved_fewest": plan.proved_fewest,
        **_spent(wall, cpu),
    }
    return told


def _with_less(agreement: Agreement) -> Agreement:
    cut = (replace(row, limit_cents=int(row.limit_cents * (1 - LESS))) for row in agreement.budgets)
    return replace(agreement, budgets=tuple(cut))


def _timed(work: Callable[[], T]) -> tuple[T, float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return answer, time.perf_counter() - wall, time.process_time() - cpu


def _spent(wall: float, cpu: float) -> Figures:
    return {"seconds": round(wall, 2), "cpu": round(cpu, 2)}


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.timetables", description=__doc__)
    parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)}; all without any")
    parser.add_argument("--rows", type=int, nargs="*", help="sizes; all without any")
    parser.add_argument("--seconds", type=float, nargs="*", help="limits; the registry's without")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--tiny", action="store_true", help="only try the harness")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "timetables.json")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
