"""What is known around over HTTP: projects, calls, neighbours, the map, coverage over time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Schema, Status
from pydantic import Field

from salkku import workbench
from salkku.web.api.answering import not_ready
from salkku.web.api.answers import around as answers
from salkku.web.api.describing import api, question
from salkku.web.api.guarding import needs
from salkku.web.api.refusing import told
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.jobs.likeness import liked_by
from salkku.web.ui import clock
from salkku.workbench.objects import covering, finding, listing, mapping
from salkku.workbench.objects.plain import Object, plain

Text = Annotated[str, Field(max_length=4000)]
Name = Annotated[str, Field(max_length=300)]
Some = Annotated[int, Field(ge=1, le=200)]
Offset = Annotated[int, Field(ge=0, le=1_000_000)]
Values = Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=50)]


class Facets(Schema):
    """Which projects are wanted; of one facet any value will do."""

    source: Values = Field(default_factory=list)
    scope: Values = Field(default_factory=list)
    area: Values = Field(default_factory=list)
    country: Values = Field(default_factory=list)
    city: Values = Field(default_factory=list)
    organisation: Values = Field(default_factory=list)
    relation: Values = Field(default_factory=list)


@api.get("/agreements/{agreement}/landscape/projects", **question(answers.ProjectsOut))
@needs("view")
def find_projects(
    request: HttpRequest,
    agreement: str,
    facets: Query[Facets],
    words: Annotated[str, Field(max_length=200)] = "",
    like: Text = "",
    first: date | None = None,
    last: date | None = None,
    order: Literal["newest", "name", "money", "like"] | None = None,
    limit: Some = 50,
    offset: Offset = 0,
) -> Status[Any]:
    """Search every funded project that is known, with the counts of every facet."""
    desk = open_desk(agreement)
    chosen = {name: tuple(dict.fromkeys(filter(None, some))) for name, some in facets}
    liked = None
    if like.strip():
        ticket, liked, relations = liked_by(desk, like.strip())
        if (unready := not_ready(ticket)) is not None:
            return unready
        chosen["relation"] = chosen["relation"] or relations
    found = workbench.find_projects(
        desk.read(),
        tables=desk.tables,
        words=list(dict.fromkeys(words.split()))[:10],
        chosen=chosen,
        first=first,
        last=last,
        liked=liked,
        order=order or ("newest" if liked is None else "like"),
        limit=limit,
        offset=offset,
    )
    return Status(200, plain(finding.found_object(found)))


@api.get("/agreements/{agreement}/landscape/projects/{path:project}",
         **question(answers.ProjectOut))  # fmt: skip
@needs("view")
def project(request: HttpRequest, agreement: str, project: str) -> Status[Any]:
    """Give what is known of a project: each value with its source and day, and who takes part."""
    desk = open_desk(agreement)
    found = workbench.project(desk.read(), key=project, tables=desk.tables)
    return Status(200, plain(finding.sheet_object(found)))


@api.get("/agreements/{agreement}/landscape/calls", **question(answers.CallsOut))
@needs("view")
def calls(
    request: HttpRequest,
    agreement: str,
    words: Annotated[str, Field(max_length=200)] = "",
    area: Name = "",
    today: date | None = None,
    limit: Some = 50,
    offset: Offset = 0,
) -> Status[Any]:
    """List the calls that can still be used, ours and those of the open data."""
    desk = open_desk(agreement)
    among = None
    if area and desk.loaded:
        ticket = ask(desk, "call_areas", {"loaded": desk.loaded})
        if (unready := not_ready(ticket)) is not None:
            return unready
        among = [key for key, one in ticket.result["areas"].items() if one == area]
    found = workbench.find_calls(
        desk.read(),
        tables=desk.tables,
        today=today or clock.today(),
        words=list(dict.fromkeys(words.split()))[:10],
        area=area,
        among=among,
        limit=limit,
        offset=offset,
    )
    return Status(200, plain(finding.calls_object(found)))


@api.get("/agreements/{agreement}/landscape/network", **question(answers.NetworkOut))
@needs("view")
def network(
    request: HttpRequest,
    agreement: str,
    organisation: Name = "",
    project: Name = "",
    most: Annotated[int, Field(ge=1, le=200)] = 40,
) -> Status[Any]:
    """Give those who work with an organisation, or take part in a project."""
    if bool(organisation.strip()) == bool(project.strip()):
        return Status(422, told("wrong_request", {"place": "organisation, project"}))
    desk = open_desk(agreement)
    found = workbench.network(
        desk.read(),
        tables=desk.tables,
        organisation=organisation.strip(),
        project=project.strip(),
        most=most,
    )
    return Status(200, plain(finding.network_object(found)))


@api.get("/agreements/{agreement}/landscape/map", **question(answers.MapOut))
@needs("view")
def whole_map(request: HttpRequest, agreement: str) -> Status[Any]:
    """Give outlines, projects by postcode and test environments with what decided rows use."""
    desk = open_desk(agreement)
    data = desk.read()
    outlines, counts = workbench.areas_on_map(data, tables=desk.tables)
    uses = workbench.slots_of_testbeds(data, starts=None)
    return Status(200, plain(mapping.map_object(data, outlines, counts, uses)))


@api.get("/agreements/{agreement}/landscape/gaps", **question(answers.GapsOut))
@needs("view")
def gaps(request: HttpRequest, agreement: str, today: date | None = None) -> Status[Any]:
    """Name the cells in which nothing is planned."""
    return Status(200, plain(covering.gaps_object(_over_time(agreement, today)[1])))


@api.get("/agreements/{agreement}/coverage-over-time", **question(answers.CoverageOverTimeOut))
@needs("view")
def coverage_over_time(
    request: HttpRequest, agreement: str, today: date | None = None
) -> Status[Any]:
    """Count what is past, running and planned in each cell, and name the gaps."""
    cells, whole = _over_time(agreement, today)
    return Status(200, plain({**cells, "over_time": whole}))


def _over_time(agreement: str, today: date | None) -> tuple[Object, Object]:
    desk = open_desk(agreement)
    data, day = desk.read(), today or clock.today()
    found = workbench.coverage_over_time(data, today=day, tables=desk.tables)
    whole = covering.over_time_object(found, data, today=day)
    return listing.coverage_object(workbench.coverage(data)), whole
