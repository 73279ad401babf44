"""A mapping beside a plain list: which column of the list means what, in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any

from salkku.domain.errors import Fault, WrongInput
from salkku.ingest import cells
from salkku.ingest.cells import Reader
from salkku.store.schema import TABLES, table

__all__ = ["Meaning", "read_mapping"]

_READERS: Mapping[str, Reader] = {
    "text": cells.prose,
    "cents": cells.balance,
    "whole": cells.whole,
    "date": cells.day,
    "flag": cells.flag,
}
_KEYS = {"table", "file", "sheet", "columns", "constants", "split"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the rows of some files mean: one table's columns.

    Parameters
    ----------
    table
        Name of the table.
    files
        Pattern of the files' names, as ``"*.csv"``.
    sheet
        Name of the worksheet; empty for every one.
    columns
        For each column of the table the names that the file may use, the first not empty read.
    constants
        Columns of the table that have the same text on every row.
    split
        For columns of the table whose cells hold several values, the sign that parts them: the
        row is then one row for each value.
    series
        Name of the list, so that two lists do not replace each other's rows.
    issued
        The day the list was made; None when it is not told.

    Examples
    --------
    >>> Meaning("projects", "*.csv", columns={"id": ("code",)}).matches("lists/a.csv")
    True
    """

    table: str
    files: str
    sheet: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, str] = field(default_factory=dict)
    series: str = ""
    issued: date | None = None

    def matches(self, file: str, sheet: str = "") -> bool:
        """Say whether a file and one of its worksheets are meant."""
        named = fnmatch(PurePosixPath(file).name.lower(), self.files.lower())
        return named and self.sheet in ("", sheet)

    def readers(self) -> tuple[tuple[str, tuple[str, ...], Reader, bool], ...]:
        """Give its columns, for each the list's, the reader of its kind, whether it is required."""
        shape = table(self.table)
        kinds = {column.name: column.kind for column in shape.columns}
        told = {**self.columns, **{name: (f"={name}",) for name in self.constants}}
        required = {name for name in shape.key if name in told and name != "place"} or set(told)
        return tuple(
            (name, columns, _READERS[kinds[name]], name in required)
            for name, columns in told.items()
        )


def read_mapping(*, file: str, data: bytes) -> tuple[Meaning, ...]:
    r"""Read a mapping.

    Parameters
    ----------
    file
        Its name, as ``"landscape.toml"``: without a pattern of its own a table means the files
        of the same name.
    data
        Its bytes.

    Returns
    -------
    tuple of Meaning

    Raises
    ------
    WrongInput
        ``mapping_unreadable``, or ``mapping_wrong`` with every wrong place.

    Examples
    --------
    >>> text = b'[[tables]]\ntable = "projects"\ncolumns = { id = "code" }'
    >>> read_mapping(file="list.toml", data=text)[0].files
    'list.*'
    """
    try:
        told = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise WrongInput((Fault(file, "mapping_unreadable"),)) from error
    listed = told.get("tables")
    tables = listed if isinstance(listed, list) and listed else [{}]
    faults = [
        Fault(file, "mapping_wrong", column=where, values={"what": what})
        for entry in tables
        for where, what in _wrong(entry)
    ]
    issued = told.get("as_of")
    if issued is not None and type(issued) is not date:
        faults.append(Fault(file, "mapping_wrong", column="as_of", values={"what": str(issued)}))
    if faults:
        raise WrongInput(tuple(faults))
    stem = PurePosixPath(file).stem
    series = str(told.get("name", stem))
    return tuple(_meaning(entry, f"{stem}.*", series, issued) for entry in tables)


def _meaning(entry: Mapping[str, Any], files: str, series: str, issued: date | None) -> Meaning:
    return Meaning(
        entry["table"],
        entry.get("file", files),
        entry.get("sheet", ""),
        {name: _names(value) for name, value in entry["columns"].items()},
        {name: str(value) for name, value in entry.get("constants", {}).items()},
        dict(entry.get("split", {})),
        series,
        issued,
    )


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _wrong(entry: Any) -> Iterator[tuple[str, str]]:
    """Give each wrong place of one table's entry, and what stands there."""
    if not isinstance(entry, dict) or entry.get("table") not in {each.name for each in TABLES}:
        yield "table", str(entry.get("table", "")) if isinstance(entry, dict) else str(entry)
        return
    yield from (("tables", key) for key in entry if key not in _KEYS)
    yield from (
        (key, str(entry[key]))
        for key in ("file", "sheet")
        if not isinstance(entry.get(key, ""), str)
    )
    if not entry.get("columns"):
        yield "columns", ""
    known = set(table(entry["table"]).names)
    for key in ("columns", "constants", "split"):
        told = entry.get(key, {})
        if not isinstance(told, dict):
            yield key, str(told)
            continue
        for name, value in told.items():
            if name not in known or not _fits(key, value):
                yield key, str(name)


def _fits(key: str, value: Any) -> bool:
    if key == "constants":
        return isinstance(value, str | int | date) and not isinstance(value, bool)
    if key == "split":
        return isinstance(value, str) and bool(value)
    names = [value] if isinstance(value, str) else value
    return isinstance(names, list) and bool(names) and all(isinstance(one, str) for one in names)
