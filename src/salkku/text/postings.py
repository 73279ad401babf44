"""Which texts hold which words, as arrays that are quick to search, to keep and to read back."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Postings"]

_MOST = 65_535


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The texts of each word.

    Parameters
    ----------
    words
        The words, sorted.
    starts
        Where the texts of each word begin in ``numbers``; one more at the end.
    numbers, counts
        Number of the text, ascending within a word, and how often it holds the word.
    lengths
        Words of each text, repeated ones counted each time.

    Examples
    --------
    >>> Postings.of([["drone", "city"], ["city"]]).texts("city")[0].tolist()
    [0, 1]
    """

    words: list[str]
    starts: NDArray[np.int64]
    numbers: NDArray[np.int32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> Postings:
        """List the words of texts.

        Parameters
        ----------
        texts
            The words of each text.

        Returns
        -------
        Postings

        Examples
        --------
        >>> len(Postings.of([]).lengths)
        0
        """
        held: dict[str, tuple[array[int], array[int]]] = {}
        lengths = array("i")
        for number, words in enumerate(texts):
            counted = Counter(words)
            lengths.append(counted.total())
            for word, count in counted.items():
                numbers, counts = held.setdefault(word, (array("i"), array("H")))
                numbers.append(number)
                counts.append(min(count, _MOST))
        words = sorted(held)
        sizes = [len(held[word][0]) for word in words]
        return cls(
            words,
            np.concatenate(([0], np.cumsum(sizes, dtype=np.int64))).astype(np.int64),
            _joined((held[word][0] for word in words), np.int32),
            _joined((held[word][1] for word in words), np.uint16),
            np.array(lengths, dtype=np.int32),
        )

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> Postings:
        """Read back what :meth:`arrays` gave.

        Parameters
        ----------
        arrays
            Arrays by name.
        name
            What the names begin with.

        Returns
        -------
        Postings

        Examples
        --------
        >>> kept = Postings.of([["city"]]).arrays("words")
        >>> Postings.from_arrays(kept, "words").words
        ['city']
        """
        written = arrays[f"{name}.words"].tobytes().decode()
        return cls(
            written.split("\n") if written else [],
            arrays[f"{name}.starts"],
            arrays[f"{name}.numbers"],
            arrays[f"{name}.counts"],
            arrays[f"{name}.lengths"],
        )

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """Give the arrays to keep, each name beginning with ``name``.

        Parameters
        ----------
        name
            What the names begin with.

        Returns
        -------
        dict

        Examples
        --------
        >>> sorted(Postings.of([["city"]]).arrays("w"))
        ['w.counts', 'w.lengths', 'w.numbers', 'w.starts', 'w.words']
        """
        return {
            f"{name}.words": np.frombuffer("\n".join(self.words).encode(), dtype=np.uint8),
            f"{name}.starts": self.starts,
            f"{name}.numbers": self.numbers,
            f"{name}.counts": self.counts,
            f"{name}.lengths": self.lengths,
        }

    def texts(self, word: str) -> tuple[NDArray[np.int32], NDArray[np.uint16]]:
        """Give the texts that hold a word, and how often each does.

        Parameters
        ----------
        word
            A word.

        Returns
        -------
        tuple of arrays
            Both empty for a word that no text holds.

        Examples
        --------
        >>> Postings.of([["city", "city"]]).texts("city")[1].tolist()
        [2]
        """
        place = bisect_left(self.words, word)
        if place == len(self.words) or self.words[place] != word:
            return self.numbers[:0], self.counts[:0]
        part = slice(self.starts[place], self.starts[place + 1])
        return self.numbers[part], self.counts[part]

    def of_text(self, number: int) -> dict[str, int]:
        """Give the words of one text, and how often it holds each.

        Parameters
        ----------
        number
            The text's number, from 0.

        Returns
        -------
        dict
            In the order of the alphabet.

        Examples
        --------
        >>> Postings.of([["drone", "city"]]).of_text(0)
        {'city': 1, 'drone': 1}
        """
        rows = np.flatnonzero(self.numbers == number)
        places = np.searchsorted(self.starts, rows, side="right") - 1
        return {
            self.words[place]: int(self.counts[row])
            for place, row in zip(places.tolist(), rows.tolist(), strict=True)
        }


def _joined(parts: Iterable[array[int]], kind: Any) -> NDArray[Any]:
    arrays = [np.frombuffer(part, dtype=kind) for part in parts]
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=kind)
