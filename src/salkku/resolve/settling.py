"""Who is one organisation: rulings first, then rows' own words, then likeness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from salkku.domain.ecosystem import Ruling
from salkku.resolve.clusters import Bodies, agree
from salkku.resolve.rulings import Bound, Parted, bind, part
from salkku.resolve.scoring import FLOOR, THRESHOLD, Pair, Scored, weight_of

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
    least
        The weight from which two rows are joined, in bits.

    Examples
    --------
    >>> settle(scored=Scored((), (), 0, ()), rulings=()).parted.size
    0
    """

    parted: Parted
    bound: Bound
    bodies: Bodies
    least: float

    @property
    def firm(self) -> tuple[Joint, ...]:
        """What joins rows whatever their likeness, the strongest first."""
        return (
            *((left, right, "ruled") for left, right in self.bound.joined),
            *((left, right, "spelling") for left, right in self.parted.glued),
            *((left, right, "own") for left, right in _own_words(self.parted)),
        )

    @property
    def likely(self) -> tuple[Pair, ...]:
        """Every pair that is worth a look, the likeliest first."""
        floor = weight_of(FLOOR)
        return tuple(pair for pair in self.parted.pairs if pair[2] >= floor)


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
    for left, right in [*parted.glued, *_own_words(parted)]:
        bodies.join(left, right)
    least = weight_of(threshold)
    agree([(one, other, weight - least) for one, other, weight in parted.pairs], bodies)
    return Settled(parted, bound, bodies, least)


def _own_words(parted: Parted) -> list[tuple[int, int]]:
    """Give each row with its own other names."""
    return sorted(
        {(own[0], other) for own in parted.places for other in own[1:] if other != own[0]}
    )
