"""Say what time brings: alarms, changes of a plan, and money that the decided rows lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from salkku.domain.periods import HalfYear, format_half_year
from salkku.locale import date as day
from salkku.locale import euros, number, say
from salkku.workbench.naming import Naming

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.timetable import Alarm, Move, Shortfall, Span

__all__ = ["alarm_sentence", "move_sentence", "shortfall_sentences"]


def alarm_sentence(alarm: Alarm, *, language: str, agreement: Agreement | None = None) -> str:
    """Say an alarm in one language; with the agreement everything by its name."""
    naming = Naming(agreement, language)
    values = {**alarm.values, "rows": naming.rows(alarm.rows)}
    for key, kind in (("area", "areas"), ("call", "calls")):
        if key in values:
            values[key] = naming.plain(kind, str(values[key]))
    values |= _named(values, naming)
    values["half_year"] = "" if alarm.half_year is None else _spoken(alarm.half_year, language)
    if "cents" in values:
        values["missing"] = euros(cast(int, values["cents"]), language=language)
    if "span" in values:
        values["span"] = _span(cast("Span", values["span"]), language)
    if "until" in values:
        until = _spoken(cast(int, values["until"]) - 1, language)
        values["when"] = " – ".join(dict.fromkeys((str(values["half_year"]), until)))
    if "closes" in values:
        values["closes"] = day(str(values["closes"]), language=language)
    return say(f"timing.alarm_{alarm.code}", values, language=language)


def move_sentence(move: Move, *, language: str, agreement: Agreement | None = None) -> str:
    """Say in one language why a change is needed; with the agreement everything by its name."""
    naming = Naming(agreement, language)
    values: dict[str, object] = {"row": move.proposal, **move.values}
    values |= _named(values, naming)
    if "name" in values:
        ways = {"carrying": naming.bearer, "level": naming.row}
        values["name"] = ways.get(move.reason, naming.rule)(str(values["name"]))
    if "cents" in values:
        values["over"] = euros(cast(int, values["cents"]), language=language)
    if "span" in values:
        values["span"] = _span(cast("Span", values["span"]), language)
    if "others" in values:
        values["others"] = naming.rows(cast("tuple[str, ...]", values["others"]))
    if "status" in values:
        values["status"] = say(f"cli.status_{values['status']}", {}, language=language)
    for name in ("score", "at"):
        if name in values:
            values[name] = number(cast(Fraction, values[name]), 2, language=language)
    for name in ("before", "after"):
        values[name] = _place(cast("HalfYear | bool | None", values.get(name)), language)
    return say(f"timing.reason_{move.reason}", values, language=language)


def _named(values: Mapping[str, object], naming: Naming) -> dict[str, object]:
    """Name what values tell by id."""
    ways = {
        "row": naming.row,
        "line": naming.line,
        "testbed": naming.testbed,
        "criterion": naming.criterion,
        "organisation": naming.bearer,
    }
    return {key: way(str(values[key])) for key, way in ways.items() if key in values}


def shortfall_sentences(
    shortfalls: Sequence[Shortfall],
    remedies: Sequence[Shortfall],
    *,
    language: str,
    agreement: Agreement | None = None,
) -> Iterator[str]:
    """Say where, when and by how much the decided rows alone break the money, and what mends."""
    naming = Naming(agreement, language)
    for code, found in (("shortfall", shortfalls), ("remedy", remedies)):
        for one in found:
            values = {
                "line": naming.line(one.line),
                "span": _span(one.span, language),
                "missing": euros(one.cents, language=language),
                "rows": naming.rows(one.rows),
            }
            if not one.line:
                values["name"] = naming.item(one.item)
                values["missing"] = number(
                    one.missing, int(one.missing.denominator > 1), language=language
                )
                yield say(f"timing.{code}_{one.measure}", values, language=language)
                continue
            yield say(f"timing.{code}", values, language=language)
    if not all(one.least for one in (*shortfalls, *remedies)):
        yield say("timing.shortfall_unproved", {}, language=language)
    if shortfalls:
        yield say("timing.shortfall_repair", {}, language=language)


def _spoken(half_year: HalfYear, language: str) -> str:
    """Write a half-year as people do: spring 2027."""
    year, _, half = format_half_year(half_year).partition("-H")
    return say(f"web.half.{half}", {"year": year}, language=language)


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
