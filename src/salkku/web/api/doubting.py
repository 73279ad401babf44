"""Doubt over HTTP: cautious choices, and what to ask before deciding."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from salkku.web.api.answering import asked
from salkku.web.api.answers import doubting as answers
from salkku.web.api.describing import Seconds, api, question
from salkku.web.api.guarding import needs

Draws = Annotated[int, Field(ge=0, le=10_000)]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]
Limit = Annotated[int, Field(ge=1, le=20)]


@api.get("/agreements/{agreement}/doubt", **question(answers.DoubtOut))
@needs("see_scores")
def doubt(
    request: HttpRequest,
    agreement: str,
    draws: Draws = 200,
    seed: Seed = 0,
    seconds: Seconds = 60,
) -> Status[Any]:
    """Decide cautiously, for all weights allowed and for each party's own."""
    arguments = {"draws": draws, "seed": seed, "seconds": seconds}
    return asked(request, agreement, "doubt", arguments)


@api.get("/agreements/{agreement}/questions", **question(answers.QuestionsOut))
@needs("view")
def questions(
    request: HttpRequest, agreement: str, limit: Limit = 5, seconds: Seconds = 60
) -> Status[Any]:
    """Say what to ask before deciding: whose answers lower the expected regret most."""
    return asked(request, agreement, "questions", {"limit": limit, "seconds": seconds})
