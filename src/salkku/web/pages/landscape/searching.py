"""Search every funded project that is known, by words, time and facets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku import locale, workbench
from salkku.domain.agreement import Agreement
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.jobs.asking import ask
from salkku.web.jobs.likeness import Liked, liked_by
from salkku.web.pages.landscape.parts import (
    PAGE,
    PARTS,
    without_said,
    words_of,
    year_of,
)
from salkku.web.ui.paging import asked_page, other_page
from salkku.web.ui.templatetags.say import language, named, say

if TYPE_CHECKING:
    from salkku.store.finding import FoundProjects

FACETS: Final = ("source", "scope", "area", "country", "city", "organisation", "relation")
ORDERS: Final = ("newest", "name", "money")
LONGEST: Final = 4000


@requires("view")
@require_safe
def projects(request: HttpRequest, agreement: str) -> HttpResponse:
    """List the projects that are wanted, page by page, with the counts of every facet."""
    desk = open_desk(agreement)
    data = desk.read()
    like = request.GET.get("like", "").strip()[:LONGEST]
    ticket, liked, relations = liked_by(desk, like) if like else (None, None, ())
    context: dict[str, Any] = {
        "ticket": ticket,
        "like": like,
        "q": request.GET.get("q", "").strip()[:200],
        "first": request.GET.get("from", ""),
        "last": request.GET.get("to", ""),
        "orders": ("like", *ORDERS) if like else ORDERS,
        "order": _order(request, like),
    }
    if desk.loaded:
        context["reading"] = ask(desk, "reading", {"loaded": desk.loaded}, ahead=False)
    if ticket is not None and ticket.done:
        context["without"] = without_said(ticket.result)
    if ticket is None or ticket.done:
        context |= _found(request, desk, data, liked, relations, str(context["order"]))
    return render_part(request, desk, part="landscape_projects", parts=PARTS, context=context)


def _order(request: HttpRequest, like: str) -> str:
    known = ("like", *ORDERS) if like else ORDERS
    wanted = request.GET.get("sort", known[0])
    return wanted if wanted in known else known[0]


def _found(
    request: HttpRequest,
    desk: Desk,
    data: Agreement,
    liked: Liked | None,
    relations: tuple[str, ...],
    order: str,
) -> dict[str, Any]:
    chosen = {
        name: tuple(dict.fromkeys(one for one in request.GET.getlist(name) if one))
        for name in FACETS
    }
    chosen["relation"] = chosen["relation"] or relations
    page = asked_page(request.GET)
    found = workbench.find_projects(
        data,
        tables=desk.tables,
        words=words_of(request.GET.get("q", "")),
        chosen=chosen,
        first=year_of(request.GET.get("from", "")),
        last=year_of(request.GET.get("to", ""), last=True),
        liked=liked,
        order=order,
        limit=PAGE,
        offset=(page - 1) * PAGE,
    )
    places = {theme.id: (n, named(theme.name)) for n, theme in enumerate(data.focus_areas)}
    return {
        "found": found,
        "rows": [
            {
                "row": row,
                "source": source_word(row.source),
                "focus": [places[one] for one in row.areas if one in places],
            }
            for row in found.rows
        ],
        "facets": [
            _facet(name, found, list(chosen[name]), data)
            for name in FACETS
            if found.facets[name] or chosen[name]
        ],
        "begin": (page - 1) * PAGE + 1,
        "end": (page - 1) * PAGE + len(found.rows),
        "before": other_page(request.GET, page - 1, total=found.total, each=PAGE),
        "after": other_page(request.GET, page + 1, total=found.total, each=PAGE),
    }


def _facet(name: str, found: FoundProjects, chosen: list[str], data: Agreement) -> dict[str, Any]:
    if name == "organisation":
        chosen = list(found.wished)
    counts = {**dict.fromkeys(chosen, 0), **dict(found.facets[name])}
    ordered = sorted(counts, key=lambda value: (-counts[value], value))
    return {
        "name": name,
        "chosen": len(chosen),
        "values": [
            (value, _value(name, value, data, found.names), counts[value], value in chosen)
            for value in ordered
        ],
    }


def _value(facet: str, value: str, data: Agreement, names: Mapping[str, str]) -> str:
    """Say a value of a facet in the reader's language."""
    if facet == "organisation":
        return names.get(value, value)
    if facet == "area":
        return next((named(one.name) for one in data.focus_areas if one.id == value), value)
    if facet == "city":
        return value.title()
    prefix = {"source": "web_landscape.source", "scope": "web.scope"}.get(facet)
    prefix = "web_landscape.kind" if facet == "relation" else prefix
    code = f"{prefix}.{value}"
    known = prefix is not None and locale.has(code)
    return locale.say(code, {}, language=language()) if known else value


def source_word(source: str) -> str:
    """Say a source by its name; one without is written as it is."""
    base = source.partition(".")[0]
    return (
        say(f"web_landscape.source.{base}") if locale.has(f"web_landscape.source.{base}") else base
    )
