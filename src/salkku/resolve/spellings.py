"""One organisation's names, and why each of them is its."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from salkku.domain.ecosystem import Ruling, country_code, written_name
from salkku.resolve.carried import Carried
from salkku.resolve.clusters import Bodies
from salkku.resolve.evidence import Mention
from salkku.resolve.settling import Settled
from salkku.resolve.why import Evidence, compare

__all__ = ["Descended", "Spelling", "body_of", "descent_of", "spellings"]


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name of an organisation.

    Parameters
    ----------
    name
        As sources write it.
    mentions
        Where it is written so.
    parts, cents
        What rides on it.
    how
        ``first`` (most rides on it), ``ruled``, ``spelling`` (differs in nothing that is
        compared), ``own`` (its row gives both names) or ``like``.
    to
        The name that it was joined to; empty for the first.
    over
        Of ``like``: bits over the threshold.
    because
        What speaks for and against being one with ``to``.

    Examples
    --------
    >>> Spelling("Wave Oy", (), 0, 0, "first").to
    ''
    """

    name: str
    mentions: tuple[Mention, ...]
    parts: int
    cents: int
    how: str
    to: str = ""
    over: float | None = None
    because: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Descended:
    """A predecessor or a successor: its body's least row, and the ruling that says so.

    Parameters
    ----------
    body
        The least row of the other organisation.
    ruling
        What was ruled.
    before
        Whether it is a predecessor.

    Examples
    --------
    >>> Descended(0, Ruling("A", "B", "became"), before=True).before
    True
    """

    body: int
    ruling: Ruling
    before: bool


def body_of(*, settled: Settled, name: str, country: str = "") -> int | None:
    """Find the organisation that has a name: of namesakes the one with most mentions.

    Parameters
    ----------
    settled
        Who is one.
    name, country
        A name as written, but for case; without a country any is meant.

    Returns
    -------
    int or None
        The least row of its body; None when nobody has the name.

    Examples
    --------
    >>> from salkku.resolve.scoring import Scored
    >>> from salkku.resolve.settling import settle
    >>> found = settle(scored=Scored((Mention("A", "", "FI"),), ((0,),), 1, ()), rulings=())
    >>> body_of(settled=found, name="a", country="FI"), body_of(settled=found, name="b")
    (0, None)
    """
    wanted, code = written_name(name), country_code(country)
    counts: dict[int, int] = {}
    parted = settled.parted
    for mention, own in zip(parted.mentions, parted.places, strict=True):
        if code and country_code(mention.country) != code:
            continue
        for told, row in zip((mention.name, *mention.aliases), own, strict=True):
            if written_name(told) == wanted:
                root = settled.bodies.root(row)
                counts[root] = counts.get(root, 0) + 1
    return min(counts, key=lambda root: (-counts[root], root), default=None)


def spellings(
    *, settled: Settled, riding: Mapping[Mention, Carried], body: int
) -> tuple[Spelling, ...]:
    """List an organisation's names, the one that most rides on first.

    Parameters
    ----------
    settled
        Who is one.
    riding
        What rides on each mention.
    body
        As :func:`body_of` gives it.

    Returns
    -------
    tuple of Spelling

    Examples
    --------
    >>> from salkku.resolve.scoring import Scored
    >>> from salkku.resolve.settling import settle
    >>> found = settle(scored=Scored((Mention("A"),), ((0,),), 1, ()), rulings=())
    >>> [one.how for one in spellings(settled=found, riding={}, body=0)]
    ['first']
    """
    held = _held(settled, body)
    if not held:
        return ()

    def load(mentions: list[Mention]) -> Carried:
        got = [riding.get(one, Carried()) for one in mentions]
        return Carried(sum(one.parts for one in got), sum(one.cents for one in got))

    ordered = sorted(held, key=lambda key: (-load(held[key]).parts, key[1], key[0]))
    speaker: dict[int, str] = {}
    for row, name in ordered:
        speaker.setdefault(row, name)
    first = ordered[0][0]
    ways = _ways(settled, body, first)
    found: dict[str, Spelling] = {}
    for row, name in ordered:
        carried, mentions = load(held[row, name]), tuple(held[row, name])
        if name in found:
            found[name] = _more(found[name], mentions, carried)
            continue
        way = ways[row] if row != first else ("first", row, None)
        how, other, over = way if name == speaker[row] else ("spelling", row, None)
        to = "" if how == "first" else speaker[other]
        reasons = how not in ("first", "spelling")
        because = (
            compare(left=_as(name, mentions[0]), right=_as(to, held[other, to][0]))
            if reasons
            else ()
        )
        found[name] = Spelling(name, mentions, carried.parts, carried.cents, how, to, over, because)
    return tuple(found.values())


def _more(known: Spelling, mentions: tuple[Mention, ...], carried: Carried) -> Spelling:
    """Add the mentions that write a name alike and differ in place or number."""
    return replace(
        known,
        mentions=(*known.mentions, *mentions),
        parts=known.parts + carried.parts,
        cents=known.cents + carried.cents,
    )


def descent_of(*, settled: Settled, body: int) -> tuple[Descended, ...]:
    """List the predecessors of an organisation, of every generation, and its successors.

    Parameters
    ----------
    settled
        Who is one, with what was ruled.
    body
        As :func:`body_of` gives it.

    Returns
    -------
    tuple of Descended
        The nearest first; predecessors before successors.

    Examples
    --------
    >>> from salkku.resolve.scoring import Scored
    >>> from salkku.resolve.settling import settle
    >>> found = settle(scored=Scored((Mention("A"),), ((0,),), 1, ()), rulings=())
    >>> descent_of(settled=found, body=0)
    ()
    """
    root = settled.bodies.root
    edges = [(root(left), root(right), ruling) for left, right, ruling in settled.bound.became]
    backward = _walk({}, [(right, left, ruling) for left, right, ruling in edges], body)
    forward = _walk({}, edges, body)
    return (
        *(Descended(other, ruling, before=True) for other, ruling in backward.items()),
        *(Descended(other, ruling, before=False) for other, ruling in forward.items()),
    )


def _walk(
    seen: dict[int, Ruling], edges: list[tuple[int, int, Ruling]], start: int
) -> dict[int, Ruling]:
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for left, right, ruling in edges:
            if left == here and right != start and right not in seen:
                seen[right] = ruling
                waiting.append(right)
    return seen


def _held(settled: Settled, body: int) -> dict[tuple[int, str], list[Mention]]:
    """Give the mentions of a body by their row and by each name as written there."""
    found: dict[tuple[int, str], list[Mention]] = {}
    parted = settled.parted
    for mention, own in zip(parted.mentions, parted.places, strict=True):
        for place, (name, row) in enumerate(
            zip((mention.name, *mention.aliases), own, strict=True)
        ):
            if settled.bodies.root(row) == body and name:
                held = found.setdefault((row, name), [])
                if not place:
                    held.insert(0, mention)
                elif not held:
                    held.append(_as(name, mention))
    return found


def _as(name: str, mention: Mention) -> Mention:
    """Give a mention under one of its names, without the others."""
    return Mention(name, mention.city, mention.country, mention.pic, mention.business_id)


Way = tuple[str, int, float | None]
"""How a row was joined, to which row, and how many bits over the threshold."""


def _ways(settled: Settled, body: int, first: int) -> dict[int, Way]:
    """Give for each row of a body how it hangs on the first: the strongest ties make the tree."""
    near: dict[int, list[tuple[int, str, float | None]]] = {}
    for left, right, how, over in _tree(settled, body):
        near.setdefault(left, []).append((right, how, over))
        near.setdefault(right, []).append((left, how, over))
    ways: dict[int, Way] = {}
    waiting = deque([first])
    while waiting:
        here = waiting.popleft()
        for other, how, over in near.get(here, ()):
            if other != first and other not in ways:
                ways[other] = (how, here, over)
                waiting.append(other)
    return ways


def _tree(settled: Settled, body: int) -> Iterator[tuple[int, int, str, float | None]]:
    """Give the ties that hold a body together, each the strongest that was still needed."""
    bodies = Bodies(settled.parted.size)
    root = settled.bodies.root
    for left, right, how in settled.firm:
        if root(left) == body == root(right) and bodies.root(left) != bodies.root(right):
            bodies.join(left, right)
            yield left, right, how, None
    for left, right, weight in settled.likely:
        if weight < settled.least:
            return
        if root(left) == body == root(right) and bodies.root(left) != bodies.root(right):
            bodies.join(left, right)
            yield left, right, "like", weight - settled.least
