"""Proofs in whole numbers that a program has no better point, whatever a solver says.

Label setting against one goal: columns are decided one by one, both ways; a partial point is
dropped when it can keep a row no more, when a Lagrangian bound shows that it cannot reach the goal,
or when another is worth no less with no less room in any row. The multipliers are rounded duals of
a linear relaxation; any that are not negative are valid, so nothing of the proof rests on a solver.
Small programs are proved so in milliseconds; a proof that would grow large is given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.mip.lp import Relaxation
from salkku.mip.program import Program, lowered, without_common_factors

__all__ = ["excludes"]

Whole = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

CELLS = 60_000
"""Columns times rows beyond which no proof is tried: the relaxation alone would take long."""

WORK = 400_000
"""Labels times rows that a layer may hold."""

MOST_LABELS = 6_000
COMPARED = 1_500
"""Labels of a layer up to which they are compared with one another."""

SAFE, FINE = 2**62, 2**46
TIGHTENINGS = (0.9, 0.7)


def excludes(program: Program, *, above: int | None) -> bool:
    """Whether it is proved that no point is worth more than ``above``, or that there is none.

    Parameters
    ----------
    above
        None asks whether the program has no point at all.

    Returns
    -------
    bool
        True only with a proof; False says nothing.

    Examples
    --------
    >>> from salkku.mip.program import Row
    >>> two = Program((1, 1), (Row("r", ((0, 2), (1, 2)), high=3),), ((0, 3), (1, 4)))
    >>> excludes(two, above=4), excludes(two, above=3), excludes(two, above=None)
    (True, False, False)
    """
    flat = lowered(program)
    rows = _one_sided(flat)
    if len(flat.upper) * (len(rows) + 1) > CELLS:
        return False
    goal = None if above is None else above + 1
    proof = _Proof.of(flat, rows, goal)
    return proof is not None and proof.holds()


def _one_sided(program: Program) -> list[tuple[tuple[tuple[int, int], ...], int]]:
    """Write every row as ``<=``; rows that nothing can break are left out."""
    found: dict[tuple[tuple[tuple[int, int], ...], int], None] = {}
    for row in map(without_common_factors, program.rows):
        if row.high is not None:
            found[row.coefficients, row.high] = None
        if row.low is not None:
            found[tuple((column, -value) for column, value in row.coefficients), -row.low] = None
    most = program.upper
    return [
        (terms, high)
        for terms, high in found
        if sum(max(0, value) * most[column] for column, value in terms) > high
    ]


@dataclass(frozen=True, slots=True)
class _Proof:
    """n columns in the order of their decision (those with more than two values last), r rows.

    ``uses`` n × r, ``gains`` n, ``highs`` r; ``need``, ``spare`` (n + 1) × r: least and most that
    columns from k on still add to a row. K bounds: ``scales`` K weigh the worth, ``prices`` K × r
    the rows, ``rest`` (n + 1) × K is the most that columns from k on still add to each.
    """

    uses: Whole
    gains: Whole
    highs: Whole
    need: Whole
    spare: Whole
    scales: Whole
    prices: Whole
    rest: Whole
    upper: tuple[int, ...]
    binary: int
    goal: int | None

    @classmethod
    def of(
        cls, program: Program, rows: list[tuple[tuple[tuple[int, int], ...], int]], goal: int | None
    ) -> _Proof | None:
        """Lay a program out; None where its many-valued columns are too entangled to be settled."""
        count = len(program.upper)
        many = {column for column, most in enumerate(program.upper) if most > 1}
        if any(sum(column in many for column, _ in terms) > 1 for terms, _ in rows):
            return None
        table = np.zeros((count, len(rows)), dtype=object)
        for index, (terms, _) in enumerate(rows):
            for column, value in terms:
                table[column, index] += value
        worth = np.zeros(count, dtype=object)
        for column, value in program.objective:
            worth[column] += value
        ends = np.array([high for _, high in rows], dtype=object)
        tops = np.array(program.upper, dtype=object)
        scales, prices, reduced = _multipliers(table, worth, ends, tops)
        order = sorted(range(count), key=lambda j: (j in many, -round(float(reduced[j]), 9), j))
        kind = _kind((table, worth, ends, tops), (scales, prices), goal)
        uses, gains = table[order].astype(kind), worth[order].astype(kind)
        high, top = ends.astype(kind), tops[order].astype(kind)
        scale, price = scales.astype(kind), prices.astype(kind)
        steps = np.maximum(0, np.outer(gains, scale) - uses @ price.T) * top[:, np.newaxis]
        return cls(
            uses,
            gains,
            high,
            _suffixes(np.minimum(uses, 0) * top[:, np.newaxis]),
            _suffixes(np.maximum(uses, 0) * top[:, np.newaxis]),
            scale,
            price,
            _suffixes(steps),
            tuple(program.upper[column] for column in order),
            count - len(many),
            goal,
        )

    def holds(self) -> bool:
        """Whether no point reaches the goal."""
        most = min(MOST_LABELS, WORK // max(1, len(self.highs)))
        room = self.highs[np.newaxis]
        worth = np.zeros(1, dtype=self.gains.dtype)
        worth, room = self._alive(worth, room, 0)
        for position in range(self.binary):
            if not len(worth):
                return True
            worth = np.concatenate((worth, worth + self.gains[position]))
            room = np.concatenate((room, room - self.uses[position]))
            worth, room = self._alive(worth, room, position + 1)
            if 1 < len(worth) <= COMPARED:
                keep = _undominated(np.concatenate((worth[:, np.newaxis], room), axis=1))
                worth, room = worth[keep], room[keep]
            if len(worth) > most:
                return False
        return not any(
            self._reaches(int(worth[k]), [int(one) for one in room[k]]) for k in range(len(worth))
        )

    def _alive(self, worth: Whole, room: Whole, position: int) -> tuple[Whole, Whole]:
        """Keep what may still keep every row and reach the goal."""
        keep: Flags = np.all(room >= self.need[position], axis=1)
        worth, room = worth[keep], np.minimum(room[keep], self.spare[position])
        goals = self.scales * (self.goal or 0)
        bound = np.outer(worth, self.scales) + room @ self.prices.T + self.rest[position]
        counted = self.scales == 0 if self.goal is None else np.ones(len(self.scales), np.bool_)
        keep = np.all((bound >= goals)[:, counted], axis=1)
        return worth[keep], room[keep]

    def _reaches(self, worth: int, room: list[int]) -> bool:
        """Whether columns of many values, each with rows of its own, can complete a point."""
        for column in range(self.binary, len(self.upper)):
            low, high = 0, self.upper[column]
            for row, use in enumerate(map(int, self.uses[column])):
                if use > 0:
                    high = min(high, room[row] // use)
                elif use < 0:
                    low = max(low, -(room[row] // -use))
            if low > high:
                return False
            gain = int(self.gains[column])
            worth += gain * (high if gain > 0 else low)
        owned = np.any(self.uses[self.binary :] != 0, axis=0)
        if any(left < 0 for left, own in zip(room, owned, strict=True) if not own):
            return False
        return self.goal is None or worth >= self.goal


def _multipliers(
    table: Whole, worth: Whole, ends: Whole, tops: Whole
) -> tuple[Whole, Whole, Floats]:
    """Give the scales and prices of some bounds in whole numbers, and reduced costs."""
    count, width = table.shape
    weight = tops.astype(np.float64)
    uses, gains = (
        table.astype(np.float64) * weight[:, np.newaxis],
        worth.astype(np.float64) * weight,
    )
    sizes = np.abs(uses).max(axis=0, initial=0.0)
    sizes[sizes == 0] = 1.0
    highs = ends.astype(np.float64) / sizes
    size = float(np.abs(gains).max(initial=0.0)) or 1.0
    if not count or not width:
        return np.ones(1, dtype=object), np.zeros((1, width), dtype=object), np.abs(gains)
    relaxation = Relaxation(uses=uses / sizes, limits=highs)
    answer = relaxation.maximise(gains / size)
    found = [(float(answer.feasible), answer.duals * (size if answer.feasible else 1.0))]
    for factor in TIGHTENINGS if answer.feasible else ():
        tight = relaxation.with_limits(np.where(highs > 0, highs * factor, highs), gains / size)
        if tight.feasible:
            found.append((1.0, tight.duals * size))
    reduced = np.abs(gains * found[0][0] - (uses / sizes) @ found[0][1])
    scales, prices = [], []
    for scale, duals in found:
        rows = np.abs(uses / sizes).sum(axis=0) + np.abs(highs)
        total = scale * float(np.abs(gains).sum()) + float(duals @ rows)
        times = FINE / total if total else 1.0
        scales.append(max(1, round(times)) if scale else 0)
        whole = scales[-1] if scale else times
        prices.append(
            [round(whole * float(mu) / float(s)) for mu, s in zip(duals, sizes, strict=True)]
        )
    return np.array(scales, dtype=object), np.array(prices, dtype=object), reduced


def _kind(
    given: tuple[Whole, Whole, Whole, Whole], bounds: tuple[Whole, Whole], goal: int | None
) -> Any:
    """Give int64 where no sum of absolute terms reaches 2**62, else object."""
    table, worth, ends, tops = given
    scales, prices = bounds
    uses = np.abs(table * tops[:, np.newaxis]).sum(axis=0) + np.abs(ends)
    total = np.abs(worth * tops).sum() + abs(goal or 0) + 1
    sums = [int(one) for one in uses] + [int(total)]
    for scale, price in zip(scales, prices, strict=True):
        sums.append(2 * int(scale * total + (price * uses).sum()))
    return np.int64 if max(sums) < SAFE else object


def _suffixes(table: Whole) -> Whole:
    """Sum each column from every position on; the last row is zero."""
    last = np.zeros_like(table, shape=(1, table.shape[1]))
    return np.concatenate((np.cumsum(table[::-1], axis=0)[::-1], last))


def _undominated(table: Whole) -> Flags:
    """Flag the rows that no other is at least as great as everywhere; of equal rows one stays."""
    live = table[:, np.any(table != table[:1], axis=0)]
    order = np.lexsort(live.T)[::-1] if live.shape[1] else np.arange(len(table))
    ranked = live[order]
    hits = np.tri(len(ranked), k=-1, dtype=np.bool_)
    for column in range(live.shape[1] - 1):
        hits &= ranked[np.newaxis, :, column] >= ranked[:, column, np.newaxis]
    keep = np.empty(len(table), dtype=np.bool_)
    keep[order] = ~hits.any(axis=1)
    return keep
