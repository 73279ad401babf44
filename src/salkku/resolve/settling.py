"""Who is one organisation: rulings first, then rows' own words, then likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salkku.domain.ecosystem import Ruling
from salkku.resolve.clusters import Bodies, agree
from salkku.resolve.rulings import Bound, Parted, bind, part
from salkku.resolve.scoring import THRESHOLD, Pair, Scored, weight_of

__all__ = ["Joint", "Settled", "settle"]

Joint = tuple[int, int, str]
"""Two rows that are one, and how: ``ruled``, ``spelling`` (compared as one), ``own``, ``like``."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Rows joined into bodies.

    Parameters
    ----------
    parted
        The rows, with the pairs that are alike.
    bound
        What was ruled about them.
    bodies
        Who is one.
    ranks
        The rows in an order that the input's does not change.

    Examples
    --------
    >>> settle(scored=Scored((), (), 0, ()), rulings=()).parted.size
    0
    """

    parted: Parted
    bound: Bound
    bodies: Bodies
    ranks: tuple[int, ...]
    least: float

    @property
    def firm(self) -> tuple[Joint, ...]:
        """What joins rows whatever their likeness, the strongest first."""
        return (
            *((left, right, "ruled") for left, right in self.bound.joined),
            *((left, right, "spelling") for left, right in self.parted.glued),
            *((left, right, "own") for left, right in _own_words(self.parted, self.ranks)),
        )

    @property
    def likely(self) -> list[Pair]:
        """Every pair that was compared, the likeliest first."""
        return _ordered(self.parted.pairs, self.ranks)


def settle(*, scored: Scored, rulings: Sequence[Ruling], threshold: float = THRESHOLD) -> Settled:
    """Join what was compared.

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
    Settled

    Examples
    --------
    >>> settle(scored=Scored((), (), 0, ()), rulings=()).firm
    ()
    """
    parted = part(rulings, scored)
    bound = bind(rulings, parted.mentions, parted.places)
    bodies = Bodies(parted.size)
    bound.lay(bodies)
    ranks = _ranks(parted)
    for left, right in [*parted.glued, *_own_words(parted, ranks)]:
        bodies.join(left, right)
    least = weight_of(threshold)
    reaching = [pair for pair in parted.pairs if pair[2] >= least]
    agree(parted.size, [(a, b) for a, b, _ in _ordered(reaching, ranks)], bodies)
    return Settled(parted, bound, bodies, ranks, least)


def _ranks(parted: Parted) -> tuple[int, ...]:
    """Rank the rows by what they say, so that the order of the input decides nothing."""
    said: dict[int, tuple[str, ...]] = {}
    for one, own in zip(parted.mentions, parted.places, strict=True):
        about = (one.country, one.city, one.pic, one.business_id, *one.aliases)
        for name, row in zip((one.name, *one.aliases), own, strict=True):
            said[row] = min(said.get(row, (name, *about)), (name, *about))
    ranks = [0] * parted.size
    for rank, row in enumerate(sorted(said, key=said.__getitem__)):
        ranks[row] = rank
    return tuple(ranks)


def _own_words(parted: Parted, ranks: Sequence[int]) -> list[tuple[int, int]]:
    """Give each row with its own other names."""
    told = {(own[0], other) for own in parted.places for other in own[1:] if other != own[0]}
    return sorted(told, key=lambda pair: (ranks[pair[0]], ranks[pair[1]]))


def _ordered(pairs: Sequence[Pair], ranks: Sequence[int]) -> list[Pair]:
    def order(pair: Pair) -> tuple[float, int, int]:
        one, other = sorted((ranks[pair[0]], ranks[pair[1]]))
        return -pair[2], one, other

    return sorted(pairs, key=order)
