"""The efficient portfolios of two or three aims: what one costs in the others, drawn and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.http import QueryDict

from salkku.web.ui import palette
from salkku.web.ui.figures import table
from salkku.web.ui.plot import Axis, Plot
from salkku.web.ui.templatetags.answers import whole_euros
from salkku.web.ui.templatetags.say import number, percent, say

__all__ = ["Aims", "Front", "aims_in", "front_of", "opened"]

MOST_DOTS, MOST_ROWS, SHORT = 150, 1500, 9
"""Dots of the picture, rows of its twin, and rows of the short list."""

BENT: Final = 0.7
"""A bend is told where a euro beyond it buys at most this part of what one buys before it."""

RADII = (3.5, 5.0, 6.5)
Point = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Aims:
    """The aims asked about: across, upwards, and by colour (empty for none)."""

    across: str
    up: str
    third: str = ""

    @property
    def shown(self) -> list[str]:
        """The aims in the order in which a reader meets them."""
        return [name for name in (self.across, self.up, self.third) if name]

    @property
    def names(self) -> list[str]:
        """The aims in the one order in which the question is asked."""
        return sorted(self.shown)


def aims_in(query: QueryDict, known: Mapping[str, str]) -> Aims:
    """Read the aims of an address; value against cost where it names none that are known."""
    across, up, third = (query.get(key, "") for key in ("x", "y", "z"))
    if across not in known or up not in known or across == up:
        across, up = "cost", "value"
    return Aims(across, up, third if third in known and third not in (across, up) else "")


@dataclass(frozen=True)
class Front:
    """An answer of ``front`` for a reader, its points by what they have across.

    Parameters
    ----------
    names
        The reader's name of each aim.
    best
        Rows of today's best portfolio.
    address
        Of the page; a point adds its place in the answer.
    """

    answer: Mapping[str, Any]
    aims: Aims
    names: Mapping[str, str]
    best: frozenset[str]
    address: str

    def value(self, point: Point, aim: str) -> float:
        """Give what a point has of an aim: euros, a count, a score, or a part of the greatest."""
        raw = _raw(point, self.answer, aim)
        return raw / self._greatest[aim] if self._greatest[aim] else raw

    @cached_property
    def _greatest(self) -> dict[str, float]:
        """Give what value and benefits are told as parts of; 0 where they are told as they are."""
        found = {}
        for aim in self.aims.names:
            most = max((_raw(one, self.answer, aim) for one in self.answer["points"]), default=0)
            found[aim] = most if aim == "value" or aim.startswith("party:") else 0
        return {aim: max(0.0, most) for aim, most in found.items()}

    def written(self, aim: str) -> Callable[[float], str]:
        """Give how an aim is written."""
        if aim == "cost":
            return whole_euros
        if self._greatest[aim]:
            return lambda value: percent(value, 0 if round(100 * value, 6) % 1 == 0 else 1)
        return lambda value: number(value, 0 if value == int(value) else 1)

    def head(self, aim: str) -> str:
        """Give an aim's name as a heading."""
        return self.names[aim][:1].upper() + self.names[aim][1:]

    def told(self, point: Point, aim: str) -> str:
        """Write what a point has of an aim."""
        return self.written(aim)(self.value(point, aim))

    def link(self, place: int) -> str:
        """Give the address of a point."""
        asked = {"x": self.aims.across, "y": self.aims.up, "z": self.aims.third}
        asked = {key: aim for key, aim in asked.items() if aim}
        return f"{self.address}?{urlencode({**asked, 'point': str(place)})}#point"

    def places(self) -> list[int]:
        """Give the places of the points in the answer, by what they have across."""
        points = self.answer["points"]
        keys = (self.aims.across, self.aims.up)
        return sorted(
            range(len(points)), key=lambda place: [self.value(points[place], key) for key in keys]
        )

    def finding(self) -> str:
        """Say what the front shows: its bend, or what the most of one aim takes of the other."""
        points, aims = self.answer["points"], self.aims
        count = len(points)
        if count == 1:
            return say("web_portfolio.front_one")
        if (aims.across, aims.up) == ("cost", "value"):
            bend = bend_of([(self.value(one, "cost"), self.value(one, "value")) for one in points])
            if bend is None:
                return say("web_portfolio.front_straight", count=count)
            cost, ratio = bend
            return say(
                "web_portfolio.front_bend",
                count=count, euros=whole_euros(cost), ratio=percent(ratio),
            )  # fmt: skip
        most = max(points, key=lambda one: (self.worth(one, aims.up), self.worth(one, aims.across)))
        other = max(
            points, key=lambda one: (self.worth(one, aims.across), self.worth(one, aims.up))
        )
        code = "web_portfolio.front_both" if most is other else "web_portfolio.front_trade"
        return say(
            code,
            count=count, up=self.names[aims.up], across=self.names[aims.across],
            up_most=self.told(most, aims.up), across_then=self.told(most, aims.across),
            across_most=self.told(other, aims.across), up_then=self.told(other, aims.up),
        )  # fmt: skip

    def worth(self, point: Point, aim: str) -> float:
        """Give what a point has of an aim, more being better."""
        return -self.value(point, aim) if aim == "cost" else self.value(point, aim)

    def note(self) -> str:
        """Say whether the front is whole, or how near to it what is missing may be."""
        points = self.answer["points"]
        shown = (
            ""
            if len(points) <= MOST_DOTS
            else say(
                "web_portfolio.front_thinned", most=MOST_DOTS, rows=min(len(points), MOST_ROWS)
            )
        )
        if self.answer["complete"]:
            return f"{say('web_portfolio.front_whole', count=len(points))} {shown}".strip()
        epsilon = self.answer["epsilon"]
        if epsilon is None:
            return f"{say('web_portfolio.front_open')} {shown}".strip()
        return f"{say('web_portfolio.front_within', epsilon=percent(epsilon, 2))} {shown}".strip()

    def third_of(self, point: Point) -> int:
        """Give the third of the range in which a point is of the third aim: 0, 1 or 2."""
        if not self.aims.third:
            return 0
        low, high = self._range(self.aims.third)
        share = (self.value(point, self.aims.third) - low) / (high - low) if high > low else 0.0
        return min(2, int(3 * share))

    def legend(self) -> list[dict[str, str]]:
        """Name the colours."""
        found = []
        if self.aims.third:
            low, high = self._range(self.aims.third)
            written, name = self.written(self.aims.third), self.head(self.aims.third)
            ends = [low + (high - low) * part / 3 for part in range(4)]
            for part in range(3 if high > low else 1):
                span = f"{written(ends[part])} – {written(ends[part + 1])}" if high > low else ""
                text = f"{name}: {span or written(low)}"
                found.append({"css": f"hue-{part}", "text": text})
        if any(self.is_best(point) for point in self.answer["points"]):
            found.append({"css": "hue-bad", "text": say("web_portfolio.front_best")})
        return found

    def is_best(self, point: Point) -> bool:
        """Whether a point is today's best portfolio."""
        return self.best == frozenset(point["chosen"])

    def picture(self, *, title: str, open_place: int | None) -> str:
        """Draw the points, each a link to its portfolio."""
        plot = Plot(title, x=self._axis(self.aims.across), y=self._axis(self.aims.up), linked=True)
        points, places = self.answer["points"], self.places()
        best = {place for place, one in enumerate(points) if self.is_best(one)}
        for place in _spread(places, MOST_DOTS, {open_place, *best}):
            point = points[place]
            third = self.third_of(point)
            at = (self.value(point, self.aims.across), self.value(point, self.aims.up))
            tip = "; ".join(f"{self.head(aim)}: {self.told(point, aim)}" for aim in self.aims.shown)
            fill = palette.hue(third) if self.aims.third else palette.BRAND
            if self.is_best(point):
                fill = palette.BAD
            radius = RADII[third] if self.aims.third else 4.5
            plot.linked_dot(
                *at, tip=tip, address=self.link(place), fill=fill, radius=radius,
                ring=place == open_place,
            )  # fmt: skip
        return plot.markup()

    def twin(self) -> dict[str, Any]:
        """Give the points as a table."""
        aims = self.aims.shown
        head = [*(self.head(aim) for aim in aims), say("web_portfolio.front_chosen")]
        points = self.answer["points"]
        rows = [
            (*(self.told(points[place], aim) for aim in aims), ", ".join(points[place]["chosen"]))
            for place in self.places()[:MOST_ROWS]
        ]
        return table(say("web_portfolio.front_each"), head, rows, numeric=False)

    def short(self, open_place: int | None) -> list[dict[str, Any]]:
        """Give a few points from one end to the other, the best and the open one among them."""
        points = self.answer["points"]
        best = {place for place, one in enumerate(points) if self.is_best(one)}
        aims = self.aims.shown
        return [
            {
                "cells": [(self.head(aim), self.told(points[place], aim)) for aim in aims],
                "count": len(points[place]["chosen"]),
                "link": self.link(place),
                "best": place in best,
                "open": place == open_place,
            }
            for place in _spread(self.places(), SHORT, {open_place, *best})
        ]

    def _range(self, aim: str) -> tuple[float, float]:
        values = [self.value(one, aim) for one in self.answer["points"]]
        return min(values), max(values)

    def _axis(self, aim: str) -> Axis:
        low, high = self._range(aim)
        room = (high - low) * 0.06 or max(abs(high) * 0.05, 1.0)
        return Axis(self.head(aim), low - room, high + room, self.written(aim))


def front_of(
    answer: Mapping[str, Any],
    aims: Aims,
    *,
    names: Mapping[str, str],
    best: Sequence[str],
    address: str,
) -> Front:
    """Lay out an answer for a reader."""
    return Front(answer, aims, names, frozenset(best), address)


def opened(front: Front, place: int) -> dict[str, Any]:
    """Give what a point's portfolio has, and what tells it from today's best."""
    point = front.answer["points"][place]
    inside = set(point["chosen"])
    return {
        "facts": [(front.head(aim), front.told(point, aim)) for aim in front.aims.shown],
        "chosen": point["chosen"],
        "best": front.is_best(point),
        "enters": [row for row in point["chosen"] if row not in front.best],
        "leaves": sorted(front.best - inside),
        "equal": point["count"],
        "found": not point["proved"],
        "plan": "~".join(("front", *front.aims.names, str(place))),
    }


def _raw(point: Point, answer: Mapping[str, Any], aim: str) -> float:
    return float(point["values"][answer["objectives"].index(aim)])


def bend_of(points: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Find where another euro begins to buy less: the point farthest above the line of the ends.

    Returns
    -------
    tuple or None
        Its cost, and what a euro beyond it buys of what one buys before it; None without a bend.

    Examples
    --------
    >>> bend_of([(0, 0), (10, 8), (20, 10)])
    (10, 0.25)
    >>> bend_of([(0, 0), (10, 10), (20, 20)]) is None
    True
    """
    ordered = sorted(points)
    (left, low), (right, high) = ordered[0], ordered[-1]
    if right <= left or high <= low:
        return None
    slope = (high - low) / (right - left)
    cost, value = max(ordered, key=lambda one: one[1] - low - slope * (one[0] - left))
    if not left < cost < right:
        return None
    before, after = (value - low) / (cost - left), (high - value) / (right - cost)
    return (cost, after / before) if after <= BENT * before else None


def _spread(places: Sequence[int], most: int, wanted: set[int | None]) -> list[int]:
    """Thin out places evenly, both ends and all that are wanted kept."""
    if len(places) <= most:
        return list(places)
    step = (len(places) - 1) / (most - 1)
    kept = {places[round(step * turn)] for turn in range(most)}
    return [place for place in places if place in kept or place in wanted]
