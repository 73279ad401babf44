"""Many spellings in, one organisation out: mentions joined into clusters by their evidence."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from salkku.resolve.evidence import Mention, columns
from salkku.resolve.recipe import settings
from salkku.store import tables

__all__ = ["Linked", "link"]

AGREEING = 0.3
"""Share of the pairs between two groups that must be matches before the groups are joined."""

THRESHOLD = 0.98
"""Match probability from which two mentions are joined."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Mentions joined into organisations.

    Parameters
    ----------
    clusters
        For each mention, in order, the name of its organisation's cluster; clusters are numbered
        by their first mention, as ``"o1"``.
    organisations
        How many clusters there are.
    merged
        How many mentions were joined to an earlier one.

    Examples
    --------
    >>> Linked(("o1", "o1"), 1, 1).merged
    1
    """

    clusters: tuple[str, ...]
    organisations: int
    merged: int


def link(
    *, mentions: Sequence[Mention], threshold: float = THRESHOLD, engine: str = "duckdb"
) -> Linked:
    """Join the mentions of the same organisation.

    A Fellegi-Sunter model (Splink) weighs how alike two names are in their telling words, in
    the kind of body they name and in their city, always within a country; an identifier that
    both have adds to it. Mentions joined to a common third are joined.

    Parameters
    ----------
    mentions
        In any order; equal ones always fall together.
    threshold
        Match probability from which two are joined, between 0 and 1.
    engine
        Name of the tables' engine that does the comparing.

    Returns
    -------
    Linked

    Examples
    --------
    >>> link(mentions=[]).organisations
    0
    """
    rows, places = columns(mentions)
    groups = _Groups(len(rows["unique_id"]))
    for own in places:
        groups.join(own)
    if len(rows["unique_id"]) > 1:
        for cluster in _linked_rows(rows, threshold, engine):
            groups.join(cluster)
    roots = [groups.root(own[0]) for own in places]
    numbers: dict[int, int] = {}
    for root in roots:
        numbers.setdefault(root, len(numbers) + 1)
    return Linked(
        clusters=tuple(f"o{numbers[root]}" for root in roots),
        organisations=len(numbers),
        merged=len(roots) - len(numbers),
    )


def _linked_rows(
    rows: dict[str, list[object]], threshold: float, engine: str
) -> Iterable[list[int]]:
    import pandas
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = tables.linkage(engine=engine)
    frame = pandas.DataFrame(rows)
    linker = Linker(api.register(frame), settings(), log_level=logging.ERROR)
    pairs = linker.inference.predict(threshold_match_probability=threshold)
    found: Any = pairs.as_pandas_dataframe()  # type: ignore[no-untyped-call]
    found = found.sort_values(
        ["match_weight", "unique_id_l", "unique_id_r"], ascending=[False, True, True]
    )
    left, right = found["unique_id_l"].tolist(), found["unique_id_r"].tolist()
    return _agreeing(len(rows["unique_id"]), list(zip(left, right, strict=True)))


def _agreeing(size: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Join pairs, the surest first, where enough of both sides are alike: no chain of strangers."""
    members: dict[int, list[int]] = {number: [number] for number in range(size)}
    ties: dict[int, dict[int, int]] = {number: {} for number in range(size)}
    of = list(range(size))
    for left, right in pairs:
        ties[left][right] = ties[right][left] = 1
    for left, right in pairs:
        one, other = sorted((of[left], of[right]), key=lambda each: (-len(members[each]), each))
        if one == other:
            continue
        if ties[one].get(other, 0) < AGREEING * len(members[one]) * len(members[other]):
            continue
        for number in members[other]:
            of[number] = one
        members[one] += members.pop(other)
        for third, count in ties.pop(other).items():
            del ties[third][other]
            if third != one:
                ties[one][third] = ties[third][one] = ties[one].get(third, 0) + count
    return list(members.values())


class _Groups:
    """Disjoint groups of numbers."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def root(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, numbers: Sequence[int]) -> None:
        """Make one group of the groups of some numbers; its root is the least of them."""
        first, *others = sorted({self.root(int(number)) for number in numbers})
        for other in others:
            self._above[other] = first
