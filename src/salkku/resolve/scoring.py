"""How alike mentions are, before anything is joined: the same whatever people rule."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from salkku.resolve.evidence import Mention, columns
from salkku.resolve.recipe import settings
from salkku.store import tables

__all__ = ["THRESHOLD", "Pair", "Scored", "score", "weight_of"]

THRESHOLD = 0.98
"""Match probability from which two mentions are joined."""

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
        The likeliest first, each pair once.

    Examples
    --------
    >>> Scored((), (), 0, ()).size
    0
    """

    mentions: tuple[Mention, ...]
    places: tuple[tuple[int, ...], ...]
    size: int
    pairs: tuple[Pair, ...]


def score(*, mentions: Sequence[Mention], floor: float = THRESHOLD, engine: str = "") -> Scored:
    """Compare mentions: a Fellegi-Sunter model (Splink) weighs what two of them share.

    Parameters
    ----------
    mentions
        In any order.
    floor
        Match probability under which a pair is not given, between 0 and 1.
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
    import pandas
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = tables.linkage(engine=engine)
    frame = pandas.DataFrame(rows)
    linker = Linker(api.register(frame), settings(), log_level=logging.ERROR)
    pairs = linker.inference.predict(threshold_match_probability=floor)
    found: Any = pairs.as_pandas_dataframe()  # type: ignore[no-untyped-call]
    found = found.sort_values(
        ["match_weight", "unique_id_l", "unique_id_r"], ascending=[False, True, True]
    )
    sides = (found[name].tolist() for name in ("unique_id_l", "unique_id_r", "match_weight"))
    return tuple(zip(*sides, strict=True))
