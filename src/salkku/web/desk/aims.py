"""What an efficient portfolio can be asked to have more or less of, by name, for one reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from salkku.domain.agreement import Agreement
from salkku.domain.terms import Counted
from salkku.web.ui.templatetags.say import named, say

__all__ = ["aims_of", "grouped"]


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
        found |= {name: say(f"report.measure_{name}") for name in get_args(Counted)}
    if sees_scores:
        for one in agreement.criteria:
            if one.kind != "general" and one.id not in found:
                name = named(one.name) or one.id
                found[one.id] = say("web_portfolio.aim.criterion", criterion=name)
    return found


def grouped(aims: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Lay aims out for a list of choices: the heading of each group, and its ids and names."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for id_, name in aims.items():
        groups.setdefault(_group(id_), []).append((id_, name))
    return [(say(f"web_portfolio.aim_group.{group}"), own) for group, own in groups.items()]


def _group(aim: str) -> str:
    if aim in ("value", "cost"):
        return "worth"
    if aim.startswith("party:"):
        return "party"
    return "ecosystem" if aim in get_args(Counted) else "scores"
