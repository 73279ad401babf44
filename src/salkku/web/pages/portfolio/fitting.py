"""How proposals stand to what is funded and to each other: proposed, accepted, taken out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from salkku.domain.ecosystem import FITTINGS
from salkku.domain.errors import NotFound, WrongInput
from salkku.web.accounts.permissions import requires
from salkku.web.desk.accepting import accept_row, take_out_row
from salkku.web.desk.frame import render_part
from salkku.web.desk.naming import names_of
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.portfolio.parts import PARTS
from salkku.web.ui import clock
from salkku.web.ui.faults import told_faults
from salkku.web.ui.templatetags.say import language, say

__all__ = ["accept_fit", "accept_relation", "fit", "take_out_fit", "take_out_relation"]

FITS: Final = ("proposal", "project", "relation")
RELATIONS: Final = ("kind", "from", "to", "criterion", "value")
LONGEST: Final = 1000
KINDS: Final = ("synergy", "overlap", "requires", "together", "excludes")


@requires("view")
@require_safe
def fit(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what fit does to the value, what is accepted, and what is proposed with its reasons."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = ask(desk, "fit")
    today = clock.today().isoformat()
    likely = ask(desk, "likely_fits", {"today": today, "loaded": desk.linked})
    pairs = ask(desk, "likely_relations")
    context: dict[str, Any] = {
        "ticket": ticket,
        "names": names_of(data),
        "likely": likely,
        "pairs": pairs,
        "fittings": FITTINGS,
        "accepted": data.fits,
        "held": data.relations,
        "criterion_names": {one.id: one.name for one in data.criteria},
        "criteria": [(one.id, one.name) for one in data.criteria if one.kind != "general"],
    }
    if ticket.done:
        context["sentences"] = ticket.result["sentences"][language()]
    if likely.done:
        context["proposed"] = [
            {**one, "because": [each["sentences"][language()] for each in one["because"][:3]]}
            for one in likely.result["proposed"]
        ]
    if pairs.done:
        context["proposed_pairs"] = [
            {**one, "source": one["from"], "because": one["because"][language()]}
            for one in pairs.result["proposed"]
        ]
    return render_part(request, desk, part="portfolio_fit", parts=PARTS, context=context)


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
    return redirect("portfolio_fit", agreement=agreement)
