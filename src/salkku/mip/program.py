"""An integer program in whole numbers, with pairs of groups as its only non-linear part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import gcd

__all__ = ["Program", "Row", "lowered", "without_common_factors"]


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum(coefficient * variable) <= high`` in integers; None is open.

    Parameters
    ----------
    name
        What a person would change; only for reading.
    coefficients
        ``(column, coefficient)``, each column once. Columns from ``Program.size`` on are pairs.
    """

    name: str
    coefficients: tuple[tuple[int, int], ...]
    low: int | None = None
    high: int | None = None

    def holds(self, values: Sequence[int]) -> bool:
        """Whether whole values keep the row, exactly."""
        total = sum(value * values[column] for column, value in self.coefficients)
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)


@dataclass(frozen=True, slots=True)
class Program:
    """Maximise a whole-number objective over whole variables between 0 and ``upper``.

    Parameters
    ----------
    upper
        Greatest value of each variable; 1 makes it binary.
    rows
        Constraints over variables and pairs.
    objective
        ``(column, coefficient)``, to maximise.
    pairs
        Column ``size + k`` is 1 when a variable of pair k's left side and one of its right side
        are 1, otherwise 0. Sides hold binary variables. A pair with the same two sides is their
        union: 1 when any of them is.

    Examples
    --------
    >>> both = Program(upper=(1, 1), rows=(), objective=((2, 5),), pairs=(((0,), (1,)),))
    >>> both.worth(both.completed((1, 1)))
    5
    """

    upper: tuple[int, ...]
    rows: tuple[Row, ...]
    objective: tuple[tuple[int, int], ...] = ()
    pairs: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()

    @property
    def size(self) -> int:
        """How many variables there are, pairs not counted."""
        return len(self.upper)

    @property
    def binary(self) -> bool:
        """Whether every variable is 0 or 1."""
        return all(most <= 1 for most in self.upper)

    def with_rows(self, *rows: Row) -> Program:
        """Give the same program with more rows."""
        return replace(self, rows=(*self.rows, *rows))

    def completed(self, values: Sequence[int]) -> tuple[int, ...]:
        """Give variable values followed by the values that the pairs then have."""
        pairs = (
            int(any(values[j] for j in left) and any(values[j] for j in right))
            for left, right in self.pairs
        )
        return (*values, *pairs)

    def worth(self, values: Sequence[int]) -> int:
        """Objective of completed values, exactly."""
        return sum(value * values[column] for column, value in self.objective)

    def admits(self, values: Sequence[int]) -> bool:
        """Whether completed values are within the bounds and keep every row, exactly."""
        inside = all(0 <= value <= most for value, most in zip(values, self.upper, strict=False))
        return inside and all(row.holds(values) for row in self.rows)

    def most(self) -> int:
        """Give an upper bound of the objective that needs no solver."""
        tops = (*self.upper, *(1 for _ in self.pairs))
        return sum(max(0, value) * tops[column] for column, value in self.objective)


def without_common_factors(row: Row) -> Row:
    """Divide a row by the greatest common divisor of its coefficients, rounding its ends inwards.

    Examples
    --------
    >>> without_common_factors(Row("line:a", ((0, 400), (1, 600)), high=900))
    Row(name='line:a', coefficients=((0, 2), (1, 3)), low=None, high=4)
    """
    divisor = gcd(*(value for _, value in row.coefficients))
    if divisor <= 1:
        return row
    return Row(
        row.name,
        tuple((column, value // divisor) for column, value in row.coefficients),
        None if row.low is None else -(-row.low // divisor),
        None if row.high is None else row.high // divisor,
    )


def lowered(program: Program) -> Program:
    """Make every pair a binary variable held by linear rows (S), in the directions that matter."""
    if not program.pairs:
        return program
    up, down = _pushed(program)
    rows = list(program.rows)
    for number, (left, right) in enumerate(program.pairs):
        column = program.size + number
        union = left == right
        if column in up:
            rows += [_at_most(column, side) for side in ((left,) if union else (left, right))]
        if column in down:
            rows += [_at_least(column, a, b) for a in left for b in right if a == b or not union]
    return Program(
        upper=(*program.upper, *(1 for _ in program.pairs)),
        rows=tuple(rows),
        objective=program.objective,
    )


def _pushed(program: Program) -> tuple[set[int], set[int]]:
    """Columns that the objective or a row would push up, and down."""
    up = {column for column, value in program.objective if value > 0}
    down = {column for column, value in program.objective if value < 0}
    for row in program.rows:
        for column, value in row.coefficients:
            if row.low is not None:
                (up if value > 0 else down).add(column)
            if row.high is not None:
                (down if value > 0 else up).add(column)
    return up, down


def _at_most(column: int, side: tuple[int, ...]) -> Row:
    """``z <= sum of side``."""
    return Row(f"pair:{column}", ((column, 1), *((j, -1) for j in side)), high=0)


def _at_least(column: int, left: int, right: int) -> Row:
    """``z >= left + right - 1``; where both are one item, ``z >= item``."""
    if left == right:
        return Row(f"pair:{column}", ((left, 1), (column, -1)), high=0)
    return Row(f"pair:{column}", ((left, 1), (right, 1), (column, -1)), high=1)
