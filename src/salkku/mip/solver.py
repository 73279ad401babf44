"""What a solver must do, and opening one by name."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Literal, Protocol, cast, runtime_checkable

from salkku.domain.errors import MissingPart, NotFound
from salkku.mip.program import Program

__all__ = ["Claim", "Solver", "open_solver", "solver_names"]

_MODULES = {"cpsat": "cpsat", "highs": "highs"}


@dataclass(frozen=True, slots=True)
class Claim:
    """What a solver says; nothing of it is believed before it is checked.

    Parameters
    ----------
    values
        One number a variable, perhaps not quite whole; None without a point.
    bound
        A whole number that no point's objective exceeds, as far as the solver knows.
    """

    status: Literal["optimal", "feasible", "infeasible", "unknown"]
    values: tuple[float, ...] | None = None
    bound: int | None = None


@runtime_checkable
class Solver(Protocol):
    """Answers lowered programs.

    Attributes
    ----------
    name
        The name it is opened by.
    largest
        Greatest sum of absolute terms for which its arithmetic cannot mistake one whole number
        for the next. Programs with greater sums reach it rounded outwards, and its answers are
        then finished exactly.
    """

    name: str
    largest: int

    def maximise(self, program: Program, *, seconds: float | None) -> Claim:
        """Answer a program without pairs, within the time."""


def solver_names() -> tuple[str, ...]:
    """Names of the registered solvers, the first choice first."""
    return tuple(_MODULES)


def open_solver(name: str) -> Solver:
    """Open a solver by name.

    Raises
    ------
    NotFound
        If no solver has the name.
    MissingPart
        If its library is not installed.
    """
    if name not in _MODULES:
        raise NotFound("unknown_solver", solver=name, known=", ".join(_MODULES))
    module = import_module(f"salkku.mip.solvers.{_MODULES[name]}")
    try:
        return cast(Solver, module.make())
    except ImportError as missing:
        raise MissingPart("missing_solver", solver=name) from missing
