"""The table of all rows, and one row with why it is in or out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku.web.accounts.permissions import may, requires
from salkku.web.desk.frame import render
from salkku.web.desk.naming import names_of
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.proposals import rows
from salkku.web.pages.proposals.drawing import interval
from salkku.web.pages.proposals.project import project_of, score_lines
from salkku.web.ui.templatetags.say import language


@requires("view")
@require_safe
def proposals(request: HttpRequest, agreement: str) -> HttpResponse:
    """List the rows of the agreement, filtered and sorted as the address says."""
    desk = open_desk(agreement)
    data = desk.read()
    wanted = rows.Filter.of(request.GET.dict())
    sort = request.GET.get("sort", "id")
    ticket = ask(desk, "solve")
    found = rows.rows_of(
        data,
        wanted=wanted,
        sort=sort,
        language=language(),
        chosen=frozenset(ticket.result["chosen"]) if ticket.done else None,
    )
    query = request.GET.copy()
    query.pop("sort", None)
    context = {
        "rows": found,
        "total": len(data.proposals),
        "cents": sum(row.cents for row in found),
        "wanted": wanted,
        "options": rows.options(data),
        "statuses": sorted({row.status for row in data.proposals}),
        "sort": sort,
        "query": query.urlencode(),
    }
    return render(request, "proposals/list.html", desk, context)


@requires("view")
@require_safe
def project(request: HttpRequest, agreement: str, proposal: str) -> HttpResponse:
    """Show one row: facts, judgements for those who may, relations, results, why in or out."""
    desk = open_desk(agreement)
    data = desk.read()
    found = project_of(data, proposal)
    if found is None:
        raise Http404(proposal)
    sees = may(request.user, "see_scores", agreement)
    ticket = ask(desk, "explain", {"id": proposal}) if found.row.competes else None
    context: dict[str, Any] = {
        "project": found,
        "facts": rows.rows_of(
            data,
            wanted=rows.Filter(),
            sort="",
            language=language(),
            chosen=None,
        )[[row.id for row in data.proposals].index(proposal)],
        "scores": [(line, interval(line)) for line in score_lines(data, proposal)] if sees else [],
        "sees_scores": sees,
        "ticket": ticket,
        "reason": _reason(desk, proposal) if ticket and not ticket.done else None,
        "answer": _shown(ticket.result, sees=sees) if ticket and ticket.done else None,
        "names": names_of(data),
    }
    return render(request, "proposals/one.html", desk, context)


def _reason(desk: Desk, proposal: str) -> dict[str, Any] | None:
    """Give the row's one reason, where all rows' reasons are known already."""
    ticket = ask(desk, "reasons", ahead=False)
    found = ticket.result["reasons"] if ticket.done else []
    return next(
        (one for one in found if one["proposal"] == proposal and one["code"] != "threshold"), None
    )


def _shown(answer: dict[str, Any], *, sees: bool) -> dict[str, Any]:
    """Leave out what speaks of scores for those who may not see them."""
    others = {
        name: [one for one in answer[name] if one != answer["id"]] for name in ("leaves", "enters")
    }
    answer = {**answer, **others}
    if sees:
        return answer
    return {
        **answer,
        "thresholds": [
            one for one in answer["thresholds"] if not one["subject"].startswith("score")
        ],
        "reasons": [one for one in answer["reasons"] if "score" not in one["code"]],
    }
