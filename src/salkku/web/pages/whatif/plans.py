"""Plans that can be chosen from: recorded decisions, today's best, what the ranking funds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from salkku.web.desk.answers import Ticket
from salkku.web.desk.decisions import decided_before, decisions_of
from salkku.web.desk.opening import Desk
from salkku.web.jobs.asking import ask
from salkku.web.ui.templatetags.say import say

__all__ = ["BEST", "LAWFUL", "names_of_plans", "plan_of"]

BEST, LAWFUL = "best", "ranking"


def names_of_plans(desk: Desk) -> dict[str, str]:
    """Name every plan: today's best, the ranking's, then decisions from the newest."""
    named = {BEST: say("web_whatif.plan_best"), LAWFUL: say("web_whatif.plan_ranking")}
    for one in decisions_of(desk):
        named[one.name] = say("web_whatif.plan_decision", name=one.name, by=one.by)
    return named


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
    try:
        return None, decided_before(desk, name)
    except Http404:
        return plan_of(desk, BEST)


def _in_order(desk: Desk, rows: list[str]) -> list[str]:
    inside = set(rows)
    return [row.id for row in desk.read().proposals if row.id in inside]
