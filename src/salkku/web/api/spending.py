"""Money over HTTP: between the parties, the next euro, money held back, the next call."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from salkku.web.api.answering import asked
from salkku.web.api.answers import spending as answers
from salkku.web.api.describing import Seconds, api, question
from salkku.web.api.guarding import needs

Samples = Annotated[int, Field(ge=0, le=1000)]


@api.get("/agreements/{agreement}/fair", **question(answers.FairOut))
@needs("view")
def fair(request: HttpRequest, agreement: str, seconds: Seconds = 60) -> Status[Any]:
    """Compare what each party pays and gains."""
    return asked(request, agreement, "fair", {"seconds": seconds})


@api.get("/agreements/{agreement}/budget", **question(answers.BudgetOut))
@needs("view")
def budget(request: HttpRequest, agreement: str, line: str, seconds: Seconds = 60) -> Status[Any]:
    """Give every limit of a budget line at which a greater value becomes possible."""
    return asked(request, agreement, "budget", {"line": line, "seconds": seconds})


@api.get("/agreements/{agreement}/reserve", **question(answers.ReserveOut))
@needs("view")
def reserve(
    request: HttpRequest, agreement: str, line: str = "", seconds: Seconds = 60
) -> Status[Any]:
    """Say what a later proposal must bring for each euro held back; the largest common line."""
    return asked(request, agreement, "reserve", {"line": line, "seconds": seconds})


@api.get("/agreements/{agreement}/design", **question(answers.DesignsOut))
@needs("view")
def design(
    request: HttpRequest, agreement: str, call: str, samples: Samples = 200, seconds: Seconds = 60
) -> Status[Any]:
    """Find few and round earmarks under which the ranking of a call does well."""
    arguments = {"call": call, "samples": samples, "seconds": seconds}
    return asked(request, agreement, "design", arguments)
