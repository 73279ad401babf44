"""Answers' codes and subjects in the reader's language, ids replaced by names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from salkku import locale
from salkku.web.ui import palette
from salkku.web.ui.svg import Drawing
from salkku.web.ui.templatetags.say import day, euros, language, named, number, percent

register = template.Library()
ROWS = ("row", "rows", "others", "other", "id", "leaves", "enters", "with")
OTHERS = ("name", "names", "criterion", "criteria", "line", "lines", "party", "subject", "subjects")
Names = Mapping[str, Mapping[str, str]]


def _with_names(values: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """Replace ids, alone or in a list, by their names: rows' by key, all else's by mark."""
    marks = dict.fromkeys(ROWS, "") | dict.fromkeys(OTHERS, "~")
    return {
        key: "; ".join(_name(part, names, marks[key]) for part in str(value).split(", "))
        if key in marks
        else value
        for key, value in values.items()
    }


def _name(id: str, names: Names, mark: str = "") -> str:
    return named(names.get(mark + id)) or named(names.get(f"~{id}")) or id


@register.filter(name="difference")
def difference(one: Mapping[str, Any], names: Names) -> str:
    """Say why the ranking and the portfolio differ on a row."""
    values = _with_names(one["values"], names)
    return locale.say(f"rank.{one['code']}", values, language=language())


@register.filter(name="reason")
def reason(one: Mapping[str, Any], names: Names) -> str:
    """Say one reason of an explanation."""
    values = _with_names(one["values"], names)
    return locale.say(f"explain.{one['code']}", values, language=language())


@register.filter(name="why")
def why(one: Mapping[str, Any], names: Names) -> str:
    """Say why a row is in or out, confirmed by solving with it the other way."""
    values = _with_names(one["values"], names)
    return locale.say(f"report.reason.{one['code']}", values, language=language())


@register.filter(name="subject")
def subject(text: str, names: Names) -> str:
    """Say what a threshold is about: ``cost``, ``score:impact``, ``line:support`` and so on."""
    kind, _, id = text.partition(":")
    said = {"id": _name(id, names, "" if kind == "level" else "~")}
    return locale.say(f"web_project.subject_of.{kind}", said, language=language())


@register.filter(name="threshold")
def threshold(one: Mapping[str, Any], part: str) -> str:
    """Write a threshold's value in the units of its subject."""
    value = one[part]
    kind = one["subject"].partition(":")[0]
    if value is None:
        return "–"
    if kind in ("cost", "line"):
        return euros(int(Fraction(value)))
    if kind == "score":
        return number(value, 2)
    code = "in_force" if value else "lifted"
    return locale.say(f"web_project.{code}", {}, language=language())


@register.filter(name="reading")
def reading(name: str) -> str:
    """Say a reading of the scores: ``declared`` or ``size-baseline-lasting``."""
    if name == "declared":
        return locale.say("web_doubt.reading_of.declared", {}, language=language())
    if name == "without_fit":
        return locale.say("web_doubt.reading_of.without_fit", {}, language=language())
    parts = zip(("size", "baseline", "lasting"), name.split("-"), strict=True)
    said = (
        locale.say(f"web_doubt.reading_of.{kind}.{part}", {}, language=language())
        for kind, part in parts
    )
    whole = ", ".join(said)
    return whole[:1].upper() + whole[1:]


@register.filter(name="share_bar")
def share_bar(share: float | None) -> SafeString:
    """Draw a share of 1 as a bar; the number stands beside it."""
    if share is None:
        return SafeString("")
    picture = Drawing(160, 12, title=percent(share))
    picture.rect(0, 0, 160, 12, fill=palette.LINE)
    picture.rect(0, 0, 160 * share, 12, fill=palette.BRAND)
    return picture.markup()


@register.filter(name="whole_euros")
def whole_euros(amount: float | Fraction | None) -> str:
    """Write euros, rounded to whole ones."""
    return "–" if amount is None else euros(100 * round(amount))


@register.filter(name="whole_cents")
def whole_cents(cents: int | None) -> str:
    """Write cents as euros, rounded to whole ones: a list is read by its size."""
    return "–" if cents is None else whole_euros(Fraction(cents, 100))


@register.filter(name="own_code")
def own_code(key: str) -> str:
    """Write the code that a thing has at its source, without the name of the source."""
    return key.partition(":")[2] or key


@register.filter(name="local_day")
def local_day(moment: datetime) -> str:
    """Write the day of a moment in the agreement's time zone."""
    return day(timezone.localtime(moment).date())


@register.filter(name="part_word")
def part_word(role: str) -> str:
    """Write what an organisation does in a project: a known word, or as the source has it."""
    code = f"web.taking_part.{role.lower()}"
    if role and locale.has(code):
        return locale.say(code, {}, language=language())
    return role or "–"


@register.filter(name="fact_word")
def fact_word(text: str) -> str:
    """Write a fact of a list: a date in the language's style, a known word, or the text."""
    for kind in ("status", "scope", "level", "change", "result_kind"):
        code = f"web.{kind}.{text}"
        if text and locale.has(code):
            return locale.say(code, {}, language=language())
    if len(text) == 7 and text[4] == "-" and text[:4].isdigit():
        return f"{int(text[5:])}/{text[:4]}"
    return day(text) if text else "–"
