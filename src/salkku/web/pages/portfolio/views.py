"""The portfolio and what holds it up, one page a question."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku.web.accounts.permissions import may, requires
from salkku.web.desk.aims import aims_of, grouped
from salkku.web.desk.answers import Ticket
from salkku.web.desk.frame import render_part
from salkku.web.desk.lines import lines_of
from salkku.web.desk.members import split_of
from salkku.web.desk.naming import names_of
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.portfolio.coverage import emptiest, matrix_of
from salkku.web.pages.portfolio.ecosystem import laid_out, with_row
from salkku.web.pages.portfolio.front import aims_in, front_of, opened
from salkku.web.pages.portfolio.parts import PARTS
from salkku.web.ui import clock
from salkku.web.ui.figures import figure
from salkku.web.ui.templatetags.say import language

DIGITS = 9
"""Longer numbers in an address are no place of a point."""


def _page(
    request: HttpRequest, desk: Desk, part: str, ticket: Ticket, context: dict[str, Any]
) -> HttpResponse:
    """Render one part with the tabs of all."""
    shared = {"ticket": ticket, "answer": ticket.result}
    return render_part(request, desk, part=part, parts=PARTS, context={**shared, **context})


def _reasons(ticket: Ticket, *, sees: bool) -> dict[str, Any]:
    """Give each row's one reason; that it is under a threshold only to those who see scores."""
    found = ticket.result["reasons"] if ticket.done else []
    return {one["proposal"]: one for one in found if sees or one["code"] != "threshold"}


@requires("view")
@require_safe
def portfolio(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show the best portfolio: chosen, borderline and out, and the money against its limits."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = ask(desk, "solve")
    context: dict[str, Any] = {"sees_scores": may(request.user, "see_scores", agreement)}
    if ticket.done:
        near_ticket = ask(desk, "near")
        chosen = ticket.result["chosen"]
        context |= {
            "near_ticket": near_ticket,
            "names": names_of(data),
            "reasons": _reasons(ask(desk, "reasons"), sees=context["sees_scores"]),
            "split": split_of(data, chosen, near_ticket.result),
            "lines": lines_of(data, chosen),
            "cents": round(ticket.result["cost_eur"] * 100),
            "criteria": [
                (criterion.name, ticket.result["values"].get(criterion.id))
                for criterion in data.criteria
                if criterion.id in ticket.result["values"]
            ],
        }
    return _page(request, desk, "portfolio", ticket, context)


@requires("view")
@require_safe
def near(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show every portfolio nearly as good as the best, and what tells them apart."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = ask(desk, "near")
    context: dict[str, Any] = {"names": names_of(data)}
    if ticket.done:
        telling = ticket.result["telling"]
        best = max((one["value"] for one in ticket.result["portfolios"]), default=0)
        sets = [set(one["chosen"]) for one in ticket.result["portfolios"]]
        counted = [(id, sum(id in one for one in sets)) for id in telling]
        context["counted"] = sorted(counted, key=lambda pair: -pair[1])
        context["rows"] = [
            (
                one["value"] / best - 1 if best else 0,
                [id in set(one["chosen"]) for id in telling],
            )
            for one in ticket.result["portfolios"][:60]
        ]
    return _page(request, desk, "portfolio_near", ticket, context)


@requires("view")
@require_safe
def front(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show every portfolio that is best in some way between two or three aims, and one opened."""
    desk = open_desk(agreement)
    data = desk.read()
    known = aims_of(data, sees_scores=may(request.user, "see_scores", agreement))
    aims = aims_in(request.GET, known)
    best = ask(desk, "solve")
    ticket = ask(desk, "front", {"objectives": aims.names}) if best.done else best
    context: dict[str, Any] = {"groups": grouped(known), "aims": aims, "names": names_of(data)}
    if ticket.done and ticket.question == "front" and ticket.result["points"]:
        laid = front_of(
            ticket.result, aims, names=known, best=best.result["chosen"], address=request.path
        )
        place = _place(request.GET.get("point", ""), len(ticket.result["points"]))
        finding = laid.finding()
        context["short"] = laid.short(place)
        context["figure"] = figure(
            request,
            id="front",
            finding=finding,
            picture=laid.picture(title=finding, open_place=place),
            tables=[laid.twin()],
            note=laid.note(),
            legend=laid.legend(),
        )
        if place is not None:
            context["opened"] = opened(laid, place)
    return _page(request, desk, "portfolio_front", ticket, context)


def _place(text: str, count: int) -> int | None:
    """Read the place of a point; None where it is none."""
    place = int(text) if text.isascii() and text.isdigit() and len(text) < DIGITS else count
    return place if place < count else None


@requires("view")
@require_safe
def coverage(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show where the chosen rows are, and where nothing is."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = ask(desk, "solve")
    context: dict[str, Any] = {}
    if ticket.done:
        ticket = ask(desk, "coverage", {"chosen": ticket.result["chosen"]})
    if ticket.done and ticket.question == "coverage":
        by_method = matrix_of(data, ticket.result["cells"], by="method")
        by_party = matrix_of(data, ticket.result["cells"], by="party")
        context = {
            "matrices": [("method", by_method), ("party", by_party)],
            "empty": emptiest(data, by_method) or emptiest(data, by_party),
        }
    return _page(request, desk, "portfolio_coverage", ticket, context)


@requires("view")
@require_safe
def ecosystem(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what the portfolio does to the ties between organisations, with a row tried."""
    desk = open_desk(agreement)
    data = desk.read()
    best = ask(desk, "solve")
    context: dict[str, Any] = {"names": names_of(data)}
    if not best.done:
        return _page(request, desk, "portfolio_ecosystem", best, context)
    given: dict[str, Any] = {"today": clock.today().isoformat(), "loaded": desk.linked}
    chosen = best.result["chosen"]
    ticket = ask(desk, "ecosystem", {**given, "chosen": chosen})
    row = request.GET.get("row", "")
    other = with_row(chosen, row, data)
    trial = ask(desk, "ecosystem", {**given, "chosen": other}) if other is not None else None
    if ticket.done and (trial is None or trial.done):
        context |= laid_out(ticket.result, trial.result if trial else None, data, language())
        context |= {"row": row if trial else "", "inside": row in chosen}
        context["row_name"] = context["names"].get(row, {})
    return _page(request, desk, "portfolio_ecosystem", trial or ticket, context)


@requires("view")
@require_safe
def ranking(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show the lawful ranking beside the portfolio, each difference with its reason."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = ask(desk, "rank")
    context: dict[str, Any] = {
        "names": names_of(data),
        "sees_scores": may(request.user, "see_scores", agreement),
    }
    best = ask(desk, "solve")
    if ticket.done and best.done:
        context["chosen"] = set(best.result["chosen"])
    return _page(request, desk, "portfolio_ranking", ticket, context)
