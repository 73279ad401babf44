"""A program laid out for proofs in whole numbers: columns in an order, rows all ``<=``, bounds.

The bounds are Lagrangian: for scales and prices that are not negative, the scaled worth of a point
is at most its room priced, plus the most that every column may still add. The prices are rounded
duals of a linear relaxation; any are valid, so nothing that is proved with them rests on a solver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.mip.prices import prices_of
from salkku.mip.program import Program, Row, lowered, without_common_factors

__all__ = ["Ledger", "Whole"]

Whole = npt.NDArray[Any]
Rows = list[tuple[tuple[tuple[int, int], ...], int]]

CELLS = 60_000
"""Columns times rows beyond which nothing is laid out: the relaxation alone would take long."""

SAFE = 2**62


@dataclass(frozen=True, slots=True)
class Ledger:
    """n columns in the order of their decision (those with more than two values last), r rows.

    Parameters
    ----------
    order
        The lowered program's column at each position; columns with one value left have none.
    settled
        Those with one value left, and their values.
    base
        The worth of what is settled.
    uses, gains, highs
        n × r coefficients, n worths, r right sides; int64 where every sum fits, else Python's.
    need, spare
        (n + 1) × r: least and most that columns from k on still add to a row.
    scales, prices
        K bounds: what they weigh the worth with, and K × r the rows.
    rest
        (n + 1) × K: the most that columns from k on still add to each bound.
    upper
        n greatest values; the first ``binary`` are 1.
    """

    order: tuple[int, ...]
    settled: tuple[tuple[int, int], ...]
    base: int
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

    @classmethod
    def of(cls, program: Program, *, goal: int = 0, thorough: bool = True) -> Ledger | None:
        """Lay a program out.

        Parameters
        ----------
        goal
            A worth that will be asked for; the numbers are made to hold it.
        thorough
            Whether to have more bounds, which takes longer to lay out and less to search.

        Returns
        -------
        Ledger or None
            None where it would be too large, or where columns of many values share a row.
        """
        flat = lowered(program)
        settled = _settled(flat)
        left = [column for column in range(len(flat.upper)) if column not in settled]
        rows = _one_sided(flat, settled)
        many = {column for column in left if flat.upper[column] > 1}
        if len(left) * (len(rows) + 1) > CELLS:
            return None
        if any(sum(column in many for column, _ in terms) > 1 for terms, _ in rows):
            return None
        return cls._of(flat, rows, left, settled, (goal, thorough))

    @classmethod
    def _of(
        cls,
        program: Program,
        rows: Rows,
        left: list[int],
        settled: dict[int, int],
        asked: tuple[int, bool],
    ) -> Ledger:
        table, worth = _tables(program, rows)
        table, worth = table[left], worth[left]
        ends = np.array([high for _, high in rows], dtype=object)
        tops = np.array([program.upper[column] for column in left], dtype=object)
        found = prices_of(table, worth, ends, tops, thorough=asked[1])
        sure = [round(float(value), 9) for value in found.reduced]
        order = sorted(range(len(left)), key=lambda j: (tops[j] > 1, -sure[j], j))
        base = sum(value * settled.get(column, 0) for column, value in program.objective)
        kind = _kind(
            (table, worth, ends, tops), (found.scales, found.rows), abs(asked[0]) + abs(base)
        )
        uses, gains = table[order].astype(kind), worth[order].astype(kind)
        top = tops[order].astype(kind)
        scale, price = found.scales.astype(kind), found.rows.astype(kind)
        steps = np.maximum(0, np.outer(gains, scale) - uses @ price.T) * top[:, np.newaxis]
        return cls(
            tuple(left[place] for place in order),
            tuple(settled.items()),
            base,
            uses,
            gains,
            ends.astype(kind),
            _suffixes(np.minimum(uses, 0) * top[:, np.newaxis]),
            _suffixes(np.maximum(uses, 0) * top[:, np.newaxis]),
            scale,
            price,
            _suffixes(steps),
            tuple(int(tops[place]) for place in order),
            sum(int(most) <= 1 for most in tops),
        )

    def point(self, values: Sequence[int]) -> tuple[int, ...]:
        """Give values by position as values of the lowered program's columns."""
        placed = dict(self.settled) | dict(zip(self.order, values, strict=True))
        return tuple(placed[column] for column in range(len(placed)))


def _settled(program: Program) -> dict[int, int]:
    """Give the columns of two values that rows of one column leave one value."""
    found: dict[int, int] = {}
    for row in program.rows:
        if len(row.coefficients) != 1:
            continue
        ((column, _),) = row.coefficients
        if program.upper[column] > 1 or column in found:
            continue
        able = [one for one in (0, 1) if row.holds((0,) * column + (one,))]
        if len(able) == 1:
            found[column] = able[0]
    return found


def _one_sided(program: Program, settled: dict[int, int]) -> Rows:
    """Write every row as ``<=`` over what is not settled; rows that nothing breaks are left out."""
    found: dict[tuple[tuple[tuple[int, int], ...], int], None] = {}
    for given in program.rows:
        row = without_common_factors(_without(given, settled))
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


def _without(row: Row, settled: dict[int, int]) -> Row:
    """Take settled columns to the right side."""
    taken = sum(value * settled.get(column, 0) for column, value in row.coefficients)
    return Row(
        row.name,
        tuple(term for term in row.coefficients if term[0] not in settled),
        None if row.low is None else row.low - taken,
        None if row.high is None else row.high - taken,
    )


def _tables(program: Program, rows: Rows) -> tuple[Whole, Whole]:
    """Give the coefficients (n × r) and the worths (n) as whole numbers of any size."""
    table = np.zeros((len(program.upper), len(rows)), dtype=object)
    for index, (terms, _) in enumerate(rows):
        for column, value in terms:
            table[column, index] += value
    worth = np.zeros(len(program.upper), dtype=object)
    for column, value in program.objective:
        worth[column] += value
    return table, worth


def _kind(given: tuple[Whole, Whole, Whole, Whole], bounds: tuple[Whole, Whole], goal: int) -> Any:
    """Give int64 where no sum of absolute terms reaches 2**62, else object."""
    table, worth, ends, tops = given
    scales, prices = bounds
    uses = np.abs(table * tops[:, np.newaxis]).sum(axis=0) + np.abs(ends)
    total = np.abs(worth * tops).sum() + abs(goal) + 1
    sums = [int(one) for one in uses] + [int(total)]
    for scale, price in zip(scales, prices, strict=True):
        sums.append(2 * int(scale * total + (price * uses).sum()))
    return np.int64 if max(sums) < SAFE else object


def _suffixes(table: Whole) -> Whole:
    """Sum each column from every position on; the last row is zero."""
    last = np.zeros_like(table, shape=(1, table.shape[1]))
    return np.concatenate((np.cumsum(table[::-1], axis=0)[::-1], last))
