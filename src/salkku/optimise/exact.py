"""Exact checks of a chosen set against every constraint, in integers and without a solver."""

from __future__ import annotations

from salkku.domain.problem import Constraint, Problem

__all__ = ["broken", "ids_of", "indices_of", "is_feasible"]


def broken(problem: Problem, chosen: tuple[int, ...]) -> tuple[Constraint, ...]:
    """Constraints that the chosen items break, in the problem's order."""
    inside = frozenset(chosen)
    found = []
    for constraint in problem.constraints:
        total = constraint.total(inside)
        low, high = constraint.low, constraint.high
        if (low is not None and total < low) or (high is not None and total > high):
            found.append(constraint)
    return tuple(found)


def is_feasible(problem: Problem, chosen: tuple[int, ...]) -> bool:
    """Whether the chosen items are a portfolio.

    Parameters
    ----------
    chosen
        Item indices, sorted.
    """
    return not broken(problem, chosen)


def ids_of(problem: Problem, chosen: tuple[int, ...]) -> tuple[str, ...]:
    """Row ids of item indices, in file order."""
    return tuple(problem.ids[item] for item in sorted(chosen))


def indices_of(problem: Problem, ids: tuple[str, ...]) -> tuple[int, ...]:
    """Item indices of row ids, sorted; ids that do not compete are left out."""
    wanted = set(ids)
    return tuple(index for index, row in enumerate(problem.ids) if row in wanted)
