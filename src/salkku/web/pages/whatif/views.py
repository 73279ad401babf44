"""What if the portfolio, the promises, the money or the rules were otherwise."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku.domain.agreement import Agreement
from salkku.domain.proposals import LEVELS
from salkku.web.accounts.permissions import may, requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.members import members_of
from salkku.web.desk.naming import line_names, names_of
from salkku.web.desk.opening import Desk, open_desk
from salkku.web.desk.wishes import condition_in, wishes_in
from salkku.web.jobs.asking import ask
from salkku.web.pages.whatif.attempt import consequence_of
from salkku.web.pages.whatif.plans import BEST, LAWFUL, names_of_plans, plan_of

PARTS: Final = (
    "whatif",
    "whatif_condition",
    "whatif_again",
    "whatif_repair",
    "whatif_compare",
)
MOST_CUT: Final = 90
"""Greatest cut of a line that is tried, in per cent."""


def _render(request: HttpRequest, desk: Desk, part: str, context: dict[str, Any]) -> HttpResponse:
    shared = {"names": names_of(desk.read()), **context}
    return render_part(request, desk, part=part, parts=PARTS, context=shared)


def _members(agreement: Agreement) -> list[Any]:
    return list(members_of(agreement, ()).values())


@requires("view")
@require_safe
def whatif(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what forcing rows in or leaving rows out does, within two seconds."""
    desk = open_desk(agreement)
    data = desk.read()
    wishes = wishes_in(request.GET, data)
    ticket = ask(desk, "solve")
    context: dict[str, Any] = {"ticket": ticket, "wishes": wishes, "members": _members(data)}
    if ticket.done and ticket.result["value"] is not None and (wishes.force or wishes.forbid):
        context["consequence"] = consequence_of(
            data, base=ticket.result, force=wishes.force, forbid=wishes.forbid
        )
    return _render(request, desk, "whatif", context)


@requires("view")
@require_safe
def condition(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show both branches of a condition: the promise is given in time, or it is not."""
    desk = open_desk(agreement)
    data = desk.read()
    asked = condition_in(request.GET, data)
    context: dict[str, Any] = {
        "condition": asked,
        "members": [one for one in _members(data) if not one.fixed],
        "levels": LEVELS[1:],
        "given": {key: request.GET.get(key, "") for key in ("if", "level", "until")},
        "incomplete": bool(request.GET.get("if") and asked is None),
    }
    if asked is not None:
        arguments = {"proposal": asked.row, "level": asked.level, "until": asked.by}
        ticket = ask(desk, "conditional", arguments)
        context["ticket"] = ticket
        if ticket.done:
            then, otherwise = ticket.result["then"], ticket.result["otherwise"]
            base = otherwise["value"]
            context |= {
                "answer": ticket.result,
                "change": then["value"] / base - 1 if then["value"] and base else None,
                "possible": then["status"] in ("optimal", "feasible")
                and otherwise["status"] in ("optimal", "feasible"),
            }
    return _render(request, desk, "whatif_condition", context)


@requires("view")
@require_safe
def again(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show the fewest changes to a plan when a line has less money, or as the folder is now."""
    desk = open_desk(agreement)
    plans = names_of_plans(desk)
    wanted = request.GET.get("plan", "")
    name = wanted if wanted in plans else BEST
    lines = line_names(desk.read())
    line, less = request.GET.get("line", ""), _cut(request.GET.get("less", ""))
    waiting, plan = plan_of(desk, name)
    context: dict[str, Any] = {
        "plans": plans,
        "plan": name,
        "lines": lines,
        "line": line if line in lines else "",
        "less": less,
        "ticket": waiting,
    }
    if waiting is None:
        cut = {"line": line, "less": str(less)} if line in lines and less else {}
        ticket = ask(desk, "replan", {**plan, **cut})
        context["ticket"] = ticket
        if ticket.done:
            answer = ticket.result
            free, value = answer["free_value"], answer["value"]
            context |= {
                "answer": answer,
                "price": 1 - value / free if free and value is not None else None,
            }
    return _render(request, desk, "whatif_again", context)


def _cut(text: str) -> Decimal:
    """Read a cut in per cent; 0 where it is none."""
    try:
        found = Decimal(text.replace(",", ".").strip() or "0")
    except InvalidOperation:
        return Decimal(0)
    return found.quantize(Decimal("0.1")) if 0 < found <= MOST_CUT else Decimal(0)


@requires("view")
@require_safe
def repair(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show why rows do not fit together, and the cheapest ways out."""
    desk = open_desk(agreement)
    data = desk.read()
    wishes = wishes_in(request.GET, data)
    timed = bool(request.GET.get("timed")) and data.period is not None
    question = "repair_in_time" if timed else "repair"
    ticket = ask(desk, question, {"force": sorted(wishes.force)} if wishes.force else {})
    context = {
        "timed": timed,
        "can_be_timed": data.period is not None,
        "ticket": ticket,
        "answer": ticket.result,
        "wishes": wishes,
        "members": _members(data),
    }
    return _render(request, desk, "whatif_repair", context)


@requires("view")
@require_safe
def compare(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show two plans side by side: what each has, what it costs, and why they differ."""
    desk = open_desk(agreement)
    plans = names_of_plans(
        desk,
        asked=[request.GET.get(side, "") for side in "ab"],
        sees_scores=may(request.user, "see_scores", agreement),
    )
    a, b = (
        request.GET.get(side, "") if request.GET.get(side, "") in plans else other
        for side, other in (("a", LAWFUL), ("b", BEST))
    )
    first, plan_a = plan_of(desk, a)
    second, plan_b = plan_of(desk, b)
    waiting = first or second
    context: dict[str, Any] = {"plans": plans, "a": a, "b": b, "ticket": waiting}
    if waiting is None:
        ticket = ask(desk, "compare", {"a": plan_a, "b": plan_b})
        context["ticket"] = ticket
        if ticket.done:
            answer = ticket.result
            base = answer["a"]["value"]
            context |= {
                "answer": answer,
                "change": answer["b"]["value"] / base - 1 if base > 0 else None,
                "limits": [one for one in answer["limits"] if one["a"] != one["b"]],
            }
    return _render(request, desk, "whatif_compare", context)
