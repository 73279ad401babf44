"""What lies ahead in the timeline: missing money, waves of ends, gaps, and last useful calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import cast

from salkku.domain.agreement import Agreement, Names
from salkku.domain.periods import HalfYear, format_half_year, half_year_of
from salkku.domain.timetable import Alarm
from salkku.domain.weeks import WeekItem, WeekRow

__all__ = ["gaps_ahead", "last_calls", "missing_money", "missing_slots"]


def missing_money(
    agreement: Agreement, alarms: Sequence[Alarm], *, lines: Mapping[str, Names], today: date
) -> Iterator[WeekItem]:
    """Give what each line lacks for what is decided; past half-years are left out.

    A line's whole limit and its limits by span may both be short for the same cents: the greater
    of the two is counted.
    """
    parties = {one.id: one.name for one in agreement.parties}
    found: dict[str, list[Alarm]] = defaultdict(list)
    for alarm in _ahead(alarms, "money_short", today):
        found[str(alarm.values["line"])].append(alarm)
    rows = tuple(row for short in found.values() for row in _short(short, lines))
    if rows:
        first = rows[0]
        values: dict[str, object] = {"line": first.name or first.id}
        if first.facts["party"]:
            values["party"] = parties.get(first.facts["party"]) or first.facts["party"]
        if first.facts["from"]:
            values["half_year"] = first.facts["from"]
        yield WeekItem("money_short", rows, "eur_cents", values)


def missing_slots(
    agreement: Agreement, alarms: Sequence[Alarm], *, today: date
) -> Iterator[WeekItem]:
    """Give the test environments that lack slots for what is decided, first half-year first."""
    beds = {one.id: one for one in agreement.testbeds}
    found: dict[str, Alarm] = {}
    for alarm in _ahead(alarms, "slots_short", today):
        found.setdefault(str(alarm.values["testbed"]), alarm)
    rows = tuple(
        WeekRow(
            id,
            beds[id].name,
            facts={
                "from": _half(one.half_year),
                "slots": str(one.values["slots"]),
                "party": beds[id].party,
                "proposal": ", ".join(one.rows),
            },
        )
        for id, one in sorted(found.items(), key=lambda pair: pair[1].half_year or 0)
    )
    if rows:
        first = rows[0]
        values = {
            "testbed": first.name or first.id,
            "half_year": first.facts["from"],
            "slots": first.facts["slots"],
        }
        yield WeekItem("slots_short", rows, values=values)


def last_calls(agreement: Agreement, alarms: Sequence[Alarm]) -> Iterator[WeekItem]:
    """Give the ideas with their last useful call, then those that no known call can help."""
    rows = {row.id: row.name for row in agreement.proposals}
    calls = sorted(
        (one for one in alarms if one.code == "latest_call"),
        key=lambda one: str(one.values["closes"]),
    )
    if calls:
        found = tuple(
            WeekRow(
                one.rows[0],
                rows[one.rows[0]],
                facts={name: str(one.values[name]) for name in ("call", "closes")},
            )
            for one in calls
        )
        yield WeekItem("latest_call", found, values={"day": found[0].facts["closes"]})
    late = tuple(
        WeekRow(one.rows[0], rows[one.rows[0]], facts={"latest_start": _half(one.half_year)})
        for one in alarms
        if one.code == "no_useful_call"
    )
    if late:
        yield WeekItem("no_useful_call", late)


def gaps_ahead(agreement: Agreement, alarms: Sequence[Alarm], *, today: date) -> Iterator[WeekItem]:
    """Give the greatest wave of ends, focus areas that fall quiet, and results without money."""
    names = _names(agreement)
    waves = _ahead(alarms, "cliff", today)
    if waves:
        wave = max(waves, key=lambda one: (len(one.rows), -(one.half_year or 0)))
        half = _half(wave.half_year)
        found = tuple(WeekRow(row, names.get(row, {}), facts={"ends": half}) for row in wave.rows)
        values = {"half_year": half, "running": wave.values["running"]}
        yield WeekItem("cliff", found, values=values)
    yield from _quiet(agreement, _ahead(alarms, "quiet", today))
    yield from _unpaid(agreement, _ahead(alarms, "funding_gap", today))


def _quiet(agreement: Agreement, alarms: list[Alarm]) -> Iterator[WeekItem]:
    areas = {area.id: area.name for area in agreement.focus_areas}
    rows = tuple(
        WeekRow(
            str(one.values["area"]),
            areas[str(one.values["area"])],
            facts={"from": _half(one.half_year), "until": _half(one.values["until"])},
        )
        for one in sorted(alarms, key=lambda one: one.half_year or 0)
    )
    if rows:
        values = {"area": rows[0].name, "half_year": rows[0].facts["from"]}
        yield WeekItem("quiet", rows, values=values)


def _unpaid(agreement: Agreement, alarms: list[Alarm]) -> Iterator[WeekItem]:
    results = {one.id: one.name for one in agreement.results}
    rows = tuple(
        WeekRow(
            str(one.values["result"] or one.rows[0]),
            results.get(str(one.values["result"]), {}),
            facts={
                "proposal": one.rows[0],
                "organisation": str(one.values["organisation"]),
                "from": _half(one.half_year),
                "half_years": str(one.values["half_years"]),
            },
        )
        for one in sorted(alarms, key=lambda one: one.half_year or 0)
    )
    if rows:
        yield WeekItem("funding_gap", rows, values={"half_year": rows[0].facts["from"]})


def _ahead(alarms: Sequence[Alarm], code: str, today: date) -> list[Alarm]:
    """Alarms of a code that are not over: those about now, what comes, or the whole period."""
    now = half_year_of(12 * today.year + today.month - 1)
    return [one for one in alarms if one.code == code and _last(one) >= now]


def _last(alarm: Alarm) -> HalfYear:
    """Give the last half-year that an alarm is about; a distant one where it is open."""
    span = cast("tuple[HalfYear | None, HalfYear | None] | None", alarm.values.get("span"))
    last = alarm.half_year if span is None else span[1]
    if "until" in alarm.values:
        last = cast("HalfYear", alarm.values["until"]) - 1
    if "half_years" in alarm.values:
        last = (alarm.half_year or 0) + cast("int", alarm.values["half_years"]) - 1
    return 2 * 9999 if last is None else last


def _short(alarms: list[Alarm], lines: Mapping[str, Names]) -> list[WeekRow]:
    whole = [one for one in alarms if one.values["span"] == (None, None)]
    spans = [one for one in alarms if one.values["span"] != (None, None)]
    told = max(whole, spans, key=lambda found: sum(_cents(one) for one in found))
    return [
        WeekRow(
            str(one.values["line"]),
            lines.get(str(one.values["line"]), {}),
            cents=_cents(one),
            facts={"party": str(one.values["party"]), **_span(one.values)},
        )
        for one in told
    ]


def _span(values: Mapping[str, object]) -> dict[str, str]:
    first, last = cast("tuple[HalfYear | None, HalfYear | None]", values["span"])
    return {"from": _half(first), "until": _half(last)}


def _cents(alarm: Alarm) -> int:
    return cast("int", alarm.values["cents"])


def _half(half_year: object) -> str:
    return format_half_year(half_year) if isinstance(half_year, int) else ""


def _names(agreement: Agreement) -> dict[str, Names]:
    found = {one.id: one.name for one in agreement.projects}
    return found | {one.id: one.name for one in agreement.proposals}
