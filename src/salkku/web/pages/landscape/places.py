"""Where things are: the cities, their districts, projects and test environments; who uses which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.periods import format_half_year, parse_half_year
from salkku.web.accounts.permissions import requires
from salkku.web.desk.frame import render_part
from salkku.web.desk.opening import open_desk
from salkku.web.jobs.asking import ask
from salkku.web.pages.landscape.drawn_map import map_of, name_of
from salkku.web.pages.landscape.parts import PARTS
from salkku.web.ui import clock
from salkku.web.ui.figures import figure, table
from salkku.web.ui.templatetags.changes import half_year
from salkku.web.ui.templatetags.say import named, say

if TYPE_CHECKING:
    from salkku.domain.ecosystem import Testbed
    from salkku.domain.timetable import SlotUse
    from salkku.store.mapping import Outline, PostcodeCount

__all__ = ["places"]


@requires("view")
@require_safe
def places(request: HttpRequest, agreement: str) -> HttpResponse:
    """Show the map where outlines are loaded, and the register of test environments."""
    desk = open_desk(agreement)
    data = desk.read()
    areas, counts = workbench.areas_on_map(data, tables=desk.tables)
    ticket = ask(desk, "schedule", {"today": clock.today().isoformat()}, ahead=False)
    starts = ticket.result["starts"] if ticket.done else None
    uses = workbench.slots_of_testbeds(
        data,
        starts={row: parse_half_year(half) for row, half in starts.items()} if starts else None,
    )
    context: dict[str, Any] = {
        "testbeds": [_listed(data, one) for one in data.testbeds],
        "planned": bool(starts),
        **_uses(data, uses),
    }
    if areas:
        context["figure"] = _figure(request, data, areas, counts)
    return render_part(request, desk, part="landscape_places", parts=PARTS, context=context)


def _listed(data: Agreement, one: Testbed) -> dict[str, Any]:
    owners = {each.id: each.name for each in data.organisations}
    owners |= {each.id: named(each.name) for each in data.parties}
    areas = {each.id: (n, named(each.name)) for n, each in enumerate(data.focus_areas)}
    parties = {each.id: named(each.name) for each in data.parties}
    return {
        "testbed": one,
        "name": named(one.name) or one.id,
        "owner": owners.get(one.owner, one.owner),
        "city": parties.get(one.party, one.party),
        "focus": areas.get(one.focus_area),
    }


def _uses(data: Agreement, uses: tuple[SlotUse, ...]) -> dict[str, Any]:
    """Lay the used slots out: a row a test environment that anybody uses or that has a capacity."""
    told: dict[str, list[SlotUse]] = {}
    for one in uses:
        told.setdefault(one.testbed, []).append(one)
    used = {
        bed: row for bed, row in told.items()
        if any(each.used or each.capacity is not None for each in row)
    }  # fmt: skip
    names = {one.id: named(one.name) or one.id for one in data.testbeds}
    halves = [each.half_year for each in next(iter(used.values()), [])]
    return {
        "halves": [half_year(format_half_year(each)) for each in halves],
        "uses": [(names.get(bed, bed), row) for bed, row in used.items()],
        "short": [
            say(
                "web_landscape.slots_short",
                name=names.get(bed, bed),
                half=half_year(format_half_year(each.half_year)),
                used=each.used,
                capacity=each.capacity,
            )
            for bed, row in used.items()
            for each in row
            if each.short
        ],
    }


def _figure(
    request: HttpRequest,
    data: Agreement,
    areas: tuple[Outline, ...],
    counts: tuple[PostcodeCount, ...],
) -> dict[str, Any]:
    beds = _placed(data, areas)
    first = counts[0] if counts else None
    finding = say(
        "web_landscape.map_finding" if first else "web_landscape.map_bare",
        projects=first.projects if first else 0,
        place=f"{first.postcode} {first.municipality}" if first else "",
        testbeds=sum(map(len, beds.values())),
    )
    head = [say(f"web_landscape.{name}") for name in ("postcode", "municipality", "projects_at")]
    bed_head = [say("web_landscape.testbed"), say("web_landscape.where")]
    tables = [
        table(
            say("web_landscape.by_postcode"),
            head,
            [(one.postcode, one.municipality, one.projects) for one in counts],
        ),
        table(
            say("web_landscape.testbeds"),
            bed_head,
            [(name, place) for place, names in beds.items() for name in names],
            numeric=False,
        ),
        table(
            say("web_landscape.areas_drawn"),
            [say("web_landscape.municipality"), say("web_landscape.code")],
            [(name_of(one), one.code) for one in areas],
            numeric=False,
        ),
    ]
    legend = [
        {"css": "hue-0", "text": say("web_landscape.projects_at")},
        {"css": "hue-1", "text": say("web_landscape.testbeds")},
    ]
    return figure(
        request,
        id="map",
        finding=finding,
        picture=map_of(areas, counts, beds, title=finding),
        tables=tables,
        legend=legend,
        note=say("web_landscape.map_note"),
    )


def _placed(data: Agreement, areas: tuple[Outline, ...]) -> dict[str, list[str]]:
    """Put each test environment in the district of its place's name, else in its city."""
    drawn = {one.name.casefold(): one.name for one in areas}
    parties = {one.id: one.name for one in data.parties}
    found: dict[str, list[str]] = {}
    for one in data.testbeds:
        tried = [one.place, *parties.get(one.party, {}).values()]
        place = next((drawn[name.casefold()] for name in tried if name.casefold() in drawn), "")
        if place:
            found.setdefault(place, []).append(named(one.name) or one.id)
    return found
