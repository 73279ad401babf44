"""Plans to choose from: decisions, today's best, what the ranking funds, an efficient one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.http import Http404

from salkku.web.desk.aims import aims_of
from salkku.web.desk.answers import Ticket
from salkku.web.desk.decisions import decided_before, decisions_of
from salkku.web.desk.opening import Desk
from salkku.web.jobs.asking import ask
from salkku.web.ui.templatetags.say import say

__all__ = ["BEST", "LAWFUL", "names_of_plans", "plan_of"]

BEST, LAWFUL = "best", "ranking"
FRONT: Final = "front~"
"""Begins the name of a point of a front: ``front~cost~value~3`` is the fourth of these two aims."""

MOST_AIMS, PLACES = 3, 9


def names_of_plans(
    desk: Desk, *, asked: Iterable[str] = (), sees_scores: bool = False
) -> dict[str, str]:
    """Name every plan: today's best, the ranking's, then decisions from the newest.

    Parameters
    ----------
    asked
        Names of an address: of them those that are points of a front are plans too, where the
        reader may see its aims.
    """
    named = {BEST: say("web_whatif.plan_best"), LAWFUL: say("web_whatif.plan_ranking")}
    for one in decisions_of(desk):
        named[one.name] = say("web_whatif.plan_decision", name=one.name, by=one.by)
    known = aims_of(desk.read(), sees_scores=sees_scores)
    for name in asked:
        aims, place = _point(name)
        if place is not None and 1 < len(aims) <= MOST_AIMS and set(aims) <= known.keys():
            named[name] = say("web_whatif.plan_front", place=place + 1)
    return named


def _point(name: str) -> tuple[list[str], int | None]:
    """Read the aims and the place of a point of a front; no place where it is none."""
    *aims, place = name.removeprefix(FRONT).split("~")
    number = place.isascii() and place.isdigit() and len(place) < PLACES
    return aims, int(place) if name.startswith(FRONT) and number else None


def plan_of(desk: Desk, name: str) -> tuple[Ticket | None, Mapping[str, Any]]:
    """Give what a plan chose, or the ticket of the question that must be answered first."""
    if name == LAWFUL:
        ticket = ask(desk, "rank")
        fixed = [row.id for row in desk.read().proposals if row.fixed]
        funded = (
            [one["proposal"] for one in ticket.result["ranking"] if one["funded"]]
            if (ticket.done)
            else []
        )
        return (None if ticket.done else ticket), {"chosen": _in_order(desk, [*fixed, *funded])}
    if name == BEST:
        ticket = ask(desk, "solve")
        chosen = ticket.result["chosen"] if ticket.done else []
        return (None if ticket.done else ticket), {"chosen": chosen}
    if name.startswith(FRONT):
        aims, place = _point(name)
        ticket = ask(desk, "front", {"objectives": aims})
        points = ticket.result["points"] if ticket.done else []
        if place is None or (ticket.done and place >= len(points)):
            return plan_of(desk, BEST)
        chosen = points[place]["chosen"] if points else []
        return (None if ticket.done else ticket), {"chosen": chosen}
    try:
        return None, decided_before(desk, name)
    except Http404:
        return plan_of(desk, BEST)


def _in_order(desk: Desk, rows: list[str]) -> list[str]:
    inside = set(rows)
    return [row.id for row in desk.read().proposals if row.id in inside]
