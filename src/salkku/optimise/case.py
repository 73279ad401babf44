"""A row in question: the best portfolio, and the best with the row the other way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from salkku.domain.answers import Threshold
from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline, Program, maximise
from salkku.optimise.exact import is_feasible
from salkku.optimise.formulate import at_least, formulate, objective_terms
from salkku.optimise.objective import value_objective, worth_of
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
        """Whether the row is in the best set of a changed problem; None when it is not proved.

        Where the best set still keeps every rule, the row holds its place unless a set with the
        row the other way is worth as much; and the other way round. Only where neither is so the
        whole is solved.
        """
        objective = self._objective(problem)
        for known, inside in ((self.best, self.inside), (self.other, not self.inside)):
            if known.worth is None or not is_feasible(problem, known.chosen):
                continue
            worth = worth_of(objective, known.chosen)
            if self._reached(problem, objective, worth, inside=not inside) is False:
                return inside
        best = self.solved(problem)
        return None if best is None else self.item in best.chosen

    def _reached(
        self, problem: Problem, objective: Objective, worth: int, *, inside: bool
    ) -> bool | None:
        """Whether a set with the row in, or out, is worth so much; None when it is not proved."""
        mine = (self.item,)
        program = formulate(
            problem, objective, force=mine if inside else (), forbid=() if inside else mine
        )
        value = at_least("value", objective_terms(objective, size=len(problem.ids)), worth)
        sought = Program(program.upper, (*program.rows, value), (), program.pairs)
        answer = maximise(sought, deadline=self.deadline)
        if answer.objective is not None:
            return True
        return False if answer.certain else None

    def _objective(self, problem: Problem) -> Objective:
        same = problem.worth is self.problem.worth
        return self.objective if same else value_objective(problem)

    def solved(self, problem: Problem) -> Best | None:
        """Give the best set of a changed problem (none chosen when infeasible); None unproved."""
        best = best_of(problem, self._objective(problem), deadline=self.deadline)
        proved = best.status in ("optimal", "infeasible") and best.proof != "solver"
        return best if proved else None


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
