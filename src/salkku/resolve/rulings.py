"""What people ruled about names, as rows that are one body and rows that are not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from salkku.domain.ecosystem import Ruling, country_code, written_name
from salkku.resolve.clusters import Bodies
from salkku.resolve.evidence import Mention
from salkku.resolve.scoring import Pair, Scored

__all__ = ["Bound", "Parted", "bind", "part"]

_Found = Mapping[str, Mapping[str, frozenset[int]]]
"""Rows by the name as written, then by the country's code."""

_Kin = Mapping[int, Mapping[str, int]]
"""For each row that rulings part, its rows now by the name as written; "" holds all others."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Rulings about the rows of linkage.

    Parameters
    ----------
    joined, apart
        Pairs of rows that are one body, and that are not: those ruled apart, and everyone with
        all who came after them.
    became
        (predecessor's row, successor's row, ruling) for each ruling about descent.
    met
        For each ruling whether any rows have its names.

    Examples
    --------
    >>> Bound().joined
    ()
    """

    joined: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    became: tuple[tuple[int, int, Ruling], ...] = ()
    met: tuple[bool, ...] = ()

    def lay(self, bodies: Bodies) -> None:
        """Lay the rulings on bodies that nothing was joined in yet."""
        for left, right in self.joined:
            bodies.join(left, right)
        for left, right in self.apart:
            bodies.oppose(left, right)


@dataclass(frozen=True, slots=True)
class Parted:
    """What was compared, with rows of their own for the names that rulings speak of.

    Parameters
    ----------
    mentions, places, size, pairs
        As in ``Scored``.
    glued
        Rows that were one: they are so still unless ruled apart.

    Examples
    --------
    >>> Parted((), (), 0, (), ()).glued
    ()
    """

    mentions: tuple[Mention, ...]
    places: tuple[tuple[int, ...], ...]
    size: int
    pairs: tuple[Pair, ...]
    glued: tuple[tuple[int, int], ...]


def part(rulings: Sequence[Ruling], scored: Scored) -> Parted:
    """Give names that rulings speak of rows of their own, where others share their row.

    Names that differ only in what linkage does not compare, as ``AALTO`` and ``Aalto Oy``, have
    one row; a person may still rule them apart. A new row is as alike to others as the old one.

    Parameters
    ----------
    rulings
        What was ruled.
    scored
        What was compared.

    Returns
    -------
    Parted

    Examples
    --------
    >>> scored = Scored((Mention("AALTO"), Mention("Aalto Oy")), ((0,), (0,)), 1, ())
    >>> parted = part([Ruling("AALTO", "Aalto Oy", "apart")], scored)
    >>> parted.places, parted.glued
    (((0,), (1,)), ((0, 1),))
    """
    named = {name for ruling in rulings for name, _ in ruling.bodies}
    written = [
        [_named(name, named) for name in (mention.name, *mention.aliases)]
        for mention in scored.mentions
    ]
    holders: dict[int, set[str]] = {}
    for names, own in zip(written, scored.places, strict=True):
        for name, row in zip(names, own, strict=True):
            holders.setdefault(row, set()).add(name)
    kin, size = {}, scored.size
    for row in sorted(row for row, held in holders.items() if len(held) > 1):
        first, *others = sorted(holders[row])
        kin[row] = {first: row} | {name: size + at for at, name in enumerate(others)}
        size += len(others)
    places = tuple(
        tuple(kin[row][name] if row in kin else row for name, row in zip(names, own, strict=True))
        for names, own in zip(written, scored.places, strict=True)
    )
    return Parted(scored.mentions, places, size, _spread(scored.pairs, kin), _glued(kin))


def _named(name: str, named: Collection[str]) -> str:
    """Give a name in the form rulings compare; those that no ruling speaks of have one."""
    written = written_name(name)
    return written if written in named else ""


def _spread(pairs: tuple[Pair, ...], kin: _Kin) -> tuple[Pair, ...]:
    """Give the pairs of a row to each of the rows that it became, the likeliest first."""
    if not kin:
        return pairs
    found = (
        (min(one, other), max(one, other), weight)
        for left, right, weight in pairs
        for one in kin.get(left, {"": left}).values()
        for other in kin.get(right, {"": right}).values()
    )
    return tuple(sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1])))


def _glued(kin: _Kin) -> tuple[tuple[int, int], ...]:
    """Pair the rows that were one, every two: some of them may be ruled apart."""
    return tuple(pair for row in sorted(kin) for pair in combinations(kin[row].values(), 2))


def bind(
    rulings: Sequence[Ruling], mentions: Sequence[Mention], places: Sequence[Sequence[int]]
) -> Bound:
    """Find the rows that rulings speak of.

    Parameters
    ----------
    rulings
        In any order; those about names that no mention has bind nothing now.
    mentions
        What is linked.
    places
        For each mention its rows: its name's, then its aliases'.

    Returns
    -------
    Bound

    Examples
    --------
    >>> bind([Ruling("A", "B", "same")], [Mention("a"), Mention("B")], [[0], [1]]).joined
    ((0, 1),)
    """
    found = _found(mentions, places)
    joined: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    became: list[tuple[int, int, Ruling]] = []
    met: list[bool] = []
    lines = _Lines()
    for ruling in rulings:
        sides = list(_sides(ruling, found))
        met.append(bool(sides))
        for left, right in sides:
            if ruling.verdict == "same":
                joined += _chain(left | right)
                lines.one(left, right)
                continue
            apart += _across(left, right)
            if ruling.verdict == "became":
                became.append((min(left), min(right), ruling))
                lines.descend(left, right)
    apart += [pair for left, right in lines.generations() for pair in _across(left, right)]
    return Bound(tuple(joined), tuple(apart), tuple(became), tuple(met))


class _Lines:
    """Lines of descent: a successor's successor is no more the same body than the first is."""

    def __init__(self) -> None:
        self._same: dict[frozenset[int], set[frozenset[int]]] = {}
        self._next: dict[frozenset[int], set[frozenset[int]]] = {}

    def one(self, left: frozenset[int], right: frozenset[int]) -> None:
        self._same.setdefault(left, set()).add(right)
        self._same.setdefault(right, set()).add(left)

    def descend(self, left: frozenset[int], right: frozenset[int]) -> None:
        self._next.setdefault(left, set()).add(right)

    def generations(self) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
        """Give the rows of every name with those of each name that came of it, at any remove."""
        for first in {*self._same, *self._next}:
            seen, waiting = {(first, False)}, [(first, False)]
            while waiting:
                names, later = waiting.pop()
                ways = [(other, later) for other in self._same.get(names, ())]
                ways += [(other, True) for other in self._next.get(names, ())]
                fresh = [way for way in ways if way not in seen]
                seen.update(fresh)
                waiting += fresh
            yield from ((first, names) for names, later in seen if later and names != first)


def _across(left: frozenset[int], right: frozenset[int]) -> list[tuple[int, int]]:
    return [(one, other) for one in sorted(left) for other in sorted(right) if one != other]


def _found(mentions: Sequence[Mention], places: Sequence[Sequence[int]]) -> _Found:
    rows: dict[str, dict[str, set[int]]] = {}
    for mention, own in zip(mentions, places, strict=True):
        code = country_code(mention.country)
        for name, row in zip((mention.name, *mention.aliases), own, strict=True):
            rows.setdefault(written_name(name), {}).setdefault(code, set()).add(row)
    return {
        name: {code: frozenset(held) for code, held in by_country.items()}
        for name, by_country in rows.items()
    }


def _sides(ruling: Ruling, found: _Found) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """Give the rows of both names: of its countries, else of each country by itself."""
    (name, own), (other, others) = ruling.bodies
    mine, theirs = found.get(name, {}), found.get(other, {})
    codes = [(own, others)] if own else [(code, code) for code in sorted({*mine, *theirs})]
    for left, right in codes:
        rows = _of(mine, left), _of(theirs, right)
        if all(rows):
            yield rows


def _of(by_country: Mapping[str, frozenset[int]], code: str) -> frozenset[int]:
    """Give the rows of a country; where it has none, those whose country nobody tells."""
    return by_country.get(code) or by_country.get("", frozenset())


def _chain(rows: frozenset[int]) -> list[tuple[int, int]]:
    ordered = sorted(rows)
    return [(ordered[0], row) for row in ordered[1:]]
