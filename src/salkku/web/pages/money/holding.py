"""What holding money back costs now, and what a later proposal must bring for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from salkku.web.ui.figures import table
from salkku.web.ui.plot import Axis, Plot
from salkku.web.ui.templatetags.answers import whole_euros
from salkku.web.ui.templatetags.say import number, percent, say

__all__ = ["Held", "bars_table", "held_of", "picture_of"]


@dataclass(frozen=True, slots=True)
class Held:
    """One amount held back.

    Parameters
    ----------
    lost
        Share of today's value; None where no portfolio fits any more.
    times
        What a later euro must bring, against what a euro of this line brings now on average.
    """

    euros: float
    lost: float | None
    times: float | None


def held_of(answer: Mapping[str, Any], *, value: float, limit: float) -> list[Held]:
    """Give each amount, in relation to today's value and limit."""
    found = []
    for one in answer["points"]:
        lost = 1 - one["value"] / value if one["value"] is not None and value > 0 else None
        average = value / limit if limit else 0
        times = one["bar"] / average if one["bar"] is not None and average > 0 else None
        found.append(Held(one["reserve_eur"], lost, times))
    return found


def picture_of(held: list[Held], *, title: str) -> str:
    """Draw the share of the value lost against the euros held back."""
    known = [(one.euros, one.lost) for one in held if one.lost is not None]
    plot = Plot(
        title,
        x=Axis(say("web_money.axis_held"), 0, max(x for x, _ in known) * 1.04, whole_euros),
        y=Axis(say("web_money.axis_lost"), 0, max(y for _, y in known) * 1.1 or 1, percent),
    )
    plot.curve([(0, 0), *known])
    plot.dots(known, [f"{whole_euros(x)}: {percent(y, 1)}" for x, y in known])
    return plot.markup()


def bars_table(held: list[Held], *, caption: str) -> dict[str, Any]:
    """Give each amount with its cost and its bar."""
    head = [say(f"web_money.head.{name}") for name in ("held", "lost", "times")]
    rows = [(whole_euros(one.euros), percent(one.lost, 1), number(one.times, 2)) for one in held]
    return table(caption, head, rows)
