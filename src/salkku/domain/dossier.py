"""The agreement's files as they stand: tables of text cells and other files as bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Dossier", "Table"]


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
