"""Organisations over HTTP: which there are, one of them, the correction queue, and rulings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Schema, Status

from salkku import workbench
from salkku.domain.ecosystem import Ruling
from salkku.domain.errors import WrongInput
from salkku.web.api.answering import waiting
from salkku.web.api.answers import around as answers
from salkku.web.api.describing import REFUSALS, api, question
from salkku.web.api.guarding import needs
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.desk.rulings import rule_names, take_back
from salkku.web.jobs.comparing import comparing
from salkku.web.ui import clock
from salkku.web.ui.faults import told_faults
from salkku.workbench.objects import bodies, linking
from salkku.workbench.objects.plain import Object, plain

Name = Annotated[str, Field(max_length=300)]
LONGEST = 1000


class NamesIn(Schema):
    """Two names as sources write them, with their countries where they matter."""

    name: str = Field(min_length=1, max_length=LONGEST)
    other: str = Field(min_length=1, max_length=LONGEST)
    country: str = Field("", max_length=100)
    other_country: str = Field("", max_length=100)


class RulingIn(NamesIn):
    """A person's word on two names; ``became``: ``name`` is the predecessor of ``other``."""

    verdict: Literal["same", "apart", "became"]
    since: str = Field("", max_length=20)
    note: str = Field("", max_length=LONGEST)


@api.get("/agreements/{agreement}/landscape/organisations", **question(answers.OrganisationsOut))
@needs("view")
def organisations(
    request: HttpRequest,
    agreement: str,
    name: Name = "",
    limit: Annotated[int, Field(ge=1, le=200)] = 50,
) -> Status[Any]:
    """List the agreement's organisations, or those with a word in a name."""
    desk = open_desk(agreement)
    waiting = _waiting(desk)
    if waiting is not None:
        return waiting
    found, total = workbench.organisations(
        desk.read(), asked=name.strip(), tables=desk.tables, limit=limit
    )
    return Status(200, plain(bodies.organisations_object(found, total)))


@api.get("/agreements/{agreement}/landscape/organisation", **question(answers.OrganisationOut))
@needs("view")
def organisation(
    request: HttpRequest, agreement: str, name: Name, country: Name = ""
) -> Status[Any]:
    """Give one organisation by any of its names: why they are its, and what sources say of it."""
    desk = open_desk(agreement)
    waiting = _waiting(desk)
    if waiting is not None:
        return waiting
    found = workbench.organisation(
        desk.read(), name=name.strip(), country=country.strip(), tables=desk.tables
    )
    if found is None:
        raise Http404(name)
    return Status(200, plain(bodies.organisation_object(found)))


@api.get("/agreements/{agreement}/landscape/links", **question(answers.QueueOut))
@needs("view")
def links(
    request: HttpRequest,
    agreement: str,
    limit: Annotated[int, Field(ge=1, le=200)] = 20,
) -> Status[Any]:
    """List the pairs of names most worth a ruling."""
    desk = open_desk(agreement)
    waiting = _waiting(desk)
    if waiting is not None:
        return waiting
    found = workbench.queue(desk.read(), tables=desk.tables, limit=limit)
    return Status(200, plain(linking.queue_object(found)))


@api.post(
    "/agreements/{agreement}/landscape/links/rule",
    response={201: answers.RulingOut, **REFUSALS},
    by_alias=True,
)
@needs("edit")
def rule(request: HttpRequest, agreement: str, ruling: RulingIn) -> Status[Any]:
    """Record a ruling on two names: it holds before all evidence, through every later load."""
    said = Ruling(
        ruling.name.strip(),
        ruling.other.strip(),
        ruling.verdict,
        ruling.country.strip(),
        ruling.other_country.strip(),
        ruling.since.strip() if ruling.verdict == "became" else "",
        clock.today().isoformat(),
        ruling.note.strip(),
    )
    return _kept(said, lambda: rule_names(desk=open_desk(agreement), ruling=said))


@api.post(
    "/agreements/{agreement}/landscape/links/undo",
    response={201: answers.RulingOut, **REFUSALS},
    by_alias=True,
)
@needs("edit")
def undo_ruling(request: HttpRequest, agreement: str, names: NamesIn) -> Status[Any]:
    """Take back what is ruled on two names."""
    said = Ruling(
        names.name.strip(),
        names.other.strip(),
        "undo",
        names.country.strip(),
        names.other_country.strip(),
    )
    return _kept(said, lambda: take_back(desk=open_desk(agreement), ruling=said))


def _kept(ruling: Ruling, keep: Callable[[], Desk]) -> Status[Any]:
    """Keep a change of links.csv; where the folder would have a fault, say the first."""
    try:
        desk = keep()
    except WrongInput as error:
        first = told_faults(error.faults)[0]
        return Status(422, {"code": first["code"], "message": first["message"]})
    found: Object = linking.ruling_object(ruling, len(desk.read().rulings))
    return Status(201, plain(found))


def _waiting(desk: Desk) -> Status[Any] | None:
    """Give 202 while names are compared."""
    ticket = comparing(desk, desk.read())
    return None if ticket is None else waiting(ticket)
