"""HiGHS: branch and bound in floating point, quick to start; trusted with small numbers only."""

from __future__ import annotations

from dataclasses import replace
from math import floor, inf
from typing import Any, Literal

import highspy

from salkku.mip.highs_lp import lp_of
from salkku.mip.program import Program, Row
from salkku.mip.quiet import silent_highs
from salkku.mip.solver import Claim

__all__ = ["Highs", "make"]

TOLERANCE = 1e-9
"""Feasibility of rows, whole numbers and reduced costs; HiGHS allows 1e-10 at least."""

LARGEST = 2**20
"""Times the tolerance this is 0.001: three decimals short of confusing two whole numbers."""


class Highs:
    """One thread, fixed seed, no gap allowed."""

    name = "highs"
    largest = LARGEST

    def maximise(self, program: Program, *, seconds: float | None) -> Claim:
        """Answer a program without pairs, within the time."""
        model = silent_highs()
        program, least = _cutoff(program)
        for option, value in _options(seconds).items():
            model.setOptionValue(option, value)
        if least is not None:  # HiGHS minimises the negated objective; half a unit for roundings
            model.setOptionValue("objective_bound", 0.5 - least)
            model.setOptionValue("mip_allow_restart", "off")
        if model.passModel(_model(program)) == highspy.HighsStatus.kError:
            return Claim("unknown")
        if model.run() == highspy.HighsStatus.kError:
            return Claim("unknown")
        claim = _claim(model, program)
        if least is None or claim.status != "optimal" or claim.bound is None:
            return claim
        return claim if claim.bound >= least else Claim("infeasible")  # the best is not enough


def make() -> Highs:
    """Open the solver."""
    return Highs()


def _options(seconds: float | None) -> dict[str, Any]:
    options: dict[str, Any] = {
        "random_seed": 0,
        "threads": 1,
        "parallel": "off",
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.0,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
    }
    if seconds is not None:
        options["time_limit"] = seconds
    return options


def _cutoff(program: Program) -> tuple[Program, int | None]:
    """Take out a row that only asks for a better objective, and give the least it asks for.

    Such a question is searched without restarts: the cutoff has fixed at the root what it can, and
    on drawn timetables a second root took longer than all the nodes.

    As a row it is dense and parallel to the objective, which its linear programs suffer from; as a
    bound it cuts the tree. On drawn timetables with tight years the bound after twelve seconds was
    11.1 instead of 11.9.
    """
    for row in program.rows:
        if row.high is None and row.low is not None and row.coefficients == program.objective:
            rows = tuple(one for one in program.rows if one is not row)
            return replace(program, rows=rows), row.low
    return program, None


def _model(program: Program) -> Any:
    """Write the program, each row divided by a power of two near its greatest coefficient.

    Rows of cents beside rows of ones mislead its cuts and branching: on drawn timetables with tight
    years the bound after ten seconds was 12.5 instead of 11.15. Powers of two round nothing, and a
    row off by the tolerance is still off by less than a thousandth of its own units.
    """
    lp = lp_of(program, sizes=[_size(row) for row in program.rows])
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(program.upper)
    return lp


def _size(row: Row) -> float:
    most = max((abs(value) for _, value in row.coefficients), default=1)
    return float(2 ** (most.bit_length() - 1))


def _claim(model: Any, program: Program) -> Claim:
    status, info = model.getModelStatus(), model.getInfo()
    known = highspy.HighsModelStatus
    if status in (known.kInfeasible, known.kUnboundedOrInfeasible):  # every variable is bounded
        return Claim("infeasible")
    if status == known.kModelEmpty:
        return Claim("optimal", (0.0,) * len(program.upper), 0)
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = tuple(model.getSolution().col_value) if found else None
    bound = _whole(info.mip_dual_bound)
    if status == known.kOptimal and values is not None:
        return Claim("optimal", values, bound)
    said: Literal["feasible", "unknown"] = "unknown" if values is None else "feasible"
    return Claim(said, values, bound)


def _whole(bound: float) -> int | None:
    """Round a bound down to a whole number, a thousandth for the tolerance."""
    return None if not abs(bound) < inf else floor(bound + 1e-3)
