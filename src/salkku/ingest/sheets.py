"""A tolerant reader of delimited text: what can be mended is mended and counted, the rest named."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Record", "Refused", "Sheet", "read_sheet"]

_DELIMITERS = ";,\t|"
_JOIN_AT_MOST = 200
_LONGEST_CELL = 100_000
_QUOTES = re.compile('"+')


@dataclass(frozen=True, slots=True)
class Record:
    """One row that could be read.

    Parameters
    ----------
    row
        Place in the file, the header being 1.
    cells
        As many cells as the header has.

    Examples
    --------
    >>> Record(2, ["1", "A"]).row
    2
    """

    row: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that could not be read, with the reason's code.

    Examples
    --------
    >>> Refused(3, "width").reason
    'width'
    """

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Sheet:
    r"""A file of delimited text, read.

    Parameters
    ----------
    header
        Names of the columns, as they stand.
    records
        Rows that could be read, in order.
    repaired
        How many of them had broken quoting or encoding.
    refused
        Rows that could not be read.
    joined
        How many further rows were taken into one of the records, as they speak of the same thing.

    Examples
    --------
    >>> read_sheet(b"a;b\n1;2\n").records
    (Record(row=2, cells=['1', '2']),)
    """

    header: tuple[str, ...]
    records: tuple[Record, ...]
    repaired: int
    refused: tuple[Refused, ...]
    joined: int = 0


def read_sheet(data: bytes) -> Sheet:
    r"""Read delimited text whose quoting may be broken.

    The separator is the one of ``;``, ``,``, tab and ``|`` that occurs most outside quotes in
    the header line. A row is read strictly first; a quoted cell may go on over lines. What
    fails is read again by looser rules (a quote inside a cell that was not doubled, a cell that
    begins with a quote that was written once, quotes that belong to the text), taken only when the
    width comes out right. Lines that are not UTF-8 are read as windows-1252 and count as
    repaired.

    Parameters
    ----------
    data
        The file's bytes; a byte-order mark is tolerated.

    Returns
    -------
    Sheet
        With an empty header when there is no line.

    Examples
    --------
    >>> read_sheet(b'a;b\n"1";""The "X" action";\n').refused
    (Refused(row=2, reason='width'),)
    >>> sheet = read_sheet(b'a;b\n"1";""The ""X"" action"\n')
    >>> sheet.records[0].cells, sheet.repaired
    (['1', '"The "X" action'], 1)
    """
    lines, recoded = _lines(data)
    start = next((place for place, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return Sheet((), (), 0, ())
    delimiter = _delimiter(lines[start])
    header = _strict(lines[start], delimiter) or lines[start].split(delimiter)
    records: list[Record] = []
    refused: list[Refused] = []
    repaired = 0
    for row, cells, mended, lasts in _rows(lines, start + 1, delimiter, len(header)):
        reason = _reason(cells)
        if cells is None or reason:
            refused.append(Refused(row, reason or "width"))
            continue
        records.append(Record(row, cells))
        repaired += mended or not recoded.isdisjoint(lasts)
    return Sheet(tuple(name.strip() for name in header), tuple(records), repaired, tuple(refused))


def _lines(data: bytes) -> tuple[list[str], set[int]]:
    """Give the lines as text, and the places of those that were not UTF-8."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    recoded: set[int] = set()
    try:
        lines = body.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        lines = []
        for place, raw in enumerate(body.split(b"\n")):
            try:
                lines.append(raw.decode("utf-8"))
            except UnicodeDecodeError:
                lines.append(raw.decode("cp1252", errors="replace"))
                recoded.add(place)
    return [line.removesuffix("\r") for line in lines], recoded


def _delimiter(line: str) -> str:
    outside = re.sub(r'"[^"]*"', "", line)
    return max(_DELIMITERS, key=outside.count)


def _rows(
    lines: list[str], place: int, delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None, bool, range]]:
    """Give each row: its number, its cells or None, whether it was mended, its lines."""
    row = 1
    while place < len(lines):
        if not lines[place].strip():
            row, place = row + (place + 1 < len(lines)), place + 1
            continue
        row += 1
        cells, mended, used = _one_row(lines, place, delimiter, width)
        yield row, cells, mended, range(place, place + used)
        place += used


def _one_row(
    lines: list[str], place: int, delimiter: str, width: int
) -> tuple[list[str] | None, bool, int]:
    line = lines[place]
    cells = _strict(line, delimiter)
    if cells is not None and len(cells) == width:
        return cells, False, 1
    joined = _joined(lines, place, delimiter, width)
    if joined is not None:
        return joined[0], False, joined[1]
    if cells is not None and len(cells) == width + 1 and not cells[-1]:
        return cells[:-1], True, 1
    loose = _loose(line, delimiter, width)
    return loose, loose is not None, 1


def _strict(line: str, delimiter: str) -> list[str] | None:
    if len(line) > _LONGEST_CELL:
        csv.field_size_limit(max(csv.field_size_limit(), len(line) + 1))
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), None)
    except csv.Error:
        return None


def _joined(
    lines: list[str], place: int, delimiter: str, width: int
) -> tuple[list[str], int] | None:
    """Read a row whose quoted cell goes on over lines; stop where a whole row begins."""
    quotes = lines[place].count('"')
    if quotes % 2 == 0:
        return None
    last = min(place + _JOIN_AT_MOST, len(lines))
    for end in range(place + 1, last):
        alone = _strict(lines[end], delimiter)
        if width > 1 and alone is not None and len(alone) == width:
            return None
        quotes += lines[end].count('"')
        if quotes % 2:
            continue
        cells = _strict_lines(lines[place : end + 1], delimiter)
        if cells is not None and len(cells) == width:
            return cells, end + 1 - place
    return None


def _strict_lines(lines: list[str], delimiter: str) -> list[str] | None:
    texts = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
    try:
        rows = list(csv.reader(texts, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _loose(line: str, delimiter: str, width: int) -> list[str] | None:
    """Read a line with broken quoting: the first reading whose width is right."""
    for reading in ("delimiter", "quoted", "even"):
        cells = _split(line, delimiter, reading)
        if cells is not None and len(cells) == width:
            return cells
    cells = line.split(delimiter)
    sure = delimiter == "\t" or all(cell.count('"') % 2 == 0 for cell in cells)
    return cells if sure and len(cells) == width else None


def _split(line: str, delimiter: str, reading: str) -> list[str] | None:
    cells: list[str] = []
    place = 0
    while True:
        if line.startswith('"', place):
            found = _quoted(line, place + 1, delimiter, reading)
            if found is None:
                return None
            cell, place = found
        else:
            end = line.find(delimiter, place)
            end = len(line) if end < 0 else end
            cell, place = line[place:end], end
        cells.append(cell)
        if place >= len(line):
            return cells
        place += 1


def _quoted(line: str, start: int, delimiter: str, reading: str) -> tuple[str, int] | None:
    """Read a quoted cell from after its opening quote to the quote that closes it."""
    pieces: list[str] = []
    place = start
    for run in _QUOTES.finditer(line, start):
        pieces.append(line[place : run.start()])
        place, length = run.end(), run.end() - run.start()
        if _closes(line, place, length, delimiter, reading):
            pieces.append('"' * (length // 2))
            return "".join(pieces), place
        pieces.append('"' * ((length + 1) // 2))
    return None


def _closes(line: str, end: int, length: int, delimiter: str, reading: str) -> bool:
    if end == len(line):
        return True
    if line[end] != delimiter:
        return False
    if reading == "quoted":
        return length % 2 == 1 and line.startswith('"', end + 1)
    return length % 2 == 1 or reading == "even"


def _reason(cells: list[str] | None) -> str:
    if cells is None:
        return ""
    if any("\0" in cell for cell in cells):
        return "nul"
    if any(len(cell) > _LONGEST_CELL for cell in cells):
        return "cell_too_long"
    return ""
