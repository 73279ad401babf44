"""What the existing portfolio covers: projects and proposals by focus area, method and city."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from salkku.domain.agreement import Agreement, Names
from salkku.domain.ecosystem import FundedProject
from salkku.domain.proposals import Proposal

__all__ = ["Covered", "covered"]

OURS = ("steered", "aligned")


@dataclass(frozen=True, slots=True)
class Covered:
    """Rows are focus areas; a cell holds how many projects and how many proposals touch it."""

    by: str
    columns: list[Names]
    rows: list[tuple[Names, list[tuple[int, int]]]]

    @property
    def empty(self) -> int:
        """How many cells no project touches."""
        return sum(not projects for _, cells in self.rows for projects, _ in cells)


def covered(agreement: Agreement) -> list[Covered]:
    """Count by method and by city; a row is in every cell that it touches."""
    projects = [row for row in agreement.projects if row.scope in OURS]
    proposals = [row for row in agreement.proposals if row.competes]
    themes = [theme.id for theme in agreement.focus_areas]
    found = []
    for by, across in (("method", agreement.methods), ("party", agreement.parties)):
        ids = [one.id for one in across]
        made, asked = _cells(projects, by), _cells(proposals, by)
        rows = [
            (name, [(made.count((theme, id)), asked.count((theme, id))) for id in ids])
            for theme, name in zip(themes, (t.name for t in agreement.focus_areas), strict=True)
        ]
        found.append(Covered(by, [one.name for one in across], rows))
    return found


def _cells(rows: Iterable[FundedProject | Proposal], by: str) -> list[tuple[str, str]]:
    return [
        (theme, id)
        for row in rows
        for theme, _ in row.focus_areas
        for id in ([id for id, _ in row.methods] if by == "method" else row.parties)
    ]
