"""Who takes part in a loaded project, what it is funded under, and which calls are still open."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from salkku.store import tables
from salkku.store.schema import BASE

__all__ = ["OpenCall", "PartnerRow", "open_calls", "partners_of", "subjects_of"]


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One participation as its source tells it.

    Parameters
    ----------
    cents
        Support in cents; None when unknown.

    Examples
    --------
    >>> PartnerRow("VTT").role
    ''
    """

    name: str
    role: str = ""
    city: str = ""
    country: str = ""
    cents: int | None = None
    source: str = ""
    as_of: date | None = None
    pic: str = ""
    business_id: str = ""


@dataclass(frozen=True, slots=True)
class OpenCall:
    """A call of the open data that can still be used.

    Parameters
    ----------
    until
        The last useful day.

    Examples
    --------
    >>> OpenCall("topics:T", "A topic").until is None
    True
    """

    key: str
    name: str
    programme: str = ""
    opens: date | None = None
    until: date | None = None
    cents: int | None = None
    address: str = ""


def partners_of(
    *, folder: Path, source: str, project: str, engine: str = ""
) -> tuple[PartnerRow, ...]:
    """Give the participations of a project, the coordinator first.

    Parameters
    ----------
    folder
        The agreement folder.
    source, project
        Name of the source and the project's id in it.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple of PartnerRow

    Examples
    --------
    >>> partners_of(folder=Path("nowhere"), source="cordis", project="1")
    ()
    """
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None:
            return ()
        rows = session.ask(
            "SELECT coalesce(name, organisation, pic, ''), coalesce(role, ''), coalesce(city, ''),"
            " coalesce(country, ''), coalesce(eu_contribution_cents, granted_cents), source, as_of,"
            " coalesce(pic, ''), coalesce(business_id, '')"
            f" FROM participations WHERE current AND {BASE} = ? AND project = ?"
            " ORDER BY lower(coalesce(role, '')) <> 'coordinator', place NULLS LAST, name, digest",
            [source, project],
        )
    return tuple(PartnerRow(*row) for row in rows)


def subjects_of(
    *, folder: Path, source: str, project: str, engine: str = ""
) -> tuple[tuple[str, str], ...]:
    """Give the topics and subjects that a source lists for a project.

    Parameters
    ----------
    folder
        The agreement folder.
    source, project
        Name of the source and the project's id in it.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple of (str, str)
        Code and title; topics first.

    Examples
    --------
    >>> subjects_of(folder=Path("nowhere"), source="cordis", project="1")
    ()
    """
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None:
            return ()
        rows = session.ask(
            "SELECT code, title FROM (SELECT 0 AS n, topic AS code, title FROM topics WHERE current"
            f" AND {BASE} = ? AND project = ? UNION ALL SELECT 1, code, title FROM subjects"
            f" WHERE current AND {BASE} = ? AND project = ?) ORDER BY n, code",
            [source, project] * 2,
        )
    return tuple((str(code or ""), str(title or "")) for code, title in rows)


def open_calls(
    *,
    folder: Path,
    today: date,
    words: Sequence[str] = (),
    among: Sequence[str] | None = None,
    limit: int = 50,
    offset: int = 0,
    engine: str = "",
) -> tuple[int, tuple[OpenCall, ...]]:
    """Give the loaded calls that have not closed, the first to close first.

    Parameters
    ----------
    folder
        The agreement folder.
    today
        Calls that closed before it are of no use; of one with several deadlines the last counts.
    words
        All of them stand in the title, the keywords or the description.
    among
        Keys as ``topics:ID`` that are wanted; None wants all.
    limit, offset
        The page.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple
        How many there are on all pages, and those of this one.

    Examples
    --------
    >>> open_calls(folder=Path("nowhere"), today=date(2026, 11, 24))
    (0, ())
    """
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None:
            return 0, ()
        where = ["current", "deadline >= ?"]
        values: list[object] = [today]
        for word in words:
            where.append("contains(lower(concat_ws(' ', id, title, keywords, summary)), ?)")
            values.append(word.lower())
        if among is not None:
            session.stage("wished", {"key": "text"}, [list(among)])
            where.append(f"{BASE} || ':' || id IN (SELECT key FROM wished)")
        every = f"FROM calls WHERE {' AND '.join(where)}"
        total = session.ask(f"SELECT count(*) {every}", values)[0][0]
        rows = session.ask(
            f"SELECT {BASE} || ':' || id, coalesce(title, id), coalesce(programme, ''), opens,"
            f" deadline, budget_cents, coalesce(address, '') {every}"
            f" ORDER BY deadline, id, source LIMIT {int(limit)} OFFSET {int(offset)}",
            values,
        )
    return int(total), tuple(OpenCall(*row) for row in rows)
