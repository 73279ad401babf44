"""Linear relaxations with row duals from HiGHS, warm from one objective to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.mip.quiet import silent_highs

__all__ = ["Relaxation", "Relaxed"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The optimum of a relaxation: its value, non-negative row duals, and the point.

    ``feasible`` is False when the relaxation has no point; then ``duals`` is a ray of a Farkas
    certificate where HiGHS gives one (to be checked exactly by the caller), else zeros.
    """

    value: float
    duals: Floats
    point: Floats
    feasible: bool = True


class Relaxation:
    """``max c x`` subject to ``A x <= b`` and ``0 <= x <= 1``; ``c`` changes, the basis stays.

    Parameters
    ----------
    uses
        n × r coefficients, one row of the array a variable.
    limits
        r right sides.

    Examples
    --------
    >>> import numpy as np
    >>> relaxation = Relaxation(uses=np.array([[2.0], [3.0]]), limits=np.array([3.0]))
    >>> round(relaxation.maximise(np.array([2.0, 3.5])).value, 6)
    3.5
    """

    def __init__(self, *, uses: Floats, limits: Floats) -> None:
        import highspy

        self._count, self._rows = uses.shape
        self._highs: Any = silent_highs()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("random_seed", 1)
        self._highs.setOptionValue("presolve", "off")
        infinity = highspy.kHighsInf
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self._count, self._rows
        model.col_cost_ = np.zeros(self._count)
        model.col_lower_, model.col_upper_ = np.zeros(self._count), np.ones(self._count)
        model.row_lower_ = np.full(self._rows, -infinity)
        model.row_upper_ = limits.astype(np.float64)
        live = uses != 0
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.concatenate(([0], np.cumsum(live.sum(axis=1)))).astype(np.int32)
        model.a_matrix_.index_ = np.nonzero(live)[1].astype(np.int32)
        model.a_matrix_.value_ = uses[live].astype(np.float64)
        self._highs.passModel(model)
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._infeasible = highspy.HighsModelStatus.kInfeasible

    def maximise(self, objective: Floats) -> Relaxed:
        """Give the optimum for one objective (n numbers).

        A relaxation that HiGHS neither solves nor proves infeasible gives zero duals: a valid,
        weak bound.
        """
        indices = np.arange(self._count, dtype=np.int32)
        self._highs.changeColsCost(self._count, indices, -objective.astype(np.float64))
        self._highs.run()
        status = self._highs.getModelStatus()
        zeros = np.zeros(self._rows)
        if status == self._infeasible:
            return Relaxed(0.0, self._ray(), np.zeros(self._count), feasible=False)
        if status != self._optimal:
            return Relaxed(float("inf"), zeros, np.zeros(self._count))
        solution = self._highs.getSolution()
        duals = np.maximum(0.0, -np.asarray(solution.row_dual, dtype=np.float64))
        point = np.asarray(solution.col_value, dtype=np.float64)
        return Relaxed(float(objective @ point), duals, point)

    def with_limits(self, limits: Floats, objective: Floats) -> Relaxed:
        """Give the optimum under other right sides; the right sides are put back after."""
        infinity = -1e30
        indices = np.arange(self._rows, dtype=np.int32)
        change: Callable[..., Any] = self._highs.changeRowsBounds
        before = np.asarray(self._highs.getLp().row_upper_, dtype=np.float64)
        change(self._rows, indices, np.full(self._rows, infinity), limits.astype(np.float64))
        answer = self.maximise(objective)
        change(self._rows, indices, np.full(self._rows, infinity), before)
        return answer

    def _ray(self) -> Floats:
        """Row multipliers of a Farkas certificate, scaled to 1; zeros where there is none."""
        answer = self._highs.getDualRay()
        values = np.asarray(answer[-1], dtype=np.float64) if len(answer) > 1 else np.zeros(0)
        if values.shape != (self._rows,) or not np.any(values):
            return np.zeros(self._rows)
        ray: Floats = np.abs(values) / np.abs(values).max()
        return ray
