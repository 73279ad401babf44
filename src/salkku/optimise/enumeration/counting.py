"""The tie rule's portfolio of each point of a front, and how many portfolios share the point.

Label setting again, with the points themselves as targets: labels with the same sums, the same room
in every row and the same open pairs are merged, their portfolios counted and the tie rule's best
kept (value, then cost, then keys: all sums, so the best of a merged state stays the best). A label
is dropped for another only when it is strictly worse in some objective and no better in any: such
labels complete to no point of the front.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline
from salkku.optimise.enumeration.bounds import Bounds
from salkku.optimise.enumeration.directions import laid_out
from salkku.optimise.enumeration.dominance import merit, open_states, undominated
from salkku.optimise.enumeration.labels import Labels, grow, root
from salkku.optimise.enumeration.layers import Layers
from salkku.optimise.enumeration.targets import Targets
from salkku.optimise.enumeration.zones import Counted, Zones
from salkku.optimise.objective import cost_objective, value_objective

__all__ = ["counted", "tie_of"]

Exact = npt.NDArray[Any]
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
COMPARED = 20_000
MOST_LABELS = 2_000_000


def tie_of(problem: Problem) -> tuple[Objective, ...]:
    """Give the sums of the tie rule: value, then cost, then keys; the greater the better."""
    keys = Objective("keys", tuple(-key for key in problem.keys), (), Fraction(1))
    return (value_objective(problem), cost_objective(problem), keys)


def counted(
    problem: Problem, objectives: tuple[Objective, ...], zones: Zones, *, deadline: Deadline
) -> dict[tuple[int, ...], Counted] | None:
    """Give for each point of a complete front its portfolio and count; None when time ends."""
    layers, bounds, _ = laid_out(problem, objectives, tie_of(problem))
    walk = _Walk(layers, bounds, len(objectives))
    labels, counts = root(layers, bounds), np.ones(1, dtype=_kind(len(problem.ids)))
    points = zones.points[np.lexsort(zones.points.astype(np.float64).T[::-1])]
    targets = Targets(points.astype(np.float64) @ bounds.weights.T)
    for position in range(layers.count):
        if deadline.over or len(labels) > MOST_LABELS:
            return None
        labels, counts = walk.step(labels, counts, targets, position)
    wanted = set(map(tuple, points.tolist()))
    found = {}
    for index, sums in enumerate(labels.gains[:, : len(objectives)].tolist()):
        if tuple(sums) in wanted:
            chosen = layers.items_of(labels.chosen[index])
            found[tuple(sums)] = Counted(chosen, int(counts[index]))
    return found


def _kind(items: int) -> Any:
    """Give a dtype that holds the number of all subsets."""
    return np.int64 if items < 62 else object


@dataclass(frozen=True, slots=True)
class _Walk:
    """The layers of one count."""

    layers: Layers
    bounds: Bounds
    objectives: int

    def step(
        self, labels: Labels, counts: Exact, targets: Targets, position: int
    ) -> tuple[Labels, Exact]:
        """Decide one more position: cut, merge, and drop what is strictly worse."""
        marked = replace(labels, hints=np.arange(len(labels), dtype=np.int64))
        grown = grow(marked, self.layers, self.bounds, position)
        counts = counts[grown.hints]
        reach = self.bounds.least(position + 1, grown.sums)
        flags, _ = targets.reached(reach, np.zeros(len(grown), dtype=np.int64))
        grown, counts = grown.take(flags), counts[flags]
        first, counts = self._merged(grown, counts, position + 1)
        grown = grown.take(first)
        if 1 < len(grown) <= COMPARED:
            table = merit(grown, self.layers, position + 1, self.objectives)
            keep = undominated(table, strict=self.objectives)
            grown, counts = grown.take(keep), counts[keep]
        return grown, counts

    def _merged(self, labels: Labels, counts: Exact, position: int) -> tuple[Indices, Exact]:
        """Give the tie rule's best label of each state, and the sums of counts."""
        if len(labels) < 2:
            return np.arange(len(labels)), counts
        states = open_states(labels, self.layers, position)
        count = self.objectives
        table = np.concatenate([labels.gains[:, :count], labels.slack, states], axis=1)
        groups = _groups(table)
        ties = labels.gains[:, count:]
        order = _ordered(ties, groups, labels.chosen[:, np.argsort(self.layers.order)])
        first = np.ones(len(order), dtype=np.bool_)
        first[1:] = groups[order][1:] != groups[order][:-1]
        sums = np.zeros(int(groups.max()) + 1, dtype=counts.dtype)
        np.add.at(sums, groups, counts)
        best = order[first]
        return best, sums[groups[best]]


def _groups(table: Exact) -> npt.NDArray[np.int64]:
    """Give each row the number of its like among the distinct rows of a table."""
    if table.dtype == object:
        numbers: dict[tuple[int, ...], int] = {}
        rows = map(tuple, table.tolist())
        return np.array([numbers.setdefault(row, len(numbers)) for row in rows], dtype=np.int64)
    order = np.lexsort(table.T)
    fresh = np.zeros(len(table), dtype=np.int64)
    fresh[1:] = np.any(table[order][1:] != table[order][:-1], axis=1)
    groups = np.empty(len(table), dtype=np.int64)
    groups[order] = np.cumsum(fresh)
    return groups


def _ordered(ties: Exact, groups: npt.NDArray[np.int64], chosen: Flags) -> Indices:
    """Sort labels by group, then by the tie rule (greater is better), then by the items chosen.

    Of equal labels the one with the first item in file order that only one of them has comes first.
    """
    if ties.dtype == object:
        rows, outside = ties.tolist(), (~chosen).tolist()
        keys = [
            (int(groups[i]), tuple(-value for value in row), outside[i])
            for i, row in enumerate(rows)
        ]
        return np.array(sorted(range(len(rows)), key=keys.__getitem__), dtype=np.intp)
    plain = np.concatenate((groups[:, np.newaxis], -ties), axis=1)
    order: Indices = np.lexsort(plain.T[::-1])
    if np.any(np.all(plain[order][1:] == plain[order][:-1], axis=1)):
        everything = np.concatenate((plain, ~chosen), axis=1)
        order = np.lexsort(everything.T[::-1])
    return order
