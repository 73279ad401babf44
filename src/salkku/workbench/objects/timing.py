"""Time as objects: starts, alarms, changes of a plan, and money that is missing when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from salkku.domain.periods import HalfYear, format_half_year
from salkku.locale import LANGUAGES
from salkku.workbench.objects.plain import Object, euros_of
from salkku.workbench.telling import alarm_sentence, move_sentence

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.timetable import Alarm, Move, Replan, Schedule, Shortfall, TimedRepairs

__all__ = [
    "alarms_object",
    "replan_object",
    "schedule_object",
    "shortfalls_object",
    "timed_repairs_object",
]


def schedule_object(
    schedule: Schedule, alarms: Iterable[Alarm], *, agreement: Agreement | None = None
) -> Object:
    """Give the object of ``schedule``; each alarm with its sentences, names of the agreement.

    ``bound_by`` is the solver whose word alone the bound is; null where more than one proved it, or
    whole numbers did.
    """
    return {
        "status": schedule.status,
        "starts": _written(schedule.starts),
        "value": schedule.value,
        "bound": schedule.bound,
        "bound_by": schedule.bound_by or None,
        "gap": schedule.gap,
        "shortfalls": shortfalls_object(schedule.shortfalls),
        "remedies": shortfalls_object(schedule.remedies),
        "assumptions": schedule.assumptions,
        "alarms": alarms_object(alarms, agreement=agreement),
    }


def alarms_object(alarms: Iterable[Alarm], *, agreement: Agreement | None = None) -> list[Object]:
    """Give each alarm with its sentences."""
    return [
        {
            "code": alarm.code,
            "half_year": _half(alarm.half_year),
            "rows": alarm.rows,
            "sentences": {
                one: alarm_sentence(alarm, language=one, agreement=agreement) for one in LANGUAGES
            },
        }
        for alarm in alarms
    ]


def shortfalls_object(shortfalls: Iterable[Shortfall]) -> list[Object]:
    """Give what the decided rows lack: the line, from when to when, and how many euros."""
    return [
        {
            "item": one.item,
            "line": one.line or None,
            "party": one.party,
            "from": _half(one.span[0]),
            "to": _half(one.span[1]),
            "missing_eur": euros_of(one.cents) if one.line else None,
            "measure": "eur" if one.line else one.measure,
            "missing": one.missing,
            "rows": one.rows,
            "least": one.least,
        }
        for one in shortfalls
    ]


def timed_repairs_object(found: TimedRepairs) -> Object:
    """Give the object of ``repair --timed``, the cheapest repair first."""
    return {
        "feasible": found.feasible,
        "clash": found.clash,
        "clashes": found.further,
        "repairs": [
            {
                "changes": [
                    {
                        "item": one.item,
                        "from": one.before,
                        "to": one.after,
                        "half_years": [_half(end) for end in one.span],
                    }
                    for one in repair.changes
                ],
                "cost": repair.cost,
                "chosen": tuple(repair.starts),
                "starts": _written(repair.starts),
                "value": repair.value,
                "proved": repair.proved,
            }
            for repair in found.repairs
        ],
    }


def replan_object(replan: Replan, *, agreement: Agreement | None = None) -> Object:
    """Give the object of ``replan``; ``weight`` sums the weights of the changes."""
    return {
        "status": replan.status,
        "changes": [_move(move, agreement) for move in replan.moves],
        "chosen": replan.chosen,
        "starts": None if replan.starts is None else _written(replan.starts),
        "weight": replan.weight,
        "weight_bound": replan.bound,
        "value": replan.value,
        "free_value": replan.free_value,
        "free_bound": replan.free_bound,
        "proved_fewest": replan.proved_fewest,
        "shortfalls": shortfalls_object(replan.shortfalls),
        "remedies": shortfalls_object(replan.remedies),
    }


def _move(move: Move, agreement: Agreement | None) -> Object:
    return {
        "proposal": move.proposal,
        "from": _place(move.before),
        "to": _place(move.after),
        "reason": move.reason,
        "weight": move.weight,
        "sentences": {
            one: move_sentence(move, language=one, agreement=agreement) for one in LANGUAGES
        },
    }


def _place(start: HalfYear | bool | None) -> str:
    if start is None:
        return "out"
    return "in" if start is True else format_half_year(start)


def _written(starts: Mapping[str, HalfYear]) -> dict[str, str]:
    return {row: format_half_year(start) for row, start in starts.items()}


def _half(half_year: HalfYear | None) -> str | None:
    return None if half_year is None else format_half_year(half_year)
