"""Which issue of a source said what: rows by the files they stood in, so that issues compare."""
# ruff: noqa: S608 - every name in these statements comes from the schema, never from a person

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from salkku.store import tables
from salkku.store.schema import table

__all__ = ["Difference", "Issue", "Saying", "difference", "issues", "sayings", "undated"]

_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
_MARK = "left(digest, 15)"


@dataclass(frozen=True, slots=True)
class Issue:
    """What one dated issue of a file held for one table.

    Parameters
    ----------
    source
        Who said it, with the series, as ``"cordis"`` or ``"eura2014.pages"``.
    table
        Name of the table.
    stream
        Name of the file without the day in it: issues of one stream compare.
    day
        The day of the issue.
    snapshots
        Checksums of its files.
    rows
        How many rows it held.

    Examples
    --------
    >>> Issue("cordis", "projects", "projects_.csv", date(2026, 1, 15), (), 0).rows
    0
    """

    source: str
    table: str
    stream: str
    day: date
    snapshots: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Difference:
    """The rows that only one of two issues holds.

    Parameters
    ----------
    gone, new
        Rows of the earlier and of the later issue alone: values by column.
    shared
        How many groups (projects, say) both issues speak of.

    Examples
    --------
    >>> Difference((), (), 0).new
    ()
    """

    gone: tuple[dict[str, Any], ...]
    new: tuple[dict[str, Any], ...]
    shared: int


@dataclass(frozen=True, slots=True)
class Saying:
    """One row as one source said it on one day.

    Parameters
    ----------
    source, as_of, file
        Who said it, for which day, in which file.
    current
        Whether that source says so still.
    values
        The row's values by column.

    Examples
    --------
    >>> Saying("cordis", None, "project.csv", True, {"id": "1"}).current
    True
    """

    source: str
    as_of: date | None
    file: str
    current: bool
    values: dict[str, Any]


def issues(*, folder: Path, engine: str = "") -> tuple[Issue, ...]:
    """List the dated issues, each stream's in the order of their days.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple of Issue
        Empty when nothing dated was loaded.

    Examples
    --------
    >>> issues(folder=Path("nowhere"))
    ()
    """
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None:
            return ()
        rows = session.ask(
            "SELECT s.source, s.part, f.file, f.as_of, s.snapshot, count(*) FROM sightings s"
            " JOIN (SELECT sha256, min(file) AS file, max(as_of) AS as_of FROM snapshots"
            "       GROUP BY sha256) f ON f.sha256 = s.snapshot"
            " WHERE f.as_of IS NOT NULL GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"
        )
    found: dict[tuple[str, str, str, date], list[tuple[str, int]]] = {}
    for source, part, file, day, snapshot, count in rows:
        key = (source, part, _DAY.sub("", file), day)
        found.setdefault(key, []).append((snapshot, int(count)))
    return tuple(
        Issue(*key, tuple(one for one, _ in held), sum(count for _, count in held))
        for key, held in sorted(found.items())
    )


def undated(*, folder: Path, engine: str = "") -> int:
    """Count the files whose day nothing tells: they compare with nothing.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the tables' engine.

    Returns
    -------
    int

    Examples
    --------
    >>> undated(folder=Path("nowhere"))
    0
    """
    return sum(1 for each in tables.snapshots(folder=folder, engine=engine) if each.as_of is None)


def difference(*, folder: Path, earlier: Issue, later: Issue, engine: str = "") -> Difference:
    """Compare two issues of one stream.

    Parameters
    ----------
    folder
        The agreement folder.
    earlier, later
        The issues.
    engine
        Name of the tables' engine.

    Returns
    -------
    Difference
        Rows in the order of their key.

    Examples
    --------
    >>> issue = Issue("cordis", "projects", "p.csv", date(2026, 1, 1), (), 0)
    >>> difference(folder=Path("nowhere"), earlier=issue, later=issue)
    Difference(gone=(), new=(), shared=0)
    """
    shape = table(later.table)
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None:
            return Difference((), (), 0)
        own = ", ".join(f'"{name}"' for name in shape.names)
        order = ", ".join(f'"{name}"' for name in (*shape.key, "digest"))
        asked = [_marks(earlier), _marks(later)]
        sides = [
            session.ask(
                f'SELECT {own} FROM "{shape.name}" WHERE source = ?'
                f" AND {_MARK} IN ({mine.question}) AND {_MARK} NOT IN ({other.question})"
                f" QUALIFY row_number() OVER (PARTITION BY digest ORDER BY current DESC) = 1"
                f" ORDER BY {order}",
                [later.source, *mine.values, *other.values],
            )
            for mine, other in (asked, asked[::-1])
        ]
        group = ", ".join(f'"{name}"' for name in shape.group)
        held = " INTERSECT ".join(
            f'SELECT {group} FROM "{shape.name}" WHERE source = ? AND {_MARK} IN ({each.question})'
            for each in asked
        )
        values = [value for each in asked for value in (later.source, *each.values)]
        shared = session.ask(f"SELECT count(*) FROM ({held})", values)[0][0]
    gone, new = (tuple(dict(zip(shape.names, row, strict=True)) for row in side) for side in sides)
    return Difference(gone, new, int(shared))


@dataclass(frozen=True, slots=True)
class _Marks:
    """The question for the marks of an issue's rows."""

    question: str
    values: tuple[str, ...]


def _marks(issue: Issue) -> _Marks:
    files = ", ".join("?" for _ in issue.snapshots)
    return _Marks(
        f"SELECT mark FROM sightings WHERE source = ? AND part = ? AND snapshot IN ({files})",
        (issue.source, issue.table, *issue.snapshots),
    )


def sayings(
    *, folder: Path, table_name: str, source: str, named: str, engine: str = ""
) -> tuple[Saying, ...]:
    """Give everything that a source's files ever said of one thing, later words first.

    Parameters
    ----------
    folder
        The agreement folder.
    table_name
        Name of a table of the schema.
    source
        Name of the source; its series are asked too.
    named
        Value of the first column of the table's key, as a project's id.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple of Saying

    Examples
    --------
    >>> sayings(folder=Path("nowhere"), table_name="projects", source="cordis", named="1")
    ()
    """
    shape = table(table_name)
    own = ", ".join(f't."{name}"' for name in shape.names)
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None:
            return ()
        rows: Sequence[tuple[Any, ...]] = session.ask(
            f"SELECT t.source, t.as_of, f.file, t.current, {own} FROM"
            f' "{shape.name}" t LEFT JOIN (SELECT sha256, min(file) AS file FROM snapshots'
            " GROUP BY sha256) f ON f.sha256 = t.snapshot"
            f' WHERE t."{shape.key[0]}" = ? AND (t.source = ? OR starts_with(t.source, ?))'
            " ORDER BY t.source, t.as_of DESC NULLS LAST, t.current DESC, t.digest",
            [named, source, f"{source}."],
        )
    return tuple(
        Saying(who, day, file or "", bool(current), dict(zip(shape.names, told, strict=True)))
        for who, day, file, current, *told in rows
    )
