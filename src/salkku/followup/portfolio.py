"""The portfolio that exists: the agreement's projects with the rows that are decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salkku.domain.agreement import Agreement
from salkku.domain.periods import Month
from salkku.domain.proposals import Proposal, Shares

__all__ = ["Member", "end_of", "members", "support_of"]

OURS = ("steered", "aligned")


@dataclass(frozen=True, slots=True)
class Member:
    """A project of the portfolio; ``scope`` is steered, aligned or the status of a row."""

    id: str
    name: Mapping[str, str]
    scope: str
    focus_areas: Shares
    methods: Shares
    parties: tuple[str, ...]
    start: Month | None
    end: Month | None


def members(agreement: Agreement) -> Iterator[Member]:
    """Give the steered and aligned projects, then committed and running rows, in file order."""
    for project in agreement.projects:
        if project.scope in OURS:
            yield Member(
                project.id,
                project.name,
                project.scope,
                project.focus_areas,
                project.methods,
                project.parties,
                project.start,
                project.end,
            )
    for row in agreement.proposals:
        if row.fixed:
            yield Member(
                row.id,
                row.name,
                row.status,
                row.focus_areas,
                row.methods,
                row.parties,
                row.start,
                end_of(row),
            )


def end_of(row: Proposal) -> Month | None:
    """Give the last month of a row; None when its start or its duration is unknown."""
    if row.start is None or not row.duration_months:
        return None
    return row.start + row.duration_months - 1


def support_of(agreement: Agreement) -> dict[str, int]:
    """Give each row's cents on lines that no party pays: the outside support."""
    paid = {row.line for row in agreement.budgets if row.party}
    support: dict[str, int] = {}
    for cost in agreement.costs:
        if cost.line not in paid:
            support[cost.proposal] = support.get(cost.proposal, 0) + cost.cents
    return support
