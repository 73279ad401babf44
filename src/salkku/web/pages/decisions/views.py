"""Record a decision, list what was recorded, hand its files out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from salkku import locale
from salkku.domain.errors import SalkkuError
from salkku.web.accounts.permissions import requires
from salkku.web.desk.decisions import bundle, decisions_of, record
from salkku.web.desk.frame import render
from salkku.web.desk.opening import open_desk
from salkku.web.desk.wishes import condition_in, wishes_in
from salkku.web.ui import clock
from salkku.web.ui.templatetags.say import language, say

LONGEST_ROLE, LONGEST_NOTE = 100, 5000


@requires("view")
@require_safe
def decisions(request: HttpRequest, agreement: str) -> HttpResponse:
    """List the recorded decisions, the newest first."""
    desk = open_desk(agreement)
    return render(request, "decisions/list.html", desk, {"decisions": decisions_of(desk)})


@requires("decide")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, agreement: str) -> HttpResponse:
    """Ask who decides and why, then record."""
    desk = open_desk(agreement)
    data = desk.read()
    given = request.POST if request.method == "POST" else request.GET
    wishes, condition = wishes_in(given, data), condition_in(given, data)
    by, note = given.get("by", "").strip(), given.get("note", "").strip()
    faults: dict[str, str] = {}
    if request.method == "POST":
        faults = _faults(by, note)
        if not faults:
            try:
                made = record(
                    desk=desk,
                    by=by,
                    note=note,
                    today=clock.today(),
                    user=request.user,
                    force=wishes.force,
                    forbid=wishes.forbid,
                    condition=condition,
                )
            except SalkkuError as error:
                told = locale.say(f"errors.{error.code}", error.values, language=language())
                faults = {"all": told}
            else:
                messages.success(request, say("web_decisions.recorded", name=made.name))
                return redirect("decisions_one", agreement=agreement, name=made.name)
    context: dict[str, Any] = {
        "force": wishes.force,
        "forbid": wishes.forbid,
        "condition": condition,
        "names": {row.id: row.name for row in data.proposals},
        "by": by,
        "note": note,
        "faults": faults,
    }
    return render(request, "decisions/new.html", desk, context, status=422 if faults else 200)


def _faults(by: str, note: str) -> dict[str, str]:
    found = {}
    if not by:
        found["by"] = say("web_decisions.by_missing")
    if len(by) > LONGEST_ROLE:
        found["by"] = say("web_decisions.too_long", limit=LONGEST_ROLE)
    if len(note) > LONGEST_NOTE:
        found["note"] = say("web_decisions.too_long", limit=LONGEST_NOTE)
    return found


@requires("view")
@require_safe
def one(request: HttpRequest, agreement: str, name: str) -> HttpResponse:
    """Show one decision: what was chosen, by whom, why, and the digest that seals it."""
    desk = open_desk(agreement)
    found = next((one for one in decisions_of(desk) if one.name == name), None)
    if found is None:
        raise Http404(name)
    names = {row.id: row.name for row in desk.read().proposals}
    return render(request, "decisions/one.html", desk, {"decision": found, "names": names})


@requires("decide")
@require_safe
def files(request: HttpRequest, agreement: str, name: str) -> HttpResponse:
    """Hand out a decision's folder: inputs, answer and manifest, as a zip."""
    content = bundle(open_desk(agreement), name)
    if content is None:
        raise Http404(name)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{agreement}-{name}.zip"'
    return response
