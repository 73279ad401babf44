"""The choice over HTTP: the best, the near-best, the efficient, the robust, and reasons."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Status
from pydantic import Field

from salkku.domain.proposals import LEVELS
from salkku.web.api import shapes
from salkku.web.api.answering import asked
from salkku.web.api.answers import choosing as answers
from salkku.web.api.describing import Seconds, api, question
from salkku.web.api.guarding import needs


@api.get("/agreements/{agreement}/solve", **question(answers.SolveOut))
@needs("view")
def solve(
    request: HttpRequest,
    agreement: str,
    wishes: Query[shapes.Wishes],
    seconds: Seconds = 60,
) -> Status[Any]:
    """Find the best portfolio; criterion values only for those who see scores."""
    arguments = {
        "force": sorted(set(wishes.force)),
        "forbid": sorted(set(wishes.forbid)),
        "seconds": seconds,
    }
    return asked(request, agreement, "solve", arguments)


@api.get("/agreements/{agreement}/near", **question(answers.NearOut))
@needs("view")
def near(
    request: HttpRequest,
    agreement: str,
    within: Annotated[float, Field(ge=0, le=0.5)] = 0.02,
    seconds: Seconds = 60,
) -> Status[Any]:
    """List every portfolio nearly as good as the best."""
    return asked(request, agreement, "near", {"within": within, "seconds": seconds})


@api.get("/agreements/{agreement}/front", **question(answers.FrontOut))
@needs("see_scores")
def front(
    request: HttpRequest,
    agreement: str,
    wanted: Query[shapes.Objectives],
    seconds: Seconds = 60,
) -> Status[Any]:
    """List every efficient portfolio of two to five objectives."""
    return asked(request, agreement, "front", {"objectives": wanted.objectives, "seconds": seconds})


@api.get("/agreements/{agreement}/robust", **question(answers.RobustOut))
@needs("view")
def robust(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Say what holds whatever the weights and scores within what was stated."""
    return asked(request, agreement, "robust", {"seconds": seconds})


@api.get("/agreements/{agreement}/readings", **question(answers.ReadingsOut))
@needs("view")
def readings(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Find the best portfolio under every defensible reading of the same scores."""
    return asked(request, agreement, "readings", {"seconds": seconds})


@api.get("/agreements/{agreement}/conditional", **question(answers.ConditionalOut))
@needs("view")
def conditional(
    request: HttpRequest,
    agreement: str,
    proposal: str,
    until: date,
    level: Annotated[str, Field(pattern=f"^({'|'.join(LEVELS[1:])})$")] = "signed",
    seconds: Seconds = 60,
) -> Status[Any]:
    """Solve both branches: with a row if its results are promised by a day, without it else."""
    arguments = {"proposal": proposal, "level": level, "until": until.isoformat()}
    return asked(request, agreement, "conditional", {**arguments, "seconds": seconds})


@api.get("/agreements/{agreement}/rank", **question(answers.RankOut))
@needs("view")
def rank(request: HttpRequest, agreement: str) -> Status[Any]:
    """Rank one by one as the law does, each difference from the portfolio with its reason."""
    return asked(request, agreement, "rank", {})


@api.get("/agreements/{agreement}/repair", **question(answers.RepairsOut))
@needs("view")
def repair(
    request: HttpRequest,
    agreement: str,
    wishes: Query[shapes.Wanted],
    seconds: Seconds = 60,
) -> Status[Any]:
    """Say why there is no portfolio (with these rows), and the cheapest changes that give one."""
    arguments = {"force": sorted(set(wishes.force)), "seconds": seconds}
    return asked(request, agreement, "repair", arguments)


@api.get("/agreements/{agreement}/explain/{proposal}", **question(answers.ExplainOut))
@needs("view")
def explain(
    request: HttpRequest, agreement: str, proposal: str, seconds: Seconds = 60
) -> Status[Any]:
    """Say why a row is in or out, and what would change it."""
    return asked(request, agreement, "explain", {"id": proposal, "seconds": seconds})


@api.get("/agreements/{agreement}/coverage", **question(answers.CoverageOut))
@needs("view")
def coverage(request: HttpRequest, agreement: str) -> Status[Any]:
    """List the touched cells of focus area, method and party."""
    return asked(request, agreement, "coverage", {})
