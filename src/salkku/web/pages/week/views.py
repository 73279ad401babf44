"""The week, the lists behind its numbers, the strip as files, and the one box."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from salkku import workbench
from salkku.domain.agreement import Agreement, Names
from salkku.domain.weeks import Strip, WeekItem, WeekRow
from salkku.web.accounts.models import Visit
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render
from salkku.web.desk.naming import names_of
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.jobs.around import ask_around
from salkku.web.jobs.asking import ask
from salkku.web.pages.week.drawing import drawn, figure_of, tables_of
from salkku.web.ui import clock
from salkku.web.ui.fields import field_words
from salkku.web.ui.figures import csv_of
from salkku.web.ui.templatetags.say import euros, language, named, say

FIRST_LOOK = timedelta(days=30)
"""How far back a first visit looks."""
FIRST = 3
"""How many things are said first: what can be read in one look."""
ACTIONS = {
    "decisions_waiting": "portfolio",
    "empty_cells": "landscape_gaps",
    "emptiest_cell": "landscape_gaps",
    "needs_unanswered": "landscape",
}
"""Where the action of a sentence leads; the others lead to their list."""


def _since(request: HttpRequest, agreement: str, today: date) -> date:
    """Give the day of the last look before today, and note today's."""
    person = request.user.pk or 0
    visits = Visit.objects.filter(user_id=person, agreement=agreement)
    last = visits.filter(day__lt=today).order_by("-day").first()
    Visit.objects.get_or_create(user_id=person, agreement=agreement, day=today)
    return last.day if last else today - FIRST_LOOK


def _items(desk: Desk, data: Agreement, *, today: date, since: date) -> tuple[WeekItem, ...]:
    """Give the things of the week; what changed around it once the worker has looked."""
    around = ask_around(desk, since=since, until=today).changes
    return workbench.week(data, today=today, since=since, around=around)


def _item(item: WeekItem, agreement: str) -> dict[str, Any]:
    """Give one sentence, its number taken out to stand before it, linked to what it counts."""
    told = workbench.week_sentence(item, language=language())
    number = euros(item.number) if item.unit == "eur_cents" else str(item.number)
    before, _, after = told.partition(f": {number}")
    link = reverse("week_list", kwargs={"agreement": agreement, "kind": item.kind})
    if "area_id" in item.values:
        link += f"?{urlencode({'area': item.values['area_id']})}"
    action = ACTIONS.get(item.kind)
    return {
        "number": number,
        "told": told,
        "sentence": before + after,
        "list": link,
        "action": f"web_week.action.{item.kind}",
        "href": reverse(action, kwargs={"agreement": agreement}) if action else link,
    }


def _questions(desk: Desk) -> dict[str, Any] | None:
    """Give how many answers could change the choice, and the first question; None until known."""
    ticket = ask(desk, "questions", ahead=False)
    found = ticket.result["questions"] if ticket.done else []
    if not found:
        return None
    first = found[0]["sentences"][language()]
    sentence = say("web_week.questions", count=len(found), first=first)
    link = reverse("doubt", kwargs={"agreement": desk.key})
    return {
        "number": str(len(found)),
        "told": f"{len(found)} {sentence}",
        "sentence": sentence,
        "list": link,
        "action": "web_week.action.questions",
        "href": link,
    }


def _strip(desk: Desk, data: Agreement) -> Strip:
    ticket = ask(desk, "solve")
    chosen = ticket.result["chosen"] if ticket.done else ()
    return workbench.strip(data, chosen=chosen)


@requires("view")
@require_safe
def week(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show the box, the sentences of the week, and the strip of the years."""
    desk = open_desk(agreement)
    data = desk.read()
    today = clock.today()
    since = _since(request, agreement, today)
    where = {"agreement": agreement}
    items = [_item(item, agreement) for item in _items(desk, data, today=today, since=since)]
    asked = _questions(desk)
    told = [*items, asked] if asked else items
    context = {
        "first": told[:FIRST],
        "rest": told[FIRST:],
        "since": since,
        "today": today,
        "figure": figure_of(
            _strip(desk, data),
            data,
            download=reverse("week_strip_svg", kwargs=where),
            csv=reverse("week_strip_csv", kwargs=where),
        ),
    }
    return render(request, "week/week.html", desk, context)


@requires("view")
@require_safe
def counted(request: HttpRequest, agreement: str, kind: str) -> HttpResponse:
    """Show the list that a number counts."""
    desk = open_desk(agreement)
    data = desk.read()
    today = clock.today()
    items = _items(desk, data, today=today, since=_since(request, agreement, today))
    area = request.GET.get("area", "")
    wanted = [one for one in items if one.kind == kind]
    item = next((one for one in wanted if one.values.get("area_id", area) == area), None)
    if item is None:
        raise Http404(kind)
    filled = [name for row in item.rows for name, text in row.facts.items() if text]
    columns = list(dict.fromkeys(filled))
    rows = {row.id for row in data.proposals}
    names = names_of(data)
    context = {
        "item": item,
        "sentence": workbench.week_sentence(item, language=language()),
        "columns": columns,
        "rows": [
            {
                "row": row,
                "href": _opens(row, rows, agreement),
                "facts": [_fact(names, name, row.facts.get(name, "")) for name in columns],
            }
            for row in item.rows
        ],
    }
    return render(request, "week/list.html", desk, context)


def _opens(row: WeekRow, rows: set[str], agreement: str) -> str:
    """Give the page of a row of proposals.csv, or the card drafted from an empty cell."""
    named = row.facts.get("proposal", row.id)
    if named in rows:
        return reverse("proposals_one", kwargs={"agreement": agreement, "proposal": named})
    if ":" in row.id and "change" in row.facts and not row.id.startswith("topics:"):
        return reverse("landscape_project", kwargs={"agreement": agreement, "project": row.id})
    cell = [row.facts.get(name, "") for name in ("focus_area", "method", "party")]
    if not all(cell):
        return ""
    address = reverse("landscape", kwargs={"agreement": agreement})
    return f"{address}?{urlencode({'cell': ','.join(cell)})}"


def _fact(names: dict[str, Names], column: str, text: str) -> str:
    """Write a fact: an id as its name, fields in words, anything else as it is."""
    if column == "what":
        return field_words(text)
    mark = "" if column == "proposal" else "~"
    known = column in ("proposal", "focus_area", "method", "party", "call", "organisation")
    return (named(names.get(mark + text)) if known else "") or text


@requires("view")
@require_safe
def strip_picture(request: HttpRequest, agreement: str) -> HttpResponse:
    """Hand out the strip as a picture."""
    desk = open_desk(agreement)
    data = desk.read()
    picture = drawn(_strip(desk, data), data).markup()
    return HttpResponse(picture, content_type="image/svg+xml")


@requires("view")
@require_safe
def strip_table(request: HttpRequest, agreement: str) -> HttpResponse:
    """Hand out the strip's money as a table."""
    desk = open_desk(agreement)
    data = desk.read()
    table = tables_of(_strip(desk, data), data)[1]
    return HttpResponse(csv_of(table), content_type="text/csv; charset=utf-8")


@requires("view")
@require_safe
def find(request: HttpRequest, agreement: str) -> HttpResponse:
    """Open a project by its code; take anything else as an idea to compare with what exists."""
    wanted = request.GET.get("q", "").strip()
    data = open_desk(agreement).read()
    found = next((row.id for row in data.proposals if row.id.casefold() == wanted.casefold()), "")
    if found:
        return redirect("proposals_one", agreement=agreement, proposal=found)
    if not wanted:
        return redirect("week", agreement=agreement)
    address = reverse("landscape", kwargs={"agreement": agreement})
    return redirect(f"{address}?{urlencode({'q': wanted})}")
