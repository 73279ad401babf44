"""Rows joined into clusters by their likeness, within what people ruled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["Bodies", "agree"]

AGREEING = 0.3
"""Share of the pairs between two groups that must be matches before the groups are joined."""


class Bodies:
    """Disjoint bodies of rows, some of which must never become one.

    Parameters
    ----------
    size
        How many rows there are, numbered from 0.

    Examples
    --------
    >>> bodies = Bodies(3)
    >>> bodies.join(1, 2), bodies.oppose(0, 2), bodies.join(0, 1)
    (True, None, False)
    >>> bodies.root(2)
    1
    """

    def __init__(self, size: int) -> None:
        self._above = list(range(size))
        self._foes: dict[int, set[int]] = {}

    def root(self, row: int) -> int:
        """Give the least row of a row's body."""
        while self._above[row] != row:
            self._above[row] = self._above[self._above[row]]
            row = self._above[row]
        return row

    def opposed(self, left: int, right: int) -> bool:
        """Say whether two rows must stay apart."""
        return self.root(right) in self._foes.get(self.root(left), ())

    def join(self, left: int, right: int) -> bool:
        """Make one body of two, unless they must stay apart; say whether they are one."""
        one, other = sorted((self.root(left), self.root(right)))
        if one == other:
            return True
        if self.opposed(one, other):
            return False
        self._above[other] = one
        for foe in self._foes.pop(other, ()):
            self._foes[foe] = (self._foes[foe] - {other}) | {one}
            self._foes.setdefault(one, set()).add(foe)
        return True

    def oppose(self, left: int, right: int) -> None:
        """Keep two rows apart from now on; those of one body stay one."""
        one, other = self.root(left), self.root(right)
        if one != other:
            self._foes.setdefault(one, set()).add(other)
            self._foes.setdefault(other, set()).add(one)


def agree(size: int, pairs: Sequence[tuple[int, int]], bodies: Bodies) -> None:
    """Join likely matches, the surest first, where enough of both sides are alike.

    No chain of strangers: two groups are joined only when a share of all pairs between them
    are matches, as in average linkage. What was joined or opposed in ``bodies`` before holds.

    Parameters
    ----------
    size
        How many rows there are.
    pairs
        Likely matches, the surest first, each pair once.
    bodies
        Is changed: the groups are joined in it.

    Examples
    --------
    >>> bodies = Bodies(4)
    >>> agree(4, [(0, 1), (2, 3)], bodies)
    >>> [bodies.root(row) for row in range(4)]
    [0, 0, 2, 2]
    """
    members: dict[int, list[int]] = {number: [number] for number in range(size)}
    ties = _ties(size, pairs)
    of = list(range(size))
    for left, right in pairs:
        one, other = sorted((of[left], of[right]), key=lambda each: (-len(members[each]), each))
        if one == other:
            continue
        if ties[one].get(other, 0) < AGREEING * len(members[one]) * len(members[other]):
            continue
        if not bodies.join(one, other):
            continue
        for number in members[other]:
            of[number] = one
        members[one] += members.pop(other)
        for third, count in ties.pop(other).items():
            del ties[third][other]
            if third != one:
                ties[one][third] = ties[third][one] = ties[one].get(third, 0) + count


def _ties(size: int, pairs: Iterable[tuple[int, int]]) -> dict[int, dict[int, int]]:
    ties: dict[int, dict[int, int]] = {number: {} for number in range(size)}
    for left, right in pairs:
        ties[left][right] = ties[right][left] = 1
    return ties
