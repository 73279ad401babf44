"""Between the payers: who gains less than alone, and what fairness costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from salkku.domain.agreement import Agreement, Names
from salkku.web.ui.figures import table
from salkku.web.ui.plot import Axis, Plot
from salkku.web.ui.templatetags.say import named, percent, say

__all__ = ["City", "Price", "cities_of", "picture_of", "price_of", "prices_table"]


@dataclass(frozen=True, slots=True)
class City:
    """One payer; ``ratio`` is its benefit against the best that it could do alone."""

    names: Names
    pays: float
    benefit: float
    alone: float
    ratio: float | None

    @property
    def worse(self) -> bool:
        """Whether it would gain more alone."""
        return self.ratio is not None and self.ratio < 1


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs that no city gains less than alone: share of the value, and the portfolio."""

    share: float
    chosen: tuple[str, ...]
    enters: tuple[str, ...]
    leaves: tuple[str, ...]


def cities_of(agreement: Agreement, answer: Mapping[str, Any]) -> list[City]:
    """Give the payers in the agreement's order."""
    parties = answer["parties"]
    return [
        City(party.name, one["pays_eur"], one["benefit"], one["alone"], one["ratio"])
        for party in agreement.parties
        if (one := parties.get(party.id)) is not None
    ]


def price_of(answer: Mapping[str, Any]) -> Price | None:
    """Give the cheapest portfolio in which no city gains less than alone; None without one."""
    points = answer["points"]
    fair = next((one for one in points if one["fairness"] >= 1), None)
    if fair is None or not points or points[0]["value"] <= 0:
        return None
    best = points[0]
    before, after = set(best["chosen"]), set(fair["chosen"])
    return Price(
        share=1 - fair["value"] / best["value"],
        chosen=tuple(fair["chosen"]),
        enters=tuple(row for row in fair["chosen"] if row not in before),
        leaves=tuple(row for row in best["chosen"] if row not in after),
    )


def finding_of(cities: list[City], price: Price | None) -> str:
    """Say who gains less than alone, and what it would cost that nobody does."""
    worse = [one for one in cities if one.worse]
    if not worse:
        return say("web_money.all_gain")
    least = min(worse, key=lambda one: one.ratio or 0)
    told = say("web_money.gains_less", city=named(least.names), share=percent(least.ratio))
    more = (
        say("web_money.fair_costs", share=percent(price.share, 1))
        if price
        else say("web_money.never_fair")
    )
    return f"{told} {more}"


def picture_of(answer: Mapping[str, Any], *, title: str) -> str:
    """Draw the value against what the least gaining city gets of its best alone."""
    best = answer["points"][0]["value"] or 1
    points = [(one["fairness"], one["value"] / best) for one in answer["points"]]
    plot = Plot(
        title,
        x=Axis(say("web_money.axis_fair"), *_span([x for x, _ in points]), percent),
        y=Axis(say("web_money.axis_of_best"), *_span([y for _, y in points]), percent),
    )
    plot.curve(points)
    plot.dots(points, [f"{percent(x)} – {percent(y, 1)}" for x, y in points])
    if plot.x.low < 1 < plot.x.high:
        plot.upright(1, say("web_money.as_alone"))
    return plot.markup()


def _span(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low) * 0.06 or 0.05
    return low - room, high + room


def prices_table(answer: Mapping[str, Any], *, caption: str) -> dict[str, Any]:
    """Give every efficient pair of fairness and value."""
    best = answer["points"][0]["value"] or 1
    head = [say(f"web_money.head.{name}") for name in ("fairness", "of_best", "price", "chosen")]
    rows = [
        (
            percent(one["fairness"]),
            percent(one["value"] / best, 1),
            percent(1 - one["value"] / best, 1),
            ", ".join(one["chosen"]),
        )
        for one in answer["points"]
    ]
    return table(caption, head, rows)
