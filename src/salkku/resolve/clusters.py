"""Rows joined into clusters by their likeness, within what people ruled."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

__all__ = ["Bodies", "agree"]

MOST_BITS = 4.0
"""More than so many bits over or under the threshold, a pair says no more between groups."""

SILENT = -580
"""What a pair that was not compared says between groups, in thousandths of a bit."""


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

    def __len__(self) -> int:
        return len(self._above)

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


def agree(pairs: Sequence[tuple[int, int, float]], bodies: Bodies) -> None:
    """Join groups while their pairs speak for it on the whole, the surest two groups first.

    Greedy joining by mean weight: the average linkage of signed evidence, as in the additive
    edge contraction of Keuper et al. (2015). A single bridge of strangers joins nothing, since
    the pairs beside it speak against. What was joined or opposed in ``bodies`` before holds; rows
    joined before count as one, as alike to others as the likeliest of them.

    Parameters
    ----------
    pairs
        Two rows and how many bits their likeness is over the threshold, or under it; each once.
    bodies
        Is changed: the groups are joined in it.

    Examples
    --------
    >>> bodies = Bodies(4)
    >>> agree([(0, 1, 5.0), (1, 2, 1.0), (0, 2, -5.0)], bodies)
    >>> [bodies.root(row) for row in range(4)]
    [0, 0, 2, 3]
    """
    groups = _Groups(pairs, bodies)
    while groups.waiting:
        mean, one, other = heappop(groups.waiting)
        if groups.holds(mean, one, other):
            groups.join(one, other)


class _Groups:
    """Groups of rows, what the pairs between them say, and who may be joined next."""

    def __init__(self, pairs: Sequence[tuple[int, int, float]], bodies: Bodies) -> None:
        self._bodies = bodies
        self._sizes: dict[int, int] = {}
        self._ties: dict[int, dict[int, int]] = {}
        self.waiting: list[tuple[float, int, int]] = []
        for row in range(len(bodies)):
            self._sizes[bodies.root(row)] = 1
        for left, right, weight in pairs:
            one, other = bodies.root(left), bodies.root(right)
            if one != other:
                said = round(1000 * max(-MOST_BITS, min(MOST_BITS, weight))) - SILENT
                for mine, theirs in ((one, other), (other, one)):
                    tied = self._ties.setdefault(mine, {})
                    tied[theirs] = max(tied.get(theirs, said), said)
        for one, tied in self._ties.items():
            for other in tied:
                if one < other:
                    self._wait(one, other)

    def holds(self, mean: float, one: int, other: int) -> bool:
        """Say whether two groups are still there, with no more and no less between them."""
        return other in self._ties.get(one, ()) and self._mean(one, other) == -mean

    def join(self, one: int, other: int) -> None:
        """Join two groups unless they must stay apart, and weigh their neighbours again."""
        if not self._bodies.join(one, other):
            del self._ties[one][other], self._ties[other][one]
            return
        if self._bodies.root(one) == other:
            one, other = other, one
        self._sizes[one] += self._sizes.pop(other)
        mine = self._ties[one]
        for third, said in self._ties.pop(other).items():
            del self._ties[third][other]
            if third != one:
                mine[third] = self._ties[third][one] = mine.get(third, 0) + said
        for third in mine:
            self._wait(*sorted((one, third)))

    def _mean(self, one: int, other: int) -> float:
        """Give what a pair of two groups says on the mean, in thousandths of a bit."""
        return self._ties[one][other] / (self._sizes[one] * self._sizes[other]) + SILENT

    def _wait(self, one: int, other: int) -> None:
        mean = self._mean(one, other)
        if mean > 0:
            heappush(self.waiting, (-mean, one, other))
