"""The competing rows of an agreement with what a funding level takes from its base row."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from salkku.domain.agreement import Agreement
from salkku.domain.proposals import Proposal

__all__ = ["Rows", "rows_of"]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of proposals.csv and their levels.

    Parameters
    ----------
    all
        Every row by id, empty cells of a level filled from its base row.
    base
        The base row's id of every row (its own for a row that is no level).
    family
        The row and the rows whose ``level_of`` names it, in file order.
    """

    all: dict[str, Proposal]
    base: dict[str, str]
    family: dict[str, tuple[str, ...]]


_INHERITED = (
    "name",
    "summary",
    "lead",
    "focus_areas",
    "methods",
    "parties",
    "call",
    "tags",
    "needs",
    "goals",
    "reach",
    "effort_pm",
    "testbeds",
    "develops",
    "duration_months",
)


def rows_of(agreement: Agreement) -> Rows:
    """Group the rows of an agreement by base row.

    Notes
    -----
    A level has its own costs and status; a cell that it leaves empty is its base row's.
    """
    by_id = {row.id: row for row in agreement.proposals}
    base = {row.id: row.level_of or row.id for row in agreement.proposals}
    family: dict[str, list[str]] = defaultdict(list)
    filled = {}
    for row in agreement.proposals:
        family[base[row.id]].append(row.id)
        if row.id != base[row.id]:
            family[row.id].append(row.id)
        parent = by_id.get(row.level_of)
        filled[row.id] = _filled(row, parent) if parent else row
    return Rows(filled, base, {row: tuple(members) for row, members in family.items()})


def _filled(row: Proposal, parent: Proposal) -> Proposal:
    missing = {
        name: getattr(parent, name)
        for name in _INHERITED
        if getattr(row, name) in (None, "", (), {})
    }
    return replace(row, **missing)
