"""What changed between the dated issues of what was loaded: appeared, changed, vanished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

from salkku.store import sightings
from salkku.store.schema import table
from salkku.store.sightings import Issue

__all__ = ["Change", "Compared", "FieldChange", "News", "news"]

_UNSTEADY = frozenset({"place"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that is another now.

    Examples
    --------
    >>> FieldChange("status", "SIGNED", "CLOSED").after
    'CLOSED'
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that appeared in an issue, changed in it, or is no longer in it.

    Parameters
    ----------
    source, table
        Where it stands.
    kind
        What happened: vanished means that the later issue does not have it, nothing more.
    project
        Id of the project that it is or belongs to; of a call or an organisation, its own id.
    name
        What it is called.
    before, day
        Days of the two issues compared.
    fields
        The values that are others now; empty unless it changed.

    Examples
    --------
    >>> Change(
    ...     "cordis", "projects", "appeared", "7", "A", date(2026, 1, 1), date(2026, 2, 1)
    ... ).fields
    ()
    """

    source: str
    table: str
    kind: Literal["appeared", "changed", "vanished"]
    project: str
    name: str
    before: date
    day: date
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Two issues that were compared, or that share nothing and were not.

    Parameters
    ----------
    earlier, later
        The issues.
    shared
        How many projects, say, both speak of; with none they are lists of different things.

    Examples
    --------
    >>> issue = Issue("cordis", "projects", "p.csv", date(2026, 1, 1), (), 0)
    >>> Compared(issue, issue, 0).shared
    0
    """

    earlier: Issue
    later: Issue
    shared: int


@dataclass(frozen=True, slots=True)
class News:
    """What changed since a day.

    Parameters
    ----------
    changes
        By day, source, table and project.
    compared
        The pairs of issues.
    undated
        Files whose day nothing tells: they compare with nothing.

    Examples
    --------
    >>> News((), (), 0).changes
    ()
    """

    changes: tuple[Change, ...]
    compared: tuple[Compared, ...]
    undated: int


def news(*, folder: Path, since: date, until: date | None = None, engine: str = "") -> News:
    """Tell what changed in the sources since a day, from the issues that were loaded.

    Each issue after the day is compared with the one before it in its stream (the files of one
    name, the day in it aside). What changed and changed back within the time is told twice.

    Parameters
    ----------
    folder
        The agreement folder.
    since
        The day: issues of later days tell news.
    until
        The last day; None for every issue.
    engine
        Name of the tables' engine.

    Returns
    -------
    News

    Raises
    ------
    SourceError
        The tables are busy, unreadable or of another version.

    Examples
    --------
    >>> news(folder=Path("nowhere"), since=date(2026, 1, 1)).changes
    ()
    """
    changes: list[Change] = []
    compared: list[Compared] = []
    for earlier, later in _pairs(sightings.issues(folder=folder, engine=engine)):
        if later.day <= since or (until is not None and later.day > until):
            continue
        found = sightings.difference(folder=folder, earlier=earlier, later=later, engine=engine)
        compared.append(Compared(earlier, later, found.shared))
        if found.shared:
            changes += _changes(earlier, later, found)
    told = sorted(_without_repeats(changes), key=_order)
    undated = sightings.undated(folder=folder, engine=engine)
    return News(tuple(told), tuple(compared), undated)


def _pairs(issues: Sequence[Issue]) -> Iterator[tuple[Issue, Issue]]:
    for earlier, later in pairwise(issues):
        if earlier.snapshots != later.snapshots and _stream(earlier) == _stream(later):
            yield earlier, later


def _stream(issue: Issue) -> tuple[str, str, str]:
    return issue.source, issue.table, issue.stream


def _changes(earlier: Issue, later: Issue, found: sightings.Difference) -> Iterator[Change]:
    """Pair the rows that only one issue has by what they name."""
    before = _by_name(later.table, found.gone)
    after = _by_name(later.table, found.new)
    for name in dict.fromkeys([*before, *after]):
        gone, new = before.get(name, []), after.get(name, [])
        for number in range(max(len(gone), len(new))):
            old = gone[number] if number < len(gone) else None
            row = new[number] if number < len(new) else None
            yield from _change(earlier, later, old, row)


def _change(
    earlier: Issue, later: Issue, old: Mapping[str, Any] | None, row: Mapping[str, Any] | None
) -> Iterator[Change]:
    told = row or old or {}
    kind: Literal["appeared", "changed", "vanished"] = "appeared" if old is None else "vanished"
    fields: tuple[FieldChange, ...] = ()
    if old is not None and row is not None:
        kind = "changed"
        fields = tuple(
            FieldChange(name, old[name], row[name])
            for name in row
            if name not in _UNSTEADY and _plain(old[name]) != _plain(row[name])
        )
        if not fields:
            return
    yield Change(
        later.source,
        later.table,
        kind,
        _project(later.table, told),
        _called(told),
        earlier.day,
        later.day,
        fields,
    )


def _plain(value: Any) -> Any:
    """Give what a change of is news: capitals are none."""
    return value.casefold() if isinstance(value, str) else value


def _by_name(
    table_name: str, rows: Sequence[Mapping[str, Any]]
) -> dict[tuple[Any, ...], list[Mapping[str, Any]]]:
    """Group rows by what names them; a place in a list that renumbers itself does not."""
    key = [name for name in table(table_name).key if name not in _UNSTEADY]
    named: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        own = tuple(row[name] for name in key)
        if table_name == "participations" and row["pic"] is None and row["organisation"] is None:
            own = (*own, row["name"])
        named.setdefault(own, []).append(row)
    return named


def _project(table_name: str, row: Mapping[str, Any]) -> str:
    name = "project" if row.get("project") is not None else table(table_name).key[0]
    return str(row.get(name) or row.get("project_rcn") or "")


def _called(row: Mapping[str, Any]) -> str:
    names = ("acronym", "title", "name", "label", "organisation")
    told = [str(row[name]) for name in names if row.get(name)]
    return " – ".join(told[:2]) if row.get("acronym") else "".join(told[:1])


def _without_repeats(changes: Sequence[Change]) -> Iterator[Change]:
    """Leave out what comes and goes with its project: the project's own news says it."""
    whole = {
        (each.source, each.project, each.day, each.kind)
        for each in changes
        if each.table == "projects"
    }
    for each in changes:
        if (
            each.table == "projects"
            or (each.source, each.project, each.day, each.kind) not in whole
        ):
            yield each


def _order(change: Change) -> tuple[Any, ...]:
    return (change.day, change.source, change.table, change.project, change.kind, change.name)
