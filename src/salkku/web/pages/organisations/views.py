"""Organisations in a list, and one of them with all that is known of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.comparing import comparing
from salkku.web.pages.organisations.ruled import shown_rulings
from salkku.web.ui.templatetags.say import language, say

LONGEST = 300
MOST = 50
"""Projects in a list."""


@requires("view")
@require_safe
def listed(request: HttpRequest, agreement: str) -> HttpResponse:
    """List the agreement's organisations, or those whose name has a word."""
    desk = open_desk(agreement)
    data = desk.read()
    asked = request.GET.get("q", "").strip()[:LONGEST]
    ticket = comparing(desk, data)
    context: dict[str, Any] = {"ticket": ticket, "part": "list", "asked": asked}
    if ticket is None:
        found, total = workbench.organisations(data, asked=asked, tables=desk.tables)
        context |= {"found": found, "total": total}
    return render(request, "organisations/list.html", desk, context)


@requires("view")
@require_safe
def one(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show an organisation by any of its names: names, sayings, projects, lineage, ties."""
    desk = open_desk(agreement)
    data = desk.read()
    name = request.GET.get("name", "").strip()
    country = request.GET.get("country", "").strip()
    if not name:
        raise Http404
    ticket = comparing(desk, data)
    context: dict[str, Any] = {"ticket": ticket, "part": "one", "asked": name}
    if ticket is None:
        body = workbench.organisation(data, name=name, country=country, tables=desk.tables)
        if body is None:
            raise Http404
        context |= {
            "body": body,
            "spellings": [
                (each, [(e.speaks, _said(e)) for e in each.because]) for each in body.spellings
            ],
            "said": [
                (field, values, field in body.contradicted) for field, values in body.said.items()
            ],
            "several": [
                (say(f"web_organisations.field.{name}"), count)
                for name in ("pic", "business_id", "vat")
                if (count := len({one.value for one in body.said.get(name, ())})) > 1
            ],
            "parts": body.parts[:MOST],
            "more": len(body.parts) > MOST,
            "history": [(kin, part) for kin in body.kin if kin.before for part in kin.parts][:MOST],
            "rows": _rows(data, body.rows),
            "ruled": shown_rulings(desk, data.rulings, of=body.rulings),
            "ties": [(each, [(id, _name(data, id)) for id in each.rows]) for each in body.ties],
        }
    return render(request, "organisations/one.html", desk, context)


def _said(evidence: Any) -> str:
    return workbench.evidence_sentence(evidence, language=language())


def _rows(data: Agreement, rows: Any) -> list[dict[str, Any]]:
    statuses = {row.id: row.status for row in data.proposals}
    return [
        {
            "id": id,
            "name": _name(data, id),
            "status": statuses.get(id, ""),
            "role": role,
            "cents": cents,
        }
        for id, role, cents in rows
    ]


def _name(data: Agreement, id: str) -> Any:
    return next((row.name for row in data.proposals if row.id == id), {})
