"""Agreements over HTTP: which there are, their rows, faults and week, and their decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Status

from salkku import workbench
from salkku.domain.answers import Condition
from salkku.web.accounts.models import Membership
from salkku.web.accounts.permissions import SIGNED_IN
from salkku.web.api import shapes
from salkku.web.api.answering import waiting
from salkku.web.api.describing import REFUSALS, api
from salkku.web.api.guarding import needs
from salkku.web.desk.decisions import decisions_of, record
from salkku.web.desk.opening import desks, open_desk
from salkku.web.jobs.around import ask_around
from salkku.web.ui import clock
from salkku.web.ui.faults import told_faults
from salkku.workbench.objects.listing import week_object
from salkku.workbench.objects.plain import euros_of, plain


@api.get("/agreements", response={200: list[shapes.AgreementOut], **REFUSALS})
@needs(SIGNED_IN)
def agreements(request: HttpRequest) -> list[dict[str, Any]]:
    """List the agreements that the person may see."""
    mine = Membership.objects.filter(user_id=request.user.pk or 0)
    roles = dict(mine.values_list("agreement", "role"))
    return [
        {"key": desk.key, "names": dict(desk.names), "role": roles[desk.key]}
        for desk in desks(roles)
    ]


@api.get("/agreements/{agreement}/proposals", response={200: list[shapes.ProposalOut], **REFUSALS})
@needs("view")
def proposals(request: HttpRequest, agreement: str) -> list[dict[str, Any]]:
    """List the rows of the agreement."""
    data = open_desk(agreement).read()
    totals: dict[str, int] = {}
    for cost in data.costs:
        totals[cost.proposal] = totals.get(cost.proposal, 0) + cost.cents
    return [
        {
            "id": row.id,
            "status": row.status,
            "names": dict(row.name),
            "lead": row.lead,
            "focus_area": plain(dict(row.focus_areas)),
            "methods": plain(dict(row.methods)),
            "parties": list(row.parties),
            "cost_eur": plain(euros_of(totals.get(row.id, 0))),
        }
        for row in data.proposals
    ]


@api.get("/agreements/{agreement}/check", response={200: shapes.CheckOut, **REFUSALS})
@needs("view")
def check(request: HttpRequest, agreement: str) -> dict[str, Any]:
    """Find every fault and warning of the folder."""
    found = workbench.check(open_desk(agreement).workspace)
    return {
        "ok": found.ok,
        "faults": told_faults(found.faults),
        "warnings": told_faults(found.warnings),
    }


@api.get(
    "/agreements/{agreement}/week",
    response={200: shapes.WeekOut, 202: shapes.Waiting, **REFUSALS},
)
@needs("view")
def week(request: HttpRequest, agreement: str, since: date | None = None) -> Any:
    """Say what needs somebody this week; the news of the focus areas are those after a day."""
    desk = open_desk(agreement)
    today = clock.today()
    first = min(since or today, today)
    news = ask_around(desk, since=first, until=today)
    if not news.done:
        return waiting(news)
    items = workbench.week(desk.read(), today=today, since=first, around=news.changes)
    return Status(200, week_object(items))


@api.get("/agreements/{agreement}/decisions", response={200: list[shapes.DecisionOut], **REFUSALS})
@needs("view")
def decisions(request: HttpRequest, agreement: str) -> list[dict[str, Any]]:
    """List the recorded decisions, the newest first."""
    return [_decision(one) for one in decisions_of(open_desk(agreement))]


@api.post(
    "/agreements/{agreement}/decisions/new",
    response={201: shapes.DecisionOut, 409: shapes.Problem, **REFUSALS},
)
@needs("decide")
def decide(request: HttpRequest, agreement: str, asked_for: shapes.DecisionIn) -> Status[Any]:
    """Record a decision, also one on a condition."""
    asked = asked_for.condition
    made = record(
        desk=open_desk(agreement),
        by=asked_for.by,
        note=asked_for.note,
        today=clock.today(),
        user=request.user,
        force=tuple(asked_for.force),
        forbid=tuple(asked_for.forbid),
        condition=Condition(asked.proposal, asked.level, asked.until.isoformat())
        if asked
        else None,
    )
    return Status(201, _decision(made))


def _decision(one: Any) -> dict[str, Any]:
    return {
        "name": one.name,
        "digest": one.digest,
        "by": one.by,
        "note": one.note,
        "chosen": one.answer["chosen"],
    }
