"""Who works with whom in the loaded projects, asked from one node: never the whole network."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from salkku.domain.ecosystem import written_name
from salkku.store import tables
from salkku.store.engines import Session
from salkku.store.schema import BASE
from salkku.store.taking_part import show

__all__ = ["Neighbour", "Neighbourhood", "neighbourhood"]

_STAGED = {
    **dict.fromkeys(("source", "project", "name", "title"), "text"),
    **{"starts": "date", "ends": "date", "called": "text", "folded": "text"},
}


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
    parts: Path | None = None,
    plain: Callable[[str], str] = written_name,
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
    parts
        Where `taking_part.lay_out` laid out who takes part in the loaded projects.
    plain
        Gives what the plain spellings of a name share, as it was laid out with.
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
        columns = [[row[n] for row in own] for n in range(len(_STAGED) - 1)]
        columns.append([plain(str(row[2])) for row in own])
        session.stage("own_parts", _STAGED, columns)
        _lay_out(session, parts)
        middle = _middle(session, project, (organisation, plain(organisation), called))
        _look_around(session, loaded=loaded)
        return _around_it(session, middle, project, most)


def _middle(session: Session, project: str, names: tuple[str, str, str]) -> str:
    """Lay out the projects of the middle; give what its body is called, of a project nothing."""
    organisation, folded, called = names
    if project:
        source, _, id_ = project.partition(":")
        session.run("CREATE OR REPLACE TEMP TABLE mine AS SELECT ? AS source, ? AS project",
                    [source, id_])  # fmt: skip
        return ""
    told = session.ask(
        "SELECT body FROM part WHERE body IN (?, ?) ORDER BY body = ? DESC LIMIT 1",
        [organisation, called, organisation],
    ) or session.ask(
        "SELECT body FROM part WHERE folded = ? GROUP BY body ORDER BY count(*) DESC, body LIMIT 1",
        [folded],
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
        name = session.ask("SELECT title FROM title_of")
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


def _lay_out(session: Session, parts: Path | None) -> None:
    """Name who takes part, in the loaded projects and in the agreement's own alike."""
    show(session, name="loaded_part", parts=parts)
    session.run(
        "CREATE OR REPLACE TEMP VIEW part AS SELECT source, project, name, folded,"
        " coalesce(nullif(called, ''), folded) AS body FROM own_parts"
        " UNION ALL SELECT source, project, name, folded, body FROM loaded_part"
    )


def _look_around(session: Session, *, loaded: bool) -> None:
    """Gather who takes part in the projects of the middle, and what these are called."""
    session.run(
        "CREATE OR REPLACE TEMP TABLE beside AS SELECT source, project, name, body FROM part"
        " SEMI JOIN mine USING (source, project)"
    )
    titles = (
        "SELECT DISTINCT source, project, title, starts, ends FROM own_parts"
        " SEMI JOIN mine USING (source, project)"
    )
    if loaded:
        titles += (
            " UNION ALL SELECT base, id, nullif(concat_ws(' – ', acronym, title), ''), starts, ends"
            f" FROM (SELECT *, {BASE} AS base FROM projects WHERE current) p SEMI JOIN mine ON"
            " p.base = mine.source AND p.id = mine.project QUALIFY row_number() OVER"
            " (PARTITION BY base, id ORDER BY p.source, digest) = 1"
        )
    session.run(f"CREATE OR REPLACE TEMP TABLE title_of AS {titles}")


def _around(session: Session, middle: str, most: int) -> tuple[tuple[Neighbour, ...], int]:
    rows = session.ask(
        "SELECT body, mode(name), count(DISTINCT source || ':' || project) AS shared,"
        " max(year(ends)), count(*) OVER () FROM beside"
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
        " WHERE a.body < b.body GROUP BY a.body, b.body ORDER BY a.body, b.body"
    )
    return tuple((places[one], places[other], int(count)) for one, other, count in rows)


def _projects(session: Session, most: int) -> tuple[tuple[Neighbour, ...], int]:
    rows = session.ask(
        "WITH sized AS (SELECT source, project, count(DISTINCT body) AS bodies FROM beside"
        " GROUP BY source, project) SELECT source || ':' || project, coalesce(title, project),"
        " coalesce(bodies, 0), year(ends), count(*) OVER () FROM mine"
        " LEFT JOIN title_of USING (source, project) LEFT JOIN sized USING (source, project)"
        f" ORDER BY starts DESC NULLS LAST, source, project LIMIT {int(most)}"
    )
    found = tuple(Neighbour(key, name, int(count), last) for key, name, count, last, _ in rows)
    return found, (int(rows[0][4]) if rows else 0)
