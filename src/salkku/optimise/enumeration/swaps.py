"""Small changes that surely make a portfolio better, and the portfolios that each rules out.

Taking the items A out and the items B in dominates wherever, at every vertex, the low scores of B
are worth no less than the high ones of A, pairs that may be lost counted, and more at one. So a
non-dominated portfolio without B that has all of A must be one in which some row has no room for
the change: a row of a program whose points are non-dominated portfolios among others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Problem
from salkku.optimise.enumeration.layers import Exact, Layers
from salkku.optimise.enumeration.spread import Spread

__all__ = ["Refusal", "Swaps"]

Items = frozenset[int]
Sets = npt.NDArray[np.intp]
Change = tuple[float, Items, Items]
"""How hard it is to find room for, what goes out, what comes in."""

SHORT = 3
"""Rows of at most so many items are told by the items, longer ones by their room."""

LEARNT = 10
"""Changes learnt from one portfolio at most, those first that ask for little room."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What rules portfolios out: no non-dominated one differs from all of these.

    Parameters
    ----------
    states
        ``(item, chosen or not)``: one of these must hold,
    rooms
        ``(row, most)``: or a row must use more than ``most``.
    """

    states: frozenset[tuple[int, bool]]
    rooms: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Swaps:
    """One problem laid out; the last column of each table stands for no item.

    ``entering`` and ``leaving`` V × (n + 1): the least that an item brings, the most that it takes
    away; ``uses`` r × (n + 1), ``limits`` r; ``sides`` the items of each pair.
    """

    entering: Exact
    leaving: Exact
    uses: Exact
    limits: Exact
    sides: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, problem: Problem, spread: Spread) -> Swaps:
        """Lay a problem out."""
        layers = Layers.of(problem, spread.high, tuple(range(len(problem.ids))))
        lost = np.zeros_like(spread.low)
        gone = np.zeros_like(spread.low)
        for vertex, objective in enumerate(spread.high):
            for left, right, value in objective.pairs:
                for item in {*left, *right}:
                    gone[vertex, item] += max(0, value)
                    lost[vertex, item] += max(0, -value)
        sides = tuple((*pair.left, *pair.right) for pair in layers.pairs)
        high = spread.low + spread.width
        return cls(
            _padded(spread.low - lost),
            _padded(high + gone),
            _padded(layers.uses.T),
            layers.limits,
            sides,
        )

    def better(self, chosen: Items, item: int) -> list[Refusal]:
        """Give what one learns from changes of at most two and two items, one of them given."""
        found = [one for group in self._changes(chosen, item) for one in group]
        found.sort(key=lambda one: (one[0], sorted(one[1]), sorted(one[2])))
        return [self.refusal(chosen, out, into) for _, out, into in found[:LEARNT]]

    def improves(self, chosen: Items, item: int) -> bool:
        """Whether any such change makes a portfolio better."""
        return any(self._changes(chosen, item))

    def _changes(self, chosen: Items, item: int) -> Iterator[list[Change]]:
        """Give the changes that make a portfolio better, group by group, the easiest of each."""
        count = self.entering.shape[1] - 1
        inside = sorted(chosen)
        outside = [j for j in range(count) if j not in chosen]
        moves = item in chosen
        out = _sets(item if moves else None, inside, count)
        into = _sets(None if moves else item, outside, count)
        gains, uses = _summed(self.entering, into), _summed(self.uses, into)
        room = self.limits - self.uses[:, inside].sum(axis=1)
        sizes = np.abs(self.uses).sum(axis=1).astype(np.float64)
        sizes[sizes == 0] = 1.0
        for some in out[::-1]:
            losses = self.leaving[:, some].sum(axis=1)
            pays = np.all(gains >= losses, axis=1) & np.any(gains > losses, axis=1)
            asked = uses[pays] - self.uses[:, some].sum(axis=1)
            fits = np.all(asked <= room, axis=1)
            hard = (np.maximum(0, asked[fits]) / sizes).astype(np.float64).sum(axis=1)
            able = into[np.flatnonzero(pays)[fits]]
            yield [
                (float(hard[k]), _items(some, count), _items(able[k], count))
                for k in np.argsort(hard, kind="stable")[:LEARNT]
            ]

    def refusal(self, chosen: Items, out: Items, into: Items) -> Refusal:
        """Give what a change that makes one portfolio better rules out."""
        moved = out | into
        states = {(j, False) for j in out} | {(j, True) for j in into}
        if not self._always_pays(out, into):
            for side in self.sides:
                if not moved.isdisjoint(side):
                    states |= {(j, j not in chosen) for j in side if j not in moved}
        rooms = []
        for row in range(len(self.limits)):
            uses = self.uses[row]
            asked = int(sum(uses[j] for j in into) - sum(uses[j] for j in out))
            others = [int(j) for j in np.flatnonzero(uses) if j not in moved]
            most = sum(max(0, int(uses[j])) for j in others) + sum(int(uses[j]) for j in into)
            if asked <= 0 or most <= self.limits[row]:
                continue
            if len(others) + len(moved) <= SHORT or len(others) <= 1:
                states |= {(j, j not in chosen) for j in others}
            else:
                rooms.append((row, int(self.limits[row]) - asked))
        return Refusal(frozenset(states), tuple(rooms))

    def _always_pays(self, out: Items, into: Items) -> bool:
        """Whether a change pays whatever the pairs of its items are."""
        gains = self.entering[:, sorted(into)].sum(axis=1)
        gains = gains - self.leaving[:, sorted(out)].sum(axis=1)
        return bool(np.all(gains >= 0)) and bool(np.any(gains > 0))


def _padded(table: Exact) -> Exact:
    """Add a column of zeros for no item."""
    return np.concatenate((table, np.zeros_like(table, shape=(len(table), 1))), axis=1)


def _sets(item: int | None, others: list[int], none: int) -> Sets:
    """Give all sets of at most two items, or those with one given, as pairs of columns."""
    if item is not None:
        return np.array([(item, other) for other in (*others, none) if other != item], np.intp)
    columns = np.array([*others, none], dtype=np.intp)
    first, second = np.triu_indices(len(columns), 1)
    return np.concatenate(
        (np.stack((columns[first], columns[second]), axis=1), [(none, none)])
    ).astype(np.intp)


def _summed(table: Exact, sets: Sets) -> Exact:
    """Sum a table's columns over each set: sets × rows."""
    summed: Exact = (table[:, sets[:, 0]] + table[:, sets[:, 1]]).T
    return summed


def _items(columns: npt.NDArray[np.intp], none: int) -> Items:
    return frozenset(int(column) for column in columns if column != none)
