"""Questions about time: what starts when, and the nearest plan when the world has changed."""

from __future__ import annotations

from salkku.appraise.timetable import timetable_of
from salkku.domain.agreement import Agreement
from salkku.domain.timetable import Schedule
from salkku.optimise.schedule import schedule as schedule_of

__all__ = ["SECONDS", "schedule"]

SECONDS = 30.0
"""Time limit where none is given."""


def schedule(agreement: Agreement, *, seconds: float | None = SECONDS) -> Schedule:
    """Give the start of every row of the most valuable timetable, with its gap.

    Parameters
    ----------
    seconds
        Time after which the best found so far is the answer; None as long as it takes.

    Raises
    ------
    WrongInput
        If the agreement has no period.
    """
    return schedule_of(timetable_of(agreement), seconds=seconds)
