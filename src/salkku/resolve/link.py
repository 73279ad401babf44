"""Many spellings in, one organisation out: mentions joined into clusters by their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salkku.domain.ecosystem import Ruling
from salkku.resolve.clusters import Bodies, agree
from salkku.resolve.evidence import Mention
from salkku.resolve.rulings import Bound, Parted, bind, part
from salkku.resolve.scoring import THRESHOLD, Pair, Scored, score, weight_of

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
    engine: str = "duckdb",
) -> Linked:
    """Join the mentions of the same organisation.

    A Fellegi-Sunter model (Splink) weighs how alike two names are in their telling words, in
    the kind of body they name and in their city, always within a country; an identifier that
    both have adds to it. What people ruled holds before all evidence.

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
    scored = score(mentions=mentions, floor=threshold, engine=engine)
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
    parted = part(rulings, scored)
    bound = bind(rulings, parted.mentions, parted.places)
    bodies = Bodies(parted.size)
    bound.lay(bodies)
    ranks = _ranks(parted)
    for left, right in [*parted.glued, *_own_words(parted, ranks)]:
        bodies.join(left, right)
    agree(parted.size, _likely(parted.pairs, ranks, weight_of(threshold)), bodies)
    roots = [bodies.root(own[0]) for own in parted.places]
    numbers: dict[int, int] = {}
    for root in roots:
        numbers.setdefault(root, len(numbers) + 1)
    return Linked(
        clusters=tuple(f"o{numbers[root]}" for root in roots),
        organisations=len(numbers),
        merged=len(roots) - len(numbers),
        lineage=_lineage(bound, bodies, numbers),
        unmet=bound.met.count(False),
    )


def _ranks(parted: Parted) -> list[int]:
    """Rank the rows by what they say, so that the order of the input decides nothing."""
    said: dict[int, tuple[str, ...]] = {}
    for one, own in zip(parted.mentions, parted.places, strict=True):
        about = (one.country, one.city, one.pic, one.business_id, *one.aliases)
        for name, row in zip((one.name, *one.aliases), own, strict=True):
            said[row] = min(said.get(row, (name, *about)), (name, *about))
    ranks = [0] * parted.size
    for rank, row in enumerate(sorted(said, key=said.__getitem__)):
        ranks[row] = rank
    return ranks


def _own_words(parted: Parted, ranks: Sequence[int]) -> list[tuple[int, int]]:
    """Give each row with its own other names."""
    told = {(own[0], other) for own in parted.places for other in own[1:]}
    return sorted(told, key=lambda pair: (ranks[pair[0]], ranks[pair[1]]))


def _likely(pairs: Sequence[Pair], ranks: Sequence[int], least: float) -> list[tuple[int, int]]:
    """Give the pairs that reach a weight, the likeliest first."""

    def order(pair: Pair) -> tuple[float, int, int]:
        one, other = sorted((ranks[pair[0]], ranks[pair[1]]))
        return -pair[2], one, other

    return [(a, b) for a, b, _ in sorted((p for p in pairs if p[2] >= least), key=order)]


def _lineage(bound: Bound, bodies: Bodies, numbers: dict[int, int]) -> tuple[Descent, ...]:
    """Name the clusters of predecessors and successors, each pair once."""
    found: dict[tuple[str, str], str] = {}
    for left, right, ruling in bound.became:
        pair = [numbers.get(bodies.root(row)) for row in (left, right)]
        if None not in pair:
            found.setdefault((f"o{pair[0]}", f"o{pair[1]}"), ruling.since)
    return tuple(Descent(*pair, since) for pair, since in sorted(found.items()))
