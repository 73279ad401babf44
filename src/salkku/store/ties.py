"""Who works with whom in the loaded projects, asked from one node: never the whole network."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from salkku.store import tables
from salkku.store.engines import Session
from salkku.store.schema import BASE

__all__ = ["Neighbour", "Neighbourhood", "neighbourhood"]

_FOLDED = "trim(regexp_replace(lower(strip_accents({0})), '[^\\p{{L}}\\p{{N}}]+', ' ', 'g'))"
"""What the plain spellings of a name share."""
_STAGED = {
    **dict.fromkeys(("source", "project", "name", "title"), "text"),
    **{"starts": "date", "ends": "date", "called": "text"},
}
_MENTION = ("name", "city", "country", "pic", "business_id")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An organisation beside the one in the middle, or a project of it.

    Parameters
    ----------
    key
        What an organisation's body is called; source and id of a project.
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
    way
        How bodies are told: ``linked`` or ``named``.

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
    way: str = "named"


def neighbourhood(
    *,
    folder: Path | None,
    own: Sequence[tuple[object, ...]],
    organisation: str = "",
    project: str = "",
    called: str = "",
    bodies: Mapping[tuple[str, str, str, str, str], str] | None = None,
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
        day of the project, and what its body is called.
    organisation
        A name in any plain spelling, or what a body is called.
    project
        Source and id; then its participants are the neighbours.
    called
        What the body of the organisation is called, where it is known.
    bodies
        Of loaded mentions – name, city, country, PIC, business id – what linkage calls their body;
        one that is not listed is called by its plain name.
    most
        Most neighbours.
    engine
        Name of the tables' engine.

    Returns
    -------
    Neighbourhood

    Examples
    --------
    >>> own = [("projects", "uam", n, "UAM", None, None, "") for n in ("VTT Oy", "Espoo")]
    >>> neighbourhood(folder=None, own=own, organisation="vtt  oy").organisations[0].name
    'Espoo'
    """
    with tables.beside(folder=folder, engine=engine) as (session, loaded):
        session.stage("own_parts", _STAGED, [[row[n] for row in own] for n in range(len(_STAGED))])
        _lay_out(session, bodies or {}, loaded=loaded)
        middle = _middle(session, project, organisation, called)
        found = _around_it(session, middle, project, most)
        return found if bodies is None else replace(found, way="linked")


def _middle(session: Session, project: str, organisation: str, called: str) -> str:
    """Lay out the projects of the middle; give what its body is called, of a project nothing."""
    if project:
        source, _, id_ = project.partition(":")
        session.run("CREATE OR REPLACE TEMP TABLE mine AS SELECT ? AS source, ? AS project",
                    [source, id_])  # fmt: skip
        return ""
    told = session.ask(
        "SELECT body FROM part WHERE body IN (?, ?)"
        f" OR folded = {_FOLDED.format('?')} GROUP BY body"
        " ORDER BY body = ? DESC, body = ? DESC, count(*) DESC, body LIMIT 1",
        [organisation, called, organisation, organisation, called],
    )
    body = str(told[0][0]) if told else called or organisation
    session.run(
        "CREATE OR REPLACE TEMP TABLE mine AS SELECT DISTINCT source, project FROM part"
        " WHERE body = ?",
        [body],
    )
    return body


def _around_it(session: Session, body: str, project: str, most: int) -> Neighbourhood:
    if project:
        name = session.ask("SELECT title FROM title_of SEMI JOIN mine USING (source, project)")
    else:
        name = session.ask("SELECT mode(name) FROM part WHERE body = ?", [body])
    said = str(name[0][0] or "") if name else ""
    around, others = _around(session, body, most)
    return Neighbourhood(
        project or body,
        said,
        around,
        others,
        _ties(session, [one.key for one in around]),
        *_projects(session, most),
    )


def _lay_out(
    session: Session, bodies: Mapping[tuple[str, str, str, str, str], str], *, loaded: bool
) -> None:
    """Name the participations and titles, of the tables and of the agreement alike."""
    names = "SELECT name FROM own_parts"
    if loaded:
        names += " UNION SELECT name FROM participations WHERE current AND name IS NOT NULL"
    session.run(
        "CREATE OR REPLACE TEMP TABLE plain AS SELECT name AS written,"
        f" {_FOLDED.format('name')} AS folded FROM (SELECT DISTINCT name FROM ({names}))"
    )
    parts = (
        "SELECT source, project, name, folded, coalesce(nullif(called, ''), folded) AS body"
        " FROM own_parts JOIN plain ON written = name"
    )
    titles = "SELECT DISTINCT source, project, title, starts, ends FROM own_parts"
    if loaded:
        columns = [[mention[n] for mention in bodies] for n in range(len(_MENTION))]
        session.stage("linked", dict.fromkeys((*_MENTION, "body"), "text"),
                      [*columns, list(bodies.values())])  # fmt: skip
        same = " AND ".join(f"coalesce(p.{each}, '') = l.{each}" for each in _MENTION)
        parts += (
            f" UNION ALL SELECT {_base('p')}, coalesce(p.project, 'rcn ' || p.project_rcn), p.name,"
            " folded, coalesce(l.body, folded) FROM participations p JOIN plain ON written = p.name"
            f" LEFT JOIN linked l ON {same} WHERE p.current AND p.name IS NOT NULL"
            " AND coalesce(p.project, p.project_rcn) IS NOT NULL"
        )
        titles += (
            f" UNION ALL SELECT {BASE}, id, nullif(concat_ws(' – ', acronym, title), ''), starts,"
            f" ends FROM projects WHERE current QUALIFY row_number() OVER (PARTITION BY {BASE}, id"
            " ORDER BY source, digest) = 1"
        )
    session.run(f"CREATE OR REPLACE TEMP TABLE part AS {parts}")
    session.run(f"CREATE OR REPLACE TEMP VIEW title_of AS {titles}")


def _base(alias: str) -> str:
    return BASE.replace("source", f"{alias}.source")


def _around(session: Session, middle: str, most: int) -> tuple[tuple[Neighbour, ...], int]:
    rows = session.ask(
        "SELECT body, mode(name), count(DISTINCT (source, project)) AS shared, max(year(ends)),"
        " count(*) OVER () FROM part SEMI JOIN mine USING (source, project)"
        " LEFT JOIN title_of USING (source, project) WHERE body NOT IN ('', ?)"
        f" GROUP BY body ORDER BY shared DESC, body LIMIT {int(most)}",
        [middle],
    )
    found = tuple(Neighbour(key, name, int(shared), last) for key, name, shared, last, _ in rows)
    return found, (int(rows[0][4]) - len(found) if rows else 0)


def _ties(session: Session, keys: Sequence[str]) -> tuple[tuple[int, int, int], ...]:
    """Give the ties among the neighbours themselves, through projects beside the middle."""
    places = {key: place for place, key in enumerate(keys)}
    session.stage("around", {"body": "text"}, [list(keys)])
    rows = session.ask(
        "WITH near AS (SELECT DISTINCT source, project, body FROM part SEMI JOIN around"
        " USING (body) ANTI JOIN mine USING (source, project))"
        " SELECT a.body, b.body, count(*) FROM near a JOIN near b USING (source, project)"
        " WHERE a.body < b.body GROUP BY ALL ORDER BY ALL"
    )
    return tuple((places[one], places[other], int(count)) for one, other, count in rows)


def _projects(session: Session, most: int) -> tuple[tuple[Neighbour, ...], int]:
    rows = session.ask(
        "SELECT source || ':' || project, coalesce(title, project), (SELECT count(DISTINCT body)"
        " FROM part WHERE part.source = mine.source AND part.project = mine.project), year(ends),"
        " count(*) OVER () FROM mine LEFT JOIN title_of USING (source, project)"
        f" ORDER BY starts DESC NULLS LAST, source, project LIMIT {int(most)}"
    )
    found = tuple(Neighbour(key, name, int(count), last) for key, name, count, last, _ in rows)
    return found, (int(rows[0][4]) if rows else 0)
