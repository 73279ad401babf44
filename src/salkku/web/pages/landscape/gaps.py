"""The gap matrix: focus area and method by city, past, running, planned and proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.opening import open_desk
from salkku.web.pages.landscape.parts import PARTS
from salkku.web.ui import clock
from salkku.web.ui.figures import handed_out, table
from salkku.web.ui.templatetags.say import euros, month, named, say

if TYPE_CHECKING:
    from salkku.landscape.over_time import Gap, OverTime

__all__ = ["gaps"]

MEASURES: Final = ("projects", "euros", "organisations")
STATES: Final = ("past", "running", "planned", "undated", "proposed")
UNDECIDED: Final = ("idea", "proposal")
Key = tuple[str, str, str]
Held = Mapping[Key, Mapping[str, str]]


@requires("view")
@require_safe
def gaps(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show what every cell held, holds and will hold; a gap drafts an idea."""
    desk = open_desk(agreement)
    data = desk.read()
    found = workbench.coverage_over_time(data, today=clock.today(), tables=desk.tables)
    by = request.GET.get("by", "")
    by = by if by in MEASURES else MEASURES[0]
    held = _held(data, found, by)
    if request.GET.get("as"):
        figure = {"tables": [_table(data, held)]}
        return handed_out(figure, wanted=request.GET["as"], name=f"{desk.key}-gaps")
    told = {(one.focus_area, one.method, one.party): one for one in found.gaps}
    context: dict[str, Any] = {
        "by": by,
        "measures": MEASURES,
        "finding": _finding(data, found.gaps),
        "columns": [named(one.name) for one in data.parties],
        "rows": _rows(data, held, told),
        "unpriced": len(found.unpriced),
        "unplaced": len(found.unplaced),
        "gaps": [
            {**_named(data, key), "why": _why(one)}
            for key, one in sorted(told.items(), key=lambda pair: _order(pair[1]))
        ],
    }
    return render_part(request, desk, part="landscape_gaps", parts=PARTS, context=context)


def _order(gap: Gap) -> tuple[int, int]:
    """Put those together that are gaps for one reason: never held, over, ending soonest first."""
    return ("never", "ended", "ending").index(gap.kind), gap.until or 0


def _why(gap: Gap) -> str:
    if gap.kind == "ending" and gap.until:
        told = say("web_landscape.gap.ends", until=month(gap.until))
    else:
        told = say(f"web_landscape.gap.{gap.kind}")
    return told[:1].upper() + told[1:]


def _held(data: Agreement, found: OverTime, by: str) -> Held:
    """Give what each cell holds in each state, as it is read; what is not decided beside it."""
    held: dict[Key, dict[str, str]] = {key: {} for key in _keys(data)}
    for cell in found.cells:
        key = (cell.focus_area, cell.method, cell.party)
        amount = {"projects": len(cell.projects), "organisations": cell.organisations}.get(by)
        held.setdefault(key, {})[cell.state] = euros(cell.cents) if amount is None else str(amount)
    waiting = [row.id for row in data.proposals if row.status in UNDECIDED and not row.level_of]
    for one in workbench.coverage(data, chosen=waiting):
        key = (one.focus_area, one.method, one.party)
        amount_of = {"projects": str(one.count), "euros": euros(one.cents)}
        held.setdefault(key, {})["proposed"] = amount_of.get(by, "–")
    return held


def _keys(data: Agreement) -> list[Key]:
    return [
        (area.id, method.id, party.id)
        for area in data.focus_areas
        for method in data.methods
        for party in data.parties
    ]


def _finding(data: Agreement, found: Sequence[Gap]) -> str:
    if not found:
        return say("web_landscape.gaps_none", of=len(_keys(data)))
    first = found[0]
    kinds = [one.kind for one in found]
    return say(
        "web_landscape.gaps_finding",
        of=len(_keys(data)),
        **{kind: kinds.count(kind) for kind in ("never", "ended", "ending")},
        first=_named(data, (first.focus_area, first.method, first.party))["name"],
    )


def _rows(data: Agreement, held: Held, told: Mapping[Key, Gap]) -> list[dict[str, Any]]:
    """Give a row a focus area and method, with a cell a city."""
    return [
        {
            "place": place,
            "area": named(area.name),
            "method": named(method.name),
            "first": number == 0,
            "methods": len(data.methods),
            "cells": [
                _cell(data, (area.id, method.id, party.id), held, told) for party in data.parties
            ],
        }
        for place, area in enumerate(data.focus_areas)
        for number, method in enumerate(data.methods)
    ]


def _cell(data: Agreement, key: Key, held: Held, told: Mapping[Key, Gap]) -> dict[str, Any]:
    gap = told.get(key)
    shown = [(state, held[key][state]) for state in STATES if state in held[key]]
    return {**_named(data, key), "gap": gap.kind if gap else "", "held": shown}


def _named(data: Agreement, key: Key) -> dict[str, Any]:
    axes = (
        {one.id: one.name for one in data.focus_areas},
        {one.id: one.name for one in data.methods},
        {one.id: one.name for one in data.parties},
    )
    names = [named(axis[id_]) for axis, id_ in zip(axes, key, strict=True)]
    return {"names": names, "name": " × ".join(names), "draft": urlencode({"cell": ",".join(key)})}


def _table(data: Agreement, held: Held) -> dict[str, Any]:
    head = [say(f"web_project.{name}") for name in ("focus", "methods", "parties")]
    head += [say(f"web_landscape.when.{state}") for state in STATES]
    rows = [
        [*_named(data, key)["names"], *(held[key].get(state, "0") for state in STATES)]
        for key in _keys(data)
    ]
    return table(say("web_landscape.heading.landscape_gaps"), head, rows)
