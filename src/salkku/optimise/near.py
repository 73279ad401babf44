"""The near-best set: every portfolio within a tolerance of the best, each once.

Labels are walked depth first in blocks of the same layer (every block is one numpy array), cut by
Lagrangian bounds against ``best - within × |best|`` and by what each row can still meet. Nothing is
merged, so the list is whole; the best value needs no solver, since whatever is better than the
incumbent is enumerated too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from salkku.domain.answers import NearSet, Portfolio
from salkku.domain.problem import Objective, Problem, Weights
from salkku.mip import Deadline, maximise
from salkku.optimise.enumeration.bounds import Bounds, multipliers, order_of
from salkku.optimise.enumeration.depth_first import beam, depth_first
from salkku.optimise.enumeration.labels import Labels
from salkku.optimise.enumeration.layers import Layers
from salkku.optimise.formulate import formulate
from salkku.optimise.lifting import lifted
from salkku.optimise.objective import value_objective, worth_of

__all__ = ["near"]

BEAM = 256
MOST_FOUND = 500_000
"""Portfolios held at most; past it the answer is not complete."""
TIGHTENINGS = (1.0, 0.97, 0.9, 0.75)


@dataclass(slots=True)
class _Search:
    """A walk's visitor: the best whole-number value so far and what is near enough to it."""

    layers: Layers
    bounds: Bounds
    deadline: Deadline
    within: Fraction
    best: int | None = None
    found: list[tuple[tuple[int, ...], int]] = field(default_factory=list)

    def threshold(self) -> int | None:
        """Least whole-number value that is near enough to the best known."""
        if self.best is None:
            return None
        lowest = self.best - self.within * abs(self.best)
        return -((-lowest.numerator) // lowest.denominator)

    def alive(self, labels: Labels, position: int) -> Labels:
        """Cut the labels that cannot come near the best known, or cannot be completed at all."""
        lowest = self.threshold()
        reach = self.bounds.reach(position, labels.sums)
        weights = self.bounds.weights[:, 0]
        asked = weights * float(lowest or 0)
        counted = np.ones(len(weights), dtype=np.bool_) if lowest is not None else weights == 0
        return labels.take(np.all(reach[:, counted] >= asked[counted], axis=1))

    def finish(self, labels: Labels) -> None:
        """Keep the complete portfolios that are near enough to the best known."""
        values = [int(value) for value in labels.gains[:, 0]]
        if not values:
            return
        self.best = max(values) if self.best is None else max(self.best, *values)
        lowest = self.threshold()
        for index, value in enumerate(values):
            if lowest is None or value >= lowest:
                self.found.append((self.layers.items_of(labels.chosen[index]), value))

    def stopped(self) -> bool:
        """Whether the time or the room is over."""
        return self.deadline.over or len(self.found) > MOST_FOUND

    def sieve(self) -> None:
        """Drop what a better best has left behind."""
        lowest = self.threshold()
        self.found = [entry for entry in self.found if lowest is None or entry[1] >= lowest]


def near(
    problem: Problem,
    *,
    within: Fraction = Fraction(1, 50),
    weights: Weights | None = None,
    seconds: float | None = None,
) -> NearSet:
    """Find every portfolio whose value is at least ``best - within × |best|``.

    Parameters
    ----------
    problem
        Any problem: rules, pairs and levels are kept exactly.
    within
        Tolerance as a share of the best value, at least 0.
    weights
        One a criterion; the problem's point weights when None.
    seconds
        Time allowed; None is as long as it takes.

    Returns
    -------
    NearSet
        Portfolios by value, then by the tie rule, then by file order. ``complete`` is False when
        the time ended or more than half a million portfolios are near; those listed are then near
        the best *found*. ``feasible`` is False only when that is proved.

    Examples
    --------
    ::

        answer = near(problem, within=Fraction(1, 20))
        len(answer.portfolios), answer.telling
    """
    deadline, whole = Deadline(seconds), lifted(problem)
    problem = whole.problem
    objective = value_objective(problem, weights=weights)
    found = multipliers(problem, (objective,), np.ones((1, 1)), TIGHTENINGS)
    order = order_of(problem, (objective,), found)
    layers = Layers.of(problem, (objective,), tuple(order))
    bounds = Bounds.of(layers, found)
    search = _Search(layers, bounds, deadline, within)
    beam(layers, bounds, search, width=BEAM)
    if search.best is None and not _ask_solver(problem, objective, search, deadline):
        return _nothing()
    first, search.found = search.found, []
    complete = depth_first(layers, bounds, search)
    if complete and search.best is None:
        return _nothing()
    if not complete:
        search.found = list(dict.fromkeys([*search.found, *first]))
    search.sieve()
    search.found = [(whole.rows(chosen), value) for chosen, value in search.found]
    return _answer(problem, objective, search, complete)


def _ask_solver(
    problem: Problem, objective: Objective, search: _Search, deadline: Deadline
) -> bool:
    """Get a first portfolio from a solver where the dive met only dead ends; False: none is."""
    answer = maximise(formulate(problem, objective), deadline=deadline)
    if answer.values:
        chosen = answer.ones(size=len(problem.ids))
        search.best = worth_of(objective, chosen)
        search.found.append((chosen, search.best))
    return answer.objective is not None or not answer.certain


def _nothing() -> NearSet:
    """Give the answer where it is proved that no portfolio keeps the rules."""
    return NearSet((), (), (), complete=True, feasible=False)


def _answer(problem: Problem, objective: Objective, search: _Search, complete: bool) -> NearSet:
    """Put what was found in order and say what is shared."""

    def rank(entry: tuple[tuple[int, ...], int]) -> tuple[int, int, int, tuple[int, ...]]:
        chosen, value = entry
        cost = sum(problem.costs[item] for item in chosen)
        return -value, cost, sum(problem.keys[item] for item in chosen), chosen

    ordered = sorted(search.found, key=rank)
    portfolios = tuple(
        Portfolio(tuple(problem.ids[item] for item in chosen), value * objective.unit)
        for chosen, value in ordered
    )
    sets = [set(chosen) for chosen, _ in ordered]
    every = set.intersection(*sets) if sets else set()
    some = set().union(*sets) - every
    return NearSet(
        portfolios,
        tuple(row for item, row in enumerate(problem.ids) if item in every),
        tuple(row for item, row in enumerate(problem.ids) if item in some),
        complete,
        feasible=bool(ordered) or not complete,
    )
