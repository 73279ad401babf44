"""The sentence of one thing of the week, in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from salkku.domain.weeks import WeekItem
from salkku.locale import say

__all__ = ["sentence"]

_HALF_YEAR = re.compile(r"(\d{4})-H([12])")


def sentence(item: WeekItem, *, language: str) -> str:
    """Say one thing of the week with its one number.

    Parameters
    ----------
    language
        ``fi``, ``sv`` or ``en``; names fall back to a language that has them.

    Examples
    --------
    >>> from salkku.domain.weeks import WeekRow
    >>> sentence(WeekItem("needs_unanswered", (WeekRow("n-1"),)), language="en")
    'A need of a city that no proposal answers: 1.'
    """
    values = {name: _worded(value, language) for name, value in item.values.items()}
    said = {**values, "count": len(item.rows), "number": item.number}
    if item.kind == "money_short":
        said["when"] = say("week.money_when" if "half_year" in values else "week.money_whole",
                           values, language=language)  # fmt: skip
        who = "week.money_who" if "party" in values else "week.money_common"
        said["who"] = say(who, values, language=language)
    return say(f"week.{item.kind}", said, language=language)


def _worded(value: object, language: str) -> object:
    if isinstance(value, str) and (half := _HALF_YEAR.fullmatch(value)):
        return say(f"web.half.{half[2]}", {"year": half[1]}, language=language)
    if not isinstance(value, Mapping):
        return value
    for wished in (language, "en", "fi", "sv"):
        if value.get(wished):
            return value[wished]
    return ""
