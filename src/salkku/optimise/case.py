"""A row in question: the best portfolio, and the best with the row the other way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from salkku.domain.answers import Threshold
from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline
from salkku.optimise.objective import value_objective
from salkku.optimise.solve import Best, best_of

__all__ = ["MOST_STEPS", "Case", "Variant", "first_flip", "flip_of"]

MOST_STEPS = 40
"""Solves spent on one limit at most; a limit that needs more is not told."""

Variant = Callable[[Fraction], Problem]
"""The problem with one number changed."""


@dataclass(frozen=True, slots=True)
class Case:
    """A row of a problem with its ``value``: the best set, and the best with the row flipped."""

    problem: Problem
    objective: Objective
    item: int
    best: Best
    other: Best
    deadline: Deadline

    @property
    def inside(self) -> bool:
        """Whether the row is in the best set."""
        return self.item in self.best.chosen

    def holds(self, problem: Problem) -> bool | None:
        """Whether the row is in the best set of a changed problem; None when it is not proved."""
        best = self.solved(problem)
        return None if best is None else self.item in best.chosen

    def solved(self, problem: Problem) -> Best | None:
        """Give the best set of a changed problem (none chosen when infeasible)."""
        same = problem.worth is self.problem.worth
        objective = self.objective if same else value_objective(problem)
        best = best_of(problem, objective, deadline=self.deadline)
        return best if best.status in ("optimal", "infeasible") else None


def flip_of(case: Case, subject: str, now: int, at: int, beyond: int) -> Threshold:
    """Give a limit in whole numbers."""
    return Threshold(subject, Fraction(now), Fraction(at), Fraction(beyond), case.inside)


def first_flip(case: Case, variant: Variant, same: int, other: int) -> int | None:
    """Halve between a number that changes nothing and one that flips the row; give the flipping.

    Its neighbour towards ``same`` changes nothing, so this is a flip – the only one where the
    row flips once between the two.
    """
    while abs(other - same) > 1:
        middle = (same + other) // 2
        held = case.holds(variant(Fraction(middle)))
        if held is None:
            return None
        if held == case.inside:
            same = middle
        else:
            other = middle
    return other
