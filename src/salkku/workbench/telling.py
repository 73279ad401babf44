"""Say what time brings: alarms, changes of a plan, and money that the decided rows lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from salkku.domain.periods import HalfYear, format_half_year
from salkku.locale import date as day
from salkku.locale import euros, number, say

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.timetable import Alarm, Move, Shortfall, Span

__all__ = ["alarm_sentence", "move_sentence", "shortfall_sentences"]


def alarm_sentence(alarm: Alarm, *, language: str, agreement: Agreement | None = None) -> str:
    """Say an alarm in one language; with the agreement, focus areas and calls by their names."""
    values = {**alarm.values, "rows": ", ".join(alarm.rows)}
    if agreement is not None:
        themes = {one.id: one.name for one in agreement.focus_areas}
        calls = {one.id: one.name for one in agreement.calls}
        for key, names in (("area", themes), ("call", calls)):
            if key in values:
                id = str(values[key])
                values[key] = names.get(id, {}).get(language) or id
    values["half_year"] = "" if alarm.half_year is None else format_half_year(alarm.half_year)
    if "cents" in values:
        values["missing"] = euros(cast(int, values["cents"]), language=language)
    if "span" in values:
        values["span"] = _span(cast("Span", values["span"]), language)
    if "until" in values:
        values["until"] = format_half_year(cast(int, values["until"]))
    if "closes" in values:
        values["closes"] = day(str(values["closes"]), language=language)
    return say(f"timing.alarm_{alarm.code}", values, language=language)


def move_sentence(move: Move, *, language: str) -> str:
    """Say in one language why a change is needed."""
    values: dict[str, object] = {"row": move.proposal, **move.values}
    if "cents" in values:
        values["over"] = euros(cast(int, values["cents"]), language=language)
    if "span" in values:
        values["span"] = _span(cast("Span", values["span"]), language)
    if "others" in values:
        values["others"] = ", ".join(cast("tuple[str, ...]", values["others"]))
    if "status" in values:
        values["status"] = say(f"cli.status_{values['status']}", {}, language=language)
    for name in ("score", "at"):
        if name in values:
            values[name] = number(cast(Fraction, values[name]), 2, language=language)
    for name in ("before", "after"):
        values[name] = _place(cast("HalfYear | bool | None", values.get(name)), language)
    return say(f"timing.reason_{move.reason}", values, language=language)


def shortfall_sentences(
    shortfalls: Sequence[Shortfall], remedies: Sequence[Shortfall], *, language: str
) -> Iterator[str]:
    """Say where, when and by how much the decided rows alone break the money, and what mends."""
    for code, found in (("shortfall", shortfalls), ("remedy", remedies)):
        for one in found:
            values = {
                "line": one.line,
                "span": _span(one.span, language),
                "missing": euros(one.cents, language=language),
                "rows": ", ".join(one.rows),
            }
            yield say(f"timing.{code}", values, language=language)
    if shortfalls:
        yield say("timing.shortfall_repair", {}, language=language)


def _place(start: HalfYear | bool | None, language: str) -> str:
    if start is None or start is True:
        return say("timing.in" if start else "timing.out", {}, language=language)
    return format_half_year(start)


def _span(span: Span, language: str) -> str:
    """Write a span; the whole where both ends are open."""
    first, last = ("" if one is None else format_half_year(one) for one in span)
    if not first and not last:
        return say("timing.span_whole", {}, language=language)
    return first if first == last else f"{first} – {last}".strip()
