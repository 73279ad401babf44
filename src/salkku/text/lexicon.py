"""A dictionary of word forms as sorted arrays: opened without reading its words one by one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Lexicon", "kept_lexicon", "lay_open"]

Arrays = Mapping[str, NDArray[Any]]


class Lexicon:
    """Words and their dictionary forms, found by halving (a stream that must be decoded is not).

    Parameters
    ----------
    arrays
        As :meth:`pack` gives them.

    Examples
    --------
    >>> Lexicon(Lexicon.pack({"cities": "city", "city": "city"})).get("cities")
    'city'
    """

    def __init__(self, arrays: Arrays) -> None:
        self._words = arrays["words"].tobytes()
        self._forms = arrays["forms"].tobytes()
        self._starts, self._begins = arrays["words.starts"], arrays["forms.starts"]
        self._form_of = arrays["form_of"]
        self._places = range(len(self._form_of))

    @staticmethod
    def pack(forms: Mapping[str, str]) -> dict[str, NDArray[Any]]:
        """Lay out a dictionary as arrays to keep.

        Parameters
        ----------
        forms
            The form of each word.

        Returns
        -------
        dict

        Examples
        --------
        >>> Lexicon.pack({"cities": "city", "city": "city"})["form_of"].tolist()
        [0, 0]
        """
        pairs = sorted((word.encode(), form.encode()) for word, form in forms.items())
        number = {form: place for place, form in enumerate(sorted({form for _, form in pairs}))}
        words, starts = _joined([word for word, _ in pairs])
        told, begins = _joined(list(number))
        return {
            "words": words,
            "words.starts": starts,
            "forms": told,
            "forms.starts": begins,
            "form_of": np.array([number[form] for _, form in pairs], dtype=np.int32),
        }

    def get(self, word: str) -> str | None:
        """Give the form of a word; None for a word that is not in the dictionary.

        Parameters
        ----------
        word
            A word.

        Returns
        -------
        str or None

        Examples
        --------
        >>> Lexicon(Lexicon.pack({})).get("city") is None
        True
        """
        sought = word.encode()
        place = bisect_left(self._places, sought, key=self._word)
        if place == len(self._places) or self._word(place) != sought:
            return None
        form = int(self._form_of[place])
        return self._forms[self._begins[form] : self._begins[form + 1]].decode()

    def _word(self, place: int) -> bytes:
        return self._words[self._starts[place] : self._starts[place + 1]]


_OPEN: dict[str, Callable[[], Arrays | None]] = {}


def lay_open(language: str, opened: Callable[[], Arrays | None]) -> None:
    """Say where a language's dictionary is kept as arrays; it is opened when a word asks for it.

    What it holds is what the analyser's own dictionary holds, so that who was told first, or
    whether anyone was, changes the time and never the answer.

    Parameters
    ----------
    language
        The language.
    opened
        Gives the arrays; None when they are not there after all.

    Examples
    --------
    >>> lay_open("none", lambda: Lexicon.pack({"cities": "city"}))
    >>> kept_lexicon("none").get("cities")
    'city'
    """
    _OPEN[language] = opened


def kept_lexicon(language: str) -> Lexicon | None:
    """Open the dictionary that was laid open for a language.

    Parameters
    ----------
    language
        The language.

    Returns
    -------
    Lexicon or None

    Examples
    --------
    >>> kept_lexicon("nowhere") is None
    True
    """
    opened = _OPEN.get(language)
    arrays = opened() if opened is not None else None
    return Lexicon(arrays) if arrays is not None else None


def _joined(parts: list[bytes]) -> tuple[NDArray[np.uint8], NDArray[np.int32]]:
    ends = np.cumsum([0, *map(len, parts)], dtype=np.int32)
    return np.frombuffer(b"".join(parts), dtype=np.uint8), ends
