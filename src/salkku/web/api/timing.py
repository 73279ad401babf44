"""Time over HTTP: what starts when, and the nearest plan when the world has changed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Status

from salkku.web.api import answers
from salkku.web.api.answering import asked
from salkku.web.api.describing import Seconds, api, question
from salkku.web.api.guarding import needs
from salkku.web.desk.decisions import decided_before
from salkku.web.desk.opening import open_desk


@api.get("/agreements/{agreement}/schedule", **question(answers.ScheduleOut))
@needs("view")
def schedule(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Say in which half-year each row starts, and how far that may be from the best."""
    return asked(request, agreement, "schedule", {"seconds": seconds})


@api.get("/agreements/{agreement}/replan", **question(answers.ReplanOut))
@needs("view")
def replan(
    request: HttpRequest, agreement: str, decision: str, seconds: Seconds = 60
) -> Status[Any]:
    """Find the plan with the fewest changes to a recorded decision, and why each is needed."""
    before = decided_before(open_desk(agreement), decision)
    return asked(request, agreement, "replan", {**before, "seconds": seconds})
