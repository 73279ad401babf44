"""Delimited text as records of cells that remember where in the text they stand.

The separator is the one of comma and semicolon that occurs outside quotes in the header line; it
is never guessed from the body. A quoted cell may hold separators, line ends and doubled quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Cell", "Flaw", "Record", "Sheet", "line_end_of", "parse", "quoted"]

_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_BREAK = re.compile(r"\r\n|\r|\n")
_MARK = re.compile(r'"|\r\n|\r|\n')
_TAIL = {mark: re.compile(rf"[^{mark}\r\n]*") for mark in ",;"}


class Cell(NamedTuple):
    """The meaning of a cell and its span, quotes included, in the text."""

    text: str
    start: int
    end: int


class Record(NamedTuple):
    """One record and its span in the text, the line end included.

    ``line`` is the physical line on which it starts, the first being 1: what a text editor shows,
    and what every fault, ``relation:ROW`` and edit calls the row.
    """

    line: int
    cells: tuple[Cell, ...]
    start: int
    end: int


class Flaw(NamedTuple):
    """Something wrong with the text itself, by line."""

    code: str
    line: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Delimited text taken apart: the header is the first record, blank lines are left out."""

    text: str
    separator: str
    records: tuple[Record, ...]
    flaws: tuple[Flaw, ...] = ()


def line_end_of(text: str) -> str:
    r"""Give the first line end of a text, ``"\n"`` where it has none.

    Examples
    --------
    >>> line_end_of("id\r\na\r\n")
    '\r\n'
    """
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def quoted(text: str, *, separator: str) -> str:
    """Write one cell, in quotes only where it needs them.

    Examples
    --------
    >>> quoted("a;b", separator=","), quoted("a;b", separator=";")
    ('a;b', '"a;b"')
    """
    if any(mark in text for mark in (separator, '"', "\n", "\r")) or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def parse(text: str) -> Sheet:
    r"""Take delimited text apart, never failing: what is wrong is in ``flaws``.

    Examples
    --------
    >>> sheet = parse('id;tags\n1;"a\nb"\n2;x')
    >>> [(record.line, [cell.text for cell in record.cells]) for record in sheet.records]
    [(1, ['id', 'tags']), (2, ['1', 'a\nb']), (4, ['2', 'x'])]
    """
    separator, clear = _separator_of(text)
    flaws = [] if clear else [Flaw("two_separators", 1)]
    records: list[Record] = []
    at, line = 0, 1
    while at < len(text):
        start = at
        cells, at, breaks, closed = _record(text, at, separator)
        if not closed:
            flaws.append(Flaw("unclosed_quote", line))
        if line == 1 or len(cells) > 1 or cells[0].text.strip():
            records.append(Record(line, cells, start, at))
        line += breaks
    return Sheet(text, separator, tuple(records), tuple(flaws))


def _separator_of(text: str) -> tuple[str, bool]:
    """Give the separator, and whether the header line leaves no doubt."""
    bare = _QUOTED.sub("", text[: _header_end(text)])
    comma, semicolon = "," in bare, ";" in bare
    return (";" if semicolon and not comma else ","), not (comma and semicolon)


def _header_end(text: str) -> int:
    """Find the first line end that is outside quotes."""
    at = 0
    while True:
        mark = _MARK.search(text, at)
        if mark is None:
            return len(text)
        if mark[0] != '"':
            return mark.start()
        closed = _QUOTED.match(text, mark.start())
        if closed is None:
            end = _BREAK.search(text, mark.start())
            return end.start() if end else len(text)
        at = closed.end()


def _record(text: str, at: int, separator: str) -> tuple[tuple[Cell, ...], int, int, bool]:
    """Read one record: its cells, where the next starts, line breaks passed, quotes closed."""
    cells: list[Cell] = []
    breaks, closed = 0, True
    while True:
        start, value, whole = at, "", True
        if text.startswith('"', at):
            match = _QUOTED.match(text, at)
            whole = match is not None
            raw = match[1] if match else text[at + 1 :]
            value, at = raw.replace('""', '"'), match.end() if match else len(text)
            breaks += len(_BREAK.findall(raw))
        tail = _TAIL[separator].match(text, at)
        if tail:
            value, at = value + tail[0], tail.end()
        cells.append(Cell(value, start, at))
        closed = closed and whole
        if not text.startswith(separator, at):
            end = _BREAK.match(text, at)
            return tuple(cells), end.end() if end else len(text), breaks + bool(end), closed
        at += 1
