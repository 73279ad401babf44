"""CP-SAT: clause learning in whole numbers, strong on logic rows; slower to start than HiGHS."""

from __future__ import annotations

from math import floor
from typing import Any, Literal

from ortools.sat.python import cp_model

from salkku.mip.program import Program
from salkku.mip.solver import Claim

__all__ = ["CpSat", "make"]

LARGEST = 2**50
"""CP-SAT counts in 64-bit integers and refuses sums near 2**62; its bound is told as a double,
which is exact below 2**53."""


class CpSat:
    """One worker, fixed seed, full linearisation."""

    name = "cpsat"
    largest = LARGEST

    def maximise(self, program: Program, *, seconds: float | None) -> Claim:
        """Answer a program without pairs, within the time."""
        if seconds is not None and seconds <= 0:
            return Claim("unknown")
        model, variables = _model(program)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.linearization_level = 2
        if seconds is not None:
            solver.parameters.max_time_in_seconds = seconds
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return Claim("infeasible")
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Claim("unknown")
        values = tuple(solver.value(variable) for variable in variables)
        bound = floor(solver.best_objective_bound + 0.5) if program.objective else 0
        said: Literal["optimal", "feasible"] = (
            "optimal" if status == cp_model.OPTIMAL else "feasible"
        )
        return Claim(said, values, bound)


def make() -> CpSat:
    """Open the solver."""
    return CpSat()


def _model(program: Program) -> tuple[Any, list[Any]]:
    model = cp_model.CpModel()
    variables = [model.new_int_var(0, most, f"x{j}") for j, most in enumerate(program.upper)]
    for row in program.rows:
        terms = sum(value * variables[column] for column, value in row.coefficients)
        low = cp_model.INT_MIN if row.low is None else row.low
        high = cp_model.INT_MAX if row.high is None else row.high
        if not row.coefficients:
            model.add_bool_or([] if low > 0 or high < 0 else [True])
            continue
        model.add_linear_constraint(terms, low, high)
    if program.objective:
        model.maximize(sum(value * variables[column] for column, value in program.objective))
    return model, variables
