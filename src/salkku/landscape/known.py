"""Projects that are funded already, whatever the source, laid out alike for comparison."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from salkku.domain.ecosystem import FundedProject
from salkku.domain.periods import Month
from salkku.store import tables
from salkku.text import plain_name

__all__ = ["OWN", "KnownProject", "known_in_agreement", "known_in_tables"]

OWN = "projects"
"""Source of what stands in projects.csv."""


@dataclass(frozen=True, slots=True)
class KnownProject:
    """A project to compare with.

    Parameters
    ----------
    key
        Source and id, as ``"cordis:101191725"``.
    source
        Name of the source.
    names, texts
        Its name and description in some languages: ``fi``, ``sv``, ``en``, or empty for text
        whose language nobody said.
    acronym
        Its acronym; empty when it has none.
    starts, ends
        First and last month; None when unknown.
    organisations
        Who takes part: a folded name to the name as written.
    cents
        Its total cost in cents; None when unknown.
    tags
        Words that someone put on it, or on what it continues.
    call
        Code of the call or topic that funded it; empty when unknown.

    Examples
    --------
    >>> KnownProject("cordis:1", "cordis", {"en": "Drones"}).ends is None
    True
    """

    key: str
    source: str
    names: Mapping[str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    acronym: str = ""
    starts: Month | None = None
    ends: Month | None = None
    organisations: Mapping[str, str] = field(default_factory=dict)
    cents: int | None = None
    tags: tuple[str, ...] = ()
    call: str = ""


def known_in_tables(*, folder: Path, engine: str = "") -> tuple[KnownProject, ...]:
    """Read the projects that were loaded into an agreement folder.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple of KnownProject
        In the order of source and id; empty when nothing was loaded.

    Examples
    --------
    >>> known_in_tables(folder=Path("nowhere"))
    ()
    """
    partners: dict[tuple[str, str], dict[str, str]] = {}
    for source, project, name in tables.fetch_rows(
        folder=folder,
        table_name="participations",
        columns=("source", "project", "name"),
        known=("project", "name"),
        engine=engine,
    ):
        partners.setdefault((source, project), {})[plain_name(name)] = name
    rows = tables.fetch_rows(
        folder=folder,
        table_name="projects",
        columns=(
            "source",
            "id",
            "acronym",
            "title",
            "objective",
            "keywords",
            "starts",
            "ends",
            "total_cost_cents",
            "topic",
        ),
        engine=engine,
    )
    return tuple(
        KnownProject(
            key=f"{source}:{id_}",
            source=source,
            names={"": title or acronym or ""},
            texts={"": " ".join(filter(None, (objective, keywords)))},
            acronym=acronym or "",
            starts=_month(starts),
            ends=_month(ends),
            organisations=partners.get((source, id_), {}),
            cents=cents or None,
            call=topic or "",
        )
        for source, id_, acronym, title, objective, keywords, starts, ends, cents, topic in rows
    )


def known_in_agreement(*, projects: tuple[FundedProject, ...]) -> tuple[KnownProject, ...]:
    """Lay out the rows of an agreement's projects.csv.

    Parameters
    ----------
    projects
        The agreement's funded projects.

    Returns
    -------
    tuple of KnownProject
        Their source is ``projects``; a project has the tags of those it continues too.

    Examples
    --------
    >>> known_in_agreement(projects=(FundedProject("uam", {"en": "UAM"}),))[0].key
    'projects:uam'
    """
    by_id = {each.id: each for each in projects}
    return tuple(
        KnownProject(
            key=f"{OWN}:{each.id}",
            source=OWN,
            names=dict(each.name),
            texts=dict(each.summary),
            starts=each.start,
            ends=each.end,
            organisations={plain_name(name): name for name in (each.lead, *each.partners) if name},
            cents=each.total_cents,
            tags=_tags(each, by_id),
        )
        for each in projects
    )


def _tags(project: FundedProject, by_id: Mapping[str, FundedProject]) -> tuple[str, ...]:
    """Give the tags of a project and of all that it continues, each once."""
    chain, seen = [project], {project.id}
    for each in chain:
        before = [by_id[id_] for id_ in each.continues if id_ in by_id and id_ not in seen]
        seen.update(other.id for other in before)
        chain.extend(before)
    return tuple(dict.fromkeys(tag for each in chain for tag in each.tags))


def _month(day: object) -> Month | None:
    year, month = getattr(day, "year", None), getattr(day, "month", None)
    return None if year is None or month is None else 12 * int(year) + int(month) - 1
