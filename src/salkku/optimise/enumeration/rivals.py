"""Whether any portfolio dominates a given one: one program, and its best point is non-dominated.

With the scores that are worst for a rival y of x – low outside x, high inside it – its least
advantage at a vertex is linear in y. Among the rivals that are never worth less, the best at
weights and scores inside their ranges dominates x unless it is worth no more than x there; and
nothing dominates it, since whatever did would be a rival of x too and worth more there.
"""

from __future__ import annotations

from dataclasses import dataclass

from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline, Program, Row, maximise
from salkku.optimise.enumeration.inside import inside
from salkku.optimise.enumeration.spread import Spread
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import worth_of

__all__ = ["Rivals"]

Items = frozenset[int]


@dataclass(frozen=True, slots=True)
class Rivals:
    """One problem laid out for the question.

    Parameters
    ----------
    middle
        The value inside all ranges, in whole numbers.
    program
        Its best portfolio.
    """

    spread: Spread
    middle: Objective
    program: Program

    @classmethod
    def of(cls, problem: Problem, spread: Spread) -> Rivals:
        """Lay a problem out."""
        middle = inside(spread)
        return cls(spread, middle, formulate(problem, middle))

    def above(self, chosen: Items, *, deadline: Deadline) -> Items | None:
        """Give a non-dominated portfolio that dominates a feasible one, or that one itself.

        Returns
        -------
        frozenset of int or None
            None where it was not proved in time.
        """
        count = self.spread.low.shape[1]
        answer = maximise(self.program.with_rows(*self._never_less(chosen)), deadline=deadline)
        if answer.status != "optimal" or not answer.certain:
            return None
        found = frozenset(answer.ones(size=count))
        better = worth_of(self.middle, tuple(found)) > worth_of(self.middle, tuple(chosen))
        return found if better else chosen

    def _never_less(self, chosen: Items) -> list[Row]:
        """One row a vertex: the least advantage of a rival is not negative."""
        low, width = self.spread.low, self.spread.width
        count = low.shape[1]
        places = {(left, right): count + k for k, (left, right, _) in enumerate(self.middle.pairs)}
        rows = []
        for vertex, objective in enumerate(self.spread.high):
            worths = [
                int(low[vertex, j]) + (int(width[vertex, j]) if j in chosen else 0)
                for j in range(count)
            ]
            terms = [(j, worth) for j, worth in enumerate(worths) if worth]
            terms += [(places[left, right], value) for left, right, value in objective.pairs]
            held = sum(worths[j] for j in chosen)
            held += sum(
                value
                for left, right, value in objective.pairs
                if not chosen.isdisjoint(left) and not chosen.isdisjoint(right)
            )
            rows.append(Row(f"vertex:{vertex}", tuple(terms), low=held))
        return rows
