"""The correction queue: one pair of names at a time, ruled on by whoever may edit the agreement."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from salkku import workbench
from salkku.domain.ecosystem import Ruling
from salkku.domain.errors import NotFound, WrongInput
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render
from salkku.web.desk.opening import open_desk
from salkku.web.desk.rulings import rule_names, take_back
from salkku.web.jobs.comparing import comparing
from salkku.web.pages.organisations.ruled import shown_rulings
from salkku.web.ui import clock
from salkku.web.ui.faults import told_faults
from salkku.web.ui.templatetags.say import language, say

SHOWN = 20
"""Pairs in the list."""
LONGEST = 1000
"""Most characters of a name or a note."""
VERDICTS = ("same", "apart", "became", "came")
"""``came`` is ``became`` the other way round."""


@requires("view")
@require_safe
def queue(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show the pair at hand, those after it, and what is ruled."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = comparing(desk, data)
    context: dict[str, Any] = {"ticket": ticket, "part": "queue"}
    if ticket is None:
        at = _whole(request.GET.get("at", ""))
        found = workbench.queue(data, tables=desk.tables, limit=at + SHOWN)
        at = min(at, max(0, len(found.doubts) - 1))
        pairs = [(place, _shown(one)) for place, one in enumerate(found.doubts)]
        context |= {
            "queue": found,
            "at": at,
            "pair": pairs[at][1] if pairs else None,
            "next": at + 1 if at + 1 < found.total else 0,
            "after": pairs[at + 1 :],
            "ruled": shown_rulings(desk, data.rulings),
            "focused": bool(request.GET.get("ruled")),
        }
    return render(request, "organisations/queue.html", desk, context)


@requires("edit")
@require_POST
def rule(request: HttpRequest, agreement: str) -> HttpResponse:
    """Keep a ruling, where the agreement has no fault with it."""
    ruling = _ruling(request.POST)
    if ruling is None:
        messages.error(request, say("web_organisations.choose"))
        return redirect(_back(request.POST, agreement))
    try:
        rule_names(desk=open_desk(agreement), ruling=ruling)
    except WrongInput as error:
        for fault in told_faults(error.faults):
            messages.error(request, fault["message"])
    else:
        told = say(f"linking.ruled_{ruling.verdict}", name=ruling.name, other=ruling.other)
        messages.success(request, told)
    return redirect(_back(request.POST, agreement))


@requires("edit")
@require_POST
def undo(request: HttpRequest, agreement: str) -> HttpResponse:
    """Take back what was ruled on two names."""
    names = _names(request.POST)
    try:
        take_back(desk=open_desk(agreement), ruling=Ruling(**names, verdict="undo"))
    except NotFound:
        messages.error(request, say("web_organisations.not_ruled"))
    except WrongInput as error:
        for fault in told_faults(error.faults):
            messages.error(request, fault["message"])
    else:
        told = say("linking.ruled_undo", name=names["name"], other=names["other"])
        messages.success(request, told)
    return redirect(_back(request.POST, agreement))


def _shown(doubt: Any) -> dict[str, Any]:
    """Give a pair with its reasons in words."""
    return {
        "doubt": doubt,
        "because": [
            (one.speaks, workbench.evidence_sentence(one, language=language()))
            for one in doubt.because
        ],
    }


def _names(sent: QueryDict) -> dict[str, str]:
    fields = ("name", "country", "other", "other_country")
    return {field: sent.get(field, "").strip()[:LONGEST] for field in fields}


def _ruling(sent: QueryDict) -> Ruling | None:
    names, verdict = _names(sent), sent.get("verdict", "")
    if verdict not in VERDICTS or not names["name"] or not names["other"]:
        return None
    if verdict == "came":
        own = {"name": "other", "other": "name", "country": "other_country"}
        names = {**{key: names[value] for key, value in own.items()},
                 "other_country": names["country"]}  # fmt: skip
        verdict = "became"
    return Ruling(
        **names,
        verdict=verdict,
        since=sent.get("since", "").strip()[:LONGEST] if verdict == "became" else "",
        decided=clock.today().isoformat(),
        note=sent.get("note", "").strip()[:LONGEST],
    )


def _back(sent: QueryDict, agreement: str) -> str:
    """Give the page that a ruling came from: an organisation's, or the queue where it was."""
    name = sent.get("page", "")
    if name:
        path = reverse("landscape_organisation", kwargs={"agreement": agreement})
        return f"{path}?{urlencode({'name': name, 'country': sent.get('page_country', '')})}"
    path = reverse("landscape_queue", kwargs={"agreement": agreement})
    return f"{path}?{urlencode({'at': _whole(sent.get('at', '')), 'ruled': 1})}"


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
