"""Rows of the portfolio in three groups: chosen, borderline and out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from salkku.domain.agreement import Agreement, Names

__all__ = ["Member", "Split", "members_of", "split_of"]


@dataclass(frozen=True, slots=True)
class Member:
    """One row as the lists show it; ``theme`` is its focus area's place."""

    id: str
    names: Names
    theme: int
    cents: int
    fixed: bool
    inside: bool


@dataclass(frozen=True, slots=True)
class Split:
    """The rows chosen surely, those that tell near-best portfolios apart, and those out."""

    chosen: list[Member]
    borderline: list[Member]
    out: list[Member]


def members_of(agreement: Agreement, chosen: Iterable[str]) -> dict[str, Member]:
    """Give every competing row, in the order of the file."""
    inside = set(chosen)
    totals: dict[str, int] = {}
    for cost in agreement.costs:
        totals[cost.proposal] = totals.get(cost.proposal, 0) + cost.cents
    places = {theme.id: place for place, theme in enumerate(agreement.focus_areas)}
    return {
        row.id: Member(
            id=row.id,
            names=row.name,
            theme=places.get(row.focus_areas[0][0], 5) if row.focus_areas else 5,
            cents=totals.get(row.id, 0),
            fixed=row.fixed,
            inside=row.id in inside,
        )
        for row in agreement.proposals
        if row.competes
    }


def split_of(agreement: Agreement, chosen: Iterable[str], near: Mapping[str, Any] | None) -> Split:
    """Split the rows; while the near-best set is not known, nothing is borderline."""
    members = members_of(agreement, chosen)
    telling = set(near["telling"]) if near else set()
    sure = [one for one in members.values() if one.id not in telling]
    return Split(
        chosen=[one for one in sure if one.inside],
        borderline=[one for one in members.values() if one.id in telling],
        out=[one for one in sure if not one.inside],
    )
