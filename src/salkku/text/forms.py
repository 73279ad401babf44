"""The normal forms of words: Voikko for Finnish, then simplemma, then Snowball, else as written."""

from __future__ import annotations

import importlib.util
import re
import threading
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from unicodedata import normalize

from numpy.typing import NDArray

from salkku.text.languages import Language, stop_words, words_of
from salkku.text.lexicon import Lexicon, kept_lexicon

__all__ = ["analyser", "normal_forms", "packed_dictionary", "word_forms"]

_SNOWBALL = {"fi": "finnish", "sv": "swedish", "en": "english"}
_PART = re.compile(r"\+[^(+]+\(([^)]+)\)")
_LOCK = threading.Lock()
_SHORTEST = 4


def analyser(language: Language) -> str:
    """Tell which analyser reads the words of a language on this machine.

    Parameters
    ----------
    language
        The language.

    Returns
    -------
    {"voikko", "simplemma", "snowball", "none"}
        ``none`` leaves words as written: matching still works, on fewer inflected words.

    Examples
    --------
    >>> analyser("en") in ("simplemma", "snowball", "none")
    True
    """
    return _analyser(language)[0]


@lru_cache(maxsize=200_000)
def word_forms(word: str, language: Language) -> tuple[str, ...]:
    """Give the normal form of a word, and those of a compound's parts after it.

    Parameters
    ----------
    word
        One word.
    language
        Its language.

    Returns
    -------
    tuple of str
        The normal form first; never empty.

    Examples
    --------
    >>> word_forms("cities", "en")[0] in ("city", "citi", "cities")
    True
    """
    analyse = _analyser(language)[1]
    lowered = word.lower()
    pieces = [piece for piece in re.split(r"[-'’]", lowered) if len(piece) > 1]
    parts = [form for piece in pieces for form in analyse(piece)] if len(pieces) > 1 else []
    return tuple(dict.fromkeys((*analyse(lowered), *parts)))


def normal_forms(text: str, language: Language, *, parts: bool = True) -> list[str]:
    """Give the normal forms of a text's words in order, stop words left out.

    Parameters
    ----------
    text
        Any text.
    language
        Its language.
    parts
        Whether a compound's parts follow it.

    Returns
    -------
    list of str

    Examples
    --------
    >>> normal_forms("The robots of the city", "en")
    ['robot', 'city']
    """
    stops = stop_words()[language]
    found: list[str] = []
    for word in words_of(text):
        if word not in stops:
            forms = word_forms(word, language)
            found.extend(forms if parts else forms[:1])
    return found


@lru_cache(maxsize=3)
def _analyser(language: Language) -> tuple[str, Callable[[str], tuple[str, ...]]]:
    makers: list[tuple[str, Callable[[Language], Callable[[str], tuple[str, ...]] | None]]] = [
        ("voikko", _voikko),
        ("simplemma", _simplemma),
        ("snowball", _snowball),
    ]
    for name, make in makers:
        analyse = make(language)
        if analyse is not None:
            return name, analyse
    return "none", lambda word: (word,)


def _voikko(language: Language) -> Callable[[str], tuple[str, ...]] | None:
    """Analyse Finnish with Voikko; what it does not know, to Snowball."""
    if language != "fi":
        return None
    try:
        import libvoikko

        voikko: Any = libvoikko.Voikko("fi")
    except (ImportError, OSError, _voikko_error()):
        return None
    otherwise = _snowball(language) or (lambda word: (word,))

    def analyse(word: str) -> tuple[str, ...]:
        with _LOCK:
            readings = voikko.analyze(word)
        if not readings:
            return otherwise(word)
        reading = readings[0]
        base = str(reading.get("BASEFORM", word)).lower()
        parts = [
            part.lower().replace("=", "")
            for part in _PART.findall(str(reading.get("WORDBASES", "")))
        ]
        telling = [part for part in parts if len(part) > 2 and not part.startswith("+")]
        return (base, *(telling if len(parts) > 1 else ()))

    return analyse


def _voikko_error() -> type[Exception]:
    try:
        import libvoikko
    except (ImportError, OSError):
        return ImportError
    error: type[Exception] = libvoikko.VoikkoException
    return error


def _simplemma(language: Language) -> Callable[[str], tuple[str, ...]] | None:
    if not _installed("simplemma", "_lzma"):
        return None

    @lru_cache(maxsize=1)
    def opened() -> tuple[Any, Any]:
        """Give what finds a word's form, and what knows words: opened when a word is asked for."""
        from simplemma import Lemmatizer
        from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy

        words = _Words()
        strategy = DefaultStrategy(dictionary_factory=words)
        return Lemmatizer(lemmatization_strategy=strategy), DictionaryLookupStrategy(words)

    def form(word: str) -> str:
        return str(opened()[0].lemmatize(word, lang=language)).lower()

    def known(word: str) -> bool:
        return opened()[1].get_lemma(normalize("NFC", word), language) is not None

    def analyse(word: str) -> tuple[str, ...]:
        parts = _swedish_parts(word, known) if language == "sv" else ()
        return (form(word), *(form(part) for part in parts))

    return analyse


class _Words:
    """Simplemma's dictionaries: those that were laid open as arrays, else as it reads them."""

    def __init__(self) -> None:
        self._held: dict[str, Any] = {}

    def get_dictionary(self, lang: str) -> Any:
        if lang not in self._held:
            kept = kept_lexicon(lang)
            self._held[lang] = _read_dictionary(lang) if kept is None else kept
        return self._held[lang]


def _read_dictionary(language: str) -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

    held: Mapping[str, str] = DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)
    return held


@lru_cache(maxsize=3)
def packed_dictionary(language: Language) -> Mapping[str, NDArray[Any]] | None:
    """Give the dictionary that reads a language's words, laid out as arrays to keep.

    Parameters
    ----------
    language
        The language.

    Returns
    -------
    dict or None
        None where another analyser, or none, reads the language.

    Examples
    --------
    >>> packed_dictionary("fi") is None or analyser("fi") == "simplemma"
    True
    """
    return Lexicon.pack(_read_dictionary(language)) if analyser(language) == "simplemma" else None


def _swedish_parts(word: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Split a Swedish compound that no dictionary knows into two known words, as even as can be.

    A first part may end in the ``s`` that joins it (Hedlund 2002 on compounds in retrieval).
    """
    if len(word) < 2 * _SHORTEST + 1 or known(word):
        return ()
    best: tuple[str, ...] = ()
    for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
        first, last = word[:place], word[place:]
        if not known(last):
            continue
        bare = first.removesuffix("s")
        head = next((each for each in (bare, first) if len(each) >= 3 and known(each)), "")
        if head and min(len(head), len(last)) > min(map(len, best), default=0):
            best = (head, last)
    return best


def _snowball(language: Language) -> Callable[[str], tuple[str, ...]] | None:
    if not _installed("snowballstemmer"):
        return None

    @lru_cache(maxsize=1)
    def stemmer() -> Any:
        import snowballstemmer

        return snowballstemmer.stemmer(_SNOWBALL[language])

    def analyse(word: str) -> tuple[str, ...]:
        with _LOCK:
            return (str(stemmer().stemWord(word)),)

    return analyse


def _installed(*modules: str) -> bool:
    """Say whether modules can be imported, without the time that importing them takes."""
    return all(importlib.util.find_spec(module) is not None for module in modules)
