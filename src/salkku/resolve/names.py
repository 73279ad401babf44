"""One organisation's name in a form that its spellings share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from salkku.resolve.words import words as word_list
from salkku.text import fold

__all__ = ["NameForm", "name_form", "place_words"]

_DOTTED = re.compile(r"\b(?:[a-z][./]\s?){1,5}[a-z]\b\.?")
_WORD = re.compile(r"[^\W_]+")
_LOST = "�"
_HOLED = re.compile(rf"[^\W_]*{_LOST}(?:{_LOST}|[^\W_])*")
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
_SHORTEST_PART, _SHORTEST_END = 3, 5
_SHORTEST_RUN, _LONGEST_RUN = 3, 6
_SAYS_UNIVERSITY = frozenset(("hogskola", "unioftechnology", "unihospital", "unifoundation"))
_NO_PLACE = frozenset(
    ("cedex", "cdx", "city", "ciudad", "the", "saint", "san", "santa", "sur", "des", "les", "del",
     "bei")
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class NameForm:
    """A name taken apart.

    Parameters
    ----------
    words
        Telling words, folded, sorted, each once: neither legal form nor glue.
    kinds
        Words for what kind of body it is (``univ``, ``research``), whose nation and which
        direction, in one tongue, sorted.
    told
        Telling words in the name's own order, written together; all words when none tells.
    compact
        Telling words and kinds in the name's own order, written together.
    initials
        First letters of the name's words, legal form and glue left out.
    runs
        First letters of each three to six words that follow each other, sorted.

    Examples
    --------
    >>> name_form("Helsingin yliopisto").words, name_form("Helsingin yliopisto").kinds
    (('helsinki',), ('univ',))
    """

    words: tuple[str, ...]
    kinds: tuple[str, ...]
    told: str
    compact: str
    initials: str
    runs: tuple[str, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """Those of the kinds that one body seldom has in one name and lacks in another."""
        return tuple(kind for kind in self.kinds if kind in word_list().bodies)

    @property
    def tags(self) -> frozenset[str]:
        """Words that are the initials of others in the same name: THL beside its long name."""
        return frozenset(self.words).intersection(self.runs)


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
    listed = word_list()
    written, tokens = _tokens(name)
    skipped = listed.legal | listed.glue
    own = [token for token in tokens if token not in skipped] or tokens
    telling: list[str] = []
    kinds: list[str] = []
    together: list[str] = []
    for token in (part for written in own for part in _parts(written)):
        kind = listed.kinds.get(token)
        if kind:
            kinds.append(kind)
        else:
            telling.append(_one_spelling(token))
        together.append(kind or telling[-1])
    if _SAYS_UNIVERSITY.intersection(kinds):
        kinds = [kind for kind in kinds if kind != "univ"]
    runs = _runs([token for token in written if token not in skipped])
    return NameForm(
        words=tuple(sorted(set(telling))),
        kinds=tuple(sorted(set(kinds))),
        told="".join(telling) or "".join(together),
        compact="".join(together),
        initials="".join(token[0] for token in own if token not in runs),
        runs=runs,
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
    tokens = [token for token in _WORD.findall(fold(city)) if not token.isdigit()]
    kept = [token for token in tokens if len(token) > 2 and token not in _NO_PLACE] or tokens
    return tuple(dict.fromkeys(map(_one_spelling, kept)))


def _parts(token: str) -> tuple[str, ...]:
    """Part a compound whose end names a kind of body: laakariseura, bauingenieurverband."""
    listed = word_list()
    if token in listed.kinds or token in listed.places:
        return (token,)
    for at in range(_SHORTEST_PART, len(token) - _SHORTEST_END + 1):
        if token[at:] in listed.kinds and listed.kinds[token[at:]] in listed.bodies:
            return (token[:at], token[at:])
    return (token,)


def _runs(tokens: list[str]) -> tuple[str, ...]:
    letters = "".join(token[0] for token in tokens)
    sizes = range(_SHORTEST_RUN, _LONGEST_RUN + 1)
    found = {letters[at : at + size] for size in sizes for at in range(len(letters) - size + 1)}
    return tuple(sorted(found))


def _tokens(name: str) -> tuple[list[str], list[str]]:
    """Give a name's words as written, and with phrases told in their one form."""
    whole = _HOLED.sub(lambda found: _filled(found[0]), fold(name)).replace(_LOST, "")
    folded = _DOTTED.sub(lambda found: re.sub(r"[./\s]", "", found[0]), whole)
    written = _WORD.findall(folded)
    together = f" {' '.join(written)} "
    for phrase, meant in word_list().phrases.items():
        together = together.replace(f" {phrase} ", f" {meant} ")
    return written, together.split()


@lru_cache(maxsize=10_000)
def _filled(word: str) -> str:
    """Give a word with letters lost as a listed word that it may be; itself where none fits."""
    listed = word_list()
    wanted = re.compile(re.sub(f"{_LOST}+", r"[^\\W_]{1,2}", word))
    known = {*listed.kinds, *listed.places, *" ".join(listed.phrases).split(), *listed.glue}
    return min(filter(wanted.fullmatch, known), default=word)


def _one_spelling(token: str) -> str:
    """Give a place in its one form, and any other word with one letter for two: ae, oe, aa."""
    places, plain = word_list().places, token
    for written, letter in _DIGRAPHS:
        plain = plain.replace(written, letter)
    return places.get(token) or places.get(plain, plain)
