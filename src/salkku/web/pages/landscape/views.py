"""What is funded already, and what is like an idea."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from salkku import locale, workbench
from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import FundedProject
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.ui.templatetags.say import language

SCOPES = ("steered", "aligned", "neighbour")


@require_safe
@requires("view")
def landscape(request: HttpRequest, agreement: str) -> HttpResponse:
    """Compare an idea with what exists; list the funded projects."""
    desk = open_desk(agreement)
    data = desk.read()
    idea = request.GET.get("q", "").strip()[:4000]
    scope = request.GET.get("scope", "")
    context = {
        "idea": idea,
        "scope": scope,
        "scopes": SCOPES,
        "projects": [_shown(data, one) for one in data.projects if scope in ("", one.scope)],
        "hits": _hits(desk, data, idea) if idea else None,
    }
    return render(request, "landscape/landscape.html", desk, context)


def _hits(desk: Desk, data: Agreement, idea: str) -> list[dict[str, Any]]:
    """Find what is like an idea, in the agreement's own list and in the loaded open data."""
    loaded = desk.tables if (desk.tables / ".salkku").is_dir() else None
    found = workbench.similar(data, text=idea, tables=loaded, today=timezone.localdate())
    return [
        {
            "hit": hit,
            "because": [
                locale.say(
                    f"similar.{one.code}", {"values": ", ".join(one.values)}, language=language()
                )
                for one in hit.because
            ],
        }
        for hit in found
    ]


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
