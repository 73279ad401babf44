"""Tables back to bytes: a cell that did not change keeps its bytes, and so does all around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from salkku.domain.dossier import Table
from salkku.domain.errors import NotFound
from salkku.store.delimited import Record, Sheet, line_end_of, parse, quoted

__all__ = ["bytes_of", "rewrite", "set_cells", "table_of"]

_BOM = "\ufeff"


def table_of(content: bytes) -> Table:
    r"""Give a CSV file's cells as written.

    Raises
    ------
    UnicodeDecodeError
        If the bytes are not UTF-8; :func:`salkku.store.reading.read` says where.

    Examples
    --------
    >>> table_of(b"id;status\n01;idea\n").rows
    (('01', 'idea'),)
    """
    sheet = parse(content.decode("utf-8-sig"))
    records = [tuple(cell.text for cell in record.cells) for record in sheet.records]
    return Table(records[0] if records else (), tuple(records[1:]), sheet.separator)


def bytes_of(table: Table, *, line_end: str = "\n") -> bytes:
    r"""Write a table afresh, quotes only where they are needed.

    Examples
    --------
    >>> bytes_of(Table(("id", "tags"), (("01", "a,b"),)))
    b'id,tags\n01,"a,b"\n'
    """
    lines = (table.header, *table.rows)
    return "".join(_line(cells, table.separator) + line_end for cells in lines).encode()


def rewrite(content: bytes | None, table: Table) -> bytes:
    r"""Write a table over its former bytes, keeping those of every cell that says the same.

    Parameters
    ----------
    content
        The file as it was; None for a new one.
    table
        What it says now. Its separator counts only for a new file.

    Examples
    --------
    >>> former = b'id;name\r\n"1";  "x"\r\n\r\n2;y\r\n'
    >>> rewrite(former, table_of(former)) == former
    True
    >>> rewrite(former, Table(("id", "name"), (("1", '  "x"'), ("2", "z"))))
    b'id;name\r\n"1";  "x"\r\n\r\n2;z\r\n'
    """
    if not content:
        return bytes_of(table)
    text = content.decode("utf-8")
    mark = _BOM if text.startswith(_BOM) else ""
    sheet = parse(text[len(mark) :])
    return (mark + "".join(_pieces(sheet, (table.header, *table.rows)))).encode()


def set_cells(content: bytes, changes: Mapping[tuple[int, str], str]) -> bytes:
    r"""Change single cells of a file, leaving every other byte as it is.

    Parameters
    ----------
    content
        The file.
    changes
        (row, column) → text; the row is the line where it starts, as faults name it.

    Raises
    ------
    NotFound
        If there is no such row or column.

    Examples
    --------
    >>> set_cells(b"id,status\n01,idea\n", {(2, "status"): "proposal"})
    b'id,status\n01,proposal\n'
    """
    table = table_of(content)
    sheet = parse(content.decode("utf-8-sig"))
    places = {record.line: place for place, record in enumerate(sheet.records[1:])}
    columns = {name.strip(): place for place, name in reversed(list(enumerate(table.header)))}
    rows = [list(row) for row in table.rows]
    for (line, column), text in changes.items():
        if line not in places or column not in columns:
            raise NotFound("no_such_cell", row=line, column=column)
        row, place = rows[places[line]], columns[column]
        row.extend([""] * (place + 1 - len(row)))
        row[place] = text
    return rewrite(content, Table(table.header, tuple(map(tuple, rows)), table.separator))


def _line(cells: Sequence[str], separator: str) -> str:
    """Write one record; a lone empty cell is quoted, or it would be a blank line."""
    if len(cells) == 1 and not cells[0].strip():
        return f'"{cells[0]}"'
    return separator.join(quoted(cell, separator=separator) for cell in cells)


def _pieces(sheet: Sheet, wanted: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Give the new text piece by piece, former records aligned with the wanted ones."""
    former = [tuple(cell.text for cell in record.cells) for record in sheet.records]
    ends = line_end_of(sheet.text)
    matcher = SequenceMatcher(None, former, wanted, autojunk=False)
    written = 0
    open_end = False
    for _, first, last, start, stop in matcher.get_opcodes():
        for offset in range(max(last - first, stop - start)):
            record = sheet.records[first + offset] if first + offset < last else None
            cells = wanted[start + offset] if start + offset < stop else None
            if cells is not None and open_end:
                yield ends
                open_end = False
            if record is not None:
                yield sheet.text[written : record.start]
                written = record.end
            if cells is not None:
                line = _changed(sheet, record, cells, ends)
                open_end = not line.endswith(("\n", "\r"))
                yield line
    yield sheet.text[written:]


def _changed(sheet: Sheet, record: Record | None, cells: tuple[str, ...], ends: str) -> str:
    """Write one record, splicing changed cells into the former text where there is one."""
    if record is None:
        return _line(cells, sheet.separator) + ends
    last = record.cells[-1].end
    tail = sheet.text[last : record.end]
    if len(cells) < len(record.cells):
        return _line(cells, sheet.separator) + tail
    pieces, at = [], record.start
    for former, text in zip(record.cells, cells, strict=False):
        pieces.append(sheet.text[at : former.start])
        same = former.text == text
        pieces.append(
            sheet.text[former.start : former.end]
            if same
            else quoted(text, separator=sheet.separator)
        )
        at = former.end
    for text in cells[len(record.cells) :]:
        pieces.append(sheet.separator + quoted(text, separator=sheet.separator))
    return "".join(pieces) + tail
