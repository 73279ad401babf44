"""Excel workbooks as sheets of text, their header found wherever it stands."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from salkku.ingest.cells import UnreadableError
from salkku.ingest.sheets import Record, Sheet

__all__ = ["Grid", "read_workbook", "sheet_of"]

Grid = Sequence[Sequence[str]]
"""The cells of one worksheet as text, row by row."""

_HEADER_WITHIN = 30


def read_workbook(data: bytes) -> dict[str, Grid]:
    """Read every worksheet of a workbook.

    Parameters
    ----------
    data
        The file's bytes.

    Returns
    -------
    dict
        The cells by the worksheet's name, in the workbook's order: days as ``2024-05-01``,
        whole numbers without a point, yes and no as ``true`` and ``false``.

    Raises
    ------
    UnreadableError
        ``file_broken``.

    Examples
    --------
    >>> read_workbook(b"no workbook")
    Traceback (most recent call last):
    salkku.ingest.cells.UnreadableError: file_broken
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids: dict[str, Grid] = {}
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            grids[name] = [[_text(cell) for cell in row] for row in rows]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError("file_broken") from error
    return grids


def sheet_of(grid: Grid, *, telling: Collection[str]) -> Sheet | None:
    """Take the rows under the header of a worksheet.

    Parameters
    ----------
    grid
        The cells.
    telling
        Names of columns that the header has, outer spaces aside.

    Returns
    -------
    Sheet or None
        Rows numbered as in the worksheet, empty ones passed over; None where no row among the
        first thirty has all the telling names.

    Examples
    --------
    >>> found = sheet_of([["A report"], [], ["id", "name "], ["1", "A"]], telling={"id", "name"})
    >>> found.header, found.records
    (('id', 'name'), (Record(row=4, cells=['1', 'A']),))
    """
    for start, row in enumerate(grid[:_HEADER_WITHIN]):
        header = tuple(cell.strip() for cell in row)
        if set(telling) <= set(header):
            records = [
                Record(number, [*cells, *[""] * (len(header) - len(cells))][: len(header)])
                for number, cells in enumerate(grid[start + 1 :], start=start + 2)
                if any(cell.strip() for cell in cells)
            ]
            return Sheet(header, tuple(records), 0, ())
    return None


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
