"""Charts drawn as plain SVG with whole coordinates; the numbers stand in a table beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup, escape

__all__ = ["Bar", "Series", "bars", "years"]

WIDTH, LABEL, ROW, BAR, LONGEST = 760, 270, 26, 16, 34
INK, MUTED = "#222", "#dfe3e8"
COLOURS = ("#0f5fc2", "#c24e0f", "#3d7d2e", "#6b3fc2")
"""Each has a contrast of at least 4.5 to white."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar: a part of a whole, with its text at the right end."""

    label: str
    value: Fraction
    whole: Fraction
    text: str
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """One column a year of one kind."""

    label: str
    values: Sequence[int]


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """Draw each row as a part of its whole.

    Parameters
    ----------
    title
        What the chart says; read aloud in its stead.
    """
    most = max((row.whole for row in rows), default=Fraction(0)) or Fraction(1)
    room = WIDTH - LABEL - 190
    parts = []
    for place, row in enumerate(rows):
        top = place * ROW + 4
        whole, part = (_length(value, most, room) for value in (row.whole, row.value))
        colour = COLOURS[row.colour % len(COLOURS)]
        parts.append(
            f'<text x="{LABEL - 8}" y="{top + 13}" text-anchor="end">{escape(_short(row.label))}'
            f'</text><rect x="{LABEL}" y="{top}" width="{whole}" height="{BAR}" fill="{MUTED}"/>'
            f'<rect x="{LABEL}" y="{top}" width="{part}" height="{BAR}" fill="{colour}"/>'
            f'<text x="{LABEL + max(whole, part) + 8}" y="{top + 13}">{escape(row.text)}</text>'
        )
    return _drawing(title, len(rows) * ROW + 8, parts)


def years(title: str, labels: Sequence[int], series: Sequence[Series]) -> Markup:
    """Draw columns side by side for each year, with a legend."""
    most = max((value for one in series for value in one.values), default=0) or 1
    step = (WIDTH - 40) // max(1, len(labels))
    width = max(4, (step - 12) // max(1, len(series)))
    parts = []
    for place, label in enumerate(labels):
        left = 20 + place * step
        for number, one in enumerate(series):
            height = one.values[place] * 150 // most
            parts.append(
                f'<rect x="{left + number * width}" y="{170 - height}" width="{width - 2}" '
                f'height="{height}" fill="{COLOURS[number % len(COLOURS)]}"/>'
            )
        parts.append(f'<text x="{left}" y="188">{label}</text>')
    for number, one in enumerate(series):
        left = 20 + number * 240
        parts.append(
            f'<rect x="{left}" y="202" width="12" height="12" '
            f'fill="{COLOURS[number % len(COLOURS)]}"/>'
            f'<text x="{left + 18}" y="212">{escape(one.label)}</text>'
        )
    return _drawing(title, 222, parts)


def _drawing(title: str, height: int, parts: Sequence[str]) -> Markup:
    inside = "".join(parts)
    return Markup(  # noqa: S704 - every text in it is escaped above
        f'<svg role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'font-size="13" fill="{INK}"><title>{escape(title)}</title>{inside}</svg>'
    )


def _length(value: Fraction, most: Fraction, room: int) -> int:
    return max(0, int(value * room / most))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
