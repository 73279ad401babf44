"""An idea beside what exists already, and kept when somebody wishes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from salkku import workbench
from salkku.web.accounts.permissions import requires
from salkku.web.desk.answers import Ticket
from salkku.web.desk.frame import render_part
from salkku.web.desk.ideas import keep_idea
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.landscape.card import shown
from salkku.web.pages.landscape.parts import PARTS
from salkku.web.ui import clock
from salkku.web.ui.templatetags.say import language, say

LONGEST = 4000
"""Most characters of an idea."""


@requires("view")
@require_safe
def landscape(request: HttpRequest, agreement: str) -> HttpResponse:
    """Put an idea, or an empty cell, beside what exists: its card."""
    desk = open_desk(agreement)
    data = desk.read()
    idea = request.GET.get("q", "").strip()[:LONGEST]
    cell = workbench.cell_of(data, text=request.GET.get("cell", ""))
    ticket = _card(desk, idea, cell) if idea or cell else None
    context = {
        "idea": idea,
        "card_ticket": ticket,
        "card": shown(ticket) if ticket else None,
    }
    return render_part(request, desk, part="landscape", parts=PARTS, context=context)


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
    return ask(desk, "idea", {**wanted, "today": clock.today().isoformat(), "loaded": desk.linked})
