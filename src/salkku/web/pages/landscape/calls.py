"""Calls that can still be used: the agreement's own, and open topics, the first to close first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku import workbench
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.landscape.parts import PAGE, PARTS, words_of
from salkku.web.ui import clock
from salkku.web.ui.paging import asked_page, other_page
from salkku.web.ui.templatetags.say import day, named, say

__all__ = ["calls"]


@requires("view")
@require_safe
def calls(request: HttpRequest, agreement: str) -> HttpResponse:
    """List the calls with their last useful day; a focus area narrows both lists."""
    desk = open_desk(agreement)
    data = desk.read()
    today = clock.today()
    places = {one.id: (n, named(one.name)) for n, one in enumerate(data.focus_areas)}
    area = request.GET.get("area", "")
    area = area if area in places else ""
    told = ask(desk, "call_areas", {"loaded": desk.loaded}, ahead=False) if desk.loaded else None
    areas: dict[str, str] = told.result["areas"] if told and told.done else {}
    page = asked_page(request.GET)
    found = workbench.find_calls(
        data,
        tables=desk.tables,
        today=today,
        words=words_of(request.GET.get("q", "")),
        area=area,
        among=[key for key, one in areas.items() if one == area] if area else None,
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    context: dict[str, Any] = {
        "q": request.GET.get("q", "").strip()[:200],
        "area": area,
        "areas": places,
        "telling": told if told and not told.done else None,
        "loaded": desk.loaded,
        "finding": _finding(found),
        "today": today.isoformat(),
        "ours": [
            (one, [places[each] for each in one.focus_areas if each in places])
            for one in found.ours
        ],
        "others": [(one, places.get(areas.get(one.key, ""))) for one in found.others],
        "now": today,
        "total": found.total,
        "begin": (page - 1) * PAGE + 1,
        "end": (page - 1) * PAGE + len(found.others),
        "before": other_page(request.GET, page - 1, total=found.total, each=PAGE),
        "after": other_page(request.GET, page + 1, total=found.total, each=PAGE),
    }
    return render_part(request, desk, part="landscape_calls", parts=PARTS, context=context)


def _finding(found: workbench.UsefulCalls) -> str:
    """Say how many there are, and the first last useful day."""
    days = [one.closes for one in found.ours[:1]]
    days += [one.until.isoformat() for one in found.others[:1] if one.until]
    if not days:
        return say("web_landscape.calls_none")
    return say(
        "web_landscape.calls_finding",
        ours=len(found.ours),
        others=found.total,
        day=day(min(days)),
    )
