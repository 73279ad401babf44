"""One table of the folder: its cells, one row to change, and the change taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from salkku.domain.dossier import Table
from salkku.domain.errors import WrongInput
from salkku.web.accounts.permissions import requires
from salkku.web.desk.editing import change_row, changes_of, table_at, undo_row
from salkku.web.desk.frame import render
from salkku.web.desk.opening import open_desk
from salkku.web.ui.faults import told_faults
from salkku.web.ui.templatetags.say import say

MOST = 500
"""Rows on one page."""


@requires("see_scores")
@require_safe
def table(request: HttpRequest, agreement: str, table: str) -> HttpResponse:
    """Show the cells as written, with the number of each row as faults name it."""
    desk = open_desk(agreement)
    found = table_at(desk, table)
    first = max(0, _whole(request.GET.get("from", "0")))
    context = {
        "file": table,
        "header": found.header,
        "rows": [
            (place, _padded(found, cells))
            for place, cells in enumerate(found.rows[first : first + MOST], first)
        ],
        "total": len(found.rows),
        "next": first + MOST if first + MOST < len(found.rows) else None,
    }
    return render(request, "folder/table.html", desk, context)


@requires("edit")
@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, agreement: str, table: str, row: int) -> HttpResponse:
    """Change the cells of one row; kept only when the folder has no fault with them."""
    desk = open_desk(agreement)
    found = table_at(desk, table)
    if row >= len(found.rows):
        raise Http404(table)
    before = found.rows[row]
    cells = list(_padded(found, before))
    faults: list[dict[str, Any]] = []
    if request.method == "POST":
        sent = [request.POST.get(f"c{place}", cells[place]) for place in range(len(cells))]
        cells = [one.replace("\r\n", "\n") for one in sent]
        try:
            kept = cells if any(cells[len(before) :]) else cells[: len(before)]
            change_row(desk=desk, path=table, position=row, cells=kept)
        except WrongInput as error:
            faults = told_faults(error.faults)
        else:
            messages.success(request, say("web_folder.row_kept"))
            return redirect("folder_row", agreement=agreement, table=table, row=row)
    context = {
        "file": table,
        "row": row,
        "line": row + 2,
        "fields": list(zip(found.header, cells, strict=True)),
        "faults": faults,
        "changes": changes_of(desk, table, row),
    }
    return render(request, "folder/row.html", desk, context, status=422 if faults else 200)


@requires("edit")
@require_POST
def undo(request: HttpRequest, agreement: str, table: str, row: int) -> HttpResponse:
    """Take the newest change of a row back."""
    undo_row(desk=open_desk(agreement), path=table, position=row)
    messages.success(request, say("web_folder.undone"))
    return redirect("folder_row", agreement=agreement, table=table, row=row)


def _padded(table: Table, cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells + ("",) * (len(table.header) - len(cells))


def _whole(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else 0
