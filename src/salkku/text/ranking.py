"""Texts ranked by likeness: BM25 over normal forms, and several rankings fused into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

__all__ = ["WordIndex", "fuse"]

_K1 = 1.4
_B = 0.6


class WordIndex:
    """An index of texts by their words (BM25: Robertson, Walker, Jones 1994).

    Parameters
    ----------
    texts
        The normal forms of each text.

    Examples
    --------
    >>> index = WordIndex([["drone", "hospital"], ["concrete", "reuse"]])
    >>> index.scores(["reuse"])[0][0]
    1
    """

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._lengths = [len(words) for words in texts]
        self._mean = sum(self._lengths) / len(texts) if any(self._lengths) else 1.0
        self._postings: dict[str, list[tuple[int, int]]] = {}
        for number, words in enumerate(texts):
            for word, count in Counter(words).items():
                self._postings.setdefault(word, []).append((number, count))

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
        >>> WordIndex([["drone"]]).weight("hymn")
        0.0
        """
        held = len(self._postings.get(word, ()))
        return log(1 + (len(self._lengths) - held + 0.5) / (held + 0.5)) if held else 0.0

    def scores(self, words: Sequence[str]) -> list[tuple[int, float]]:
        """Rank the texts that share a word with a query.

        Parameters
        ----------
        words
            Normal forms of the query.

        Returns
        -------
        list of (int, float)
            Number of the text and its score, the best first; equal ones by their number.

        Examples
        --------
        >>> WordIndex([["drone"]]).scores(["hymn"])
        []
        """
        totals: dict[int, float] = {}
        for word, asked in Counter(words).items():
            weight = self.weight(word)
            for number, count in self._postings.get(word, ()):
                length = 1 - _B + _B * self._lengths[number] / self._mean
                part = weight * count * (_K1 + 1) / (count + _K1 * length)
                totals[number] = totals.get(number, 0.0) + part * min(asked, 3)
        return sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))


def fuse(rankings: Sequence[Sequence[int]], *, smoothing: int = 60) -> list[tuple[int, float]]:
    """Fuse rankings by reciprocal rank (Cormack, Clarke, Büttcher 2009).

    Parameters
    ----------
    rankings
        Numbers of texts, the best first.
    smoothing
        How little the first places stand out; at least 1.

    Returns
    -------
    list of (int, float)
        Number of the text and its fused score, the best first; equal ones by their number.

    Examples
    --------
    >>> [number for number, _ in fuse([[7, 3], [3, 5]])]
    [3, 7, 5]
    """
    totals: dict[int, float] = {}
    for ranking in rankings:
        for place, number in enumerate(ranking, start=1):
            totals[number] = totals.get(number, 0.0) + 1 / (smoothing + place)
    return sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
