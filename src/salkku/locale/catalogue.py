"""The catalogue: a code and its values in, a sentence in one language out.

``LANGUAGE/AREA.toml`` holds the sentences of one area; the code of a sentence is the area, a dot
and its key: ``faults.empty_cell`` is ``empty_cell`` of ``faults.toml``, and a key inside a table
adds the table's name: ``web_portfolio.money.title``. A table of just ``one`` and ``other`` holds
the two forms of one sentence, chosen by the value ``count``.

Values stand in braces. A form after a colon writes the value as the language does:
``{money:euros}`` (cents), ``{gap:percent1}``, ``{value:number2}``, ``{day:date}``,
``{start:month}``; the digit is the count of decimals. Without a form the text stands as it is.
"""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from salkku.domain.errors import Fault
from salkku.locale import forms

__all__ = ["AREAS", "LANGUAGES", "codes", "has", "message", "say"]

LANGUAGES = ("fi", "sv", "en")
_SOURCE = "en"
_FORM = re.compile(r"(euros|percent|number|date|month)(\d?)")


def say(code: str, values: Mapping[str, object] | None = None, *, language: str) -> str:
    """Give the sentence of a code.

    Parameters
    ----------
    code
        As ``"faults.empty_cell"``.
    values
        What the sentence's braces need; one that is missing is left in its braces.
    language
        ``fi``, ``sv`` or ``en``; any other is answered in English.

    Returns
    -------
    str
        The sentence; the code itself where the catalogue has no such sentence.

    Examples
    --------
    >>> say("faults.nul", language="en")[:32]
    'The line holds a null character '
    """
    spoken = language if language in LANGUAGES else _SOURCE
    sentence = _find(code, values or {}, spoken) or _find(code, values or {}, _SOURCE)
    if sentence is None:
        return code
    return _Writer(spoken).vformat(sentence, (), dict(values or {}))


def message(fault: Fault, *, language: str) -> str:
    """Give the sentence of a fault or warning; of an error that stands among faults, its own.

    Examples
    --------
    >>> message(Fault("costs.csv", "empty_cell", 3, "line"), language="en")
    'The cell line is empty, but every row needs it: fill it in or remove the row.'
    """
    place = {"file": fault.file, "row": fault.row or "", "column": fault.column or ""}
    borrowed = has(f"errors.{fault.code}") and not has(f"faults.{fault.code}")
    area = "errors" if borrowed else "faults"
    return say(f"{area}.{fault.code}", {**place, **fault.values}, language=language)


def codes(language: str) -> Iterator[str]:
    """Give every code that a language has, plural forms with their ``.one`` and ``.other``."""
    for area in AREAS:
        for code in _area(language, area):
            yield f"{area}.{code}"


def has(code: str, *, language: str = _SOURCE) -> bool:
    """Say whether the catalogue has a sentence (plural forms count).

    Examples
    --------
    >>> has("faults.nul"), has("faults.no_such")
    (True, False)
    """
    return _find(code, {}, language) is not None


def _areas() -> tuple[str, ...]:
    folder = files(__package__ or "salkku.locale") / _SOURCE
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


AREAS = _areas()
"""The areas, by name."""


@cache
def _area(language: str, area: str) -> dict[str, str]:
    """Read one area's file, tables flattened to dotted codes."""
    place = files(__package__ or "salkku.locale") / language / f"{area}.toml"
    if not place.is_file():
        return {}
    return dict(_flat(tomllib.loads(place.read_text("utf-8")), ""))


def _flat(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


def _find(code: str, values: Mapping[str, object], language: str) -> str | None:
    area, _, key = code.partition(".")
    sentences = _area(language, area) if area in AREAS else {}
    if key in sentences:
        return sentences[key]
    form = "one" if str(values.get("count", "")) == "1" else "other"
    return sentences.get(f"{key}.{form}")


class _Writer(string.Formatter):
    """Fills in values in the style of one language, never failing on a value."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        return kwargs.get(field_name, "{" + field_name + "}"), field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        found = _FORM.fullmatch(format_spec)
        if not found:
            return str(value)
        try:
            return self._written(value, found[1], found[2])
        except (ValueError, ArithmeticError, TypeError):
            return str(value)

    def _written(self, value: Any, form: str, digits: str) -> str:
        language = self._language
        if form == "euros":
            return forms.euros(value, language=language)
        if form == "percent":
            return forms.percent(value, int(digits or 0), language=language)
        if form == "number":
            return forms.number(value, int(digits) if digits else None, language=language)
        if form == "date":
            return forms.date(value, language=language)
        return forms.month(value, language=language)
