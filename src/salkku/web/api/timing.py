"""Time over HTTP: what starts when, the nearest plan after a change, decisions compared."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Status
from pydantic import Field

from salkku.web.api import shapes
from salkku.web.api.answering import asked
from salkku.web.api.answers import timing as answers
from salkku.web.api.describing import Seconds, api, question
from salkku.web.api.guarding import needs
from salkku.web.desk.decisions import decided_before
from salkku.web.desk.opening import open_desk

Less = Annotated[int, Field(ge=0, le=90)]


@api.get("/agreements/{agreement}/schedule", **question(answers.ScheduleOut))
@needs("view")
def schedule(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Say in which half-year each row starts, and how far that may be from the best."""
    return asked(request, agreement, "schedule", {"seconds": seconds})


@api.get("/agreements/{agreement}/repair-in-time", **question(answers.TimedRepairsOut))
@needs("view")
def repair_in_time(
    request: HttpRequest,
    agreement: str,
    wishes: Query[shapes.Wanted],
    seconds: Seconds = 60,
) -> Status[Any]:
    """Say why there is no timetable (with these rows), and the cheapest changes that give one."""
    arguments = {"force": sorted(set(wishes.force)), "seconds": seconds}
    return asked(request, agreement, "repair_in_time", arguments)


@api.get("/agreements/{agreement}/replan", **question(answers.ReplanOut))
@needs("view")
def replan(
    request: HttpRequest,
    agreement: str,
    decision: str,
    line: str = "",
    less: Less = 0,
    seconds: Seconds = 60,
) -> Status[Any]:
    """Find the fewest changes to a recorded decision, also with less money (%) on a line."""
    before = decided_before(open_desk(agreement), decision)
    cut = {"line": line, "less": str(less)} if line and less else {}
    return asked(request, agreement, "replan", {**before, **cut, "seconds": seconds})


@api.get("/agreements/{agreement}/compare", **question(answers.CompareOut))
@needs("view")
def compare(request: HttpRequest, agreement: str, a: str, b: str) -> Status[Any]:
    """Compare two recorded decisions by the agreement as it is now."""
    desk = open_desk(agreement)
    both = {"a": decided_before(desk, a), "b": decided_before(desk, b)}
    return asked(request, agreement, "compare", both)
