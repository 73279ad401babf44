"""Questions about what sources say: what changed since a day, and who says what of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.domain.weeks import AreaChange

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.ingest.facts import Fact
    from salkku.ingest.news import Change, News
    from salkku.store.batches import Snapshot
    from salkku.store.describing import Described

__all__ = ["area_changes", "downloads", "facts", "loaded_files", "news"]

Key = tuple[str, str]


def news(folder: Path, *, since: date, until: date | None = None) -> News:
    """Tell what changed in the loaded sources since a day.

    Parameters
    ----------
    folder
        The folder that open data was loaded into.
    since, until
        Issues of later days than the first, and not later than the second, tell news.
    """
    from salkku import ingest

    return ingest.news(folder=folder, since=since, until=until)


def facts(folder: Path, *, project: str) -> dict[str, tuple[Fact, ...]]:
    """Give what every file of a source said of a project, value by value.

    Parameters
    ----------
    folder
        The folder that open data was loaded into.
    project
        Source and id, as ``cordis:101191725``.

    Raises
    ------
    NotFound
        ``unknown_project``: no loaded file speaks of it.
    """
    from salkku import ingest
    from salkku.domain.errors import NotFound

    source, _, named = project.partition(":")
    found = ingest.facts(folder=folder, source=source.split(".")[0], project=named)
    if not found:
        raise NotFound("unknown_project", project=project)
    return found


def loaded_files(folder: Path) -> tuple[Snapshot, ...]:
    """List the files that were loaded, by source, day and name."""
    from salkku.store import tables

    return tables.snapshots(folder=folder)


def downloads() -> dict[str, tuple[str, ...]]:
    """Give every source with the names of the files that it publishes at an address."""
    from salkku.ingest.sources import open_source, source_names

    return {name: tuple(open_source(name).downloads()) for name in source_names()}


def area_changes(
    agreement: Agreement, folder: Path, *, since: date, until: date
) -> tuple[AreaChange, ...]:
    """Tell what changed around the agreement, each project and topic with its focus area.

    What changed in a project's participants or subjects is a change of the project; only the
    last of several issues is told.

    Parameters
    ----------
    agreement
        Its own rows teach what each focus area speaks of.
    folder
        The folder that open data was loaded into.
    since, until
        Issues and openings after the first day, not after the second.

    Returns
    -------
    tuple of AreaChange
        The newest first; those of no clear focus area too.
    """
    from salkku.landscape.areas import area_teller
    from salkku.store import tables
    from salkku.store.describing import described, opened

    if not tables.exists(folder=folder):
        return ()
    changes = news(folder, since=since, until=until).changes
    groups = {"projects": _by_project(changes), "calls": _by_call(changes)}
    found: dict[Key, AreaChange] = {}
    teller = area_teller(agreement=agreement)
    for table_name, keys in groups.items():
        ids = {id_ for _, id_ in keys}
        said = described(folder=folder, table_name=table_name, ids=ids)
        for key, group in keys.items():
            told = said.get(key)
            area = teller.of_text({"": told.name}, {"": told.text}) if told else ""
            found[key] = _area_change(key, group, told, area)
    for key, told in opened(folder=folder, since=since, until=until).items():
        if told.day is not None and found.get(key) is None:
            area = teller.of_text({"": told.name}, {"": told.text})
            named = f"{key[0]}:{key[1]}"
            found[key] = AreaChange(named, told.name, area, "opened", told.day, told.until)
    return tuple(sorted(found.values(), key=lambda one: (-one.day.toordinal(), one.project)))


def _by_project(changes: Iterable[Change]) -> dict[Key, list[Change]]:
    """Group what changed by the project that it is or belongs to."""
    of_project = ("projects", "participations", "subjects", "topics", "legal_bases", "reports")
    return _grouped(one for one in changes if one.table in of_project and one.project)


def _by_call(changes: Iterable[Change]) -> dict[Key, list[Change]]:
    return _grouped(one for one in changes if one.table == "calls")


def _grouped(changes: Iterable[Change]) -> dict[Key, list[Change]]:
    found: dict[Key, list[Change]] = {}
    for one in changes:
        found.setdefault((one.source, one.project), []).append(one)
    return found


def _area_change(key: Key, changes: list[Change], told: Described | None, area: str) -> AreaChange:
    day = max(one.day for one in changes)
    last = [one for one in changes if one.day == day]
    own = next((one for one in last if one.table in ("projects", "calls")), None)
    name = told.name if told and told.name else (own or last[0]).name
    until = told.until if told and own and own.table == "calls" else None
    fields = tuple(dict.fromkeys(_fields(last)))
    kind = own.kind if own else "changed"
    return AreaChange(f"{key[0]}:{key[1]}", name, area, kind, day, until, fields)


def _fields(changes: Iterable[Change]) -> Iterator[str]:
    """Name what is another now: a project's own fields, or the list that belongs to it."""
    for one in changes:
        if one.table in ("projects", "calls"):
            yield from (each.field for each in one.fields)
        else:
            yield one.table
