"""Who works with whom, walked from one organisation to the next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.opening import open_desk
from salkku.web.pages.landscape.drawing import picture_of, tables_of
from salkku.web.pages.landscape.parts import PARTS
from salkku.web.ui.figures import figure
from salkku.web.ui.templatetags.say import say

if TYPE_CHECKING:
    from salkku.store.ties import Neighbourhood

__all__ = ["network"]

MOST: Final = 40
"""Neighbours in the picture: with the middle fewer than 60 labels."""
LONGEST: Final = 300
OFFERED: Final = 12


@requires("view")
@require_safe
def network(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show one organisation's or project's neighbours; each leads to its own."""
    desk = open_desk(agreement)
    data = desk.read()
    offered = _offered(data)
    project = request.GET.get("project", "")[:LONGEST]
    name = request.GET.get("organisation", "").strip()[:LONGEST]
    if not project and not name and offered:
        name = offered[0]
    context: dict[str, Any] = {"offered": offered, "organisation": name, "project": project}
    if project or name:
        found = workbench.network(
            data, tables=desk.tables, organisation=name, project=project, most=MOST
        )
        context |= {
            "around": found,
            "known": bool(found.organisations or found.projects),
            "projects": [(_page_of(desk.key, one.key), one) for one in found.projects],
        }
        if found.organisations:
            context["figure"] = _figure(request, desk.key, found)
    return render_part(request, desk, part="landscape_network", parts=PARTS, context=context)


def _page_of(agreement: str, key: str) -> str:
    """Give the page of a project, or of a row of the agreement."""
    source, _, id_ = key.partition(":")
    if source == "proposals":
        return reverse("proposals_one", kwargs={"agreement": agreement, "proposal": id_})
    return reverse("landscape_project", kwargs={"agreement": agreement, "project": key})


def _offered(data: Agreement) -> list[str]:
    """Give the organisations of the agreement's own projects and rows, the busiest first."""
    counts = Counter(
        name for one in data.projects for name in dict.fromkeys((one.lead, *one.partners)) if name
    )
    names = {one.id: one.name for one in data.organisations}
    counts.update(names.get(one.organisation, one.organisation) for one in data.participations)
    return [name for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))][:OFFERED]


def _figure(request: HttpRequest, agreement: str, found: Neighbourhood) -> dict[str, Any]:
    place = reverse("landscape_network", kwargs={"agreement": agreement})

    def address(name: str) -> str:
        return f"{place}?{urlencode({'organisation': name})}"

    first = found.organisations[0]
    code = "network_of_project" if ":" in found.key else "network_finding"
    finding = say(
        f"web_landscape.{code}",
        name=found.name or found.key,
        count=len(found.organisations) + found.others,
        first=first.name,
        shared=first.shared,
    )
    linked = found.way == "linked"
    told = say("linking.by_linked" if linked else "web_landscape.network_note")
    note = say("web_landscape.network_others", count=found.others) if found.others else ""
    return figure(
        request,
        id="network",
        finding=finding,
        picture=picture_of(found, title=finding, address=address),
        tables=tables_of(found),
        note=" ".join(filter(None, (note, told))),
    )
