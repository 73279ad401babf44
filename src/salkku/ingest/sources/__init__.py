"""Sources of open data, opened by name.

A source is one module here with a class ``Reads`` that keeps the promise of `Source`. It says
where its files are published and which table and columns a file's header stands for; reading,
mending, counting and keeping are the same for every source.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from salkku.domain.errors import NotFound
from salkku.ingest.cells import Reader
from salkku.ingest.sheets import Sheet

__all__ = [
    "Answers",
    "Field",
    "Layout",
    "Part",
    "Prepares",
    "Source",
    "Unpacks",
    "fields",
    "is_asked",
    "open_source",
    "source_names",
]

_SOURCES = (
    *("cordis", "eura2014", "eura2021", "euroscivoc", "keep", "kohesio", "pabulib", "places"),
    *("plain", "topics", "yso", "ytj"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """Where a column of a table comes from.

    Parameters
    ----------
    target
        Name of the table's column.
    columns
        Names that the file may use, the first that is there and not empty being read.
    read
        Reader of a cell.
    required
        Whether a row without it is rejected.

    Examples
    --------
    >>> from salkku.ingest import cells
    >>> Field("title", ("title",), cells.text).required
    False
    """

    target: str
    columns: tuple[str, ...]
    read: Reader
    required: bool = False


def fields(*wanted: tuple[str, str, Reader], required: tuple[str, ...] = ()) -> tuple[Field, ...]:
    """Write fields shortly.

    Parameters
    ----------
    wanted
        For each: the table's column, the file's columns parted by ``|``, the reader.
    required
        The table's columns that a row cannot be without.

    Returns
    -------
    tuple of Field

    Examples
    --------
    >>> from salkku.ingest import cells
    >>> fields(("title", "Hankkeen nimi|Projektin nimi", cells.text))[0].columns
    ('Hankkeen nimi', 'Projektin nimi')
    """
    return tuple(
        Field(target, tuple(columns.split("|")), read, target in required)
        for target, columns, read in wanted
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """What one kind of file holds.

    Parameters
    ----------
    table
        Name of the table its rows belong to.
    fields
        Its columns; the table's other columns stay unknown.
    issued
        Names of a column that says, row by row, the issue a row was taken from.
    updated
        Names of a column whose latest day tells the issue of the whole file.
    also
        What else the same rows hold, for other tables; equal rows there are one.
    series
        Kind of file, where a source has several that speak of the same things.

    Examples
    --------
    >>> Layout("topics", ()).table
    'topics'
    """

    table: str
    fields: tuple[Field, ...]
    issued: tuple[str, ...] = ("snapshot",)
    updated: tuple[str, ...] = ("contentUpdateDate",)
    also: tuple[Layout, ...] = ()
    series: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet of a file.

    Parameters
    ----------
    name
        Name of the sheet inside the file; empty when the file is one sheet.
    sheet
        The sheet, read.

    Examples
    --------
    >>> Part("", Sheet((), (), 0, ())).name
    ''
    """

    name: str
    sheet: Sheet


class Source(Protocol):
    """What a source of open data must be able to tell.

    Examples
    --------
    >>> open_source("cordis").name
    'cordis'
    """

    name: str

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: a short name to an address."""

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""


@runtime_checkable
class Unpacks(Protocol):
    """What a source must be able to besides, whose files are not plain delimited text.

    Examples
    --------
    >>> isinstance(open_source("cordis"), Unpacks)
    False
    """

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read a file's sheets; empty when it is of no kind that this source has."""


@runtime_checkable
class Prepares(Protocol):
    """What a source must be able to besides, that is told by other files how to read its own.

    Examples
    --------
    >>> isinstance(open_source("plain"), Prepares)
    True
    """

    def prepare(self, paths: Sequence[Path]) -> None:
        """Read what the paths say of the files, before any is read; WrongInput when it is wrong."""

    def companions(self) -> tuple[str, ...]:
        """Name the endings of the files that tell how to read the others."""


@runtime_checkable
class Answers(Protocol):
    """What a source must be able to besides, that is asked of one thing at a time.

    Examples
    --------
    >>> isinstance(open_source("ytj"), Answers)
    True
    """

    def address(self, asked: str) -> str:
        """Give the address that answers; UnreadableError when it cannot be asked so."""


def source_names() -> tuple[str, ...]:
    """Name every source.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> "cordis" in source_names()
    True
    """
    return _SOURCES


def is_asked(*, source: str) -> bool:
    """Say whether a source is asked about one thing at a time.

    Parameters
    ----------
    source
        Name of the source.

    Returns
    -------
    bool

    Raises
    ------
    NotFound
        ``unknown_source``.

    Examples
    --------
    >>> is_asked(source="ytj"), is_asked(source="cordis")
    (True, False)
    """
    return isinstance(open_source(source), Answers)


def open_source(name: str) -> Source:
    """Open a source by its name.

    Parameters
    ----------
    name
        One of `source_names`.

    Returns
    -------
    Source

    Raises
    ------
    NotFound
        ``unknown_source``.

    Examples
    --------
    >>> open_source("cordis").name
    'cordis'
    """
    if name not in _SOURCES:
        raise NotFound("unknown_source", name=name, known=", ".join(_SOURCES))
    source: Source = importlib.import_module(f"salkku.ingest.sources.{name}").Reads()
    return source
