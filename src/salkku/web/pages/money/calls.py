"""Ways to write the next call, in words and shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from salkku.domain.agreement import Agreement
from salkku.web.ui.templatetags.answers import whole_euros
from salkku.web.ui.templatetags.say import named, number, say

__all__ = ["Way", "best_way", "calls_of", "ways_of"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to write the call; shares of 1, ``holds`` None where it was not tried."""

    earmarks: str
    points: str
    of_best: float | None
    holds: float | None
    chosen: tuple[str, ...]
    undivided: bool


def calls_of(agreement: Agreement) -> list[tuple[str, str]]:
    """Give the calls to which some proposal applies: id and name."""
    asked = {row.call for row in agreement.proposals if row.competes and not row.fixed}
    return [(one.id, named(one.name) or one.id) for one in agreement.calls if one.id in asked]


def ways_of(agreement: Agreement, answer: Mapping[str, Any]) -> list[Way]:
    """Give the designs in the answer's order, the undivided pot first."""
    names = {one.id: named(one.name) for one in agreement.focus_areas}
    names |= {one.id: named(one.name) for one in agreement.criteria}
    found = []
    for one in answer["designs"]:
        free = one["value_of_free_choice"]
        found.append(
            Way(
                earmarks="; ".join(_earmarks(one, names)) or say("web_money.undivided"),
                points="; ".join(_points(one, names)),
                of_best=one["value"] / free if free > 0 else None,
                holds=one["holds_in"],
                chosen=tuple(one["chosen"]),
                undivided=not one["earmarks"],
            )
        )
    return found


def best_way(ways: list[Way]) -> Way | None:
    """Give the way whose ranking comes nearest to the free choice; None without any."""
    known = [one for one in ways if one.of_best is not None]
    return max(known, key=lambda one: one.of_best or 0, default=None)


def _earmarks(one: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for area, euros in one["earmarks"].items():
        yield f"{names.get(area) or area} {whole_euros(euros)}"


def _points(one: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for criterion, weight in one["points"].items():
        if weight:
            written = number(weight, 0 if weight == int(weight) else 1)
            yield f"{names.get(criterion) or criterion}\u00a0×\u00a0{written}"
