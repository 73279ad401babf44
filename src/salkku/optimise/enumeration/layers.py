"""A problem in the form that label setting walks: items in an order, rows all ``<=``, integers."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Objective, Problem

__all__ = ["Layers", "OpenPair", "Row", "exact_array", "kind_of", "one_sided", "pairs_of"]

Exact = npt.NDArray[Any]
"""int64 where every sum fits, Python integers (dtype object) where not."""

SAFE = 2**61


@dataclass(frozen=True, slots=True)
class Row:
    """``sum(coefficient * x) <= high``: one side of a constraint, divided by its divisor."""

    coefficients: tuple[tuple[int, int], ...]
    high: int


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A pair term: ``worths`` (p integers) count when a left and a right item are chosen."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    worths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layers:
    """Items in the order in which they are decided, with what is still possible after each.

    n positions, p objectives, r one-sided rows.

    Parameters
    ----------
    order
        Item of each position.
    gains
        n × p whole-number contributions.
    uses, limits
        n × r coefficients and r right sides.
    need, spare
        (n + 1) × r: least and greatest that positions from k on can still add to a row.
    pairs
        Pair terms over *positions*; ``closing[k]`` lists those whose last position is k.
    """

    order: tuple[int, ...]
    gains: Exact
    uses: Exact
    limits: Exact
    need: Exact
    spare: Exact
    pairs: tuple[OpenPair, ...]
    closing: tuple[tuple[int, ...], ...]

    @classmethod
    def of(
        cls, problem: Problem, objectives: tuple[Objective, ...], order: tuple[int, ...]
    ) -> Layers:
        """Lay a problem and objectives out in an order of its items."""
        rows = one_sided(problem)
        count = len(order)
        place = {item: position for position, item in enumerate(order)}
        gains = exact_array([[o.linear[item] for o in objectives] for item in order], objectives)
        table = [[0] * len(rows) for _ in order]
        for index, row in enumerate(rows):
            for item, coefficient in row.coefficients:
                table[place[item]][index] = coefficient
        limits = [row.high for row in rows]
        large = any(sum(abs(c) for _, c in row.coefficients) + abs(row.high) > SAFE for row in rows)
        kind: Any = object if large else np.int64
        uses = np.array(table, dtype=kind).reshape(count, len(rows))
        need, spare = _suffixes(np.minimum(uses, 0)), _suffixes(np.maximum(uses, 0))
        pairs = tuple(
            OpenPair(
                tuple(sorted(place[item] for item in pair.left)),
                tuple(sorted(place[item] for item in pair.right)),
                pair.worths,
            )
            for pair in pairs_of(objectives)
        )
        closing: list[list[int]] = [[] for _ in order]
        for index, pair in enumerate(pairs):
            closing[max(*pair.left, *pair.right)].append(index)
        return cls(
            order,
            gains,
            uses,
            np.array(limits, dtype=kind),
            need,
            spare,
            pairs,
            tuple(map(tuple, closing)),
        )

    @property
    def count(self) -> int:
        """How many items."""
        return len(self.order)

    def items_of(self, chosen: npt.NDArray[np.bool_]) -> tuple[int, ...]:
        """Item indices, sorted, of one label's chosen positions."""
        return tuple(sorted(self.order[position] for position in np.flatnonzero(chosen)))


def exact_array(rows: list[list[int]], objectives: tuple[Objective, ...]) -> Exact:
    """Give a table of whole numbers of the kind that holds the sums of these objectives."""
    return np.array(rows, dtype=kind_of(objectives)).reshape(len(rows), len(objectives))


def kind_of(objectives: tuple[Objective, ...]) -> Any:
    """Give int64 where the greatest possible sum of each objective fits, else object."""
    large = any(
        sum(map(abs, o.linear)) + sum(abs(value) for *_, value in o.pairs) > SAFE
        for o in objectives
    )
    return object if large else np.int64


def one_sided(problem: Problem) -> tuple[Row, ...]:
    """Write every constraint as ``<=`` rows, divided by the divisor of their coefficients.

    Rows that no choice can break are left out; the same row twice is kept once.
    """
    found: dict[Row, None] = {}
    for constraint in problem.constraints:
        if constraint.high is not None:
            found[_divided(constraint.coefficients, constraint.high)] = None
        if constraint.low is not None:
            turned = tuple((item, -value) for item, value in constraint.coefficients)
            found[_divided(turned, -constraint.low)] = None
    return tuple(row for row in found if sum(max(0, c) for _, c in row.coefficients) > row.high)


def pairs_of(objectives: tuple[Objective, ...]) -> tuple[OpenPair, ...]:
    """Gather the pair terms of all objectives: the same two sides once, with p worths."""
    found: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = {}
    for index, objective in enumerate(objectives):
        for left, right, value in objective.pairs:
            if left and right:
                sides = found.setdefault((left, right), [0] * len(objectives))
                sides[index] += value
    return tuple(
        OpenPair(left, right, tuple(worths))
        for (left, right), worths in found.items()
        if any(worths)
    )


def _divided(coefficients: tuple[tuple[int, int], ...], high: int) -> Row:
    """Divide a row by the divisor of its coefficients, rounding the right side down."""
    divisor = gcd(*(value for _, value in coefficients)) or 1
    return Row(tuple((item, value // divisor) for item, value in coefficients), high // divisor)


def _suffixes(table: Exact) -> Exact:
    """Sum each column from every position on; the last row is zero."""
    count, width = table.shape
    sums = np.zeros((count + 1, width), dtype=table.dtype)
    for position in range(count - 1, -1, -1):
        sums[position] = sums[position + 1] + table[position]
    return sums
