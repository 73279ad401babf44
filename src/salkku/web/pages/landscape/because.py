"""Say why a funded project is like an idea, concepts and months in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku import locale, text
from salkku.web.ui.templatetags.say import language, named

if TYPE_CHECKING:
    from salkku.landscape import Hit

__all__ = ["because"]

CONCEPTS = ("shared_concepts", "other_concepts")
MONTHS = ("overlapping_time", "ended_before")


def because(hit: Hit) -> list[str]:
    """Give a sentence for each reason, the telling ones first."""
    return [
        locale.say(
            f"similar.{one.code}",
            {"values": ", ".join(_worded(one.code, value) for value in one.values)},
            language=language(),
        )
        for one in hit.because
    ]


def _worded(code: str, value: str) -> str:
    if code in CONCEPTS:
        concept = text.vocabulary().get(value)
        return named(concept.names) if concept else value
    return locale.month(value, language=language()) if code in MONTHS else value
