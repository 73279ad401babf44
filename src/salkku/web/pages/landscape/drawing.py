"""Draw one node with its neighbours around it: every one a link, no label over another."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from salkku.web.ui import palette
from salkku.web.ui.figures import table
from salkku.web.ui.svg import Drawing
from salkku.web.ui.templatetags.say import say

if TYPE_CHECKING:
    from salkku.store.ties import Neighbour, Neighbourhood

__all__ = ["picture_of", "tables_of"]

WIDTH, ROW, TOP, REACH = 1060.0, 26.0, 30.0, 165.0
LONGEST = 34
Place = tuple[float, float]


def picture_of(around: Neighbourhood, *, title: str, address: Callable[[str], str]) -> str:
    """Draw the neighbours in two columns on an ellipse, the nearest first.

    Parameters
    ----------
    address
        Gives the page on which a neighbour is in the middle.
    """
    found = around.organisations
    rows = max(1, math.ceil(len(found) / 2))
    height = TOP * 2 + ROW * rows
    picture = Drawing(
        WIDTH, height, title=title, description=say("web_landscape.network_told"), linked=True
    )
    middle = (WIDTH / 2, height / 2)
    places = [_place(number, rows, middle) for number in range(len(found))]
    most = max((one.shared for one in found), default=1)
    for first, second, count in around.ties:
        _tie(picture, places[first], places[second], middle, count)
    for place, one in zip(places, found, strict=True):
        width = 1.5 + 5 * math.sqrt(one.shared / most)
        picture.line(*middle, *place, stroke=palette.hue(0), stroke_width=f"{width:.1f}",
                     stroke_opacity="0.55")  # fmt: skip
    for place, one in zip(places, found, strict=True):
        _node(picture, place, one, right=place[0] > middle[0], address=address)
    picture.circle(*middle, 13, fill=palette.BRAND, stroke="#ffffff", stroke_width="3")
    picture.text(
        middle[0], middle[1] + 34, _short(around.name), font_size="14", font_weight="700",
        text_anchor="middle", stroke="#ffffff", stroke_width="5", paint_order="stroke",
    )  # fmt: skip
    return picture.markup()


def _place(number: int, rows: int, middle: Place) -> Place:
    """Put neighbours right and left in turn, evenly from the top, so that no labels meet."""
    row, side = divmod(number, 2)
    y = TOP + ROW * (row + 0.5)
    span = max(ROW * rows / 2 + ROW, 1.0)
    bend = math.sqrt(max(0.0, 1 - ((y - middle[1]) / span) ** 2))
    reach = 70 + (REACH - 70) * bend
    return (middle[0] + reach if side == 0 else middle[0] - reach, y)


def _tie(picture: Drawing, one: Place, other: Place, middle: Place, count: int) -> None:
    """Draw a tie between two neighbours, bent towards the middle."""
    x = (one[0] + other[0] + middle[0]) / 3
    y = (one[1] + other[1] + middle[1]) / 3
    shape = f"M{one[0]:.1f} {one[1]:.1f}Q{x:.1f} {y:.1f} {other[0]:.1f} {other[1]:.1f}"
    width = min(3.0, 0.6 + 0.4 * count)
    picture.path(
        shape, fill="none", stroke=palette.SOFT, stroke_width=f"{width:.1f}", stroke_opacity="0.25"
    )


def _node(
    picture: Drawing,
    place: Place,
    one: Neighbour,
    *,
    right: bool,
    address: Callable[[str], str],
) -> None:
    words = f"{_short(one.name)} ({one.shared})"
    label = f"{words}. {say('web_landscape.neighbour', name=one.name, count=one.shared)}"
    with picture.link(address(one.name), label=label):
        picture.circle(*place, 7, fill=palette.hue(0), stroke="#ffffff", stroke_width="2")
        x = place[0] + 13 if right else place[0] - 13
        picture.text(
            x, place[1] + 4.5, words, font_size="13",
            text_anchor="start" if right else "end", fill=palette.INK,
        )  # fmt: skip


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def tables_of(around: Neighbourhood) -> list[dict[str, Any]]:
    """Give the picture as tables: the neighbours, and their ties to each other."""
    found = around.organisations
    head = [say(f"web_landscape.{name}") for name in ("organisation", "shared", "last_year")]
    rows = [(one.name, one.shared, one.last or "–") for one in found]
    ties = [(found[one].name, found[other].name, count) for one, other, count in around.ties]
    tie_head = [say("web_landscape.organisation"), say("web_landscape.organisation_with"),
                say("web_landscape.shared")]  # fmt: skip
    return [
        table(say("web_landscape.neighbours"), head, rows),
        table(say("web_landscape.ties"), tie_head, ties),
    ]
