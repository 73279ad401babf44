"""What is not sure about the portfolio, one page a question."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku.web.accounts.permissions import may, requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.members import members_of
from salkku.web.desk.naming import names_of
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.doubt import caution
from salkku.web.pages.doubt.asking_first import asked_of
from salkku.web.ui.templatetags.say import language

PARTS: Final = ("doubt", "doubt_sure", "doubt_cautious", "doubt_readings")


def _render(
    request: HttpRequest, agreement: str, part: str, context: dict[str, Any]
) -> HttpResponse:
    """Render one part; who may not see scores has no tab that needs it."""
    sees = may(request.user, "see_scores", agreement)
    parts = PARTS if sees else tuple(one for one in PARTS if one != "doubt_cautious")
    desk = open_desk(agreement)
    return render_part(
        request, desk, part=part, parts=parts, context={**context, "sees_scores": sees}
    )


@requires("view")
@require_safe
def doubt(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what to ask before deciding."""
    desk = open_desk(agreement)
    best = ask(desk, "solve")
    ticket = ask(desk, "questions") if best.done else best
    context: dict[str, Any] = {"ticket": ticket, "names": names_of(desk.read())}
    if ticket.done and ticket.question == "questions":
        chosen, value = best.result["chosen"], best.result["value"]
        context |= {
            "answer": ticket.result,
            "asked": asked_of(ticket.result, chosen=chosen, value=value),
        }
    return _render(request, agreement, "doubt", context)


@requires("view")
@require_safe
def sure(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what holds whatever the weights and scores within what was stated."""
    desk = open_desk(agreement)
    ticket = ask(desk, "robust")
    context: dict[str, Any] = {"ticket": ticket, "answer": ticket.result}
    if ticket.done:
        members = members_of(desk.read(), ())
        index = ticket.result["core_index"]
        context["groups"] = [
            (name, [(members[id], index.get(id)) for id in ticket.result[name] if id in members])
            for name in ("core", "borderline", "undecided", "exterior")
        ]
    return _render(request, agreement, "doubt_sure", context)


@requires("see_scores")
@require_safe
def cautious(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show cautious choices, for all weights that anyone allows and for each party's own."""
    desk = open_desk(agreement)
    data = desk.read()
    best = ask(desk, "solve")
    ticket = ask(desk, "doubt") if best.done else best
    context: dict[str, Any] = {"ticket": ticket, "names": names_of(data)}
    if ticket.done and ticket.question == "doubt":
        answer = ticket.result
        context |= {"answer": answer, "feasible": answer["status"] == "answered"}
        if answer["standpoints"]:
            context |= {
                "rules": caution.RULES,
                "choices": caution.rules_of(data, answer, chosen=best.result["chosen"]),
                "always": caution.surely_in(answer),
                "often": caution.often_table(data, answer),
                "drawn": answer["standpoints"][0]["acceptability"],
                "clash": [one["sentences"][language()] for one in answer["clash"]],
            }
    return _render(request, agreement, "doubt_cautious", context)


@requires("view")
@require_safe
def readings(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show the best portfolio under every defensible reading of the same scores."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = ask(desk, "readings")
    context: dict[str, Any] = {
        "ticket": ticket,
        "answer": ticket.result,
        "names": names_of(data),
    }
    if ticket.done:
        sets = [set(one["chosen"]) for one in ticket.result["readings"]]
        counted = [
            (row.id, row.name, sum(row.id in one for one in sets))
            for row in data.proposals
            if any(row.id in one for one in sets)
        ]
        context |= {"counted": sorted(counted, key=lambda one: -one[2]), "of": len(sets)}
    return _render(request, agreement, "doubt_readings", context)
