"""The pages of the landscape, in the order of their tabs, and what their addresses ask."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from salkku.web.ui.templatetags.say import language

__all__ = [
    "PAGE",
    "PARTS",
    "without_said",
    "words_of",
    "year_of",
]

PARTS: Final = (
    "landscape",
    "landscape_projects",
    "landscape_gaps",
    "landscape_calls",
    "landscape_network",
    "landscape_organisations",
    "landscape_places",
    "landscape_data",
)
PAGE: Final = 50
"""Rows on one page."""
MOST_WORDS: Final = 10


def words_of(text: str) -> list[str]:
    """Give the words that are searched for, each once.

    Examples
    --------
    >>> words_of("drones  drones hospitals")
    ['drones', 'hospitals']
    """
    return list(dict.fromkeys(text.split()))[:MOST_WORDS]


def year_of(text: str, *, last: bool = False) -> date | None:
    """Give the first or the last day of a year; None when it is none.

    Examples
    --------
    >>> year_of("2026", last=True)
    datetime.date(2026, 12, 31)
    >>> year_of("soon") is None
    True
    """
    if not (text.isascii() and text.isdigit() and len(text) == len("2026") and int(text)):
        return None
    return date(int(text), 12, 31) if last else date(int(text), 1, 1)


def without_said(result: dict[str, Any]) -> list[str]:
    """Say what a comparison went without, in the reader's language.

    Examples
    --------
    >>> without_said({"without": []})
    []
    """
    return [one["sentences"][language()] for one in result["without"]]
