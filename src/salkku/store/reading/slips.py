"""Names that look like slips of the pen: kept and ignored as the format says, but told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from salkku.store.layout import BY_FILE, TableLayout
from salkku.store.reading.notes import Notes

__all__ = ["note_column_slips", "note_file_slips"]

_LIKENESS = 0.8


def note_file_slips(files: Mapping[str, bytes], *, notes: Notes) -> None:
    """Warn of files that are not read but have nearly the name of a table that is not there.

    Examples
    --------
    >>> notes = Notes()
    >>> note_file_slips({"cost.csv": b""}, notes=notes)
    >>> [(warning.file, warning.values["like"]) for warning in notes.warnings]
    [('cost.csv', 'costs.csv')]
    """
    absent = [file for file in BY_FILE if file not in files and file not in notes.unread]
    for file in files:
        if file not in BY_FILE and file.lower().endswith(".csv"):
            like = _like(file, absent)
            if like:
                notes.warn(file, "file_unused", like=like)


def note_column_slips(layout: TableLayout, header: Iterable[str], *, notes: Notes) -> None:
    """Warn of columns that are not read but have nearly the name of one that is not there."""
    named = {name for name in header if name}
    known = {column.name for column in layout.columns}
    absent = sorted(known - named)
    for name in sorted(named - known):
        like = _like(name, absent)
        if like:
            notes.warn(layout.file, "column_unused", row=1, column=name, like=like)


def _like(name: str, absent: list[str]) -> str:
    found = get_close_matches(name.strip().lower(), absent, n=1, cutoff=_LIKENESS)
    return found[0] if found else ""
