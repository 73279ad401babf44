"""What the tables say of a few projects or calls that are named: a title and a description."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from salkku.store import tables

__all__ = ["Described", "described", "opened"]

_SAID = {
    "projects": ("concat_ws(' – ', acronym, title)", "concat_ws(' ', objective, keywords)", "ends"),
    "calls": ("title", "concat_ws(' ', keywords, summary)", "deadline"),
}
"""Of each table: what gives a row's name, its text, and its last day."""


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of one project or call.

    Parameters
    ----------
    name, text
        Its name, and what says what it is about; empty where nothing is said.
    day
        The day asked about: a call's opening; None of a project.
    until
        Its last day; None when unknown.

    Examples
    --------
    >>> Described("Drones").until is None
    True
    """

    name: str
    text: str = ""
    day: date | None = None
    until: date | None = None


def described(
    *, folder: Path, table_name: str, ids: Collection[str], engine: str = ""
) -> dict[tuple[str, str], Described]:
    """Read what is said of some projects or calls.

    Parameters
    ----------
    folder
        The agreement folder.
    table_name
        ``projects`` or ``calls``.
    ids
        Their ids.
    engine
        Name of the tables' engine.

    Returns
    -------
    dict
        By source and id; those that nothing current is said of are left out.

    Examples
    --------
    >>> described(folder=Path("nowhere"), table_name="projects", ids=["1"])
    {}
    """
    name, text, until = _SAID[table_name]
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None or not ids:
            return {}
        session.stage("wanted", {"id": "text"}, [sorted(ids)])
        rows = session.ask(
            f"SELECT source, id, {name}, {text}, {until} FROM {table_name}"
            " WHERE current AND id IN (SELECT id FROM wanted) ORDER BY source, id"
        )
    return {
        (source, id_): Described(called or "", said or "", until=day)
        for source, id_, called, said, day in rows
    }


def opened(
    *, folder: Path, since: date, until: date, engine: str = ""
) -> dict[tuple[str, str], Described]:
    """Give the calls that opened after a day, not later than another, and are open then still.

    Parameters
    ----------
    folder
        The agreement folder.
    since, until
        The days.
    engine
        Name of the tables' engine.

    Returns
    -------
    dict
        By source and id, the last opened first.

    Examples
    --------
    >>> opened(folder=Path("nowhere"), since=date(2026, 1, 1), until=date(2026, 2, 1))
    {}
    """
    name, text, last = _SAID["calls"]
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None:
            return {}
        rows = session.ask(
            f"SELECT source, id, {name}, {text}, opens, {last} FROM calls WHERE current"
            f" AND opens > ? AND opens <= ? AND ({last} IS NULL OR {last} >= ?)"
            " ORDER BY opens DESC, source, id",
            [since, until, until],
        )
    return {
        (source, id_): Described(called or "", said or "", day, end)
        for source, id_, called, said, day, end in rows
    }
