"""The landscape over HTTP: the card of an idea, and what a portfolio does to the ecosystem."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Status
from pydantic import Field

from salkku import workbench
from salkku.web.api.answering import asked
from salkku.web.api.answers import landscape as answers
from salkku.web.api.answers.ecosystem import EcosystemOut
from salkku.web.api.describing import Seconds, api, question
from salkku.web.api.guarding import needs
from salkku.web.api.refusing import told
from salkku.web.desk.opening import open_desk
from salkku.web.ui import clock

Words = Annotated[str, Field(max_length=4000)]


@api.get("/agreements/{agreement}/idea", **question(answers.IdeaOut))
@needs("view")
def idea(
    request: HttpRequest,
    agreement: str,
    text: Words = "",
    cell: Annotated[str, Field(max_length=300)] = "",
    today: date | None = None,
) -> Status[Any]:
    """Draft the card of an idea in words, or of a cell given as FOCUS,METHOD,PARTY."""
    if bool(text.strip()) == bool(cell):
        return Status(422, told("wrong_request", {"place": "text, cell"}))
    desk = open_desk(agreement)
    wanted: dict[str, Any] = {"text": text}
    if cell:
        found = workbench.cell_of(desk.read(), text=cell)
        if found is None:
            raise Http404(cell)
        wanted = {"cell": list(found)}
    day = (today or clock.today()).isoformat()
    return asked(request, agreement, "idea", {**wanted, "today": day, "loaded": desk.linked})


@api.get("/agreements/{agreement}/ecosystem", **question(EcosystemOut))
@needs("view")
def ecosystem(
    request: HttpRequest, agreement: str, today: date | None = None, seconds: Seconds = 60
) -> Status[Any]:
    """Count ties, first-timers and companies of the best portfolio, beside the decided alone."""
    day = (today or clock.today()).isoformat()
    given = {"today": day, "loaded": open_desk(agreement).linked, "seconds": seconds}
    return asked(request, agreement, "ecosystem", given)
