"""What an efficient portfolio can be asked to have more or less of, by name, for one reader."""

from __future__ import annotations

from salkku.domain.agreement import Agreement
from salkku.domain.terms import Counted
from salkku.web.ui.templatetags.say import named, say

__all__ = ["aims_of"]

OFFERED: tuple[Counted, ...] = (
    "ties",
    "new_ties",
    "cross_city",
    "first_timers",
    "unique_companies",
)
"""Counts among the choices of a page, which a longer list would hide; the API and the command line
take every count."""


def aims_of(agreement: Agreement, *, sees_scores: bool) -> dict[str, str]:
    """Name the objectives of a front: the least cost, the most of all else.

    Parameters
    ----------
    sees_scores
        Whether the reader may see scores: sums of scores are objectives for nobody else.
    """
    found = {"value": say("web_portfolio.aim.value"), "cost": say("web_portfolio.aim.cost")}
    for party in agreement.parties:
        name = named(party.name) or party.id
        found[f"party:{party.id}"] = say("web_portfolio.aim.party", party=name)
    if agreement.participations:
        found |= {name: say(f"web_portfolio.aim.{name}") for name in OFFERED}
    if sees_scores:
        for one in agreement.criteria:
            if one.kind != "general" and one.id not in found:
                name = named(one.name) or one.id
                found[one.id] = say("web_portfolio.aim.criterion", criterion=name)
    return found
