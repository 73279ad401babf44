"""Concepts of the field in three languages, found in a text whichever of them it is in."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from salkku.text.forms import word_forms
from salkku.text.languages import LANGUAGES, Language, words_of

__all__ = ["Concept", "concepts_in", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept with its name in each language.

    Parameters
    ----------
    id
        Its code, as ``"urban_logistics"``.
    area
        The area it belongs to, as ``"mobility"``.
    names
        Its name in each language.
    labels
        Every way to say it, in each language.

    Examples
    --------
    >>> vocabulary()["drone"].names["fi"]
    'drooni'
    """

    id: str
    area: str
    names: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Concept]:
    """Give every concept by its code.

    Returns
    -------
    dict

    Examples
    --------
    >>> vocabulary()["quantum"].area
    'digital'
    """
    return {
        row["id"]: Concept(
            id=row["id"],
            area=row["area"],
            names={each: row[each].split("|")[0] for each in LANGUAGES},
            labels={each: tuple(row[each].split("|")) for each in LANGUAGES},
        )
        for row in _rows()
    }


def concepts_in(text: str, language: Language) -> dict[str, int]:
    """Find the concepts that a text speaks of.

    Parameters
    ----------
    text
        Any text.
    language
        Its language.

    Returns
    -------
    dict
        How often each concept occurs, by its code, in the order of first occurrence.

    Examples
    --------
    >>> concepts_in("Drone deliveries between hospitals", "en")
    {'drone': 1, 'hospital': 1}
    """
    words = words_of(text)
    found: dict[str, int] = {}
    for place, word in enumerate(words):
        taken = {
            concept
            for label, concept in _begun_by(word, language)
            if _follows(label, words[place : place + len(label)], language)
        }
        for concept in sorted(taken):
            found[concept] = found.get(concept, 0) + 1
    return found


@lru_cache(maxsize=200_000)
def _begun_by(word: str, language: Language) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Give the labels whose first word this may be, each with its concept."""
    labels = _labels(language)
    forms = dict.fromkeys((word, *word_forms(word, language)))
    return tuple(label for form in forms for label in labels.get(form, ()))


def _follows(label: tuple[str, ...], words: list[str], language: Language) -> bool:
    if len(words) < len(label):
        return False
    return all(
        part == word or part in word_forms(word, language)
        for part, word in zip(label[1:], words[1:], strict=True)
    )


def _rows() -> list[dict[str, str]]:
    text = resources.files("salkku.text").joinpath("concepts.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=3)
def _labels(language: Language) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    labels: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in _rows():
        for label in row[language].split("|"):
            words = tuple(_label_form(word, language) for word in words_of(label))
            labels.setdefault(words[0], []).append((words, row["id"]))
    return labels


def _label_form(word: str, language: Language) -> str:
    """Give a label's word in its normal form, but an abbreviation (AI, 5G) as it is written."""
    return word if len(word) < 4 else word_forms(word, language)[0]
