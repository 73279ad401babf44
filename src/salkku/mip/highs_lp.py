"""A program as HiGHS takes it: its relaxation, rows and objective scaled where asked."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from salkku.mip.program import Program

__all__ = ["lp_of"]


def lp_of(program: Program, *, sizes: Sequence[float] | None = None, unit: float = 1.0) -> Any:
    """Write the relaxation of a program without pairs.

    Parameters
    ----------
    program
        n columns, r rows.
    sizes
        r numbers that rows are divided by; 1 each by default.
    unit
        What the objective is divided by.

    Returns
    -------
    highspy.HighsLp
        To be maximised.

    Examples
    --------
    >>> lp_of(Program((1, 1), (), ((0, 2), (1, 3)))).col_cost_.tolist()
    [2.0, 3.0]
    """
    import highspy
    import numpy as np

    columns, rows = len(program.upper), program.rows
    by = np.ones(len(rows)) if sizes is None else np.asarray(sizes, dtype=float)
    costs = np.zeros(columns)
    for column, value in program.objective:
        costs[column] = float(value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(rows)
    lp.col_cost_, lp.sense_ = costs / unit, highspy.ObjSense.kMaximize
    lp.col_lower_, lp.col_upper_ = np.zeros(columns), np.array(program.upper, dtype=float)
    lp.row_lower_ = np.array([-inf if row.low is None else float(row.low) for row in rows]) / by
    lp.row_upper_ = np.array([inf if row.high is None else float(row.high) for row in rows]) / by
    matrix = lp.a_matrix_
    lengths = [len(row.coefficients) for row in rows]
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *lengths])
    matrix.index_ = np.array([c for row in rows for c, _ in row.coefficients], dtype=int)
    values = np.array([float(v) for row in rows for _, v in row.coefficients])
    matrix.value_ = values / np.repeat(by, lengths)
    return lp
