"""Draft the card of an idea from words, or the other way round from an empty cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import FundedProject, Need
from salkku.domain.proposals import Proposal
from salkku.landscape.asking import Query
from salkku.landscape.building_on import holders_of, results_like
from salkku.landscape.calls import fitting_calls, open_topics, remembered
from salkku.landscape.card import Card, Cell, Found, Partner, Verdict
from salkku.landscape.known import KnownProject
from salkku.landscape.library import Hit, Library
from salkku.landscape.relations import Reason, Time, of_the_work
from salkku.landscape.shelves import shelve
from salkku.text import plain_name

__all__ = ["draft"]

_HITS = 10
_SHOWN = 5
_NEEDS = 3
_PARTNERS = 8
_VERDICTS: tuple[tuple[str, Verdict], ...] = (
    ("duplicate", "done"),
    ("overlaps", "partly_done"),
    ("continues", "next_step"),
    ("complements", "complements"),
)
_SUREST: tuple[Time, ...] = ("overlapping_time", "begins_after")
OURS = ("steered", "aligned")
Areas = tuple[tuple[str, tuple[str, ...]], ...]


def draft(
    *,
    agreement: Agreement,
    library: Library,
    today: date,
    text: str = "",
    cell: Cell | None = None,
    folder: Path | None = None,
    body: Callable[[str], str] = plain_name,
) -> Card:
    """Draft the card of an idea in words, or of an empty cell.

    Parameters
    ----------
    agreement
        The agreement.
    library
        The projects to compare with.
    today
        The day of asking.
    text
        The idea; empty drafts from the cell alone.
    cell
        Focus area, method and party; the party's needs that nobody answers speak for it.
    folder
        The folder that open topics were loaded into.
    body
        Gives what all names of one organisation share.

    Returns
    -------
    Card

    Examples
    --------
    >>> agreement = Agreement("a", {}, None, (), (), (), (), ())
    >>> draft(
    ...     agreement=agreement, library=Library([]), today=date(2026, 11, 24), text="Drones"
    ... ).verdict
    'new'
    """
    query = _asked(agreement, text, cell)
    now = 12 * today.year + today.month - 1
    hits = library.hits(query, limit=_HITS, now=now, body=body)
    verdict, time = _verdict(hits)
    areas = ((cell[0], ()),) if cell else _areas(agreement, library, query)
    wanted = tuple(area for area, _ in areas)
    calls = (
        *fitting_calls(agreement=agreement, areas=wanted, today=today),
        *open_topics(query=query, library=library, folder=folder, today=today),
    )
    return Card(
        text=query.said,
        cell=cell,
        in_cell=len(_in_cell(agreement, cell)) if cell else 0,
        verdict=verdict,
        hits=hits[:_SHOWN],
        areas=areas,
        needs=_needs(agreement, library, query, cell, areas),
        results=results_like(agreement, library, query, hits),
        partners=_partners(agreement, library, query, hits, body),
        testbeds=_testbeds(agreement, query, wanted, cell),
        calls=calls,
        remembered_until=remembered(calls),
        compared=(library.count, library.meant),
        without=library.without,
        time=time,
    )


def _asked(agreement: Agreement, text: str, cell: Cell | None) -> Query:
    """Give what is asked: the words, or what the cell's names and unanswered needs say."""
    if cell is None or text:
        return Query({"": text})
    themes = {one.id: one.name for one in (*agreement.focus_areas, *agreement.methods)}
    names = [themes.get(each, {}) for each in cell[:2]]
    needs = [one.need for one in agreement.needs if one.party == cell[2]]
    open_needs = [one.need for one in _unanswered(agreement) if one.party == cell[2]]
    said = open_needs or needs
    return Query(
        {
            language: ". ".join(filter(None, (part.get(language, "") for part in (*said, *names))))
            for language in ("fi", "sv", "en")
        }
    )


def _unanswered(agreement: Agreement) -> list[Need]:
    """Give the needs that no row answers."""
    answered = {need for row in agreement.proposals for need in row.needs}
    answered |= {result.need for result in agreement.results}
    return [one for one in agreement.needs if one.id not in answered]


def _verdict(hits: Sequence[Hit]) -> tuple[Verdict, Time | None]:
    """Say whether it is new, by the strongest relation among the first hits, and when they run."""
    for relation, verdict in _VERDICTS:
        times = {hit.time for hit in hits[:_SHOWN] if hit.relation == relation}
        if times and verdict != "next_step":
            return verdict, next((one for one in _SUREST if one in times), "time_unknown")
        if times:
            return verdict, None
    return ("neighbours" if hits else "new"), None


def _in_cell(agreement: Agreement, cell: Cell) -> list[str]:
    """Give the portfolio's projects and the competing rows that touch a cell."""
    rows: list[Proposal | FundedProject] = [row for row in agreement.proposals if row.competes]
    rows.extend(one for one in agreement.projects if one.scope in OURS)
    return [
        one.id
        for one in rows
        if cell[0] in dict(one.focus_areas)
        and cell[1] in dict(one.methods)
        and cell[2] in one.parties
    ]


def _areas(agreement: Agreement, library: Library, query: Query) -> Areas:
    """Tell the focus areas of an idea by the rows and projects of the agreement most like it."""
    area_of = {f"row:{one.id}": dict(one.focus_areas) for one in agreement.proposals}
    area_of |= {f"projects:{one.id}": dict(one.focus_areas) for one in agreement.projects}
    rows = [
        KnownProject(f"row:{one.id}", "rows", dict(one.name), dict(one.summary), tags=one.tags)
        for one in agreement.proposals
    ]
    wider = Library([shelve(rows), *library.shelves])
    weight: dict[str, float] = {}
    told: dict[str, list[str]] = {}
    own = len(rows) + len(agreement.projects)
    for hit in wider.hits(query, limit=_SHOWN, within=own):
        for area, share in area_of.get(hit.project, {}).items():
            weight[area] = weight.get(area, 0.0) + float(share) / hit.rank
            told.setdefault(area, []).append(hit.project)
    best = max(weight.values(), default=0.0)
    ranked = sorted(weight, key=lambda area: (-weight[area], area))
    return tuple((area, tuple(told[area])) for area in ranked if weight[area] >= best / 2)


def _needs(
    agreement: Agreement, library: Library, query: Query, cell: Cell | None, areas: Areas
) -> tuple[Found, ...]:
    """Give the needs that it answers; of a cell the party's unanswered ones first.

    A need is answered by its own words, or because rows much like the idea answer it.
    """
    by_id = {one.id: one for one in agreement.needs}
    found = [] if cell is None else _needs_of(agreement, cell[2])
    items = [
        KnownProject(one.id, "needs", {}, {**one.need, "": one.unit}) for one in agreement.needs
    ]
    wider = Library([shelve(items), *library.shelves])
    for hit in wider.hits(query, limit=_NEEDS, within=len(items)):
        if hit.project not in {one.id for one in found}:
            need = by_id[hit.project]
            found.append(
                Found("need", need.id, need.need, of_the_work(hit.because), party=need.party)
            )
    alike = {row.removeprefix("row:") for _, rows in areas for row in rows}
    for row in agreement.proposals:
        for id_ in row.needs if row.id in alike else ():
            if id_ in by_id and id_ not in {one.id for one in found}:
                because = (Reason("answered_by_like", (row.id,)),)
                given = by_id[id_]
                found.append(Found("need", id_, given.need, because, party=given.party))
    return tuple(found[:_NEEDS])


def _needs_of(agreement: Agreement, party: str) -> list[Found]:
    return [
        Found("need", one.id, one.need, (Reason("unanswered"),), party=one.party)
        for one in _unanswered(agreement)
        if one.party == party
    ]


def _partners(
    agreement: Agreement,
    library: Library,
    query: Query,
    hits: Sequence[Hit],
    body: Callable[[str], str],
) -> tuple[Partner, ...]:
    """Give the organisations of the likest projects, those that the agreement knows first."""
    ours = {body(one.name) for one in agreement.organisations}
    ours |= {body(name) for one in agreement.projects for name in one.partners}
    keys: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for hit in hits:
        for name in library.known(hit.number).organisations.values():
            key = body(name)
            keys.setdefault(key, []).append(hit.project)
            names.setdefault(key, name)
    for name, row in holders_of(agreement, query, library):
        keys.setdefault(body(name), []).append(row)
        names.setdefault(body(name), name)
    order = sorted(keys, key=lambda key: (key not in ours, -len(set(keys[key]))))
    return tuple(
        Partner(names[key], key in ours, tuple(dict.fromkeys(keys[key])))
        for key in order[:_PARTNERS]
    )


def _testbeds(
    agreement: Agreement, query: Query, areas: Sequence[str], cell: Cell | None
) -> tuple[Found, ...]:
    """Give the test environments that it names, that its city has, or that are of its area."""
    said = query.said.lower()
    found: list[tuple[int, Found]] = []
    for one in agreement.testbeds:
        named = {name for name in (*one.name.values(), one.place) if name and name.lower() in said}
        reasons = []
        if named:
            reasons.append(Reason("named", tuple(sorted(named))))
        if cell is not None and one.party == cell[2]:
            reasons.append(Reason("same_city", (one.party,)))
        if one.focus_area and one.focus_area in areas:
            reasons.append(Reason("same_area", (one.focus_area,)))
        if reasons:
            bed = Found("testbed", one.id, one.name, tuple(reasons), party=one.party)
            found.append((4 * bool(named) + len(reasons), bed))
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    return tuple(bed for _, bed in found[:_NEEDS])
