"""Whether linear statements about weights can hold together, exactly.

The weights are non-negative and sum to 1. Phase one of the simplex method with Bland's rule, in
fractions: it always ends and never rounds. The systems are small (criteria × statements).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

__all__ = ["AtMost", "can_hold"]

AtMost = tuple[tuple[Fraction, ...], Fraction]
"""``sum(coefficient × weight) <= limit``: the coefficients, one a weight, and the limit."""


def can_hold(statements: Sequence[AtMost], *, size: int) -> bool:
    """Say whether some ``size`` weights, >= 0 and summing to 1, keep every statement.

    Parameters
    ----------
    statements
        Rows of ``size`` coefficients with their limits.
    size
        The number of weights.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> at_least_60 = ((Fraction(-1), Fraction(0)), -Fraction(3, 5))
    >>> first_below_second = ((Fraction(1), Fraction(-1)), Fraction(0))
    >>> can_hold([at_least_60], size=2), can_hold([at_least_60, first_below_second], size=2)
    (True, False)
    """
    if size == 0:
        return False
    table, basis, artificial = _tableau(statements, size)
    while True:
        costs = table[-1]
        entering = next((j for j in range(artificial) if costs[j] < 0), None)
        if entering is None:
            return costs[-1] == 0
        _pivot(table, basis, entering)


def _tableau(
    statements: Sequence[AtMost], size: int
) -> tuple[list[list[Fraction]], list[int], int]:
    """Columns: weights, slacks, artificials, right side; the last row is the cost to bring to 0."""
    count = len(statements)
    artificial = size + count
    width = artificial + count + 1
    rows, basis = [], []
    systems = [(*statement, k) for k, statement in enumerate(statements)]
    for coefficients, limit, k in systems:
        row = [Fraction(0)] * (width + 1)
        sign = -1 if limit < 0 else 1
        row[:size] = [sign * coefficient for coefficient in coefficients]
        row[size + k] = Fraction(sign)
        row[-1] = sign * limit
        if sign < 0:
            row[artificial + k] = Fraction(1)
        rows.append(row)
        basis.append(size + k if sign > 0 else artificial + k)
    rows.append([Fraction(1)] * size + [Fraction(0)] * (count + count) + [Fraction(1)] * 2)
    basis.append(artificial + count)
    costs = [Fraction(0)] * (width + 1)
    for row, basic in zip(rows, basis, strict=True):
        if basic >= artificial:
            costs = [cost - entry for cost, entry in zip(costs, row, strict=True)]
    return [*rows, costs], basis, artificial


def _pivot(table: list[list[Fraction]], basis: list[int], entering: int) -> None:
    """Bring one column into the basis; Bland's rule breaks ties by the smallest index."""
    candidates = [
        (row[-1] / row[entering], basis[k], k)
        for k, row in enumerate(table[:-1])
        if row[entering] > 0
    ]
    _, _, leaving = min(candidates)
    pivot = table[leaving][entering]
    table[leaving] = [entry / pivot for entry in table[leaving]]
    for k, row in enumerate(table):
        factor = row[entering]
        if k != leaving and factor:
            table[k] = [
                entry - factor * base for entry, base in zip(row, table[leaving], strict=True)
            ]
    basis[leaving] = entering
