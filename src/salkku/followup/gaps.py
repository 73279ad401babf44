"""What is missing: empty cells of focus area, method and party, and needs that nobody answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from salkku.domain.agreement import Agreement
from salkku.domain.weeks import WeekItem, WeekRow
from salkku.followup.portfolio import Member, members

__all__ = ["emptiest", "needs_unanswered"]

Cell = tuple[str, str, str]


def emptiest(agreement: Agreement) -> Iterator[WeekItem]:
    """Give the empty cells of the portfolio that exists; where none is empty, the barest cell.

    A project is in every cell that it touches: each of its focus areas with each of its methods
    and each of its parties.
    """
    cells = _cells(agreement)
    if not cells:
        return
    bare = [cell for cell, inside in cells.items() if not inside]
    if bare:
        yield WeekItem(
            "empty_cells", tuple(map(_cell_row, bare)), values=_named(agreement, bare[0])
        )
        return
    cell, inside = min(cells.items(), key=lambda item: len(item[1]))
    rows = tuple(WeekRow(one.id, one.name, facts={"scope": one.scope}) for one in inside)
    yield WeekItem("emptiest_cell", rows, values=_named(agreement, cell))


def needs_unanswered(agreement: Agreement, *, today: date) -> Iterator[WeekItem]:
    """Give the cities' needs, not over yet, that no living row says it answers."""
    month = 12 * today.year + today.month - 1
    answered = {
        need
        for row in agreement.proposals
        if row.status not in ("rejected", "ended")
        for need in row.needs
    }
    rows = tuple(
        WeekRow(need.id, need.need, facts={"party": need.party, "unit": need.unit})
        for need in agreement.needs
        if need.id not in answered and (need.end is None or need.end >= month)
    )
    if rows:
        yield WeekItem("needs_unanswered", rows)


def _cells(agreement: Agreement) -> dict[Cell, list[Member]]:
    axes = (agreement.focus_areas, agreement.methods, agreement.parties)
    cells: dict[Cell, list[Member]] = {
        (focus, method, party): []
        for focus, method, party in product(*([one.id for one in axis] for axis in axes))
    }
    for one in members(agreement):
        touched = product(
            [name for name, _ in one.focus_areas], [name for name, _ in one.methods], one.parties
        )
        for cell in touched:
            if cell in cells:
                cells[cell].append(one)
    return cells


def _cell_row(cell: Cell) -> WeekRow:
    focus, method, party = cell
    facts = {"focus_area": focus, "method": method, "party": party}
    return WeekRow(" × ".join(cell), facts=facts)


def _named(agreement: Agreement, cell: Cell) -> dict[str, object]:
    """Give the names of a cell's focus area, method and party, in their languages."""
    focus, method, party = cell
    return {
        "focus_area": next(one.name for one in agreement.focus_areas if one.id == focus),
        "method": next(one.name for one in agreement.methods if one.id == method),
        "party": next(one.name for one in agreement.parties if one.id == party),
    }
