"""Texts ranked by likeness: BM25 over normal forms, and several rankings fused into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from salkku.text.postings import Postings

__all__ = ["WordIndex", "best", "fuse"]

_K1 = 1.4
_B = 0.6
_ASKED_MOST = 3


class WordIndex:
    """An index of texts by their words (BM25: Robertson, Walker, Jones 1994).

    Parameters
    ----------
    parts
        The words of the texts, in one or several parts; the texts are numbered through.

    Examples
    --------
    >>> index = WordIndex([Postings.of([["drone", "hospital"], ["concrete", "reuse"]])])
    >>> best(index.scores(["reuse"]), 5)
    [1]
    """

    def __init__(self, parts: Sequence[Postings]) -> None:
        self._parts = parts
        empty = np.zeros(0, dtype=np.int32)
        lengths = np.concatenate([empty, *(part.lengths for part in parts)])
        self._count = len(lengths)
        mean = float(lengths.mean()) if lengths.any() else 1.0
        self._damping = _K1 * (1 - _B + _B * lengths / mean)
        sizes = [len(part.lengths) for part in parts]
        self._offsets = [sum(sizes[:place]) for place in range(len(sizes))]

    def weight(self, word: str) -> float:
        """Give how much a word tells: 0 when no text or nearly every text has it.

        Parameters
        ----------
        word
            A normal form.

        Returns
        -------
        float
            Not negative.

        Examples
        --------
        >>> WordIndex([Postings.of([["drone"]])]).weight("hymn")
        0.0
        """
        held = sum(len(part.texts(word)[0]) for part in self._parts)
        return log(1 + (self._count - held + 0.5) / (held + 0.5)) if held else 0.0

    def rarity(self, word: str) -> float:
        """Give how rare a word is among the texts, whatever their number.

        Parameters
        ----------
        word
            A normal form.

        Returns
        -------
        float
            1 for a word of one text only, towards 0 the more texts have it; 0 for one of none.

        Examples
        --------
        >>> index = WordIndex([Postings.of([["drone", "pilot"], ["pilot"], ["pilot"]])])
        >>> index.rarity("drone"), index.rarity("pilot") < 0.2
        (1.0, True)
        """
        once = log(1 + (self._count - 0.5) / 1.5) if self._count else 0.0
        return self.weight(word) / once if once else 0.0

    def occurrences(self, word: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Give the texts that hold a word, and how often each does.

        Parameters
        ----------
        word
            A normal form.

        Returns
        -------
        tuple of arrays
            Numbers of the texts, ascending, and counts.

        Examples
        --------
        >>> WordIndex([Postings.of([["drone"]]), Postings.of([["drone"]])]).occurrences("drone")[0]
        array([0, 1])
        """
        found = [
            (numbers.astype(np.int64) + offset, counts.astype(np.float64))
            for part, offset in zip(self._parts, self._offsets, strict=True)
            for numbers, counts in [part.texts(word)]
        ]
        nothing = np.zeros(0, dtype=np.int64), np.zeros(0)
        numbers, counts = zip(nothing, *found, strict=True)
        return np.concatenate(numbers), np.concatenate(counts)

    def scores(self, words: Sequence[str]) -> NDArray[np.float64]:
        """Score every text by the words that it shares with a query.

        Parameters
        ----------
        words
            Normal forms of the query; a word repeated counts up to three times.

        Returns
        -------
        array
            One score a text; 0 for a text that shares no word.

        Examples
        --------
        >>> WordIndex([Postings.of([["drone"]])]).scores(["hymn"]).tolist()
        [0.0]
        """
        totals = np.zeros(self._count)
        for word, asked in Counter(words).items():
            self.add(totals, word, min(asked, _ASKED_MOST))
        return totals

    def add(self, totals: NDArray[np.float64], word: str, times: float) -> None:
        """Add what a word is worth to every text that holds it.

        Parameters
        ----------
        totals
            One score a text.
        word
            A normal form.
        times
            How much it counts.

        Examples
        --------
        >>> totals = np.zeros(1)
        >>> WordIndex([Postings.of([["drone"]])]).add(totals, "drone", 1.0)
        >>> bool(totals[0] > 0)
        True
        """
        numbers, counts = self.occurrences(word)
        if len(numbers):
            part = counts * (_K1 + 1) / (counts + self._damping[numbers])
            totals[numbers] += self.weight(word) * times * part


def best(scores: NDArray[np.float64], limit: int) -> list[int]:
    """Give the numbers with the highest scores above 0, the best first; equal ones by number.

    Parameters
    ----------
    scores
        One score a number.
    limit
        Most numbers.

    Returns
    -------
    list of int

    Examples
    --------
    >>> best(np.array([1.0, 0.0, 2.0, 1.0]), 3)
    [2, 0, 3]
    """
    above = np.flatnonzero(scores > 0)
    if len(above) > limit:
        least = np.partition(scores[above], -limit)[-limit]
        above = above[scores[above] >= least]
    ranked: list[int] = above[np.lexsort((above, -scores[above]))][:limit].tolist()
    return ranked


def fuse(
    rankings: Sequence[tuple[float, Sequence[int]]], *, smoothing: int = 60
) -> list[tuple[int, float]]:
    """Fuse rankings by reciprocal rank (Cormack, Clarke, Büttcher 2009), each with its weight.

    Parameters
    ----------
    rankings
        Weight and numbers of texts, the best first.
    smoothing
        How little the first places stand out; at least 1.

    Returns
    -------
    list of (int, float)
        Number of the text and its fused score, the best first; equal ones by their number.

    Examples
    --------
    >>> [number for number, _ in fuse([(1, [7, 3]), (1, [3, 5])])]
    [3, 7, 5]
    """
    totals: dict[int, float] = {}
    for weight, ranking in rankings:
        for place, number in enumerate(ranking, start=1):
            totals[number] = totals.get(number, 0.0) + weight / (smoothing + place)
    return sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
