"""Where things are: outlines of areas, and how many projects are carried out at each postcode."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from salkku.store import tables
from salkku.store.schema import BASE

__all__ = ["Outline", "PostcodeCount", "outlines", "projects_by_postcode"]

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """An area with its rings, each of points in degrees of longitude and latitude.

    Parameters
    ----------
    kind
        ``outline`` of a municipality, or ``district``.

    Examples
    --------
    >>> Outline("091", "outline", "Helsinki").rings
    ()
    """

    code: str
    kind: str
    name: str
    name_sv: str = ""
    rings: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class PostcodeCount:
    """How many loaded projects somebody carries out at a postcode.

    Examples
    --------
    >>> PostcodeCount("00100", "Helsinki", 24.93, 60.17, 3).projects
    3
    """

    postcode: str
    municipality: str
    longitude: float
    latitude: float
    projects: int


def outlines(*, folder: Path, engine: str = "") -> tuple[Outline, ...]:
    """Read the outlines that were loaded, municipalities first.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple of Outline

    Examples
    --------
    >>> outlines(folder=Path("nowhere"))
    ()
    """
    rows = tables.fetch_rows(
        folder=folder,
        table_name="places",
        columns=("code", "kind", "name", "name_sv", "outline"),
        known=("outline", "name"),
        engine=engine,
    )
    found = [
        Outline(
            code,
            kind,
            name,
            name_sv or "",
            tuple(tuple((x, y) for x, y in ring) for ring in json.loads(text)),
        )
        for code, kind, name, name_sv, text in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.kind != "outline", one.code)))


def projects_by_postcode(
    *, folder: Path, municipalities: Sequence[str], engine: str = ""
) -> tuple[PostcodeCount, ...]:
    """Count the projects with a place or a partner at each Finnish postcode of some cities.

    Parameters
    ----------
    folder
        The agreement folder.
    municipalities
        Names of the cities in Finnish.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple of PostcodeCount
        Each project once a postcode; the most projects first.

    Examples
    --------
    >>> projects_by_postcode(folder=Path("nowhere"), municipalities=["Espoo"])
    ()
    """
    with tables.reading(folder=folder, engine=engine) as session:
        if session is None or not municipalities:
            return ()
        session.stage("cities", {"name": "text"}, [list(municipalities)])
        rows = session.ask(
            "WITH done AS ("
            f"SELECT {BASE} AS source, id AS project, postcode, country FROM projects"
            " WHERE current AND postcode IS NOT NULL UNION"
            f" SELECT {BASE}, project, postcode, country FROM participations"
            " WHERE current AND postcode IS NOT NULL AND project IS NOT NULL)"
            " SELECT p.code, p.municipality, TRY_CAST(p.longitude AS DOUBLE),"
            " TRY_CAST(p.latitude AS DOUBLE), count(DISTINCT (done.source, done.project)) AS found"
            " FROM places p JOIN done ON done.postcode = p.code OR done.postcode = 'FI-' || p.code"
            " WHERE p.current AND p.kind = 'postcode' AND p.municipality IN (SELECT name FROM"
            " cities) AND (done.country = 'FI' OR (done.country IS NULL"
            " AND starts_with(done.source, 'eura'))) GROUP BY ALL ORDER BY found DESC, p.code"
        )
    return tuple(
        PostcodeCount(code, city, x, y, int(count))
        for code, city, x, y, count in rows
        if x is not None and y is not None
    )
