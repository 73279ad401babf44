"""The agreement's folder: look through its files, take it out, put a new one in, see its faults."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from salkku import workbench
from salkku.domain.dossier import Dossier
from salkku.domain.errors import WrongInput
from salkku.store.archive import unpack
from salkku.store.datapackage import FILE
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render
from salkku.web.desk.mapping import table_of
from salkku.web.desk.memory import MemoryWorkspace
from salkku.web.desk.opening import Desk, open_desk, replace
from salkku.web.ui.faults import told_faults
from salkku.web.ui.templatetags.say import say


def _files(desk: Desk) -> list[dict[str, Any]]:
    found = []
    for path, content in sorted(desk.workspace.dossier().files.items()):
        table = table_of(content) if path.endswith(".csv") else None
        rows = len(table.rows) if table else None
        found.append({"path": path, "size": len(content), "rows": rows})
    return found


@requires("view")
@require_safe
def folder(request: HttpRequest, agreement: str) -> HttpResponse:
    """List the files, and what ``check`` says of them."""
    desk = open_desk(agreement)
    found = workbench.check(desk.workspace)
    context = {
        "files": _files(desk),
        "ok": found.ok,
        "faults": told_faults(found.faults),
        "warnings": told_faults(found.warnings),
    }
    return render(request, "folder/folder.html", desk, context)


@requires("see_scores")
@require_safe
def download(request: HttpRequest, agreement: str) -> HttpResponse:
    """Hand the folder out as a zip; it holds the scores, so it is for those who may see them."""
    content = workbench.packed(open_desk(agreement).workspace)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{agreement}.zip"'
    return response


@requires("edit")
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, agreement: str) -> HttpResponse:
    """Take a folder in as a zip: checked first, kept only when it has no fault."""
    desk = open_desk(agreement)
    if request.method != "POST":
        return render(request, "folder/upload.html", desk, {})
    sent = request.FILES.get("folder")
    if sent is None:
        context = {"missing": say("web_folder.missing")}
        return render(request, "folder/upload.html", desk, context, status=422)
    try:
        dossier = unpack(sent.read())
        found = workbench.check(MemoryWorkspace(dossier))
        faults = found.faults
    except WrongInput as error:
        dossier, faults = Dossier({}), error.faults
    if faults:
        return render(
            request, "folder/upload.html", desk, {"faults": told_faults(faults)}, status=422
        )
    before = desk.workspace.dossier()
    dossier = _without_description(before, dossier)
    changed = _changed(before, dossier)
    replace(desk=desk, dossier=dossier)
    messages.success(request, say("web_folder.kept", count=len(changed)))
    return redirect("folder", agreement=agreement)


def _without_description(before: Dossier, after: Dossier) -> Dossier:
    """Leave out the description that a packed folder got from us, where there was none before."""
    if FILE in before.files:
        return after
    return Dossier({path: data for path, data in after.files.items() if path != FILE})


def _changed(before: Dossier, after: Dossier) -> list[str]:
    paths = {*before.paths, *after.paths}
    return sorted(path for path in paths if before.files.get(path) != after.files.get(path))
