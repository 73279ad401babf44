"""Integer programs and the solvers that answer them; the only door to a solver."""

from salkku.mip.coarse import rounded_outwards
from salkku.mip.deadline import Deadline
from salkku.mip.exactly import Answer, confirmed, maximise, search
from salkku.mip.narrowing import narrowing
from salkku.mip.program import Program, Row
from salkku.mip.proving import excludes
from salkku.mip.relaxing import relaxed
from salkku.mip.solver import Claim, Solver, open_solver, solver_names
from salkku.mip.writing import lp_text

__all__ = [
    "Answer",
    "Claim",
    "Deadline",
    "Program",
    "Row",
    "Solver",
    "confirmed",
    "excludes",
    "lp_text",
    "maximise",
    "narrowing",
    "open_solver",
    "relaxed",
    "rounded_outwards",
    "search",
    "solver_names",
]
