"""Answers about time as objects of ``--json`` and as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from salkku.cli.answer import Block, Sheet
from salkku.cli.payloads import euros_of
from salkku.cli.wording import Wording
from salkku.domain.periods import HalfYear, format_half_year
from salkku.locale import date as day

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.timetable import Alarm, Schedule, Shortfall, Span

__all__ = [
    "alarm_sentence",
    "schedule_object",
    "schedule_view",
    "shortfall_sentences",
    "shortfalls_object",
    "span_in_words",
]

LANGUAGES = ("fi", "sv", "en")
UNKNOWN = "duration_unknown"


def schedule_object(schedule: Schedule, alarms: Iterable[Alarm]) -> Mapping[str, object]:
    """Give the object of ``schedule``; each alarm with its sentences."""
    return {
        "status": schedule.status,
        "starts": _written(schedule.starts),
        "value": schedule.value,
        "bound": schedule.bound,
        "gap": schedule.gap,
        "shortfalls": shortfalls_object(schedule.shortfalls),
        "remedies": shortfalls_object(schedule.remedies),
        "assumptions": schedule.assumptions,
        "alarms": [
            {
                "code": alarm.code,
                "half_year": _half(alarm.half_year),
                "rows": alarm.rows,
                "sentences": {one: alarm_sentence(alarm, one) for one in LANGUAGES},
            }
            for alarm in alarms
        ],
    }


def shortfalls_object(shortfalls: Iterable[Shortfall]) -> list[Mapping[str, object]]:
    """Give what the decided rows lack: the line, from when to when, and how many euros."""
    return [
        {
            "line": one.line,
            "party": one.party,
            "from": _half(one.span[0]),
            "to": _half(one.span[1]),
            "missing_eur": euros_of(one.cents),
            "rows": one.rows,
        }
        for one in shortfalls
    ]


def schedule_view(
    agreement: Agreement, schedule: Schedule, alarms: Iterable[Alarm], *, language: str
) -> Iterator[Block]:
    """Say the status and the gap, list the starts in order, and what was assumed."""
    words = Wording(language, area="timing")
    gap = "" if schedule.gap is None else words.percent(schedule.gap, 2)
    yield words.say(
        f"schedule_{schedule.status}",
        count=len(schedule.starts),
        value=words.number(schedule.value, 4),
        bound=words.number(schedule.bound, 4),
        gap=gap,
    )
    yield from shortfall_sentences(schedule.shortfalls, schedule.remedies, language=language)
    if schedule.starts:
        yield _starts(agreement, schedule.starts, words)
        if not agreement.loss_per_year:
            yield words.say("no_loss")
    for alarm in alarms:
        yield alarm_sentence(alarm, language)
    unknown = [row for code, *rest in schedule.assumptions for row in rest if code == UNKNOWN]
    if unknown:
        yield words.say("duration_unknown", rows=", ".join(unknown))


def shortfall_sentences(
    shortfalls: Sequence[Shortfall], remedies: Sequence[Shortfall], *, language: str
) -> Iterator[str]:
    """Say where, when and by how much the decided rows alone break the money, and what mends."""
    words = Wording(language, area="timing")
    for code, found in (("shortfall", shortfalls), ("remedy", remedies)):
        for one in found:
            yield words.say(
                code,
                line=one.line,
                span=span_in_words(one.span, words),
                missing=words.euros(one.cents),
                rows=", ".join(one.rows),
            )
    if shortfalls:
        yield words.say("shortfall_repair")


def alarm_sentence(alarm: Alarm, language: str) -> str:
    """Say an alarm in one language."""
    words = Wording(language, area="timing")
    values = {**alarm.values, "rows": ", ".join(alarm.rows)}
    values["half_year"] = _half(alarm.half_year) or ""
    if "cents" in values:
        values["missing"] = words.euros(cast(int, values["cents"]))
    if "span" in values:
        values["span"] = span_in_words(cast("Span", values["span"]), words)
    if "until" in values:
        values["until"] = format_half_year(cast(int, values["until"]))
    if "closes" in values:
        values["closes"] = day(str(values["closes"]), language=language)
    return words.say(f"alarm_{alarm.code}", **values)


def _starts(agreement: Agreement, starts: Mapping[str, HalfYear], words: Wording) -> Sheet:
    named = {row.id: row.name for row in agreement.proposals}
    ordered = sorted(starts.items(), key=lambda pair: pair[1])
    return Sheet(
        "",
        tuple(words.say(name) for name in ("start", "row", "proposal")),
        tuple((format_half_year(start), row, words.name(named[row])) for row, start in ordered),
    )


def _written(starts: Mapping[str, HalfYear]) -> dict[str, str]:
    return {row: format_half_year(start) for row, start in starts.items()}


def _half(half_year: HalfYear | None) -> str | None:
    return None if half_year is None else format_half_year(half_year)


def span_in_words(span: Span, words: Wording) -> str:
    """Write a span; the whole where both ends are open."""
    first, last = (_half(one) for one in span)
    if first is None and last is None:
        return words.say("span_whole")
    if first == last:
        return str(first)
    return f"{first or ''} – {last or ''}".strip()
