"""What waits for somebody, what ends soon, and what changed since the last look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from salkku.domain.agreement import Agreement
from salkku.domain.periods import Month, format_month
from salkku.domain.weeks import WeekItem, WeekRow
from salkku.followup.portfolio import members

__all__ = ["calls_open", "changed", "decisions_waiting", "ending"]

SOON = timedelta(days=60)
MONTHS_AHEAD = 6


def decisions_waiting(agreement: Agreement, *, today: date) -> Iterator[WeekItem]:
    """Give the proposals whose call has closed and that nobody has decided."""
    closed = {
        call.id: call for call in agreement.calls if call.closes and call.closes < today.isoformat()
    }
    rows = tuple(
        WeekRow(
            row.id,
            row.name,
            facts={
                "call": row.call,
                "closed": closed[row.call].closes,
                "earliest_decision": closed[row.call].earliest_decision,
            },
        )
        for row in agreement.proposals
        if row.status == "proposal" and row.call in closed
    )
    if rows:
        yield WeekItem("decisions_waiting", rows)


def calls_open(agreement: Agreement, *, today: date) -> Iterator[WeekItem]:
    """Give the calls that are open, then those that open within 60 days."""
    now, soon = today.isoformat(), (today + SOON).isoformat()
    kinds = {
        "calls_open": [
            call
            for call in agreement.calls
            if call.closes and call.opens and call.opens <= now <= call.closes
        ],
        "calls_coming": [call for call in agreement.calls if now < call.opens <= soon],
    }
    for kind, calls in kinds.items():
        if not calls:
            continue
        waiting = {call.id: 0 for call in calls}
        for row in agreement.proposals:
            if row.call in waiting and row.status in ("idea", "proposal"):
                waiting[row.call] += 1
        rows = tuple(
            WeekRow(
                call.id,
                call.name,
                facts={
                    "opens": call.opens,
                    "closes": call.closes,
                    "proposals": str(waiting[call.id]),
                },
            )
            for call in calls
        )
        day = min(call.closes if kind == "calls_open" else call.opens for call in calls)
        yield WeekItem(kind, rows, values={"day": day})


def ending(agreement: Agreement, *, today: date) -> Iterator[WeekItem]:
    """Give the projects of the portfolio that end within six months, the first to end first."""
    now = _month(today)
    found = sorted(
        (one.end, one.id, one)
        for one in members(agreement)
        if one.end is not None and now <= one.end < now + MONTHS_AHEAD
    )
    rows = tuple(
        WeekRow(one.id, one.name, facts={"ends": format_month(end)}) for end, _, one in found
    )
    if rows:
        yield WeekItem("ending", rows, values={"month": rows[0].facts["ends"]})


def changed(agreement: Agreement, *, since: date, today: date) -> Iterator[WeekItem]:
    """Give what the tables say happened between two days, both included."""
    rows = tuple(_happened(agreement, since, today))
    if rows:
        yield WeekItem("changed", rows, values={"since": since.isoformat()})


def _happened(agreement: Agreement, since: date, today: date) -> Iterator[WeekRow]:
    first, last = since.isoformat(), today.isoformat()
    for project in agreement.projects:
        if first <= project.as_of <= last:
            facts = {"change": "fact", "day": project.as_of, "scope": project.scope}
            yield WeekRow(project.id, project.name, facts=facts)
    for actual in agreement.actuals:
        if first <= actual.date <= last:
            yield WeekRow(actual.indicator, facts={"change": "actual", "day": actual.date})
    months = range(_month(since) + (since.day > 1), _month(today) + 1)
    for event in agreement.events:
        if event.month is not None and event.month in months:
            facts = {"change": "event", "day": format_month(event.month)}
            yield WeekRow(event.id, event.name, facts=facts)
    for one in members(agreement):
        if one.start in months:
            yield WeekRow(one.id, one.name, facts={"change": "started", "day": _text(one.start)})
        if one.end is not None and one.end + 1 in months:
            yield WeekRow(one.id, one.name, facts={"change": "ended", "day": _text(one.end)})


def _text(month: Month | None) -> str:
    return "" if month is None else format_month(month)


def _month(day: date) -> Month:
    return 12 * day.year + day.month - 1
