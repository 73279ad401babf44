"""The ε-constraint loop on HiGHS: one model, floors moved in place.

Two objectives are one solve a point, the second weighted less than one step of the first; with
more, one solve an objective, since the weights would leave double precision.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any

import highspy
import numpy as np

from benchmarks.drivers.nested import OutOfTime, Point, nested_front

__all__ = ["EpsilonHighs", "make"]


class EpsilonHighs:
    """Answers fronts."""

    def answer(self, case: dict[str, Any], *, seconds: float | None) -> dict[str, Any]:
        """Build the model and go through the floors."""
        loop = _Loop(case["objectives"], case["rows"], seconds)
        floors = [sum(min(0, value) for value in row) for row in case["objectives"]]
        points, complete = nested_front(loop.best, floors, seconds=seconds)
        return {"points": [list(point) for point in points], "complete": complete}


class _Loop:
    def __init__(self, objectives: list[list[int]], rows: list[Any], seconds: float | None) -> None:
        self._objectives = np.array(objectives)
        self._end = None if seconds is None else monotonic() + seconds
        self._model: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (
            ("output_flag", False), ("threads", 1), ("random_seed", 0),
            ("mip_rel_gap", 0.0), ("mip_feasibility_tolerance", 1e-9),
        ):  # fmt: skip
            self._model.setOptionValue(option, value)
        size = self._objectives.shape[1]
        self._columns = np.arange(size, dtype=np.int32)
        for _ in range(size):
            self._model.addCol(0.0, 0.0, 1.0, 0, [], [])
        self._model.changeColsIntegrality(
            size, self._columns, np.full(size, highspy.HighsVarType.kInteger)
        )
        self._model.changeObjectiveSense(highspy.ObjSense.kMaximize)
        infinite = highspy.kHighsInf
        self._floor_rows = list(range(len(objectives)))
        for values in objectives:
            self._add(values, -infinite, infinite)
        for values, low, high in rows:
            self._add(values, -infinite if low is None else low, infinite if high is None else high)

    def best(self, lows: Sequence[int]) -> Point | None:
        """Give the lexicographically greatest point above the floors."""
        for row, low in enumerate(lows):
            self._model.changeRowBounds(row, float(low), highspy.kHighsInf)
        ahead, *others = self._objectives
        if len(others) == 1:
            reach = 1 + int(np.abs(others[0]).sum())
            return self._solved(ahead + others[0] / reach, gap=0.5 / reach)
        point = None
        for place, values in enumerate(self._objectives):
            point = self._solved(values.astype(float), gap=0.5)
            if point is None:
                return None
            self._model.changeRowBounds(place, float(point[place]), highspy.kHighsInf)
        return point

    def _solved(self, costs: Any, *, gap: float) -> Point | None:
        if self._end is not None:
            left = self._end - monotonic()
            if left <= 0:
                raise OutOfTime
            # HiGHS counts its time over all solves of a model.
            self._model.setOptionValue("time_limit", self._model.getRunTime() + left)
        self._model.setOptionValue("mip_abs_gap", gap)
        self._model.changeColsCost(len(self._columns), self._columns, costs)
        self._model.run()
        status = self._model.getModelStatus()
        if status == highspy.HighsModelStatus.kTimeLimit:
            raise OutOfTime
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        chosen = np.rint(self._model.getSolution().col_value).astype(np.int64)
        return tuple(int(value) for value in self._objectives @ chosen)

    def _add(self, values: Sequence[int], low: float, high: float) -> None:
        columns = [place for place, value in enumerate(values) if value]
        cells = [float(values[place]) for place in columns]
        self._model.addRow(low, high, len(columns), columns, cells)


def make(variant: str) -> EpsilonHighs:
    """Open the driver."""
    return EpsilonHighs()
