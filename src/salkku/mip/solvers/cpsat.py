"""CP-SAT: clause learning in whole numbers, quick to start and strong on logic rows."""

from __future__ import annotations

from typing import Any, Literal

from ortools.sat.python import cp_model_helper

from salkku.mip.program import Program, Row
from salkku.mip.solver import Claim

__all__ = ["CpSat", "make"]

LARGEST = 2**50
"""CP-SAT counts in 64-bit integers and refuses sums near 2**62."""


class CpSat:
    """One worker, fixed seed, full linearisation.

    Notes
    -----
    The model is written as CP-SAT's own protocol buffer. The usual Python layer builds the same
    one but imports pandas first, which takes longer than most of our solves.

    Chvátal–Gomory cuts are off: on 300 drawn proposals with 60 rules a solve takes a quarter less
    without them, and other cuts do their work.

    The presolve step that looks for rows inside other rows is off: in ortools 9.15 it loses the
    optimum of programs that repeat their objective as a row (``tests/unit/mip/test_cpsat.py``).
    """

    name = "cpsat"
    largest = LARGEST

    def maximise(self, program: Program, *, seconds: float | None) -> Claim:
        """Answer a program without pairs, within the time."""
        if seconds is not None and seconds <= 0:
            return Claim("unknown")
        parameters = cp_model_helper.SatParameters()
        parameters.num_workers = 1
        parameters.random_seed = 0
        parameters.linearization_level = 2
        parameters.presolve_inclusion_work_limit = 0
        parameters.add_cg_cuts = False
        if seconds is not None:
            parameters.max_time_in_seconds = seconds
        wrapper = cp_model_helper.SolveWrapper()
        wrapper.set_parameters(parameters)
        response: Any = wrapper.solve(_model(program))  # type: ignore[no-untyped-call]
        return _claim(response, program)


def make() -> CpSat:
    """Open the solver."""
    return CpSat()


def _model(program: Program) -> Any:
    model = cp_model_helper.CpModelProto()
    for most in program.upper:
        model.variables.add().domain.extend([0, most])
    for row in program.rows:
        linear = model.constraints.add().linear
        linear.vars.extend([column for column, _ in row.coefficients])
        linear.coeffs.extend([value for _, value in row.coefficients])
        linear.domain.extend(_ends(row, program.upper))
    for column, value in program.objective:  # CP-SAT minimises
        model.objective.vars.append(column)
        model.objective.coeffs.append(-value)
    return model


def _ends(row: Row, upper: tuple[int, ...]) -> list[int]:
    """Give both ends of a row; an open one is where no sum can reach."""
    reach = 1 + sum(abs(value) * upper[column] for column, value in row.coefficients)
    low = -reach if row.low is None else max(row.low, -reach)
    high = reach if row.high is None else min(row.high, reach)
    if low > high:  # both ends lie on one side of everything that can be reached
        return [reach, reach]
    return [low, high]


def _claim(response: Any, program: Program) -> Claim:
    status = cp_model_helper.CpSolverStatus
    if response.status == status.INFEASIBLE:
        return Claim("infeasible")
    if response.status not in (status.OPTIMAL, status.FEASIBLE):
        return Claim("unknown")
    values = tuple(response.solution)
    said: Literal["optimal", "feasible"] = (
        "optimal" if response.status == status.OPTIMAL else "feasible"
    )
    if said == "optimal" or not program.objective:
        return Claim(said, values, program.worth(values))
    return Claim(said, values, -int(response.inner_objective_lower_bound))
