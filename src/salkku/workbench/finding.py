"""Questions about what is known around: search, a project, and calls."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.domain.agreement import Agreement
from salkku.domain.errors import NotFound
from salkku.domain.periods import format_month, parse_month
from salkku.workbench.networking import OWN
from salkku.workbench.resolving import parts_of, register_of

if TYPE_CHECKING:
    from salkku.domain.ecosystem import Call, FundedProject
    from salkku.ingest.facts import Fact
    from salkku.store.finding import FoundProjects
    from salkku.store.mapping import Outline, PostcodeCount
    from salkku.store.partners import OpenCall, PartnerRow
    from salkku.workbench.exploring import Alike

__all__ = [
    "ProjectSheet",
    "UsefulCalls",
    "areas_on_map",
    "call_areas",
    "find_calls",
    "find_projects",
    "project",
    "project_like",
    "read_landscape",
]

FILE = "projects.csv"


@dataclass(frozen=True, slots=True)
class ProjectSheet:
    """What is known of one project.

    Parameters
    ----------
    facts
        Field to the values that were ever said of it, with who said it and when.
    partners
        Who takes part.
    subjects
        Codes and titles of its topics and subjects.
    bodies
        How many organisations those who take part are, each once.
    way
        How they are told apart: ``linked``, or ``named`` where linkage was not run.
    """

    key: str
    name: str
    facts: Mapping[str, tuple[Fact, ...]]
    partners: tuple[PartnerRow, ...]
    subjects: tuple[tuple[str, str], ...]
    bodies: int = 0
    way: str = "named"


@dataclass(frozen=True, slots=True)
class UsefulCalls:
    """Calls that can still be used, the first to close first: the agreement's own, and others."""

    ours: tuple[Call, ...]
    total: int
    others: tuple[OpenCall, ...]


def find_projects(
    agreement: Agreement,
    *,
    tables: Path | None,
    words: Sequence[str] = (),
    chosen: Mapping[str, tuple[str, ...]] | None = None,
    first: date | None = None,
    last: date | None = None,
    liked: Sequence[tuple[str, int, str]] | None = None,
    order: str = "newest",
    limit: int = 50,
    offset: int = 0,
) -> FoundProjects:
    """Search every project that is known, the agreement's own and the loaded ones.

    Parameters
    ----------
    tables
        The folder that open data was loaded into.
    words
        All of them stand in the project's name, description or keywords.
    chosen
        Of ``source``, ``scope``, ``area``, ``country``, ``city``, ``organisation`` – any of its
        names – and ``relation``: wished values.
    first, last
        It runs at some time between them.
    liked
        Key, rank and relation of what is like a text; a wished relation needs it.
    order
        ``like``, ``newest``, ``name`` or ``money``.
    limit, offset
        The page.
    """
    from salkku.landscape.searching import Wanted, search

    wanted = Wanted(tuple(words), chosen or {}, first, last)
    register = register_of(agreement, tables=tables)
    return search(
        agreement=agreement,
        folder=tables,
        wanted=wanted,
        liked=liked,
        called=register.called,
        parts=parts_of(agreement, tables=tables, register=register),
        order=order,
        limit=limit,
        offset=offset,
    )


def project(agreement: Agreement, *, key: str, tables: Path) -> ProjectSheet:
    """Give what is known of one project, contradictions side by side.

    Parameters
    ----------
    key
        Source and id, as ``cordis:101191725``; of the agreement's own list ``projects:ID``.
    tables
        The folder that open data was loaded into.

    Raises
    ------
    NotFound
        ``unknown_project``.
    """
    source, _, id_ = key.partition(":")
    sheet = _own_sheet(agreement, id_) if source == OWN else _loaded_sheet(key, tables)
    register = register_of(agreement, tables=tables)
    bodies = {
        register.key_of((one.name, one.city, one.country, one.pic, one.business_id))
        for one in sheet.partners
    }
    return replace(sheet, bodies=len(bodies), way=register.way)


def _loaded_sheet(key: str, tables: Path) -> ProjectSheet:
    """Give what is known of a loaded project."""
    source, _, id_ = key.partition(":")
    from salkku.store.partners import partners_of, subjects_of
    from salkku.workbench.watching import facts

    said = facts(tables, project=key)
    names = [one[0].value for field in ("acronym", "title") if (one := said.get(field))]
    base = source.partition(".")[0]
    return ProjectSheet(
        key,
        " – ".join(map(str, names)) or id_,
        said,
        partners_of(folder=tables, source=base, project=id_),
        subjects_of(folder=tables, source=base, project=id_),
    )


def _own_sheet(agreement: Agreement, id_: str) -> ProjectSheet:
    from salkku.store.partners import PartnerRow

    one = next((each for each in agreement.projects if each.id == id_), None)
    if one is None:
        raise NotFound("unknown_project", project=f"{OWN}:{id_}")
    name = next((name for name in one.name.values() if name), one.id)
    who = [(one.lead, "coordinator"), *((each, "") for each in one.partners)]
    partners = {each: PartnerRow(each, role, source=OWN) for each, role in reversed(who) if each}
    ordered = tuple(partners[each] for each, _ in dict.fromkeys(who) if each in partners)
    return ProjectSheet(f"{OWN}:{id_}", name, _own_facts(one), tuple(dict.fromkeys(ordered)), ())


def _own_facts(one: FundedProject) -> dict[str, tuple[Fact, ...]]:
    from salkku.ingest.facts import Fact

    told = {
        "scope": one.scope,
        "fund": one.fund,
        "starts": None if one.start is None else format_month(one.start),
        "ends": None if one.end is None else format_month(one.end),
        "total_cost_cents": one.total_cents,
        "granted_cents": one.support_cents,
        "objective": next((text for text in one.summary.values() if text), None),
        "address": one.source or None,
    }
    day = date.fromisoformat(one.as_of) if len(one.as_of) == len("2026-11-24") else None
    return {
        field: (Fact(field, value, OWN, day, FILE, True),)
        for field, value in told.items()
        if value not in (None, "")
    }


def project_like(agreement: Agreement, *, key: str, tables: Path, limit: int = 10) -> Alike:
    """Find what is most like a project that is known, by what its source says of it.

    Parameters
    ----------
    key
        Source and id.
    tables
        The folder that open data was loaded into.
    limit
        Most hits.

    Raises
    ------
    NotFound
        ``unknown_project``.
    """
    from salkku import landscape
    from salkku.text import plain_name
    from salkku.workbench.exploring import Alike

    sheet = project(agreement, key=key, tables=tables)

    def said(field: str) -> str:
        values = sheet.facts.get(field)
        return str(values[0].value) if values else ""

    def month(field: str) -> int | None:
        values = sheet.facts.get(field)
        when = values[0].value if values else None
        if isinstance(when, date):
            return 12 * when.year + when.month - 1
        return parse_month(when) if isinstance(when, str) else None

    library = landscape.open_library(projects=agreement.projects, folder=tables)
    query = landscape.Query(
        {"": f"{said('objective')} {said('keywords')}".strip()},
        {"": sheet.name},
        month("starts"),
        month("ends"),
        {plain_name(one.name): one.name for one in sheet.partners},
        key=key,
    )
    register = register_of(agreement, tables=tables)
    hits = library.hits(query, limit=limit, body=register.key)
    return Alike(hits, (library.count, library.meant), library.without, register.way)


def find_calls(
    agreement: Agreement,
    *,
    tables: Path | None,
    today: date,
    words: Sequence[str] = (),
    area: str = "",
    among: Collection[str] | None = None,
    limit: int = 50,
    offset: int = 0,
) -> UsefulCalls:
    """Give the calls that can still be used, ours and those of the open data.

    Parameters
    ----------
    today
        A call that closed before it is of no use.
    words
        All of them stand in the call's name or text.
    area
        Focus area of our calls; a call that names none is for all.
    among
        Keys of the other calls that are wanted; None wants all.
    limit, offset
        The page of the others.
    """
    from salkku.store.partners import open_calls

    ours = sorted(
        (
            call
            for call in agreement.calls
            if call.closes >= today.isoformat()
            and (not area or not call.focus_areas or area in call.focus_areas)
            and all(word.lower() in " ".join((call.id, *call.name.values())).lower()
                    for word in words)
        ),
        key=lambda call: (call.closes, call.id),
    )  # fmt: skip
    total, others = (
        (0, ())
        if tables is None
        else open_calls(
            folder=tables,
            today=today,
            words=words,
            among=None if among is None else sorted(among),
            limit=limit,
            offset=offset,
        )
    )
    return UsefulCalls(tuple(ours), total, others)


def call_areas(agreement: Agreement, *, tables: Path) -> dict[str, str]:
    """Tell the focus area of every loaded call, by its words; empty where none is clear."""
    from salkku.landscape.areas import area_teller
    from salkku.store.describing import described
    from salkku.store.tables import fetch_rows

    rows = fetch_rows(folder=tables, table_name="calls", columns=["id"])
    teller = area_teller(agreement=agreement)
    said = described(folder=tables, table_name="calls", ids={row[0] for row in rows})
    return {
        f"{source.partition('.')[0]}:{id_}": teller.of_text({"": one.name}, {"": one.text})
        for (source, id_), one in said.items()
    }


def areas_on_map(
    agreement: Agreement, *, tables: Path
) -> tuple[tuple[Outline, ...], tuple[PostcodeCount, ...]]:
    """Give the outlines that are loaded, and the projects by postcode in the agreement's cities.

    Parameters
    ----------
    tables
        The folder that open data was loaded into.
    """
    from salkku.store.mapping import outlines, projects_by_postcode

    cities = [name for party in agreement.parties for name in party.name.values() if name]
    return outlines(folder=tables), projects_by_postcode(
        folder=tables, municipalities=sorted(set(cities))
    )


def read_landscape(
    agreement: Agreement, *, tables: Path, told: Callable[[str, int, int], None] | None = None
) -> int:
    """Read what was loaded into words, concepts and who takes part, and tell its focus areas.

    Gives how many projects there are.

    Parameters
    ----------
    told
        Is told of long work: its kind, how many are done, how many there are.
    """
    from salkku import landscape
    from salkku.landscape.searching import keep_areas

    landscape.open_library(projects=agreement.projects, folder=tables, told=told)
    parts_of(agreement, tables=tables, register=register_of(agreement, tables=tables))
    return keep_areas(agreement=agreement, folder=tables)
