"""What is funded already, and what is like an idea."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import FundedProject
from salkku.web.accounts.permissions import requires
from salkku.web.desk.answers import Ticket
from salkku.web.desk.frame import render
from salkku.web.desk.ideas import keep_idea
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.landscape.card import shown
from salkku.web.pages.landscape.covered import covered
from salkku.web.ui import clock
from salkku.web.ui.templatetags.say import language, say

LONGEST = 4000
"""Most characters of an idea."""
SCOPES = ("steered", "aligned", "neighbour")


@requires("view")
@require_safe
def landscape(request: HttpRequest, agreement: str) -> HttpResponse:
    """Compare an idea with what exists; list the funded projects."""
    desk = open_desk(agreement)
    data = desk.read()
    idea = request.GET.get("q", "").strip()[:LONGEST]
    cell = workbench.cell_of(data, text=request.GET.get("cell", ""))
    scope = request.GET.get("scope", "")
    ticket = _card(desk, idea, cell) if idea or cell else None
    context = {
        "idea": idea,
        "card_ticket": ticket,
        "card": shown(ticket) if ticket else None,
        "scope": scope,
        "scopes": SCOPES,
        "projects": [_shown(data, one) for one in data.projects if scope in ("", one.scope)],
        "covered": covered(data),
    }
    return render(request, "landscape/landscape.html", desk, context)


@requires("edit")
@require_POST
def keep(request: HttpRequest, agreement: str) -> HttpResponse:
    """Keep an idea as a row, and open it."""
    idea = request.POST.get("q", "").strip()[:LONGEST]
    if not idea:
        return redirect("landscape", agreement=agreement)
    id = keep_idea(desk=open_desk(agreement), text=idea, language=language())
    messages.success(request, say("web_landscape.kept", id=id))
    return redirect("proposals_one", agreement=agreement, proposal=id)


def _card(desk: Desk, idea: str, cell: tuple[str, str, str] | None) -> Ticket:
    """Ask for the card of an idea, or of a cell when there is no text."""
    wanted: dict[str, Any] = {"text": idea} if idea else {"cell": list(cell or ())}
    return ask(desk, "idea", {**wanted, "today": clock.today().isoformat(), "loaded": desk.loaded})


def _shown(agreement: Agreement, project: FundedProject) -> dict[str, Any]:
    places = {theme.id: (n, theme.name) for n, theme in enumerate(agreement.focus_areas)}
    names = {party.id: party.name for party in agreement.parties}
    links = [one.strip() for one in project.source.split(" ; ")]
    return {
        "project": project,
        "focus": [places[name] for name, _ in project.focus_areas if name in places],
        "parties": [names[name] for name in project.parties if name in names],
        "source": next((one for one in links if one.startswith("https://")), ""),
    }
