"""What a portfolio may be worth: at each vertex of the weights, between low and high contributions.

A portfolio y dominates x when it is worth at least as much at every vertex w and any scores inside
their intervals, and more somewhere (Liesiö, Mild and Salo 2007, 2008; with pairs, METHOD). With the
low sums l, the high sums h, the spreads e = h - l and the pair sums S at a vertex,

    D(y, x) = l(y) + S(y) - h(x) - S(x) + e(x ∩ y)

is the least advantage of y, and ``D + e(x △ y)`` the greatest. So y dominates x when D >= 0 at
every vertex and, at some vertex, D > 0 or e(x △ y) > 0. This is Pareto dominance of the values at
all pairs of a vertex and a corner of the box of scores: it is transitive, nothing dominates itself,
and whatever is dominated at all is dominated by a portfolio that is not. Pareto dominance is about
signs only, so each vertex has its own whole-number scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Objective, Problem, Weights
from salkku.mip import Deadline
from salkku.optimise.enumeration.layers import Exact, kind_of
from salkku.optimise.simplices import corners

__all__ = ["Spread", "Standing", "vertices_of"]

Flags = npt.NDArray[np.bool_]
BLOCK = 256
CELLS = 100_000
ENDLESS = Deadline(None)
DENSE = 6
"""Vertices compared for all pairs; the others only where these leave the question open."""


@dataclass(frozen=True, slots=True)
class Standing:
    """L portfolios measured at V vertices: flags L × n by item, sums with pairs L × V."""

    chosen: Flags
    low: Exact
    high: Exact

    def __len__(self) -> int:
        """How many portfolios."""
        return int(self.chosen.shape[0])

    def take(self, which: npt.NDArray[np.intp] | Flags | slice) -> Standing:
        """Give some of the portfolios."""
        return Standing(self.chosen[which], self.low[which], self.high[which])


@dataclass(frozen=True, slots=True)
class Spread:
    """Low and high whole-number contributions at V vertices.

    Parameters
    ----------
    high
        V objectives of the high contributions, pairs included, each with its own unit.
    low
        V × n low contributions in the same units.
    """

    high: tuple[Objective, ...]
    low: Exact

    @classmethod
    def of(cls, problem: Problem) -> Spread:
        """Scale the contributions of a problem at every vertex of its weights."""
        highs, lows = [], []
        for weights in vertices_of(problem):
            objective, low = _at(problem, weights)
            highs.append(objective)
            lows.append(low)
        kind = kind_of((*highs, *(Objective("low", tuple(low), (), Fraction(1)) for low in lows)))
        return cls(tuple(highs), np.array(lows, dtype=kind).reshape(len(lows), len(problem.ids)))

    @property
    def width(self) -> Exact:
        """V × n spreads: high less low."""
        high = np.array([o.linear for o in self.high], dtype=self.low.dtype)
        return high.reshape(self.low.shape) - self.low

    def standing(self, chosen: Flags) -> Standing:
        """Measure portfolios (flags L × n by item)."""
        inside = chosen.astype(np.int64).astype(self.low.dtype)
        pairs: Any = np.zeros((len(chosen), len(self.high)), dtype=self.low.dtype)
        for index, objective in enumerate(self.high):
            for left, right, value in objective.pairs:
                both = chosen[:, list(left)].any(axis=1) & chosen[:, list(right)].any(axis=1)
                pairs[:, index] += both.astype(np.int64).astype(self.low.dtype) * value
        low = inside @ self.low.T + pairs
        return Standing(chosen, low, low + inside @ self.width.T)

    def undominated(
        self, standing: Standing, *, deadline: Deadline = ENDLESS
    ) -> npt.NDArray[np.intp]:
        """Give the indices of portfolios that none of the others dominates, in order.

        A dominating portfolio has a greater sum of low + high over the vertices, so one pass in
        that order against what was kept is enough. Past the deadline the rest is kept unseen.
        """
        middle = (standing.low + standing.high).sum(axis=1)
        order = np.array(
            sorted(range(len(standing)), key=lambda i: (-int(middle[i]), i)), dtype=np.intp
        )
        kept = np.zeros(0, dtype=np.intp)
        for start in range(0, len(order), BLOCK):
            if deadline.over:
                return np.sort(np.concatenate((kept, order[start:])))
            block = order[start : start + BLOCK]
            known = standing.take(kept)
            block = block[~self.beaten(standing.take(block), known, deadline=deadline)]
            inner = self.beaten(standing.take(block), standing.take(block), deadline=deadline)
            kept = np.concatenate((kept, block[~inner]))
        return np.sort(kept)

    def beaten(self, block: Standing, pool: Standing, *, deadline: Deadline = ENDLESS) -> Flags:
        """Flag the portfolios of a block that one of a pool dominates.

        Past the deadline the rest of the pool is not looked at: what is flagged is dominated, what
        is not may be.
        """
        flags: Flags = np.zeros(len(block), dtype=np.bool_)
        if not len(pool) or not len(block):
            return flags
        width = self.width
        step = max(1, CELLS // len(block))
        for start in range(0, len(pool), step):
            if deadline.over:
                break
            part = pool.take(slice(start, start + step))
            rows, columns = self._not_less(block, part)
            if len(rows):
                strict = self._better(block, part, rows, columns, width)
                flags[rows[strict]] = True
        return flags

    def _not_less(
        self, block: Standing, pool: Standing
    ) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
        """Give pairs (of block, of pool) where the pool's has D >= 0 at every vertex."""
        maybe: Flags = np.ones((len(block), len(pool)), dtype=np.bool_)
        for vertex in range(min(DENSE, len(self.high))):
            maybe &= pool.low[np.newaxis, :, vertex] >= block.low[:, vertex, np.newaxis]
            maybe &= pool.high[np.newaxis, :, vertex] >= block.high[:, vertex, np.newaxis]
        rows, columns = np.nonzero(maybe)
        width = self.width
        for vertex in range(len(self.high)):
            if not len(rows):
                break
            common = block.chosen[rows] & pool.chosen[columns]
            shared = _summed(common, width[vertex])
            keep = pool.low[columns, vertex] - block.high[rows, vertex] + shared >= 0
            rows, columns = rows[keep], columns[keep]
        return rows, columns

    def _better(
        self,
        block: Standing,
        pool: Standing,
        rows: npt.NDArray[np.intp],
        columns: npt.NDArray[np.intp],
        width: Exact,
    ) -> Flags:
        """Flag the pairs where the pool's portfolio is worth more somewhere."""
        strict: Flags = np.zeros(len(rows), dtype=np.bool_)
        first, second = block.chosen[rows], pool.chosen[columns]
        for vertex in range(len(self.high)):
            shared = _summed(first & second, width[vertex])
            least = pool.low[columns, vertex] - block.high[rows, vertex] + shared
            strict |= (least + _summed(first ^ second, width[vertex])) > 0
        return strict


def vertices_of(problem: Problem) -> tuple[Weights, ...]:
    """Give the corners of the hull of every party's polytope: the hull is all weights allowed.

    The order goes from each to the one farthest from all before it, so that the first few differ.
    """
    left = list(corners(sorted({w for group in problem.vertices.values() for w in group})))
    found: list[Weights] = []
    while left:
        near = [min((_distance(w, other) for other in found), default=Fraction(0)) for w in left]
        found.append(left.pop(near.index(max(near))))
    return tuple(found)


def _distance(one: Weights, other: Weights) -> Fraction:
    """Sum of absolute differences."""
    return sum((abs(a - b) for a, b in zip(one, other, strict=True)), Fraction(0))


def _at(problem: Problem, weights: Weights) -> tuple[Objective, list[int]]:
    """Give the high contributions as an objective and the low ones, in one unit, at a vertex."""

    def mixed(table: tuple[tuple[Fraction, ...], ...]) -> list[Fraction]:
        return [
            sum((w * row[j] for w, row in zip(weights, table, strict=True)), Fraction(0))
            for j in range(len(problem.ids))
        ]

    low, high = mixed(problem.least), mixed(problem.most)
    pairs = [weights[p.criterion] * p.value / problem.widths[p.criterion] for p in problem.pairs]
    values = [*low, *high, *pairs]
    scale = lcm(*(value.denominator for value in values)) if values else 1
    divisor = gcd(*(int(value * scale) for value in values)) or 1
    unit = Fraction(divisor, scale)
    sides = tuple(
        (p.left, p.right, int(value / unit))
        for p, value in zip(problem.pairs, pairs, strict=True)
        if value
    )
    return (
        Objective("high", tuple(int(value / unit) for value in high), sides, unit),
        [int(value / unit) for value in low],
    )


def _summed(flags: Flags, values: Exact) -> Exact:
    """Sum the values of flagged items of each row, exactly."""
    kind = values.dtype
    if not np.any(values):
        return np.zeros(len(flags), dtype=kind)
    sums: Exact = flags.astype(np.int64).astype(kind) @ values
    return sums
