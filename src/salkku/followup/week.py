"""The week: the few things that need somebody, each with one number and the list behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from salkku.domain.agreement import Agreement, Names
from salkku.domain.timetable import Alarm
from salkku.domain.weeks import AreaChange, WeekItem
from salkku.followup.ahead import gaps_ahead, last_calls, missing_money, missing_slots
from salkku.followup.around import area_news
from salkku.followup.gaps import emptiest, needs_unanswered
from salkku.followup.lasting import checks_due, continuing, without_carrier
from salkku.followup.returning import returning
from salkku.followup.waiting import calls_open, changed, decisions_waiting, ending

__all__ = ["week"]

AHEAD = timedelta(days=31)


def week(
    agreement: Agreement,
    *,
    today: date,
    since: date,
    alarms: Sequence[Alarm] = (),
    around: Sequence[AreaChange] = (),
    lines: Mapping[str, Names] | None = None,
) -> tuple[WeekItem, ...]:
    """Give what needs somebody, the most pressing kind first.

    Parameters
    ----------
    agreement
        Read and checked.
    today, since
        The day it is answered for, and the day of the last look.
    alarms
        Of the timeline of what is decided.
    around
        What changed in the loaded open data, each with its focus area.
    lines
        Names of budget lines, where they have any.

    Returns
    -------
    tuple of WeekItem
        Only what the tables support: a kind without any row is left out.
    """
    return (
        *returning(agreement, today=today),
        *missing_money(agreement, alarms, lines=lines or {}, today=today),
        *missing_slots(agreement, alarms, today=today),
        *without_carrier(agreement),
        *decisions_waiting(agreement, today=today),
        *calls_open(agreement, today=today),
        *last_calls(agreement, alarms),
        *changed(agreement, since=since, today=today),
        *area_news(agreement, around, since=since),
        *emptiest(agreement),
        *needs_unanswered(agreement, today=today),
        *ending(agreement, today=today),
        *gaps_ahead(agreement, alarms, today=today),
        *checks_due(agreement, since=since, until=today + AHEAD),
        *continuing(agreement),
    )
