"""Many spellings in, one organisation out: mentions joined into clusters by their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salkku.domain.ecosystem import Ruling
from salkku.resolve.clusters import Bodies
from salkku.resolve.evidence import Mention
from salkku.resolve.rulings import Bound
from salkku.resolve.scoring import FLOOR, THRESHOLD, Scored, score
from salkku.resolve.settling import settle

__all__ = ["Descent", "Linked", "join", "link"]


@dataclass(frozen=True, slots=True)
class Descent:
    """One organisation that stands in the place of an earlier one.

    Parameters
    ----------
    predecessor, successor
        Names of their clusters.
    since
        The day, month or half-year from which, as ruled; empty when unknown.

    Examples
    --------
    >>> Descent("o1", "o2", "2010-01").since
    '2010-01'
    """

    predecessor: str
    successor: str
    since: str = ""


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
    lineage
        Who stands in whose place, as people ruled: two organisations with one history.
    unmet
        How many rulings speak of a name that no mention has.

    Examples
    --------
    >>> Linked(("o1", "o1"), 1, 1).merged
    1
    """

    clusters: tuple[str, ...]
    organisations: int
    merged: int
    lineage: tuple[Descent, ...] = ()
    unmet: int = 0


def link(
    *,
    mentions: Sequence[Mention],
    rulings: Sequence[Ruling] = (),
    threshold: float = THRESHOLD,
    engine: str = "",
) -> Linked:
    """Join the mentions of the same organisation.

    A Fellegi-Sunter model weighs how alike two names are in their telling words, in the kind of
    body they name and in their city, always within a country; an identifier that both have adds
    to it. Groups are joined while their pairs speak for it on the whole. What people ruled holds
    before all evidence.

    Parameters
    ----------
    mentions
        In any order; equal ones always fall together.
    rulings
        What people ruled about names, without contradictions.
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
    scored = score(mentions=mentions, floor=min(FLOOR, threshold), engine=engine)
    return join(scored=scored, rulings=rulings, threshold=threshold)


def join(*, scored: Scored, rulings: Sequence[Ruling] = (), threshold: float = THRESHOLD) -> Linked:
    """Join mentions that were compared already: rulings first, then rows' own words, then likeness.

    Parameters
    ----------
    scored
        What is alike, at least from the threshold on.
    rulings
        What people ruled about names, without contradictions.
    threshold
        Match probability from which two are joined, between 0 and 1.

    Returns
    -------
    Linked

    Examples
    --------
    >>> scored = Scored((Mention("A"), Mention("B")), ((0,), (1,)), 2, ())
    >>> join(scored=scored, rulings=[Ruling("A", "B", "same")]).clusters
    ('o1', 'o1')
    """
    settled = settle(scored=scored, rulings=rulings, threshold=threshold)
    roots = [settled.bodies.root(own[0]) for own in settled.parted.places]
    numbers: dict[int, int] = {}
    for root in roots:
        numbers.setdefault(root, len(numbers) + 1)
    return Linked(
        clusters=tuple(f"o{numbers[root]}" for root in roots),
        organisations=len(numbers),
        merged=len(roots) - len(numbers),
        lineage=_lineage(settled.bound, settled.bodies, numbers),
        unmet=settled.bound.met.count(False),
    )


def _lineage(bound: Bound, bodies: Bodies, numbers: dict[int, int]) -> tuple[Descent, ...]:
    """Name the clusters of predecessors and successors, each pair once."""
    found: dict[tuple[str, str], str] = {}
    for left, right, ruling in bound.became:
        pair = [numbers.get(bodies.root(row)) for row in (left, right)]
        if None not in pair:
            found.setdefault((f"o{pair[0]}", f"o{pair[1]}"), ruling.since)
    return tuple(Descent(*pair, since) for pair, since in sorted(found.items()))
