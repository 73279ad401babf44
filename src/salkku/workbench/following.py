"""What needs somebody this week, and the strip of the years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from salkku import followup
from salkku.domain.agreement import Agreement
from salkku.domain.timetable import Alarm
from salkku.domain.weeks import AreaChange, WeekItem
from salkku.followup import sentence as week_sentence
from salkku.followup import strip
from salkku.locale import LANGUAGES
from salkku.workbench.naming import line_names

__all__ = ["strip", "week", "week_sentence"]


def week(
    agreement: Agreement, *, today: date, since: date, around: Sequence[AreaChange] = ()
) -> tuple[WeekItem, ...]:
    """Give what needs somebody, the most pressing kind first.

    Parameters
    ----------
    agreement
        Read and checked; the alarms of its timeline are told where it has a period.
    today, since
        The day it is answered for, and the day of the last look.
    around
        What changed in the loaded open data, as ``area_changes`` tells it.
    """
    told: tuple[Alarm, ...] = ()
    if agreement.period is not None:
        from salkku.workbench.timing import alarms

        told = alarms(agreement, today=today)
    named = {language: line_names(agreement, language=language) for language in LANGUAGES}
    lines = {
        row.line: {language: names[row.line] for language, names in named.items()}
        for row in agreement.budgets
    }
    return followup.week(
        agreement, today=today, since=since, alarms=told, around=around, lines=lines
    )
