"""What a load brings to the tables: rows of one table, and the file they came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

__all__ = ["Batch", "Snapshot"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One file as it was read.

    Parameters
    ----------
    source
        Name of the source, as ``"cordis"``.
    sha256
        Checksum of the file's bytes, 64 hexadecimal digits.
    file
        Name of the file (inside its folder or zip).
    as_of
        The day the file was issued for; None where nothing tells.
    bytes
        Size of the file.
    read, repaired, rejected, joined
        Rows read, rows whose quoting or encoding was mended, rows left out with a reason, rows
        taken into another row that speaks of the same thing.

    Examples
    --------
    >>> Snapshot("cordis", "0" * 64, "project.csv", None, 10, 1, 0, 0).read
    1
    """

    source: str
    sha256: str
    file: str
    as_of: date | None
    bytes: int
    read: int
    repaired: int
    rejected: int
    joined: int = 0


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one table from one file.

    Parameters
    ----------
    table
        Name of a table of the schema.
    snapshot
        The file's checksum.
    as_of
        A day for each row; None where nothing tells.
    columns
        Values of each of the table's own columns, in the schema's order.
    series
        Kind of file, where a source has several that speak of the same things: what one says
        never replaces what another says. Rows then carry ``source.series`` as their source.

    Examples
    --------
    >>> Batch("topics", "0" * 64, [None], [["1"], ["HORIZON-X"], ["A topic"]]).table
    'topics'
    """

    table: str
    snapshot: str
    as_of: Sequence[date | None]
    columns: Sequence[Sequence[Any]]
    series: str = ""
