"""Who works with whom in the loaded projects, asked from one node: never the whole network."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from salkku.store import tables
from salkku.store.engines import Session
from salkku.store.schema import BASE

__all__ = ["Neighbour", "Neighbourhood", "neighbourhood"]

_FOLDED = "trim(regexp_replace(lower(strip_accents({0})), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g'))"
"""What the plain spellings of a name share."""
_STAGED = {
    **dict.fromkeys(("source", "project", "name", "title"), "text"),
    **{"starts": "date", "ends": "date"},
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An organisation beside the one in the middle, or a project of it.

    Parameters
    ----------
    key
        Folded name of an organisation; source and id of a project.
    name
        As it is written most often.
    shared
        Projects that it shares with the middle; of a project, its participants.
    last
        The last year of them; None when unknown.

    Examples
    --------
    >>> Neighbour("vtt", "VTT", 2).last is None
    True
    """

    key: str
    name: str
    shared: int
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """One node with those next to it.

    Parameters
    ----------
    key, name
        Of the middle; the name is empty when nothing is known of it.
    organisations
        Those it works with, the most shared projects first.
    others
        How many more there are.
    ties
        Places of two of the organisations that share a project with each other, and how many.
    projects
        Its projects, the newest first, and how many there are in all.

    Examples
    --------
    >>> Neighbourhood("x", "").organisations
    ()
    """

    key: str
    name: str
    organisations: tuple[Neighbour, ...] = ()
    others: int = 0
    ties: tuple[tuple[int, int, int], ...] = ()
    projects: tuple[Neighbour, ...] = ()
    all_projects: int = 0


def neighbourhood(
    *,
    folder: Path | None,
    own: Sequence[tuple[object, ...]],
    organisation: str = "",
    project: str = "",
    most: int = 40,
    engine: str = "",
) -> Neighbourhood:
    """Give the neighbours of one organisation, or of one project.

    Parameters
    ----------
    folder
        The folder that open data was loaded into; None, or where nothing was, asks the own.
    own
        The agreement's own participations: ``projects``, id, organisation, name, first and last
        day of the project.
    organisation
        A name in any plain spelling.
    project
        Source and id; then its participants are the neighbours.
    most
        Most neighbours.
    engine
        Name of the tables' engine.

    Returns
    -------
    Neighbourhood

    Examples
    --------
    >>> own = [("projects", "uam", n, "UAM", None, None) for n in ("VTT Oy", "Espoo")]
    >>> neighbourhood(folder=None, own=own, organisation="vtt  oy").organisations[0].name
    'Espoo'
    """
    with tables.beside(folder=folder, engine=engine) as (session, loaded):
        return _asked(session, own, organisation, project, most, loaded=loaded)


def _asked(
    session: Session,
    own: Sequence[tuple[object, ...]],
    organisation: str,
    project: str,
    most: int,
    *,
    loaded: bool,
) -> Neighbourhood:
    session.stage("own_parts", _STAGED, [[row[n] for row in own] for n in range(len(_STAGED))])
    _lay_out(session, loaded=loaded)
    if project:
        source, _, id_ = project.partition(":")
        session.run("CREATE OR REPLACE TEMP TABLE mine AS SELECT ? AS source, ? AS project",
                    [source, id_])  # fmt: skip
        folded = ""
        name = session.ask("SELECT title FROM title_of SEMI JOIN mine USING (source, project)")
    else:
        folded = session.ask(f"SELECT {_FOLDED.format('?')}", [organisation])[0][0]
        session.run(
            "CREATE OR REPLACE TEMP TABLE mine AS SELECT DISTINCT source, project FROM part"
            " WHERE folded = ?",
            [folded],
        )
        name = session.ask("SELECT mode(name) FROM part WHERE folded = ?", [folded])
    said = str(name[0][0] or "") if name else ""
    around, others = _around(session, folded, most)
    return Neighbourhood(
        project or folded,
        said,
        around,
        others,
        _ties(session, [one.key for one in around]),
        *_projects(session, most),
    )


def _lay_out(session: Session, *, loaded: bool) -> None:
    """Name the participations and titles, of the tables and of the agreement alike."""
    parts = f"SELECT source, project, name, {_FOLDED.format('name')} AS folded FROM own_parts"
    titles = "SELECT DISTINCT source, project, title, starts, ends FROM own_parts"
    if loaded:
        parts += (
            f" UNION ALL SELECT {BASE}, coalesce(project, 'rcn ' || project_rcn), name,"
            f" {_FOLDED.format('name')} FROM participations WHERE current AND name IS NOT NULL"
            " AND coalesce(project, project_rcn) IS NOT NULL"
        )
        titles += (
            f" UNION ALL SELECT {BASE}, id, nullif(concat_ws(' – ', acronym, title), ''), starts,"
            f" ends FROM projects WHERE current QUALIFY row_number() OVER (PARTITION BY {BASE}, id"
            " ORDER BY source, digest) = 1"
        )
    session.run(f"CREATE OR REPLACE TEMP TABLE part AS {parts}")
    session.run(f"CREATE OR REPLACE TEMP VIEW title_of AS {titles}")


def _around(session: Session, middle: str, most: int) -> tuple[tuple[Neighbour, ...], int]:
    rows = session.ask(
        "SELECT folded, mode(name), count(DISTINCT (source, project)) AS shared, max(year(ends)),"
        " count(*) OVER () FROM part SEMI JOIN mine USING (source, project)"
        " LEFT JOIN title_of USING (source, project) WHERE folded NOT IN ('', ?)"
        f" GROUP BY folded ORDER BY shared DESC, folded LIMIT {int(most)}",
        [middle],
    )
    found = tuple(Neighbour(key, name, int(shared), last) for key, name, shared, last, _ in rows)
    return found, (int(rows[0][4]) - len(found) if rows else 0)


def _ties(session: Session, keys: Sequence[str]) -> tuple[tuple[int, int, int], ...]:
    """Give the ties among the neighbours themselves, through projects beside the middle."""
    places = {key: place for place, key in enumerate(keys)}
    session.stage("around", {"folded": "text"}, [list(keys)])
    rows = session.ask(
        "WITH near AS (SELECT DISTINCT source, project, folded FROM part SEMI JOIN around"
        " USING (folded) ANTI JOIN mine USING (source, project))"
        " SELECT a.folded, b.folded, count(*) FROM near a JOIN near b USING (source, project)"
        " WHERE a.folded < b.folded GROUP BY ALL ORDER BY ALL"
    )
    return tuple((places[one], places[other], int(count)) for one, other, count in rows)


def _projects(session: Session, most: int) -> tuple[tuple[Neighbour, ...], int]:
    rows = session.ask(
        "SELECT source || ':' || project, coalesce(title, project), (SELECT count(DISTINCT folded)"
        " FROM part WHERE part.source = mine.source AND part.project = mine.project), year(ends),"
        " count(*) OVER () FROM mine LEFT JOIN title_of USING (source, project)"
        f" ORDER BY starts DESC NULLS LAST, source, project LIMIT {int(most)}"
    )
    found = tuple(Neighbour(key, name, int(count), last) for key, name, count, last, _ in rows)
    return found, (int(rows[0][4]) if rows else 0)
