"""JSON as sheets of text: one document, a list, or documents one after another."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from salkku.ingest.cells import UnreadableError
from salkku.ingest.sheets import Record, Refused, Sheet

__all__ = ["Documents", "read_documents", "sheet_of_records", "word"]

_BETWEEN = " \t\r\n,\ufeff\x1e"


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of a file.

    Parameters
    ----------
    held
        Those that could be read, in order; a list at the top counts as its members.
    broken
        Whether the file ends in something that is no document.

    Examples
    --------
    >>> read_documents(b'{"a": 1}{"a": 2}')
    Documents(held=({'a': 1}, {'a': 2}), broken=False)
    """

    held: tuple[Any, ...]
    broken: bool = False


def read_documents(data: bytes) -> Documents:
    r"""Read the JSON documents of a file, however they follow each other.

    Parameters
    ----------
    data
        The file's bytes, UTF-8; a byte-order mark is tolerated.

    Returns
    -------
    Documents
        What stands before the first break is held.

    Raises
    ------
    UnreadableError
        ``file_broken``: not even the first document can be read.

    Examples
    --------
    >>> read_documents(b'[1, 2]\n{"cut": ')
    Documents(held=(1, 2), broken=True)
    """
    decoder = json.JSONDecoder()
    held: list[Any] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8-sig", errors="replace")
    place = 0
    while True:
        while place < len(text) and text[place] in _BETWEEN:
            place += 1
        if place == len(text):
            return Documents(tuple(held))
        try:
            found, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            if held:
                return Documents(tuple(held), broken=True)
            raise UnreadableError("file_broken") from error
        held.extend(found if isinstance(found, list) else [found])


def word(value: Any) -> str:
    """Write a JSON value as the text of a cell.

    Parameters
    ----------
    value
        A value; of a list that holds one value for another, the members parted by ``|``.

    Returns
    -------
    str
        Empty for null and for objects.

    Examples
    --------
    >>> word(["31094502"]), word(7.0), word(True), word(None)
    ('31094502', '7', 'true', '')
    """
    if isinstance(value, list):
        return "|".join(filter(None, map(word, value)))
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def sheet_of_records(
    records: Iterable[Mapping[str, str] | None],
    *,
    columns: Sequence[str],
    broken: bool = False,
    mended: int = 0,
) -> Sheet:
    """Lay records out as a sheet; the first one is row 1.

    Parameters
    ----------
    records
        Texts by column; None for one that could not be read.
    columns
        The sheet's columns.
    broken
        Whether something unreadable follows.
    mended
        How many of them were put right.

    Returns
    -------
    Sheet

    Examples
    --------
    >>> sheet_of_records([{"a": "1"}, None], columns=["a"]).refused
    (Refused(row=2, reason='broken_record'),)
    """
    rows: list[Record] = []
    refused: list[Refused] = []
    number = 0
    for number, record in enumerate(records, start=1):
        if record is None:
            refused.append(Refused(number, "broken_record"))
        else:
            rows.append(Record(number, [record.get(name, "") for name in columns]))
    if broken:
        refused.append(Refused(number + 1, "broken_record"))
    return Sheet(tuple(columns), tuple(rows), mended, tuple(refused))
