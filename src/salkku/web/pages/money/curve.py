"""What the next euro of a line buys: the curve, and where the limit stands on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from salkku.web.ui.figures import table
from salkku.web.ui.plot import Axis, Plot
from salkku.web.ui.templatetags.answers import whole_euros
from salkku.web.ui.templatetags.say import percent, say

__all__ = ["Jump", "Standing", "picture_of", "standing_of", "steps_table"]


@dataclass(frozen=True, slots=True)
class Jump:
    """A neighbour on the curve: how many euros away, and what it changes."""

    euros: float
    change: float | None
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the limit stands on its curve.

    Parameters
    ----------
    needed
        The least limit that gives today's value; ``idle`` are the euros above it.
    more, less
        The next jump up, and what is left below ``needed``.
    """

    value: float
    needed: float
    idle: float
    more: Jump | None
    less: Jump | None


def standing_of(answer: Mapping[str, Any]) -> Standing | None:
    """Find the limit on its curve; None where no portfolio fits under it."""
    points: Sequence[Mapping[str, Any]] = answer["points"]
    limit = answer["limit_eur"]
    under = [place for place, one in enumerate(points) if one["limit_eur"] <= limit]
    if not under:
        return None
    here = under[-1]
    now = points[here]
    above = points[here + 1] if here + 1 < len(points) else None
    below = points[here - 1] if here else None
    return Standing(
        value=now["value"],
        needed=now["limit_eur"],
        idle=limit - now["limit_eur"],
        more=_jump(now, above, above["limit_eur"] - limit) if above else None,
        less=_jump(now, below, limit - now["limit_eur"]) if below else None,
    )


def _jump(now: Mapping[str, Any], then: Mapping[str, Any], euros: float) -> Jump:
    before, after = set(now["chosen"]), set(then["chosen"])
    return Jump(
        euros=euros,
        change=then["value"] / now["value"] - 1 if now["value"] > 0 else None,
        enters=tuple(row for row in then["chosen"] if row not in before),
        leaves=tuple(row for row in now["chosen"] if row not in after),
    )


def picture_of(answer: Mapping[str, Any], standing: Standing, *, title: str) -> str:
    """Draw the value against the limit, with today's limit marked."""
    points = answer["points"]
    widest = max(points[-1]["limit_eur"], answer["limit_eur"])
    scale = standing.value or 1
    highest = max(one["value"] for one in points) / scale
    plot = Plot(
        title,
        x=Axis(say("web_money.axis_limit"), 0, widest * 1.04, whole_euros),
        y=Axis(say("web_money.axis_value"), 0, highest * 1.05, percent),
    )
    plot.steps([(one["limit_eur"], one["value"] / scale) for one in points])
    plot.upright(
        answer["limit_eur"], say("web_money.limit_now", limit=whole_euros(answer["limit_eur"]))
    )
    return plot.markup()


def steps_table(answer: Mapping[str, Any], standing: Standing, *, caption: str) -> dict[str, Any]:
    """Give every jump of the curve."""
    heads = ("limit", "value", "gain", "enters", "leaves")
    head = [say(f"web_money.head.{name}") for name in heads]
    return table(caption, head, list(_rows(answer["points"], standing.value or 1)))


def _rows(points: Sequence[Mapping[str, Any]], scale: float) -> Iterator[tuple[str, ...]]:
    before: Mapping[str, Any] | None = None
    for one in points:
        had, has = set(before["chosen"]) if before else set(), set(one["chosen"])
        gain = percent((one["value"] - before["value"]) / scale, 1) if before else "–"
        enters = ", ".join(row for row in one["chosen"] if row not in had)
        leaves = ", ".join(row for row in before["chosen"] if row not in has) if before else ""
        yield (
            whole_euros(one["limit_eur"]),
            percent(one["value"] / scale, 1),
            gain,
            enters or "–",
            leaves or "–",
        )
        before = one
