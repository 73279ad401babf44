"""The agreement's files as they stand: tables of text cells and other files as bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")

__all__ = ["Dossier", "Table", "neutral"]


def neutral(cell: str) -> str:
    """Make a cell safe for a spreadsheet: what looks like a formula becomes plain text.

    A cell of an agreement may begin with ``=``, ``+``, ``-`` or ``@``: it is text and stays so in
    the agreement's own files. Where a table is made for people (reports, the public bundle) it
    goes through here first; a plain number stays a number.

    Examples
    --------
    >>> neutral("=1+1"), neutral("-2.5"), neutral("plain")
    ("'=1+1", '-2.5', 'plain')
    """
    if cell.lstrip(" ").startswith(_STARTERS) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file, cell by cell as written.

    Parameters
    ----------
    header
        Names of the columns.
    rows
        Cells of each row, as many as the row has (a short row lacks its last cells).
    separator
        ``","`` or ``";"``.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    separator: str = ","


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything one agreement keeps: path inside the agreement → content.

    Parameters
    ----------
    files
        Bytes of every file of the agreement, tables included, ``.salkku`` and decisions excluded.

    Examples
    --------
    >>> Dossier({"agreement.toml": b""}).paths
    ('agreement.toml',)
    """

    files: Mapping[str, bytes]

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of all files, sorted."""
        return tuple(sorted(self.files))
