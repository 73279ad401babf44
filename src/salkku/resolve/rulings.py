"""What people ruled about names, as rows that are one body and rows that are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from salkku.domain.ecosystem import Ruling, country_code, written_name
from salkku.resolve.clusters import Bodies
from salkku.resolve.evidence import Mention
from salkku.resolve.scoring import Pair, Scored

__all__ = ["Bound", "Parted", "bind", "part"]

_Found = Mapping[str, Mapping[str, frozenset[int]]]
"""Rows by the name as written, then by the country's code."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Rulings about the rows of linkage.

    Parameters
    ----------
    joined, apart
        Pairs of rows that are one body, and that are not.
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
    holders: dict[int, dict[str, int]] = {}
    size = scored.size
    places = []
    for mention, own in zip(scored.mentions, scored.places, strict=True):
        moved = []
        for name, row in zip((mention.name, *mention.aliases), own, strict=True):
            written = written_name(name)
            held = holders.setdefault(row, {})
            key = written if written in named else ""
            if key not in held:
                held[key] = size if held else row
                size += held[key] == size
            moved.append(held[key])
        places.append(tuple(moved))
    kin = {row: tuple(held.values()) for row, held in holders.items() if len(held) > 1}
    pairs = scored.pairs
    if kin:
        pairs = tuple(
            (one, other, weight)
            for left, right, weight in pairs
            for one in kin.get(left, (left,))
            for other in kin.get(right, (right,))
        )
    glued = tuple((row, other) for row, rows in kin.items() for other in rows if other != row)
    return Parted(scored.mentions, tuple(places), size, pairs, glued)


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
    for ruling in rulings:
        sides = list(_sides(ruling, found))
        met.append(bool(sides))
        for left, right in sides:
            if ruling.verdict == "same":
                joined += _chain(left | right)
                continue
            apart += [(a, b) for a in sorted(left) for b in sorted(right) if a != b]
            if ruling.verdict == "became":
                became.append((min(left), min(right), ruling))
    return Bound(tuple(joined), tuple(apart), tuple(became), tuple(met))


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
