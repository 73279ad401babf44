"""A solver that fails or lies on call n, behind the protocol of solvers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from salkku.mip import Claim, Program, Row, Solver, exactly, open_solver, tree

Lie = Callable[[Solver, Program, Claim], Claim]


def _raises(solver: Solver, program: Program, honest: Claim) -> Claim:
    raise KeyError("no licence")


def _nothing(solver: Solver, program: Program, honest: Claim) -> Claim:
    return None  # type: ignore[return-value]


def _unknown(solver: Solver, program: Program, honest: Claim) -> Claim:
    return Claim("unknown")


def _infeasible(solver: Solver, program: Program, honest: Claim) -> Claim:
    return Claim("infeasible")


def _worse(solver: Solver, program: Program) -> tuple[float, ...] | None:
    """Give a point that is not the best, if there is one."""
    best = solver.maximise(program, seconds=None)
    if best.values is None:
        return None
    worth = program.worth(tuple(map(round, best.values)))
    lower = program.with_rows(Row("lower", program.objective, high=worth - 1))
    return solver.maximise(lower, seconds=None).values


def _wrong_optimal(solver: Solver, program: Program, honest: Claim) -> Claim:
    values = _worse(solver, program)
    if values is None:
        return Claim("infeasible")
    return Claim("optimal", values, program.worth(tuple(map(round, values))))


def _low_bound(solver: Solver, program: Program, honest: Claim) -> Claim:
    values = _worse(solver, program)
    if values is None:
        return Claim("unknown", None, -(10**6))
    return Claim("feasible", values, program.worth(tuple(map(round, values))))


def _bound_alone(solver: Solver, program: Program, honest: Claim) -> Claim:
    return Claim("unknown", None, (honest.bound or 0) - 1)


def _broken_point(solver: Solver, program: Program, honest: Claim) -> Claim:
    for ones in (1.0, 0.0):
        values = tuple(ones * most for most in program.upper)
        if not program.admits(tuple(map(round, values))):
            return Claim("optimal", values, program.worth(tuple(map(round, values))))
    return Claim("optimal", (7.0,) * len(program.upper), program.most())


def _short_point(solver: Solver, program: Program, honest: Claim) -> Claim:
    return Claim("optimal", (), 0)


def _halves(solver: Solver, program: Program, honest: Claim) -> Claim:
    return Claim("optimal", tuple(most / 2 for most in program.upper), honest.bound)


LIES: dict[str, Lie] = {
    "raises": _raises,
    "nothing": _nothing,
    "unknown": _unknown,
    "infeasible": _infeasible,
    "wrong optimal": _wrong_optimal,
    "low bound": _low_bound,
    "bound alone": _bound_alone,
    "broken point": _broken_point,
    "short point": _short_point,
    "halves": _halves,
}


@dataclass
class Lying:
    """A registered solver that lies on some calls; it counts all of them."""

    honest: Solver
    lie: Lie | None = None
    first: int = 1
    last: int = 0
    calls: int = field(default=0)

    @property
    def name(self) -> str:
        return self.honest.name

    @property
    def largest(self) -> int:
        return self.honest.largest

    def maximise(self, program: Program, *, seconds: float | None) -> Claim:
        self.calls += 1
        honest = self.honest.maximise(program, seconds=seconds)
        if self.lie is None or not self.first <= self.calls <= self.last:
            return honest
        return self.lie(self.honest, program, honest)


@contextmanager
def instead_of(name: str, lying: Lying) -> Iterator[Lying]:
    """Let a lying solver answer under the name of a registered one."""
    patch = pytest.MonkeyPatch()
    patch.setattr(exactly, "open_solver", lambda one: lying if one == name else open_solver(one))
    try:
        yield lying
    finally:
        patch.undo()


@contextmanager
def without_search() -> Iterator[None]:
    """Leave every answer to the solvers, as where no compiler was."""
    patch = pytest.MonkeyPatch()
    patch.setattr(tree, "available", lambda: False)
    try:
        yield
    finally:
        patch.undo()
