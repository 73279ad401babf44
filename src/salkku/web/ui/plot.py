"""A picture with two axes: curves, steps and dots, drawn on the server."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from salkku.web.ui import palette
from salkku.web.ui.svg import Drawing

__all__ = ["Axis", "Plot", "ticks"]

LEFT, RIGHT, TOP, BOTTOM = 84.0, 24.0, 22.0, 58.0
WIDTH, HEIGHT = 920.0, 380.0
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis measures, from where to where, and how its numbers are written."""

    title: str
    low: float
    high: float
    written: Callable[[float], str]


def ticks(low: float, high: float, *, most: int = 6) -> list[float]:
    """Give round numbers between two ends.

    Examples
    --------
    >>> ticks(0, 1)
    [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    >>> ticks(3, 3)
    [3]
    """
    if high <= low:
        return [low]
    rough = (high - low) / most
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * part for part in (1, 2, 5, 10) if size * part >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(place * step, 12) for place in range(first, last + 1)]


class Plot:
    """A chart that grows mark by mark; what it says stands beside it as a table.

    Parameters
    ----------
    title
        Its finding, read aloud in place of the picture.
    linked
        Whether its dots are links.

    Examples
    --------
    >>> axis = Axis("euros", 0, 10, str)
    >>> plot = Plot("More buys more.", x=axis, y=axis)
    >>> plot.steps([(0, 0), (5, 4), (10, 9)])
    >>> "More buys more." in plot.markup()
    True
    """

    def __init__(self, title: str, *, x: Axis, y: Axis, linked: bool = False) -> None:
        self.x, self.y = x, y
        self._drawing = Drawing(WIDTH, HEIGHT, title=title, linked=linked)
        self._grid()

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Give the place of a point in the picture."""
        return (
            _scaled(x, self.x, LEFT, WIDTH - RIGHT),
            _scaled(y, self.y, HEIGHT - BOTTOM, TOP),
        )

    def _grid(self) -> None:
        drawing = self._drawing
        for value in ticks(self.y.low, self.y.high, most=5):
            _, y = self.at(self.x.low, value)
            drawing.line(LEFT, y, WIDTH - RIGHT, y, stroke=palette.LINE)
            words = self.y.written(value)
            drawing.text(LEFT - 8, y + 4, words, font_size="13", text_anchor="end")
        for value in ticks(self.x.low, self.x.high):
            x, base = self.at(value, self.y.low)
            drawing.line(x, base, x, base + 5, stroke=palette.SOFT)
            words = self.x.written(value)
            drawing.text(x, base + 21, words, font_size="13", text_anchor="middle")
        _, base = self.at(self.x.low, self.y.low)
        drawing.line(LEFT, base, WIDTH - RIGHT, base, stroke=palette.SOFT)
        middle = (LEFT + WIDTH - RIGHT) / 2
        drawing.text(
            middle, HEIGHT - 10, self.x.title, font_size="13", text_anchor="middle",
            fill=palette.SOFT,
        )  # fmt: skip
        drawing.text(8, 13, self.y.title, font_size="13", fill=palette.SOFT)

    def steps(self, points: Points) -> None:
        """Draw a curve that keeps its height until the next point."""
        path: list[tuple[float, float]] = []
        for x, y in points:
            if path:
                path.append((x, path[-1][1]))
            path.append((x, y))
        if path:
            path.append((self.x.high, path[-1][1]))
        self.curve(path)

    def curve(self, points: Points) -> None:
        """Draw straight from point to point."""
        places = (self.at(x, y) for x, y in points)
        self._drawing.curve(places, stroke=palette.BRAND, stroke_width="2.5")

    def dots(self, points: Points, tips: Sequence[str], *, fill: str = palette.BRAND) -> None:
        """Draw a dot for each point, each with its own words."""
        for (x, y), tip in zip(points, tips, strict=True):
            self._drawing.circle(*self.at(x, y), 4.5, tip=tip, fill=fill)

    def linked_dot(
        self,
        x: float,
        y: float,
        *,
        tip: str,
        address: str,
        fill: str = palette.BRAND,
        radius: float = 4.5,
        ring: bool = False,
    ) -> None:
        """Draw a dot that is a link; a ring round the one that is open."""
        place = self.at(x, y)
        with self._drawing.link(address, label=tip):
            self._drawing.circle(*place, radius + 6, fill="transparent")
            self._drawing.circle(*place, radius, tip=tip, fill=fill)
            if ring:
                self._drawing.circle(
                    *place, radius + 4, fill="none", stroke=palette.INK, stroke_width="2"
                )

    def upright(self, x: float, words: str) -> None:
        """Mark a place of the x axis."""
        place, base = self.at(x, self.y.low)
        self._drawing.line(
            place, TOP, place, base, stroke=palette.BAD, stroke_width="1.5",
            stroke_dasharray="5 4",
        )  # fmt: skip
        left = place > (LEFT + WIDTH) / 2
        self._drawing.text(
            place - 8 if left else place + 8, TOP + 12, words, font_size="13",
            text_anchor="end" if left else "start", fill=palette.BAD, font_weight="600",
        )  # fmt: skip

    def markup(self) -> str:
        """Give the whole picture."""
        return self._drawing.markup()


def _scaled(value: float, axis: Axis, first: float, last: float) -> float:
    span = axis.high - axis.low
    share = (value - axis.low) / span if span else 0.5
    return round(first + share * (last - first), 2)
