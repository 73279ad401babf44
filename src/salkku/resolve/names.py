"""One organisation's name in a form that its spellings share."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from salkku.text import fold

__all__ = ["NameForm", "name_form", "place_words"]

_DOTTED = re.compile(r"\b(?:[a-z][./]\s?){1,5}[a-z]\b\.?")
_WORD = re.compile(r"[^\W_]+")
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


class _WordList(NamedTuple):
    legal: frozenset[str]
    glue: frozenset[str]
    kinds: dict[str, str]
    places: dict[str, str]
    bodies: frozenset[str]
    phrases: dict[str, str]
    countries: frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class NameForm:
    """A name taken apart.

    Parameters
    ----------
    words
        Telling words, folded, sorted, each once: neither legal form nor glue.
    kinds
        Words for what kind of body it is (``univ``, ``hospital``), in one tongue, sorted.
    bodies
        Those of the kinds that one body seldom has in one name and lacks in another.
    told
        Telling words in the name's own order, written together; all words when none tells.
    compact
        Telling words and kinds in the name's own order, written together.
    initials
        First letters of the name's words, legal form and glue left out.

    Examples
    --------
    >>> name_form("Helsingin yliopisto").words, name_form("Helsingin yliopisto").kinds
    (('helsinki',), ('univ',))
    """

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    bodies: tuple[str, ...]
    told: str
    compact: str
    initials: str


@lru_cache(maxsize=200_000)
def name_form(name: str) -> NameForm:
    """Take a name apart.

    Parameters
    ----------
    name
        A name as a source wrote it.

    Returns
    -------
    NameForm

    Examples
    --------
    >>> name_form("CIRCULAR DEVICES OY").compact
    'circulardevices'
    """
    listed = _words()
    tokens = _tokens(name)
    skipped = listed.legal | listed.glue
    own = [token for token in tokens if token not in skipped] or tokens
    telling: list[str] = []
    kinds: list[str] = []
    together: list[str] = []
    for token in own:
        kind = listed.kinds.get(token)
        if kind:
            kinds.append(kind)
        else:
            telling.append(listed.places.get(token, _digraphs(token)))
        together.append(kind or telling[-1])
    return NameForm(
        words=tuple(sorted(set(telling))),
        kinds=tuple(sorted(set(kinds))),
        bodies=tuple(sorted(set(kinds) & listed.bodies)),
        told="".join(telling) or "".join(together),
        compact="".join(together),
        initials="".join(token[0] for token in own),
    )


def place_words(city: str) -> tuple[str, ...]:
    """Give the words of a city in the form that its spellings share.

    Parameters
    ----------
    city
        A city as a source wrote it, maybe with a district or number after it.

    Returns
    -------
    tuple of str
        Each once, in order; empty when unknown.

    Examples
    --------
    >>> place_words("TURKU / ABO"), place_words("MÜNCHEN 80")
    (('turku',), ('munchen',))
    """
    listed = _words()
    tokens = [token for token in _WORD.findall(fold(city)) if not token.isdigit()]
    kept = [token for token in tokens if len(token) > 2 and token not in _NO_PLACE] or tokens
    found = (listed.places.get(token, _digraphs(token)) for token in kept)
    return tuple(dict.fromkeys(found))


_NO_PLACE = frozenset(
    (
        "cedex",
        "cdx",
        "city",
        "ciudad",
        "the",
        "saint",
        "san",
        "santa",
        "sur",
        "des",
        "les",
        "del",
        "bei",
    )
)


def _tokens(name: str) -> list[str]:
    folded = _DOTTED.sub(lambda found: re.sub(r"[./\s]", "", found[0]), fold(name))
    together = f" {' '.join(_WORD.findall(folded))} "
    for written, meant in _words().phrases.items():
        together = together.replace(f" {written} ", f" {meant} ")
    return together.split()


def _digraphs(token: str) -> str:
    for written, letter in _DIGRAPHS:
        token = token.replace(written, letter)
    return token


@lru_cache(maxsize=1)
def _words() -> _WordList:
    """Read the word list: legal forms, glue, kinds of body and places by form, telling kinds."""
    text = resources.files("salkku.resolve").joinpath("words.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    of_kind: dict[str, dict[str, str]] = {}
    for row in rows:
        forms = row["forms"].replace("_", " ").split("|") if row["kind"] == "phrase" else None
        meant = dict.fromkeys(forms or row["forms"].split(), row["canonical"])
        of_kind.setdefault(row["kind"], {}).update(meant)
    return _WordList(
        legal=frozenset(of_kind["legal"]),
        glue=frozenset(of_kind["stop"]),
        kinds=of_kind["generic"] | of_kind["body"] | of_kind["country"],
        places=of_kind["place"],
        bodies=frozenset(of_kind["body"].values()),
        phrases=of_kind["phrase"],
        countries=frozenset(of_kind["country"].values()),
    )
