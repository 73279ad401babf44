"""Open data: what is loaded, and bringing more in, with progress and every row left out named."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from salkku import locale, workbench
from salkku.domain.errors import SourceError
from salkku.web.accounts.permissions import requires
from salkku.web.desk.answers import Ticket, find
from salkku.web.desk.frame import render_part
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.desk.uploads import keep_upload
from salkku.web.jobs.asking import ask
from salkku.web.pages.landscape.parts import PARTS
from salkku.web.pages.landscape.searching import source_word
from salkku.web.ui.figures import handed_out, table
from salkku.web.ui.templatetags.say import language, say

__all__ = ["data", "fetch", "load"]

SHOWN: Final = 200
"""Rows left out that a page lists; the file holds all of them."""
ASKED_ONE_BY_ONE: Final = ("ytj",)


@requires("view")
@require_safe
def data(request: HttpRequest, agreement: str) -> HttpResponse:
    """List what is loaded; follow a load that was asked for."""
    desk = open_desk(agreement)
    ticket = _ticket(request, desk)
    published = workbench.downloads()
    context: dict[str, Any] = {
        "load_ticket": ticket,
        "sources": [(name, source_word(name)) for name in published],
        "published": [
            (f"{name}/{part}", f"{source_word(name)}: {part}")
            for name, parts in published.items()
            for part in parts
        ]
        + [(f"{name}/", source_word(name)) for name in ASKED_ONE_BY_ONE],
        "wrong": request.GET.get("wrong", ""),
    }
    try:
        context["files"] = [
            (one, source_word(one.source)) for one in workbench.loaded_files(desk.tables)
        ]
    except SourceError as error:
        context["busy"] = locale.say(f"errors.{error.code}", error.values, language=language())
    if ticket is not None and ticket.done:
        left = _left_out(ticket.result)
        if request.GET.get("as"):
            head = [say(f"web_folder.{name}") for name in ("file", "row", "column", "fault")]
            figure = {"tables": [table(say("web_landscape.rejected"), head, left)]}
            return handed_out(figure, wanted=request.GET["as"], name=f"{desk.key}-left-out")
        context |= {
            "result": ticket.result,
            "left": left[:SHOWN],
            "left_count": len(left),
            "rows": sum(ticket.result.get("rows", {}).values()),
        }
    return render_part(request, desk, part="landscape_data", parts=PARTS, context=context)


def _ticket(request: HttpRequest, desk: Desk) -> Ticket | None:
    text = request.GET.get("load", "")
    if not text:
        return None
    found = find(desk, int(text)) if text.isascii() and text.isdigit() and len(text) < 12 else None
    if found is None or found.question not in ("load", "fetch"):
        raise Http404(text)
    return found


def _left_out(result: dict[str, Any]) -> list[tuple[str, object, str, str]]:
    """Give every fault, rejected row and doubtful cell with its place and reason."""
    faults = [
        (one["file"], one["row"], one["column"], one["sentences"][language()])
        for one in result["faults"]
    ]
    remarks = [*result.get("rejected", ()), *result.get("doubts", ())]
    return [
        (file, "–" if row is None else row, column or "–", reason)
        for file, row, column, reason in (
            *faults,
            *((one["file"], one["row"], one["column"], _reason(one["reason"])) for one in remarks),
        )
    ]


def _reason(code: str) -> str:
    known = locale.has(f"loading.{code}")
    return locale.say(f"loading.{code}", {}, language=language()) if known else code


@requires("edit")
@require_POST
def load(request: HttpRequest, agreement: str) -> HttpResponse:
    """Keep the sent files and put them to the worker."""
    desk = open_desk(agreement)
    source = request.POST.get("source", "")
    files = request.FILES.getlist("files")
    day = request.POST.get("as_of", "")
    if source not in workbench.downloads() or not files or not _is_day(day):
        return _again(agreement, "files")
    wanted = {"source": source, "upload": keep_upload(desk, files), "as_of": day}
    return _followed(agreement, ask(desk, "load", wanted))


@requires("edit")
@require_POST
def fetch(request: HttpRequest, agreement: str) -> HttpResponse:
    """Put a source's published file to the worker."""
    desk = open_desk(agreement)
    source, _, part = request.POST.get("published", "").partition("/")
    published = workbench.downloads()
    if part not in published.get(source, ()) and (part or source not in ASKED_ONE_BY_ONE):
        return _again(agreement, "published")
    wanted = {"source": source, "part": part, "at": timezone.now().isoformat()}
    return _followed(agreement, ask(desk, "fetch", wanted))


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _again(agreement: str, wrong: str) -> HttpResponse:
    place = reverse("landscape_data", kwargs={"agreement": agreement})
    return redirect(f"{place}?wrong={wrong}")


def _followed(agreement: str, ticket: Ticket) -> HttpResponse:
    place = reverse("landscape_data", kwargs={"agreement": agreement})
    return redirect(f"{place}?load={ticket.pk}")
