"""The language of a text, told by its stop words: Finnish, Swedish or English."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from typing import Literal

__all__ = ["LANGUAGES", "Language", "language_of", "stop_words", "words_of"]

Language = Literal["fi", "sv", "en"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv", "en")
"""The languages that texts are read in."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """Split a text into its words, in small letters.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of str

    Examples
    --------
    >>> words_of("Data-avaruus: 5G ja tekoäly")
    ['data-avaruus', '5g', 'ja', 'tekoäly']
    """
    return _WORD.findall(text.lower())


@lru_cache(maxsize=1)
def stop_words() -> dict[Language, frozenset[str]]:
    """Give the stop words of each language.

    Returns
    -------
    dict

    Examples
    --------
    >>> "ja" in stop_words()["fi"]
    True
    """
    text = resources.files("salkku.text").joinpath("stopwords.csv").read_text(encoding="utf-8")
    rows = {row["language"]: row["words"].split() for row in csv.DictReader(text.splitlines())}
    return {language: frozenset(rows[language]) for language in LANGUAGES}


def language_of(text: str) -> Language:
    """Tell the language of a text.

    Parameters
    ----------
    text
        Any text; a few words will do.

    Returns
    -------
    {"fi", "sv", "en"}
        The language whose stop words it holds most of; where none tells, the one whose letters
        and endings it has, and English at last.

    Examples
    --------
    >>> language_of("Kokeillaan droonikuljetuksia sairaaloiden välillä")
    'fi'
    >>> language_of("Vi prövar drönare mellan sjukhus")
    'sv'
    """
    words = words_of(text)
    stops = stop_words()
    counts = {each: sum(word in stops[each] for word in words) for each in LANGUAGES}
    best = max(LANGUAGES, key=lambda each: counts[each])
    if counts[best] and list(counts.values()).count(counts[best]) == 1:
        return best
    return _by_looks(words)


def _by_looks(words: list[str]) -> Language:
    text = " ".join(words)
    finnish = len(re.findall(r"aa|ää|ii|uu|yy|kk|tt|[aeiouyäö]n\b|ssa\b|ssä\b|sta\b|minen\b", text))
    swedish = len(re.findall(r"å|ing\b|ning\b|för|och|sk|ck|het\b|tion\b|ar\b|are\b", text))
    english = len(re.findall(r"th|tion\b|ing\b|ity\b|ment\b|ous\b|wh|\w+ed\b|y\b|sh", text))
    if re.search(r"[äö]", text):
        return "fi" if finnish >= swedish else "sv"
    scores = {"fi": finnish, "sv": swedish if "å" in text else swedish / 2, "en": english}
    best = max(("en", "fi", "sv"), key=lambda each: scores[each])
    return "fi" if best == "fi" else "sv" if best == "sv" else "en"
