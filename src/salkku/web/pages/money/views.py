"""What money does to the portfolio, one page a question."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku.domain.agreement import Agreement
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.naming import line_names, names_of
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.money import calls, curve, fairness, holding
from salkku.web.ui.figures import figure
from salkku.web.ui.templatetags.answers import whole_euros
from salkku.web.ui.templatetags.say import percent, say

PARTS: Final = ("money", "money_hold", "money_cities", "money_call")


def _lines(agreement: Agreement) -> dict[str, str]:
    """Name the lines on which something costs; the greatest common one first."""
    asked = {cost.line for cost in agreement.costs}
    names = line_names(agreement)
    limits = {row.line: (row.party == "", row.limit_cents) for row in agreement.budgets}
    ordered = sorted(names, key=lambda line: limits[line], reverse=True)
    return {line: names[line] for line in ordered if line in asked}


def _line(request: HttpRequest, lines: dict[str, str]) -> str:
    wanted = request.GET.get("line", "")
    return wanted if wanted in lines else next(iter(lines), "")


@requires("view")
@require_safe
def money(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what the next euro of a line buys, and the whole curve."""
    desk = open_desk(agreement)
    data = desk.read()
    lines = _lines(data)
    line = _line(request, lines)
    ticket = ask(desk, "budget", {"line": line}) if line else None
    context: dict[str, Any] = {"ticket": ticket, "lines": lines, "line": line}
    if ticket and ticket.done:
        answer = ticket.result
        standing = curve.standing_of(answer)
        context |= {"answer": answer, "standing": standing, "names": names_of(data)}
        if standing is not None:
            finding = _next_euro(standing, lines[line])
            context["figure"] = figure(
                request,
                id="curve",
                finding=finding,
                picture=curve.picture_of(answer, standing, title=finding),
                tables=[curve.steps_table(answer, standing, caption=say("web_money.every_jump"))],
                note="" if answer["complete"] else say("web_money.not_complete"),
            )
    return render_part(request, desk, part="money", parts=PARTS, context=context)


def _next_euro(standing: curve.Standing, line: str) -> str:
    more = standing.more
    if more is None:
        return say("web_money.no_more", line=line)
    return say(
        "web_money.next_jump",
        line=line,
        euros=whole_euros(more.euros),
        gain=percent(more.change, 1),
    )


@requires("view")
@require_safe
def hold(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what holding money back costs now, and the bar for what comes later."""
    desk = open_desk(agreement)
    data = desk.read()
    lines = _lines(data)
    line = _line(request, lines)
    best = ask(desk, "solve")
    ticket = ask(desk, "reserve", {"line": line}) if line and best.done else best
    context: dict[str, Any] = {"ticket": ticket, "lines": lines, "line": line}
    if ticket.done and ticket.question == "reserve" and ticket.result["points"]:
        value = best.result["value"] or 0
        limit = sum(row.limit_cents for row in data.budgets if row.line == line) / 100
        held = holding.held_of(ticket.result, value=value, limit=limit)
        first = next((one for one in held if one.lost is not None), None)
        if first is not None:
            finding = say(
                "web_money.hold_finding",
                euros=whole_euros(first.euros),
                line=lines[line],
                lost=percent(first.lost, 1),
            )
            context["first"] = first
            context["figure"] = figure(
                request,
                id="held",
                finding=finding,
                picture=holding.picture_of(held, title=finding),
                tables=[holding.bars_table(held, caption=say("web_money.each_held"))],
                note=say("web_money.hold_note"),
            )
    return render_part(request, desk, part="money_hold", parts=PARTS, context=context)


@requires("view")
@require_safe
def cities(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what each city pays and gains against what it could do alone, and fairness's price."""
    desk = open_desk(agreement)
    data = desk.read()
    ticket = ask(desk, "fair")
    context: dict[str, Any] = {"ticket": ticket, "names": names_of(data)}
    if ticket.done:
        answer = ticket.result
        payers = fairness.cities_of(data, answer)
        price = fairness.price_of(answer)
        finding = fairness.finding_of(payers, price)
        context |= {"answer": answer, "cities": payers, "price": price, "finding": finding}
        if answer["points"]:
            title = say("web_money.price_curve", count=len(answer["points"]))
            context["figure"] = figure(
                request,
                id="price",
                finding=title,
                picture=fairness.picture_of(answer, title=title),
                tables=[fairness.prices_table(answer, caption=say("web_money.each_pair"))],
            )
    return render_part(request, desk, part="money_cities", parts=PARTS, context=context)


@requires("view")
@require_safe
def call(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show ways to write a call under which its ranking does well."""
    desk = open_desk(agreement)
    data = desk.read()
    known = dict(calls.calls_of(data))
    wanted = request.GET.get("call", "")
    chosen = wanted if wanted in known else next(iter(known), "")
    ticket = ask(desk, "design", {"call": chosen}) if chosen else None
    context: dict[str, Any] = {"ticket": ticket, "calls": known, "call": chosen}
    if ticket and ticket.done:
        ways = calls.ways_of(data, ticket.result)
        context |= {
            "ways": ways,
            "best": calls.best_way(ways),
            "plain": next((one for one in ways if one.undivided), None),
            "names": names_of(data),
        }
    return render_part(request, desk, part="money_call", parts=PARTS, context=context)
