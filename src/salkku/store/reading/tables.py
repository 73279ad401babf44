"""From the bytes of a table to its rows: the header, the width of rows, the size of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from salkku.store.delimited import Record, Sheet, parse
from salkku.store.layout import TABLES, TableLayout
from salkku.store.reading.decode import decode
from salkku.store.reading.known import Known
from salkku.store.reading.notes import Notes
from salkku.store.reading.rows import Row
from salkku.store.reading.slips import note_column_slips

__all__ = ["LONGEST_CELL", "open_tables"]

LONGEST_CELL = 100_000
"""Most characters in one cell."""


def open_tables(
    files: Mapping[str, bytes], *, notes: Notes, known: Known
) -> dict[str, tuple[Row, ...]]:
    r"""Take apart every table that is there.

    Parameters
    ----------
    files
        Path → bytes of the whole agreement.
    notes
        Where faults go.
    known
        The ids that the rows' references will be checked against (filled in later).

    Returns
    -------
    dict
        Rows by file; a table that is absent or unreadable is not in it.

    Examples
    --------
    >>> notes = Notes()
    >>> rows = open_tables({"costs.csv": b"proposal,line\n"}, notes=notes, known=Known())
    >>> [(fault.code, fault.column) for fault in notes.faults]
    [('column_missing', 'amount_eur')]
    """
    opened = {}
    for layout in TABLES:
        content = files.get(layout.file)
        if content is None:
            continue
        text = decode(layout.file, content, notes=notes)
        if text is not None:
            opened[layout.file] = _rows(layout, parse(text), notes, known)
    return opened


def _rows(layout: TableLayout, sheet: Sheet, notes: Notes, known: Known) -> tuple[Row, ...]:
    for flaw in sheet.flaws:
        notes.fault(layout.file, flaw.code, row=flaw.line)
        notes.unread.add(layout.file)
    if not sheet.records or not any(cell.text.strip() for cell in sheet.records[0].cells):
        notes.fault(layout.file, "header_missing", row=1)
        notes.unread.add(layout.file)
        return ()
    header = tuple(cell.text.strip() for cell in sheet.records[0].cells)
    missing = _check_header(layout, header, notes)
    note_column_slips(layout, header, notes=notes)
    places = {name: place for place, name in reversed(tuple(enumerate(header))) if name}
    rows = []
    for record in sheet.records[1:]:
        _check_record(layout, header, record, notes)
        cells = {
            name: record.cells[place].text
            for name, place in places.items()
            if place < len(record.cells)
        }
        if any(cell.strip() for cell in cells.values()):
            row = Row(
                cells, line=record.line, layout=layout, missing=missing, notes=notes, known=known
            )
            rows.append(row)
    return tuple(rows)


def _check_header(layout: TableLayout, header: tuple[str, ...], notes: Notes) -> frozenset[str]:
    """Note repeated and missing columns; give the missing ones."""
    for name, times in Counter(name for name in header if name).items():
        if times > 1:
            notes.fault(layout.file, "repeated_header", row=1, column=name, times=times)
    missing = [name for name in layout.required if name not in header]
    for name in missing:
        notes.fault(layout.file, "column_missing", row=1, column=name)
    if layout.one_of and not any(name in header for name in layout.one_of):
        notes.fault(layout.file, "one_column_missing", row=1, columns=", ".join(layout.one_of))
        missing.extend(layout.one_of)
    return frozenset(missing)


def _check_record(
    layout: TableLayout, header: tuple[str, ...], record: Record, notes: Notes
) -> None:
    """Note a row that is too long and cells that are."""
    if len(record.cells) > len(header):
        notes.fault(
            layout.file,
            "row_too_long",
            row=record.line,
            cells=len(record.cells),
            columns=len(header),
        )
    for place, cell in enumerate(record.cells):
        if len(cell.text) > LONGEST_CELL:
            name = header[place] if place < len(header) and header[place] else str(place + 1)
            notes.fault(
                layout.file,
                "cell_too_long",
                row=record.line,
                column=name,
                length=len(cell.text),
                longest=LONGEST_CELL,
            )
