"""Funded projects searched, counted by facet and turned page by page, all by the engine."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from salkku.store import tables
from salkku.store.engines import Session
from salkku.store.schema import BASE
from salkku.store.taking_part import show

__all__ = ["FACETS", "FoundProjects", "OwnProjects", "ProjectRow", "Wanted", "find_projects"]

FACETS = ("source", "scope", "area", "country", "city", "organisation", "relation")
"""What projects are counted by."""
_MOST_VALUES = 15
_HOMES = {"country": "place_of", "city": "place_of", "area": "area_of", "organisation": "body_of"}
"""Where the facets stand of which a project can have several values."""
_ORDERS = {
    "like": "rank NULLS LAST, source, id",
    "newest": "starts DESC NULLS LAST, source, id",
    "name": "lower(name), source, id",
    "money": "cents DESC NULLS LAST, source, id",
}
_OWN = {
    **dict.fromkeys(("id", "name", "said", "scope", "programme"), "text"),
    **{"starts": "date", "ends": "date", "cents": "cents"},
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which projects are wanted; an empty part asks for nothing.

    Parameters
    ----------
    words
        All of them stand in the name, the description or the keywords.
    chosen
        Facet to the values of which one must be met.
    first, last
        The project runs at some time between them.

    Examples
    --------
    >>> Wanted(chosen={"country": ("FI",)}).words
    ()
    """

    words: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class OwnProjects:
    """The agreement's own list, staged beside the tables, and what is known of all projects.

    Parameters
    ----------
    rows
        Of each own project: id, name, text, scope, programme, first day, last day, cents.
    places
        Of own projects: id, country, city.
    areas
        Of own projects: id, focus area.
    loaded_areas
        Focus area of each loaded project in the order of the tables; None when not known yet.
    liked
        Source, id, rank and relation of the projects like a text; None without a text.
    bodies
        Of own projects: id, name of a participant, what its body is called.
    parts
        Where `taking_part.lay_out` laid out who takes part in the loaded projects.

    Examples
    --------
    >>> OwnProjects().liked is None
    True
    """

    rows: Sequence[tuple[Any, ...]] = ()
    places: Sequence[tuple[str, str, str]] = ()
    areas: Sequence[tuple[str, str]] = ()
    loaded_areas: Sequence[str] | None = None
    liked: Sequence[tuple[str, str, int, str]] | None = None
    bodies: Sequence[tuple[str, str, str]] = ()
    parts: Path | None = None


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project of a page.

    Parameters
    ----------
    key
        Source and id, as ``cordis:101191725``.
    relation
        How it stands to the text; empty without one.

    Examples
    --------
    >>> ProjectRow("cordis:1", "Drones").areas
    ()
    """

    key: str
    name: str
    source: str = ""
    scope: str = ""
    programme: str = ""
    starts: date | None = None
    ends: date | None = None
    cents: int | None = None
    relation: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundProjects:
    """A page of projects.

    Parameters
    ----------
    total
        How many there are on all pages.
    rows
        Those of this page.
    facets
        Facet to its commonest values with how many projects have each, the other facets as
        chosen.
    names
        Of the bodies among the values, and of those wished: the commonest name.
    wished
        The bodies that were wished, as they are called.

    Examples
    --------
    >>> FoundProjects(0, (), {}).rows
    ()
    """

    total: int
    rows: tuple[ProjectRow, ...]
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    names: Mapping[str, str] = field(default_factory=dict)
    wished: tuple[str, ...] = ()


def find_projects(
    *,
    folder: Path | None,
    wanted: Wanted,
    own: OwnProjects,
    order: str = "newest",
    limit: int = 50,
    offset: int = 0,
    engine: str = "",
) -> FoundProjects:
    """Search the agreement's own projects and the loaded ones together.

    Parameters
    ----------
    folder
        The folder that open data was loaded into; None, or where nothing was, searches the own.
    wanted
        Which are wanted.
    own
        The agreement's own, and what is known besides the tables.
    order
        ``like``, ``newest``, ``name`` or ``money``.
    limit, offset
        The page.
    engine
        Name of the tables' engine.

    Returns
    -------
    FoundProjects

    Raises
    ------
    KeyError
        There is no such order or facet: our own mistake.

    Examples
    --------
    >>> own = OwnProjects(rows=[("uam", "UAM", "Drones fly", "steered", "", None, None, None)])
    >>> find_projects(folder=None, wanted=Wanted(("drones",)), own=own).rows[0].key
    'projects:uam'
    """
    sorting = _ORDERS[order]
    with tables.beside(folder=folder, engine=engine) as (session, loaded):
        return _found(session, wanted, own, sorting, limit, offset, loaded=loaded)


def _found(
    session: Session,
    wanted: Wanted,
    own: OwnProjects,
    sorting: str,
    limit: int,
    offset: int,
    *,
    loaded: bool,
) -> FoundProjects:
    _lay_out(session, own, loaded=loaded)
    _match(session, wanted, loaded=loaded)
    conditions, values = _conditions(wanted.chosen)
    total = session.ask(f"SELECT count(*) FROM matched WHERE {conditions}", values)[0][0]
    rows = session.ask(
        "SELECT source, id, name, scope, programme, starts, ends, cents, relation"
        f" FROM matched WHERE {conditions} ORDER BY {sorting} LIMIT {int(limit)}"
        f" OFFSET {int(offset)}",
        values,
    )
    areas: dict[tuple[str, str], list[str]] = {}
    session.stage("shown", {"s": "text", "i": "text"}, [[row[n] for row in rows] for n in (0, 1)])
    for source, id_, area in session.ask(
        "SELECT source, id, area FROM area_of SEMI JOIN shown ON s = source AND i = id ORDER BY ALL"
    ):
        areas.setdefault((source, id_), []).append(area)
    facets = {name: _counted(session, name, wanted.chosen) for name in FACETS}
    wished = wanted.chosen.get("organisation", ())
    bodies = [*(one for one, _ in facets["organisation"]), *wished]
    return FoundProjects(
        int(total),
        tuple(_row(row, tuple(areas.get(row[:2], ()))) for row in rows),
        facets,
        _names(session, bodies),
        wished,
    )


def _names(session: Session, bodies: Sequence[str]) -> dict[str, str]:
    """Give the commonest name of each of some bodies."""
    session.stage("named", {"organisation": "text"}, [list(bodies)])
    rows = session.ask(
        "SELECT organisation, mode(name) FROM body_of SEMI JOIN named USING (organisation)"
        " GROUP BY organisation"
    )
    return dict(rows)


def _row(row: tuple[Any, ...], areas: tuple[str, ...]) -> ProjectRow:
    source, id_, name, scope, programme, starts, ends, cents, relation = row
    key = f"{source}:{id_}"
    return ProjectRow(
        key, name or id_, source, scope, programme or "", starts, ends, cents, relation or "", areas
    )


def _lay_out(session: Session, own: OwnProjects, *, loaded: bool) -> None:
    """Stage what stands beside the tables, and name where each project lies and belongs."""
    session.stage("own", _OWN, [[row[n] for row in own.rows] for n in range(len(_OWN))])
    named = {"id": "text", "country": "text", "city": "text"}
    session.stage("own_places", named, [[row[n] for row in own.places] for n in range(3)])
    named = {"id": "text", "area": "text"}
    session.stage("own_areas", named, [[row[n] for row in own.areas] for n in range(2)])
    named = {"id": "text", "name": "text", "organisation": "text"}
    session.stage("own_bodies", named, [[row[n] for row in own.bodies] for n in range(3)])
    show(session, name="loaded_part", parts=own.parts)
    liked = own.liked or ()
    named = {"source": "text", "id": "text", "rank": "whole", "relation": "text"}
    session.stage("liked", named, [[row[n] for row in liked] for n in range(4)])
    places = "SELECT 'projects' AS source, id, country, city FROM own_places"
    areas = "SELECT 'projects' AS source, id, area FROM own_areas"
    if loaded:
        places += (
            f" UNION ALL SELECT {BASE}, id, country, upper(trim(city)) FROM projects WHERE current"
            f" UNION ALL SELECT {BASE}, project, country, upper(trim(city)) FROM participations"
            " WHERE current AND project IS NOT NULL"
        )
    if loaded and own.loaded_areas is not None:
        told = list(own.loaded_areas)
        session.stage("told", {"n": "whole", "area": "text"}, [list(range(len(told))), told])
        areas += (
            " UNION SELECT p.source, p.id, told.area FROM told JOIN (SELECT"
            f" {BASE} AS source, id, row_number() OVER (ORDER BY source, id, digest) - 1 AS n"
            " FROM projects WHERE current) p USING (n) WHERE told.area <> ''"
        )
    session.run(f"CREATE OR REPLACE TEMP VIEW place_of AS {places}")
    session.run(
        "CREATE OR REPLACE TEMP VIEW body_of AS SELECT 'projects' AS source, id, name, organisation"
        " FROM own_bodies UNION ALL SELECT source, project, name, body FROM loaded_part"
    )
    session.run(f"CREATE OR REPLACE TEMP TABLE area_of AS {areas}")


def _match(session: Session, wanted: Wanted, *, loaded: bool) -> None:
    """Gather the projects that words and time allow, each once; facets then need no text."""
    own = "id, name, said, scope, programme, starts, ends, cents"
    every = f"SELECT 'projects' AS source, {own} FROM own"
    if loaded:
        every += (
            f" UNION ALL SELECT {BASE}, id, concat_ws(' – ', acronym, title),"
            " concat_ws(' ', acronym, title, title_en, objective, objective_en, keywords),"
            " coalesce(scope, 'neighbour'), coalesce(programme, fund, period), starts, ends,"
            " nullif(total_cost_cents, 0) FROM projects WHERE current"
            f" QUALIFY row_number() OVER (PARTITION BY {BASE}, id ORDER BY source, digest) = 1"
        )
    conditions: list[str] = ["true"]
    values: list[object] = []
    for word in wanted.words:
        conditions.append("contains(lower(said), ?)")
        values.append(word.lower())
    if wanted.first is not None:
        conditions.append("coalesce(ends, starts) >= ?")
        values.append(wanted.first)
    if wanted.last is not None:
        conditions.append("coalesce(starts, ends) <= ?")
        values.append(wanted.last)
    session.run(
        "CREATE OR REPLACE TEMP TABLE matched AS SELECT every.* EXCLUDE (said), liked.rank,"
        f" liked.relation FROM ({every}) every LEFT JOIN liked USING (source, id)"
        f" WHERE {' AND '.join(conditions)}",
        values,
    )


def _conditions(
    chosen: Mapping[str, tuple[str, ...]], *, but: str = ""
) -> tuple[str, list[object]]:
    """Write what the chosen facets ask of a project, one of them left out."""
    parts, values = ["true"], []
    for name, wished in chosen.items():
        if not wished or name == but:
            continue
        marks = ", ".join("?" for _ in wished)
        if name in _HOMES:
            parts.append(
                f"(source, id) IN (SELECT source, id FROM {_HOMES[name]} WHERE {name} IN ({marks}))"
            )
        elif name in FACETS:
            parts.append(f"{name} IN ({marks})")
        else:
            raise KeyError(name)
        values += list(wished)
    return " AND ".join(parts), list(values)


def _counted(
    session: Session, name: str, chosen: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[str, int], ...]:
    conditions, values = _conditions(chosen, but=name)
    if name in _HOMES:
        asked = (
            f"SELECT {name}, count(*) FROM (SELECT DISTINCT source, id, {name} FROM {_HOMES[name]}"
            f" SEMI JOIN (SELECT source, id FROM matched WHERE {conditions}) USING (source, id))"
        )
    else:
        asked = f"SELECT {name}, count(*) FROM matched WHERE {conditions}"
    where = " AND" if asked.endswith(conditions) else " WHERE"
    rows = session.ask(
        f"{asked}{where} {name} IS NOT NULL AND {name} <> '' GROUP BY 1 ORDER BY 2 DESC, 1"
        f" LIMIT {_MOST_VALUES}",
        values,
    )
    return tuple((value, int(count)) for value, count in rows)
