"""What choosing or leaving an item settles about others, by the rules of two items.

A row that is broken only by two of its items together says nothing but clauses of two literals:
exclusions, precedences, at most one of a group. Literals and their consequences form a graph; what
is reached from a literal follows from it (Aspvall, Plass and Tarjan, IPL 1979).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from salkku.optimise.enumeration.layers import Row

__all__ = ["Clause", "Implications", "clauses_of", "implications"]

Clause = tuple[int, int]
"""Two literals, one of which holds; ``2 j + v`` is item j at value v."""


@dataclass(frozen=True, slots=True)
class Implications:
    """Consequences by position, n positions and r rows.

    Parameters
    ----------
    ruled
        r flags: rows that need no room in a label, since implications or other rows hold them.
    implied
        n × 2 × 2 × words bits: for leaving (0) and taking (1) a position, the positions that are
        then left, and those that are then taken. A value that cannot be has the other value of its
        own position among them.
    """

    ruled: npt.NDArray[np.uint8]
    implied: npt.NDArray[np.uint64]


def clauses_of(row: Row) -> tuple[Clause, ...] | None:
    """Give clauses that say all that a row says, or None where clauses of two cannot.

    Examples
    --------
    >>> from salkku.optimise.enumeration.layers import Row
    >>> clauses_of(Row(((0, 1), (3, -1)), 0))
    ((0, 7),)
    >>> clauses_of(Row(((0, 2), (1, 3), (2, 4)), 6)) is None
    True
    """
    items = [item for item, _ in row.coefficients]
    uses = [use for _, use in row.coefficients]
    if len(items) == 1:
        return tuple((2 * items[0] + 1 - a,) * 2 for a in (0, 1) if a * uses[0] > row.high)
    if len(items) == 2:
        return tuple(
            (2 * items[0] + 1 - a, 2 * items[1] + 1 - b)
            for a in (0, 1)
            for b in (0, 1)
            if a * uses[0] + b * uses[1] > row.high
        )
    ordered = sorted(uses)
    if ordered and ordered[0] > 0 and ordered[-1] <= row.high < ordered[0] + ordered[1]:
        return tuple((2 * left, 2 * right) for left, right in combinations(items, 2))
    return None


def implications(rows: tuple[Row, ...], order: tuple[int, ...], *, own: int) -> Implications:
    """Find all that follows from each literal.

    Parameters
    ----------
    rows
        The first ``own`` say what is allowed; the others follow from these.
    order
        Item of each position.
    """
    place = {item: position for position, item in enumerate(order)}
    after: list[set[int]] = [set() for _ in range(2 * len(order))]
    ruled = np.ones(len(rows), dtype=np.uint8)
    for index, row in enumerate(rows[:own]):
        clauses = clauses_of(row)
        ruled[index] = clauses is not None
        for clause in clauses or ():
            left, right = (2 * place[literal >> 1] + (literal & 1) for literal in clause)
            after[left ^ 1].add(right)
            after[right ^ 1].add(left)
    words = (len(order) + 63) // 64
    implied = np.zeros((len(order), 2, 2, words), dtype=np.uint64)
    for literal, direct in enumerate(after):
        sets = [0, 0]
        for other in _reached(after, literal) if direct else ():
            sets[other & 1] |= 1 << (other >> 1)
        for value in (0, 1):
            raw = sets[value].to_bytes(8 * words, "little")
            implied[literal >> 1, literal & 1, value] = np.frombuffer(raw, dtype="<u8")
    return Implications(ruled, implied)


def _reached(after: list[set[int]], literal: int) -> set[int]:
    """Give all literals that follow from one, itself not among them."""
    found: set[int] = set()
    ahead = [literal]
    while ahead:
        fresh = after[ahead.pop()] - found
        found |= fresh
        ahead += fresh
    return found - {literal}
