"""One organisation's name in a form that its spellings share."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from salkku.text import fold

__all__ = ["NameForm", "name_form", "place_form"]

_DOTTED = re.compile(r"\b(?:[a-z][./]\s?){1,5}[a-z]\b\.?")
_WORD = re.compile(r"[^\W_]+")
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))


class _WordList(NamedTuple):
    legal: frozenset[str]
    glue: frozenset[str]
    kinds: dict[str, str]
    places: dict[str, str]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
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
    legal_forms, glue, kinds_of, places_of, bodies = _words()
    tokens = _tokens(name)
    own = [token for token in tokens if token not in legal_forms and token not in glue] or tokens
    telling: list[str] = []
    kinds: list[str] = []
    together: list[str] = []
    for token in own:
        kind = kinds_of.get(token)
        if kind:
            kinds.append(kind)
        else:
            telling.append(places_of.get(token, _digraphs(token)))
        together.append(kind or telling[-1])
    return NameForm(
        words=tuple(sorted(set(telling))),
        kinds=tuple(sorted(set(kinds))),
        bodies=tuple(sorted(set(kinds) & bodies)),
        told="".join(telling) or "".join(together),
        compact="".join(together),
        initials="".join(token[0] for token in own),
    )


def place_form(city: str) -> str:
    """Give a city in the form that its spellings share.

    Parameters
    ----------
    city
        A city as a source wrote it, maybe with a district or number after it.

    Returns
    -------
    str
        Empty when unknown.

    Examples
    --------
    >>> place_form("Helsingfors 10"), place_form("MÜNCHEN")
    ('helsinki', 'munchen')
    """
    places_of = _words().places
    tokens = [token for token in _WORD.findall(fold(city)) if not token.isdigit()]
    tokens = [token for token in tokens if token not in {"cedex", "cdx", "university"}]
    if not tokens:
        return ""
    return places_of.get(tokens[0]) or "".join(_digraphs(token) for token in tokens)


def _tokens(name: str) -> list[str]:
    folded = _DOTTED.sub(lambda found: re.sub(r"[./\s]", "", found[0]), fold(name))
    return _WORD.findall(folded)


def _digraphs(token: str) -> str:
    for written, letter in _DIGRAPHS:
        token = token.replace(written, letter)
    return token


@lru_cache(maxsize=1)
def _words() -> _WordList:
    """Read the word list: legal forms, glue, kinds of body and places by form, telling kinds."""
    legal: set[str] = set()
    glue: set[str] = set()
    bodies: set[str] = set()
    kinds: dict[str, str] = {}
    places: dict[str, str] = {}
    text = resources.files("salkku.resolve").joinpath("words.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        forms = row["forms"].split()
        if row["kind"] == "legal":
            legal.update(forms)
        elif row["kind"] == "stop":
            glue.update(forms)
        elif row["kind"] in ("generic", "body"):
            kinds.update(dict.fromkeys(forms, row["canonical"]))
            bodies.update({row["canonical"]} if row["kind"] == "body" else ())
        else:
            places.update(dict.fromkeys(forms, row["canonical"]))
    return _WordList(frozenset(legal), frozenset(glue), kinds, places, frozenset(bodies))
