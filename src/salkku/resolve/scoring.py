"""How alike mentions are, before anything is joined: the same whatever people rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from salkku.resolve.clusters import Bodies
from salkku.resolve.evidence import Mention, columns
from salkku.resolve.weighing import weighed

__all__ = ["FLOOR", "THRESHOLD", "Pair", "Scored", "score", "weight_of"]

THRESHOLD = 0.8
"""Match probability from which two mentions speak for being one organisation."""

FLOOR = 0.1
"""Match probability under which a pair is not worth a look."""

Pair = tuple[int, int, float]
"""Two rows and the weight of what they have in common, in bits: 0 is even odds."""


@dataclass(frozen=True, slots=True)
class Scored:
    """Mentions as rows, with the pairs of rows that are alike.

    Parameters
    ----------
    mentions
        What was compared.
    places
        For each mention the numbers of its rows: its name's, then its aliases'. Mentions that
        differ in nothing that is compared share a row.
    size
        How many rows there are, numbered from 0.
    pairs
        The likeliest first, each pair once; unlikely ones too where likely ones join the same
        rows: they speak against a chain.

    Examples
    --------
    >>> Scored((), (), 0, ()).size
    0
    """

    mentions: tuple[Mention, ...]
    places: tuple[tuple[int, ...], ...]
    size: int
    pairs: tuple[Pair, ...]


def score(*, mentions: Sequence[Mention], floor: float = FLOOR, engine: str = "") -> Scored:
    """Compare mentions: Splink finds who may be alike, a Fellegi-Sunter model weighs them.

    Parameters
    ----------
    mentions
        In any order.
    floor
        Match probability from which a pair is likely enough to be given, between 0 and 1.
    engine
        Name of the tables' engine that does the comparing.

    Returns
    -------
    Scored

    Examples
    --------
    >>> score(mentions=[Mention("A Oy")]).pairs
    ()
    """
    rows, places = columns(mentions)
    size = len(rows["unique_id"])
    pairs = _compared(rows, floor, engine) if size > 1 else ()
    return Scored(tuple(mentions), tuple(map(tuple, places)), size, pairs)


def weight_of(probability: float) -> float:
    """Give the weight in bits of a match probability.

    Examples
    --------
    >>> weight_of(0.5)
    0.0
    """
    return log2(probability / (1 - probability))


def _compared(rows: dict[str, list[Any]], floor: float, engine: str) -> tuple[Pair, ...]:
    found = weighed(rows=rows, engine=engine)
    found = found[_told(found, len(rows["unique_id"]), weight_of(floor))].sort_values(
        ["bits", "left_row", "right_row"], ascending=[False, True, True]
    )
    sides = (found[name].tolist() for name in ("left_row", "right_row", "bits"))
    return tuple(zip(*sides, strict=True))


def _told(pairs: Any, size: int, least: float) -> Any:
    """Say which pairs are likely, or between rows that likely pairs chain together."""
    likely = pairs["bits"] >= least
    chained = Bodies(size)
    for left, right in zip(
        pairs["left_row"][likely].tolist(), pairs["right_row"][likely].tolist(), strict=True
    ):
        chained.join(left, right)
    roots = [chained.root(row) for row in range(size)]
    return pairs["left_row"].map(roots.__getitem__) == pairs["right_row"].map(roots.__getitem__)
