"""The ε-constraint loop on CP-SAT: one worker, one solve a point with whole-number weights."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.drivers.nested import OutOfTime, Point, nested_front

__all__ = ["EpsilonCpSat", "make"]


class EpsilonCpSat:
    """Answers fronts."""

    def answer(self, case: dict[str, Any], *, seconds: float | None) -> dict[str, Any]:
        """Build the model and go through the floors."""
        objectives, rows = case["objectives"], case["rows"]
        end = None if seconds is None else monotonic() + seconds
        floors = [sum(min(0, value) for value in row) for row in objectives]

        def best(lows: Sequence[int]) -> Point | None:
            return _best(objectives, rows, lows, end)

        points, complete = nested_front(best, floors, seconds=seconds)
        return {"points": [list(point) for point in points], "complete": complete}


def _best(
    objectives: list[list[int]], rows: list[Any], lows: Sequence[int], end: float | None
) -> Point | None:
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in objectives[0]]
    for values, low, high in rows:
        total = sum(value * one for value, one in zip(values, x, strict=True) if value)
        if low is not None:
            model.add(total >= low)
        if high is not None:
            model.add(total <= high)
    totals = [sum(v * one for v, one in zip(row, x, strict=True)) for row in objectives]
    for total, low in zip(totals, lows, strict=True):
        model.add(total >= low)
    weight = 1
    aim: Any = 0
    for row, total in zip(reversed(objectives), reversed(totals), strict=True):
        aim += weight * total
        weight *= 1 + sum(map(abs, row))
    model.maximize(aim)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.linearization_level = 2
    if end is not None:
        solver.parameters.max_time_in_seconds = max(0.0, end - monotonic())
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise OutOfTime
    chosen = [solver.value(one) for one in x]
    return tuple(sum(v * one for v, one in zip(row, chosen, strict=True)) for row in objectives)


def make(variant: str) -> EpsilonCpSat:
    """Open the driver."""
    return EpsilonCpSat()
