"""Draw the cities with their districts, projects by postcode, and test environments."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from salkku.web.ui import palette
from salkku.web.ui.svg import Drawing
from salkku.web.ui.templatetags.say import language, say

if TYPE_CHECKING:
    from salkku.store.mapping import Outline, PostcodeCount

__all__ = ["map_of", "name_of"]

WIDTH, EDGE, MOST_HIGH = 920.0, 20.0, 700.0
Place = tuple[float, float]


def name_of(area: Outline) -> str:
    """Give an area's name in the reader's language."""
    return (area.name_sv if language() == "sv" else "") or area.name


def map_of(
    areas: Sequence[Outline],
    counts: Sequence[PostcodeCount],
    testbeds: Mapping[str, Sequence[str]],
    *,
    title: str,
) -> str:
    """Draw outlines to scale: a degree of longitude is narrower the further north it is.

    Parameters
    ----------
    testbeds
        Name of a municipality or district, as it is drawn, to the test environments there.
    """
    points = [point for area in areas for ring in area.rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * EDGE) / wide, (MOST_HIGH - 2 * EDGE) / high)

    left = (WIDTH - wide * scale) / 2

    def at(point: Place) -> Place:
        return left + (point[0] - west) * narrow * scale, EDGE + (north - point[1]) * scale

    picture = Drawing(
        WIDTH, high * scale + 2 * EDGE, title=title, description=say("web_landscape.map_told")
    )
    for area in areas:
        _area(picture, [[at(point) for point in ring] for ring in area.rings], area)
    most = max((one.projects for one in counts), default=1)
    for one in counts:
        x, y = at((one.longitude, one.latitude))
        radius = 3 + 15 * math.sqrt(one.projects / most)
        tip = f"{one.postcode} {one.municipality}: {one.projects}"
        picture.circle(x, y, radius, tip=tip, fill=palette.hue(0), fill_opacity="0.55",
                       stroke="#ffffff")  # fmt: skip
    for area in areas:
        _label(picture, at(_middle(area.rings)), area, testbeds.get(area.name, ()))
    return picture.markup()


def _area(picture: Drawing, rings: Sequence[Sequence[Place]], area: Outline) -> None:
    shape = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
    city = area.kind == "outline"
    picture.path(
        shape, tip=name_of(area), fill="#eef3f3" if city else "none", fill_rule="evenodd",
        stroke=palette.BRAND if city else palette.SOFT, stroke_width="1.6" if city else "0.6",
    )  # fmt: skip


def _middle(rings: Sequence[Sequence[Place]]) -> Place:
    """Give the centroid of the largest ring (Bourke 1988); the mean where it has no area."""
    best, middle = 0.0, (rings[0][0][0], rings[0][0][1])
    for ring in rings:
        area = x = y = 0.0
        origin = ring[0]
        moved = [(one[0] - origin[0], one[1] - origin[1]) for one in ring]
        for (x0, y0), (x1, y1) in pairwise(moved):
            cross = x0 * y1 - x1 * y0
            area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        if abs(area) > best:
            best = abs(area)
            middle = (origin[0] + x / (3 * area), origin[1] + y / (3 * area))
    return middle


def _label(picture: Drawing, place: Place, area: Outline, testbeds: Sequence[str]) -> None:
    x, y = place
    if area.kind == "outline":
        picture.text(x, y, name_of(area), font_size="17", font_weight="700", text_anchor="middle",
                     fill=palette.INK, stroke="#ffffff", stroke_width="4",
                     paint_order="stroke")  # fmt: skip
    for number, name in enumerate(testbeds):
        below = y + 20 + 17 * number
        picture.rect(x - 62, below - 9, 9, 9, tip=name, fill=palette.hue(1))
        picture.text(x - 48, below, name if len(name) <= 30 else f"{name[:29]}…", font_size="12.5",
                     fill=palette.INK, stroke="#ffffff", stroke_width="3",
                     paint_order="stroke")  # fmt: skip
