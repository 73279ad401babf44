"""Questions about time: what starts when, and the nearest plan when the world has changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from salkku import appraise
from salkku.appraise.timetable import hardness_of, timetable_of
from salkku.appraise.timetable_slots import slots_used
from salkku.domain.agreement import Agreement
from salkku.domain.errors import Fault, WrongInput
from salkku.domain.periods import HalfYear, parse_half_year
from salkku.domain.problem import Problem
from salkku.domain.timetable import Alarm, Baseline, Replan, Schedule, SlotUse, TimedRepairs
from salkku.optimise.alarms import alarms as alarms_of
from salkku.optimise.repair_timed import repair_in_time as repair_of
from salkku.optimise.replan import replan as replan_of
from salkku.optimise.schedule import schedule as schedule_of
from salkku.optimise.untimed import one_half_year

__all__ = [
    "SECONDS",
    "alarms",
    "baseline_of",
    "repair_in_time",
    "replan",
    "schedule",
    "slots_of_testbeds",
]

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


def replan(agreement: Agreement, *, baseline: Baseline, seconds: float | None = SECONDS) -> Replan:
    """Give the plan nearest to a baseline that the agreement as it is now allows.

    Parameters
    ----------
    baseline
        Of :func:`baseline_of`; without starts the question is asked without time.

    Raises
    ------
    WrongInput
        If the baseline has starts and the agreement has no period.
    """
    if baseline.starts is None:
        timetable = one_half_year(appraise.problem_of(agreement))
    else:
        timetable = timetable_of(agreement)
    return replan_of(
        timetable,
        baseline=baseline,
        hardness=hardness_of(agreement, problem=timetable.problem),
        absent=_absent(agreement, timetable.problem, baseline),
        seconds=seconds,
    )


def alarms(
    agreement: Agreement, *, starts: Mapping[str, HalfYear] | None = None, today: date | None = None
) -> tuple[Alarm, ...]:
    """Give what in the timeline needs somebody: missing money, cliffs, gaps, last useful calls.

    Parameters
    ----------
    starts
        Of a schedule; only the starts that are facts when None.
    today
        Calls that closed before it are of no use; every call counts when None.

    Raises
    ------
    WrongInput
        If the agreement has no period.
    """
    return alarms_of(agreement, timetable_of(agreement), starts=starts, today=today)


def repair_in_time(agreement: Agreement, *, seconds: float | None = None) -> TimedRepairs:
    """Say why there is no timetable, where and when, and the cheapest changes that give one.

    Parameters
    ----------
    seconds
        Time limit for all of it; None as long as it takes.

    Raises
    ------
    WrongInput
        If the agreement has no period.
    OutOfTime
        If the time ends before the clashes are proved.
    """
    return repair_of(timetable_of(agreement), prices=agreement.repair, seconds=seconds)


def slots_of_testbeds(
    agreement: Agreement, *, starts: Mapping[str, HalfYear] | None = None
) -> tuple[SlotUse, ...]:
    """Give the slots of every test environment that are used, and that there are, over time.

    Parameters
    ----------
    starts
        Of a schedule; only the starts that are facts when None.

    Returns
    -------
    tuple of SlotUse
        Test environments in file order, each with all half-years of the period.
    """
    return slots_used(agreement, starts=starts)


def _absent(
    agreement: Agreement, problem: Problem, baseline: Baseline
) -> Mapping[str, tuple[str, Mapping[str, object]]]:
    """Say why rows of the baseline do not compete any more."""
    rows = {row.id: row for row in agreement.proposals}
    gates = {one.id: one for one in problem.not_competing}
    found: dict[str, tuple[str, Mapping[str, object]]] = {}
    for row in baseline.chosen:
        if row in gates:
            gate = gates[row]
            values = {"criterion": gate.criterion, "score": gate.score, "at": gate.threshold}
            found[row] = ("threshold", {"row": row, **values})
        elif row in rows:
            found[row] = ("status", {"row": row, "status": rows[row].status})
        else:
            found[row] = ("gone", {"row": row})
    return found


def baseline_of(path: Path, *, option: str = "--baseline") -> Baseline:
    """Read what was decided: a decision's folder, or the saved object of solve or schedule.

    Parameters
    ----------
    option
        Named as the column of a fault.

    Raises
    ------
    WrongInput
        If there is nothing of the kind.
    """
    file = path / "decision.json" if path.is_dir() else path
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(path, option) from error
    starts, chosen = (said.get("starts"), said.get("chosen")) if isinstance(said, dict) else (0, 0)
    try:
        if isinstance(starts, dict):
            halves = {row: parse_half_year(half) for row, half in starts.items()}
            return Baseline(tuple(halves), halves)
    except (TypeError, ValueError) as error:
        raise _unreadable(path, option) from error
    if isinstance(chosen, list) and all(isinstance(row, str) for row in chosen):
        return Baseline(tuple(dict.fromkeys(chosen)))
    raise _unreadable(path, option)


def _unreadable(path: Path, option: str) -> WrongInput:
    fault = Fault(
        "", "baseline_unreadable", column=option, values={"path": path.name, "option": option}
    )
    return WrongInput((fault,))
