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
from salkku.optimise.algorithms.bounds import Bounds, multipliers, order_of
from salkku.optimise.algorithms.labels import Flags, Labels, grow, joined, root
from salkku.optimise.algorithms.layers import Layers
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import value_objective, worth_of

__all__ = ["near"]

BLOCK = 8_192
"""Labels expanded at once: large enough for numpy, small enough to dive."""
BEAM = 256
MOST_FOUND = 500_000
"""Portfolios held at most; past it the answer is not complete."""
TIGHTENINGS = (1.0, 0.97, 0.9, 0.75)


@dataclass(slots=True)
class _Search:
    """The state of one enumeration: the best whole-number value and what was found."""

    within: Fraction
    best: int | None = None
    found: list[tuple[tuple[int, ...], int]] = field(default_factory=list)
    complete: bool = True

    def threshold(self) -> int | None:
        """Least whole-number value that is near enough to the best known."""
        if self.best is None:
            return None
        lowest = self.best - self.within * abs(self.best)
        return -((-lowest.numerator) // lowest.denominator)

    def note(self, layers: Layers, labels: Labels) -> None:
        """Keep the finished labels that are near enough to the best known."""
        values = [int(value) for value in labels.gains[:, 0]]
        if not values:
            return
        self.best = max(values) if self.best is None else max(self.best, *values)
        lowest = self.threshold()
        for index, value in enumerate(values):
            if lowest is None or value >= lowest:
                self.found.append((layers.items_of(labels.chosen[index]), value))

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
    deadline = Deadline(seconds)
    objective = value_objective(problem, weights=weights)
    found = multipliers(problem, (objective,), np.ones((1, 1)), TIGHTENINGS)
    order = order_of(problem, (objective,), found)
    layers = Layers.of(problem, (objective,), tuple(order))
    bounds = Bounds.of(layers, found)
    search = _Search(within)
    _dive(layers, bounds, search, deadline)
    if search.best is None and not _ask_solver(problem, objective, search, deadline):
        return NearSet((), (), (), complete=True, feasible=False)
    first, search.found = search.found, []
    _enumerate(layers, bounds, search, deadline)
    if not search.complete:
        search.found = list(dict.fromkeys([*search.found, *first]))
    search.sieve()
    return _answer(problem, objective, search)


def _alive(labels: Labels, bounds: Bounds, position: int, search: _Search) -> Labels:
    """Cut the labels that cannot come near the best known, or cannot be completed at all."""
    lowest = search.threshold()
    reach = bounds.reach(position, labels.sums)
    weights = bounds.weights[:, 0]
    keep: Flags
    if lowest is None:
        keep = np.all(reach[:, weights == 0] >= 0, axis=1)
    else:
        keep = np.all(reach >= weights * float(lowest), axis=1)
    return labels if bool(np.all(keep)) else labels.take(keep)


def _dive(layers: Layers, bounds: Bounds, search: _Search, deadline: Deadline) -> None:
    """Find a good portfolio: the best few labels of each layer by bound."""
    labels = root(layers, bounds)
    for position in range(layers.count):
        labels = _alive(grow(labels, layers, bounds, position), bounds, position + 1, search)
        if len(labels) > BEAM:
            reach = bounds.reach(position + 1, labels.sums).min(axis=1)
            labels = labels.take(np.sort(np.argsort(-reach, kind="stable")[:BEAM]))
        if deadline.over or not len(labels):
            return
    search.note(layers, labels)


def _ask_solver(
    problem: Problem, objective: Objective, search: _Search, deadline: Deadline
) -> bool:
    """Get a first portfolio from a solver where the dive met only dead ends; False: none exists."""
    answer = maximise(formulate(problem, objective), deadline=deadline)
    if answer.values:
        chosen = answer.ones(size=len(problem.ids))
        search.best = worth_of(objective, chosen)
        search.found.append((chosen, search.best))
    return answer.status != "infeasible"


def _enumerate(layers: Layers, bounds: Bounds, search: _Search, deadline: Deadline) -> None:
    """Walk all labels that may still be near, the deepest block first."""
    stack = [(0, root(layers, bounds))]
    while stack:
        if deadline.over or len(search.found) > MOST_FOUND:
            search.complete = False
            return
        position, labels = stack.pop()
        labels = _alive(labels, bounds, position, search)
        if position == layers.count:
            search.note(layers, labels)
            continue
        if len(labels) > BLOCK:
            reach = bounds.reach(position, labels.sums).min(axis=1)
            ranked = labels.take(np.argsort(reach, kind="stable"))
            half = len(ranked) // 2
            stack.append((position, ranked.take(slice(0, half))))
            labels = ranked.take(slice(half, None))
        stack.append((position + 1, grow(labels, layers, bounds, position)))
        _merge_top(stack)


def _merge_top(stack: list[tuple[int, Labels]]) -> None:
    """Join the two deepest blocks when they are small and of one layer."""
    while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
        if len(stack[-1][1]) + len(stack[-2][1]) > BLOCK:
            return
        position, last = stack.pop()
        _, first = stack.pop()
        stack.append((position, joined([first, last])))


def _answer(problem: Problem, objective: Objective, search: _Search) -> NearSet:
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
        search.complete,
        feasible=bool(ordered) or not search.complete,
    )
