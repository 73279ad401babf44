"""The operations of the API: the questions of the command line, asked of one agreement."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import NinjaAPI, Query, Status
from ninja.security import django_auth
from pydantic import Field

from salkku import locale, workbench
from salkku.web.accounts.models import Membership
from salkku.web.accounts.permissions import SIGNED_IN, may
from salkku.web.api import shapes
from salkku.web.api.answering import asked, explained
from salkku.web.api.guarding import guarded, needs
from salkku.web.api.refusing import translate_errors
from salkku.web.desk.decisions import decisions_of, record
from salkku.web.desk.opening import desks, open_desk
from salkku.web.jobs.objects import plain
from salkku.web.ui import clock
from salkku.web.ui.faults import told_faults

api = NinjaAPI(
    title="Salkku",
    version="1",
    description="Questions about an agreement's portfolio, and their answers.",
    urls_namespace="api",
    auth=django_auth,
    docs_url=None,
    openapi_url="/openapi.json",
)
translate_errors(api)
REFUSALS = {401: shapes.Problem, 403: shapes.Problem, 404: shapes.Problem, 422: shapes.Problem}
Seconds = Annotated[float, Field(gt=0, le=600)]


def _question(shape: type[Any]) -> dict[int, Any]:
    """Declare what a question gives: its answer, or that it is under way, or a refusal."""
    return {200: shape, 202: shapes.Waiting, **REFUSALS}


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
            "cost_eur": totals.get(row.id, 0) / 100,
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


@api.get("/agreements/{agreement}/week", response={200: shapes.WeekOut, **REFUSALS})
@needs("view")
def week(request: HttpRequest, agreement: str) -> dict[str, Any]:
    """Say what needs somebody this week."""
    data = open_desk(agreement).read()
    today = clock.today()
    return {
        "items": [
            {
                "kind": item.kind,
                "number": item.number / 100 if item.unit == "eur_cents" else item.number,
                "sentences": {
                    code: workbench.week_sentence(item, language=code) for code in locale.LANGUAGES
                },
                "list": [row.id for row in item.rows],
            }
            for item in workbench.week(data, today=today, since=today)
        ]
    }


@api.get("/agreements/{agreement}/solve", response=_question(shapes.SolveOut))
@needs("view")
def solve(
    request: HttpRequest,
    agreement: str,
    wishes: Query[shapes.Wishes],
    seconds: Seconds = 60,
) -> Status[Any]:
    """Find the best portfolio; criterion values only for those who see scores."""
    return asked(
        request,
        agreement,
        "solve",
        {
            "force": sorted(set(wishes.force)),
            "forbid": sorted(set(wishes.forbid)),
            "seconds": seconds,
        },
    )


@api.get("/agreements/{agreement}/near", response=_question(shapes.NearOut))
@needs("view")
def near(
    request: HttpRequest,
    agreement: str,
    within: Annotated[float, Field(ge=0, le=0.5)] = 0.02,
    seconds: Seconds = 60,
) -> Status[Any]:
    """List every portfolio nearly as good as the best."""
    return asked(request, agreement, "near", {"within": within, "seconds": seconds})


@api.get("/agreements/{agreement}/front", response=_question(shapes.FrontOut))
@needs("see_scores")
def front(
    request: HttpRequest,
    agreement: str,
    objectives: Query[Annotated[list[str], Field(min_length=2, max_length=5)]],
    seconds: Seconds = 60,
) -> Status[Any]:
    """List every efficient portfolio of two to five objectives."""
    return asked(request, agreement, "front", {"objectives": objectives, "seconds": seconds})


@api.get("/agreements/{agreement}/robust", response=_question(shapes.RobustOut))
@needs("view")
def robust(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Say what holds whatever the weights and scores within what was stated."""
    return asked(request, agreement, "robust", {"seconds": seconds})


@api.get("/agreements/{agreement}/rank", response=_question(shapes.RankOut))
@needs("view")
def rank(request: HttpRequest, agreement: str) -> Status[Any]:
    """Rank one by one as the law does, each difference from the portfolio with its reason."""
    return asked(request, agreement, "rank", {})


@api.get("/agreements/{agreement}/repair", response=_question(shapes.RepairsOut))
@needs("view")
def repair(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Say why there is no portfolio, and the cheapest changes that give one."""
    return asked(request, agreement, "repair", {"seconds": seconds})


@api.get(
    "/agreements/{agreement}/explain/{proposal}",
    response=_question(shapes.ExplainOut),
    by_alias=True,
)
@needs("view")
def explain(
    request: HttpRequest, agreement: str, proposal: str, seconds: Seconds = 60
) -> Status[Any]:
    """Say why a row is in or out, and what would change it."""
    status = asked(request, agreement, "explain", {"id": proposal, "seconds": seconds})
    if status.status_code != 200:
        return status
    sees = may(request.user, "see_scores", agreement)
    return Status(200, explained(status.value, sees=sees))


@api.get("/agreements/{agreement}/fair", response=_question(shapes.FairOut))
@needs("view")
def fair(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Compare what each party pays and gains."""
    return asked(request, agreement, "fair", {"seconds": seconds})


@api.get("/agreements/{agreement}/readings", response=_question(shapes.ReadingsOut))
@needs("view")
def readings(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Find the best portfolio under every defensible reading of the same scores."""
    return asked(request, agreement, "readings", {"seconds": seconds})


@api.get("/agreements/{agreement}/coverage", response=_question(shapes.CoverageOut))
@needs("view")
def coverage(request: HttpRequest, agreement: str) -> Status[Any]:
    """List the touched cells of focus area, method and party."""
    return asked(request, agreement, "coverage", {})


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
    """Record a decision."""
    made = record(
        desk=open_desk(agreement),
        by=asked_for.by,
        note=asked_for.note,
        today=clock.today(),
        user=request.user,
        force=tuple(asked_for.force),
        forbid=tuple(asked_for.forbid),
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


urlpatterns = guarded(api, description=SIGNED_IN)
