"""How proposals stand to what is funded and to each other: proposed, accepted, taken out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import FITTINGS
from salkku.domain.errors import NotFound, WrongInput
from salkku.web.accounts.permissions import requires
from salkku.web.desk.accepting import accept_row, take_out_row
from salkku.web.desk.answers import Ticket
from salkku.web.desk.frame import render_part
from salkku.web.desk.naming import names_of
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.portfolio.grouping import (
    SHOWS,
    Row,
    counted,
    grouped,
    pairs_of,
    relations_of,
)
from salkku.web.pages.portfolio.parts import PARTS
from salkku.web.ui import clock
from salkku.web.ui.faults import told_faults
from salkku.web.ui.paging import asked_page, other_page
from salkku.web.ui.templatetags.say import language, say

__all__ = ["accept_fit", "accept_relation", "fit", "take_out_fit", "take_out_relation"]

FITS: Final = ("proposal", "project", "relation")
RELATIONS: Final = ("kind", "from", "to", "criterion", "value")
LONGEST: Final = 1000
ABOUT: Final = ("funded", "proposals")
KEPT: Final = ("about", "show", "of", "page")
GROUPS: Final = 10
"""How many proposals a page shows."""
FEW: Final = 5
"""So many accepted rows need not be folded."""
KINDS: Final = ("synergy", "overlap", "requires", "together", "excludes")


@requires("view")
@require_safe
def fit(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what is proposed, proposal by proposal, and what is accepted: of one kind at a time."""
    desk = open_desk(agreement)
    data = desk.read()
    about = _one_of(ABOUT, request.GET.get("about", ""))
    ticket = ask(desk, "fit")
    context: dict[str, Any] = {
        "ticket": ticket,
        "names": names_of(data),
        "about": about,
        "abouts": ABOUT,
        "few": FEW,
        "kept": _kept(request).urlencode(),
        **(
            _funded(request, desk, data, ticket)
            if about == "funded"
            else _between(request, desk, data)
        ),
    }
    return render_part(request, desk, part="portfolio_fit", parts=PARTS, context=context)


def _funded(request: HttpRequest, desk: Desk, data: Agreement, told: Ticket) -> dict[str, Any]:
    """Give the relations to funded projects: what they do to the value, proposed, accepted."""
    likely = ask(desk, "likely_fits", {"today": clock.today().isoformat(), "loaded": desk.linked})
    context: dict[str, Any] = {"likely": likely, "fittings": FITTINGS, "accepted": data.fits}
    if told.done:
        said = told.result["sentences"][language()]
        lead = len(said) - len(told.result["relations"])
        context |= {"sentences": said[:lead], "terms": said[lead:]}
    if likely.done:
        rows = relations_of(likely.result["proposed"])
        counts = counted(rows)
        first = next((one for one in SHOWS if counts[one]), SHOWS[0])
        show = _one_of((first, *SHOWS), request.GET.get("show", ""))
        context |= {"counts": counts, "show": show, "shows": [(one, counts[one]) for one in SHOWS]}
        context |= _shown(request, rows, show)
    return context


def _between(request: HttpRequest, desk: Desk, data: Agreement) -> dict[str, Any]:
    """Give the relations between proposals, proposed and accepted."""
    pairs = ask(desk, "likely_relations")
    context: dict[str, Any] = {
        "pairs": pairs,
        "held": data.relations,
        "criterion_names": {one.id: one.name for one in data.criteria},
        "criteria": [(one.id, one.name) for one in data.criteria if one.kind != "general"],
    }
    if pairs.done:
        rows = pairs_of(pairs.result["proposed"])
        context |= {"counts": {"all": len(rows)}, **_shown(request, rows, "all")}
    return context


def _shown(request: HttpRequest, rows: Sequence[Row], show: str) -> dict[str, Any]:
    """Give the groups of one page, and what they can be narrowed to."""
    of, page = request.GET.get("of", ""), asked_page(request.GET)
    groups = grouped(rows, show=show, proposal=of, opened=request.GET.get("open", ""))
    return {
        "groups": groups[(page - 1) * GROUPS : page * GROUPS],
        "of": of,
        "among": sorted({one["proposal"] for one in rows} | {of} - {""}),
        "before": other_page(request.GET, page - 1, total=len(groups), each=GROUPS),
        "after": other_page(request.GET, page + 1, total=len(groups), each=GROUPS),
    }


def _one_of(values: Sequence[str], wanted: str) -> str:
    return wanted if wanted in values else values[0]


def _kept(request: HttpRequest) -> QueryDict:
    """Give what of the question holds on after a row was accepted or taken out."""
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if value := request.GET.get(name, ""):
            kept[name] = value[:LONGEST]
    return kept


@requires("edit")
@require_POST
def accept_fit(request: HttpRequest, agreement: str) -> HttpResponse:
    """Write an accepted relation to a funded project into fit.csv."""
    row = {**_sent(request.POST, FITS), **_reason(request), **_signed(request)}
    return _done(
        request,
        agreement,
        lambda desk: accept_row(desk=desk, file="fit.csv", row=row),
        "web_portfolio.fit_accepted",
    )


@requires("edit")
@require_POST
def take_out_fit(request: HttpRequest, agreement: str) -> HttpResponse:
    """Take a relation out of fit.csv."""
    row = _sent(request.POST, FITS)
    return _done(
        request,
        agreement,
        lambda desk: take_out_row(desk=desk, file="fit.csv", row=row),
        "web_portfolio.fit_taken_out",
    )


@requires("edit")
@require_POST
def accept_relation(request: HttpRequest, agreement: str) -> HttpResponse:
    """Write an accepted relation between proposals into relations.csv."""
    row = {**_sent(request.POST, RELATIONS), "by": _signed(request)["by"]}
    row["value"] = row["value"].replace(",", ".")
    return _done(
        request,
        agreement,
        lambda desk: accept_row(desk=desk, file="relations.csv", row=row),
        "web_portfolio.relation_accepted",
    )


@requires("edit")
@require_POST
def take_out_relation(request: HttpRequest, agreement: str) -> HttpResponse:
    """Take a relation out of relations.csv."""
    row = _sent(request.POST, ("kind", "from", "to", "criterion"))
    place = request.POST.get("row", "")
    return _done(
        request,
        agreement,
        lambda desk: take_out_row(
            desk=desk,
            file="relations.csv",
            row=row,
            place=int(place) if place.isascii() and place.isdigit() and len(place) < 7 else None,
        ),
        "web_portfolio.relation_taken_out",
    )


def _sent(sent: QueryDict, names: tuple[str, ...]) -> dict[str, str]:
    return {name: sent.get(name, "").strip()[:LONGEST] for name in names}


def _reason(request: HttpRequest) -> Mapping[str, str]:
    """Give the reason where one was given."""
    said = _sent(request.POST, ("reason",))
    return said if said["reason"] else {}


def _signed(request: HttpRequest) -> Mapping[str, str]:
    return {"by": request.user.get_username(), "as_of": clock.today().isoformat()}


def _done(
    request: HttpRequest, agreement: str, change: Callable[[Desk], Desk], code: str
) -> HttpResponse:
    """Carry a change out and say what became of it; a fault of the folder too."""
    try:
        change(open_desk(agreement))
    except WrongInput as error:
        for fault in told_faults(error.faults):
            messages.error(request, fault["message"])
    except NotFound as error:
        messages.error(request, say(f"errors.{error.code}", **error.values))
    else:
        messages.success(request, say(code))
    back = _kept(request)
    if opened := request.GET.get("open", "")[:LONGEST]:
        back["open"] = opened
    url = reverse("portfolio_fit", kwargs={"agreement": agreement})
    mark = f"#of-{quote(opened)}" if opened else ""
    return redirect(f"{url}?{back.urlencode()}{mark}" if back else url)
