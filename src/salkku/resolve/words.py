"""Words that tell little in a name: legal forms, glue, kinds of body, places, common words."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

__all__ = ["Common", "WordList", "common", "stem", "words"]

_LONG, _OF_LONG, _OF_SHORT = 12, 9, 6


class WordList(NamedTuple):
    """The words of ``words.csv``, by what they do in a name."""

    legal: frozenset[str]
    glue: frozenset[str]
    kinds: dict[str, str]
    places: dict[str, str]
    phrases: dict[str, str]
    bodies: frozenset[str]
    nations: frozenset[str]
    directions: frozenset[str]
    towns: frozenset[str]


class Common(NamedTuple):
    """How many of ``names`` distinct names of open data have a word, or a word so beginning."""

    names: int
    words: dict[str, int]
    stems: dict[str, int]


def stem(word: str) -> str:
    """Give the beginning that a word's inflected forms share; more of a long one, a compound.

    Examples
    --------
    >>> stem("teknologian"), stem("teknologia"), stem("sosiaalipoliittinen")
    ('teknol', 'teknol', 'sosiaalip')
    """
    return word[: _OF_LONG if len(word) >= _LONG else _OF_SHORT]


@lru_cache(maxsize=1)
def words() -> WordList:
    """Read the word list.

    Examples
    --------
    >>> words().kinds["yliopisto"]
    'univ'
    """
    of_kind: dict[str, dict[str, str]] = {}
    for row in _rows("words.csv"):
        phrase = row["kind"] == "phrase"
        forms = row["forms"].replace("_", " ").split("|") if phrase else row["forms"].split()
        of_kind.setdefault(row["kind"], {}).update(dict.fromkeys(forms, row["canonical"]))
    kinds = ("generic", "body", "country", "direction")
    return WordList(
        legal=frozenset(of_kind["legal"]),
        glue=frozenset(of_kind["stop"]),
        kinds={form: means for kind in kinds for form, means in of_kind[kind].items()},
        places=of_kind["place"],
        phrases=of_kind["phrase"],
        bodies=frozenset(of_kind["body"].values()),
        nations=frozenset(of_kind["country"].values()),
        directions=frozenset(of_kind["direction"].values()),
        towns=frozenset(of_kind["place"].values()),
    )


@lru_cache(maxsize=1)
def common() -> Common:
    """Read how common words are in the names of open data; the first row counts the names.

    Examples
    --------
    >>> common().words["systems"] > common().words["solar"]
    True
    """
    counts = {row["word"]: int(row["names"]) for row in _rows("common.csv")}
    names = counts.pop("")
    stems: dict[str, int] = {}
    for word, count in counts.items():
        stems[stem(word)] = stems.get(stem(word), 0) + count
    return Common(names, counts, stems)


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("salkku.resolve").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
