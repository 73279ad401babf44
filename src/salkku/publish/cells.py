"""CSV for everybody: UTF-8, comma, and no text cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

__all__ = ["harmless", "sheet"]

STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def sheet(rows: Sequence[Mapping[str, object]]) -> bytes:
    r"""Write rows that share their keys as a CSV table with a header.

    Examples
    --------
    >>> sheet([{"id": "=1+1", "eur": -5}])
    b"id,eur\r\n'=1+1,-5\r\n"
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([harmless(cell) for cell in row.values()])
    return out.getvalue().encode()


def harmless(cell: object) -> object:
    """Put an apostrophe before a text that begins like a formula; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(STARTERS):
        return "'" + cell
    return cell
