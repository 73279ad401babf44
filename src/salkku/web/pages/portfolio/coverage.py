"""The coverage cube as matrices: focus area by method, and focus area by city."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from salkku.domain.agreement import Agreement, Names

__all__ = ["Matrix", "emptiest", "matrix_of"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows are focus areas; each cell holds a count, euros and its heat, 0 … 5 of the greatest."""

    columns: list[Names]
    rows: list[tuple[Names, list[tuple[int, float, int]]]]


def matrix_of(agreement: Agreement, cells: Iterable[Mapping[str, Any]], *, by: str) -> Matrix:
    """Add the cells up over what is not shown: euros add, counts take the greatest cell.

    A row that touches two methods of one focus area is one row: adding its counts would have it
    twice, so a cell says how many rows at least touch it.
    """
    across = agreement.methods if by == "method" else agreement.parties
    counts: dict[tuple[str, str], int] = {}
    euros: dict[tuple[str, str], float] = {}
    for cell in cells:
        key = (cell["focus_area"], cell[by])
        counts[key] = max(counts.get(key, 0), cell["count"])
        euros[key] = euros.get(key, 0) + cell["eur"]
    rows = [
        (
            theme.name,
            [_cell(counts, euros, (theme.id, one.id)) for one in across],
        )
        for theme in agreement.focus_areas
    ]
    return Matrix([one.name for one in across], rows)


def _cell(
    counts: Mapping[tuple[str, str], int],
    euros: Mapping[tuple[str, str], float],
    key: tuple[str, str],
) -> tuple[int, float, int]:
    amount, most = euros.get(key, 0), max(euros.values(), default=0)
    return counts.get(key, 0), amount, round(5 * amount / most) if most else 0


def emptiest(agreement: Agreement, matrix: Matrix) -> tuple[Names, Names] | None:
    """Give the first empty cell: its focus area and column."""
    for name, cells in matrix.rows:
        for column, (count, _, _) in zip(matrix.columns, cells, strict=True):
            if not count:
                return name, column
    return None
