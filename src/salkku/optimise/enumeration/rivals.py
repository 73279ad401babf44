"""Whether any portfolio dominates a given one: one program, and its best point is non-dominated.

With the scores that are worst for a rival y of x – low outside x, high inside it – its least
advantage at a vertex is linear in y. Among the rivals that are never worth less, the best at
weights and scores inside their ranges dominates x unless it is worth no more than x there; and
nothing dominates it, since whatever did would be a rival of x too and worth more there.

Any such weights and scores serve. Those near the ends that favour x, high inside it and low
outside, leave least between x and the bound of its rivals: the proof that there is none is some
times shorter than at the middle of the ranges, and the rivals found are nearer.
"""

from __future__ import annotations

from dataclasses import dataclass

from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline, Row, maximise
from salkku.optimise.enumeration.inside import standing_by
from salkku.optimise.enumeration.spread import Spread
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import worth_of

__all__ = ["Rivals"]

Items = frozenset[int]


@dataclass(frozen=True, slots=True)
class Rivals:
    """One problem laid out for the question."""

    problem: Problem
    spread: Spread

    def above(self, chosen: Items, *, heavy: int | None = None, deadline: Deadline) -> Items | None:
        """Give a non-dominated portfolio that dominates a feasible one, or that one itself.

        Parameters
        ----------
        heavy
            The vertex of the weights that is leaned to; it only guides the search.

        Returns
        -------
        frozenset of int or None
            None where it was not proved in time.
        """
        count = self.spread.low.shape[1]
        own = standing_by(self.spread, chosen, heavy=heavy)
        program = formulate(self.problem, own).with_rows(*self._never_less(chosen, own))
        answer = maximise(program, deadline=deadline)
        if answer.status != "optimal" or not answer.certain:
            return None
        found = frozenset(answer.ones(size=count))
        better = worth_of(own, tuple(found)) > worth_of(own, tuple(chosen))
        return found if better else chosen

    def _never_less(self, chosen: Items, own: Objective) -> list[Row]:
        """One row a vertex: the least advantage of a rival is not negative."""
        low, width = self.spread.low, self.spread.width
        count = low.shape[1]
        places = {(left, right): count + k for k, (left, right, _) in enumerate(own.pairs)}
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
