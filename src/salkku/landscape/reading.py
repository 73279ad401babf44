"""What is said of a project, read into words and concepts; and what that reading depends on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from salkku.text import (
    LANGUAGES,
    analyser,
    concepts_in,
    language_of,
    normal_forms,
    vocabulary,
)

__all__ = ["NAME_COUNTS", "read_text", "reader", "said_otherwise"]

VERSION = "4"
"""Changes when the same text would be read, or the reading kept, otherwise."""
NAME_COUNTS = 3
"""How many times a name counts against a text."""
_TAG_COUNTS = 2


def read_text(
    names: Mapping[str, str], texts: Mapping[str, str], tags: tuple[str, ...] = ()
) -> tuple[list[str], dict[str, int]]:
    """Read what is said into words and concepts; a name counts most, then tags, then texts.

    Parameters
    ----------
    names, texts
        By language: ``fi``, ``sv``, ``en``, or empty where nobody said which.
    tags
        Words that someone put on it, in English.

    Returns
    -------
    tuple
        Normal forms, repeated as often as they count, and concepts with their counts.

    Examples
    --------
    >>> read_text({"en": "Drones"}, {})[1]
    {'drone': 3}
    """
    words: list[str] = []
    concepts: dict[str, int] = {}
    tagged = {"en": " . ".join(tags)}
    for said, times in ((names, NAME_COUNTS), (tagged, _TAG_COUNTS), (texts, 1)):
        for language, text in said.items():
            if not text:
                continue
            told = next((each for each in LANGUAGES if each == language), None)
            tongue = told or language_of(text)
            words.extend(normal_forms(text, tongue) * times)
            for concept, count in concepts_in(text, tongue).items():
                concepts[concept] = concepts.get(concept, 0) + count * times
    return words, concepts


def said_otherwise(concepts: Mapping[str, int]) -> list[str]:
    """Give the words of every label of some concepts, in every language.

    Parameters
    ----------
    concepts
        Concept codes.

    Returns
    -------
    list of str
        Normal forms.

    Examples
    --------
    >>> "drönare" in said_otherwise({"drone": 1})
    True
    """
    known = vocabulary()
    return [
        word
        for concept in concepts
        for tongue in LANGUAGES
        for label in known[concept].labels[tongue]
        for word in normal_forms(label, tongue, parts=False)
    ]


@lru_cache(maxsize=1)
def reader() -> str:
    """Say what decides how texts are read on this machine, so that a kept reading can be trusted.

    Returns
    -------
    str

    Examples
    --------
    >>> reader().startswith(VERSION)
    True
    """
    told = repr([(each.id, each.labels) for each in vocabulary().values()])
    words = hashlib.sha256(told.encode()).hexdigest()[:12]
    return " ".join((VERSION, words, *(analyser(language) for language in LANGUAGES)))
