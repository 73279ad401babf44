"""Coverage over time: what is past, running and planned in each cell, and the gaps it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import FundedProject, casts_of
from salkku.domain.periods import Month
from salkku.domain.proposals import Proposal
from salkku.landscape.coverage import Key, costs_by_party, divide, places_of
from salkku.landscape.past import OURS
from salkku.text import Register, Resolved

__all__ = ["Gap", "OverTime", "TimedCell", "coverage_over_time"]

State = Literal["past", "running", "planned", "undated"]
STATES: tuple[State, ...] = ("past", "running", "planned", "undated")
GapKind = Literal["never", "ended", "ending"]


@dataclass(frozen=True, slots=True)
class TimedCell:
    """One cell in one state.

    Parameters
    ----------
    focus_area, method, party
        Ids; empty where rows do not say.
    state
        ``undated`` where the months of a project do not tell.
    projects
        Ids, each once, in file order; those of projects.csv after ``projects:``.
    cents
        Their money in the cell; the cells of a state add up to its projects' money.
    organisations
        Bodies that take part in them, each once.

    Examples
    --------
    >>> TimedCell("urban", "testbeds", "espoo", "past", ("projects:uam",), 5, 2).cents
    5
    """

    focus_area: str
    method: str
    party: str
    state: State
    projects: tuple[str, ...]
    cents: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell in which nothing is planned, and which the next call text could name.

    Parameters
    ----------
    focus_area, method, party
        Ids of the agreement.
    kind
        ``never`` anything of ours; ``ended``: all that there was is over; ``ending``: what runs
        ends and nothing follows.
    until
        Month in which the last of it ends; None for ``never`` and where nobody says.

    Examples
    --------
    >>> Gap("urban", "testbeds", "espoo", "never").until is None
    True
    """

    focus_area: str
    method: str
    party: str
    kind: GapKind
    until: Month | None = None


@dataclass(frozen=True, slots=True)
class OverTime:
    """The whole of it.

    Parameters
    ----------
    cells
        By state, and then in the agreement's order.
    gaps
        Never first, then ended, then ending, each in the agreement's order; undated projects
        leave no gap.
    years
        Focus area, year and how many projects run in it, from the first year to the last.
    cents
        The money of each state.
    unpriced
        Projects whose money nobody says.
    unplaced
        Projects that do not say their focus area, method or party: they fill no gap.
    way
        How one organisation is told from another: ``linked`` or ``named``.

    Examples
    --------
    >>> OverTime((), (), (), {}, (), ()).gaps
    ()
    """

    cells: tuple[TimedCell, ...]
    gaps: tuple[Gap, ...]
    years: tuple[tuple[str, int, int], ...]
    cents: Mapping[str, int]
    unpriced: tuple[str, ...]
    unplaced: tuple[str, ...]
    way: str = "named"


@dataclass(frozen=True, slots=True)
class _Dated:
    """One project of ours, laid out for counting."""

    key: str
    state: State
    cells: Mapping[Key, int]
    areas: tuple[str, ...]
    bodies: frozenset[str]
    starts: Month | None
    ends: Month | None
    priced: bool


def coverage_over_time(
    *,
    agreement: Agreement,
    now: Month,
    chosen: Collection[str] = (),
    resolved: Resolved | None = None,
) -> OverTime:
    """Count focus area by method by party in the past, now and as planned.

    Ours are the steered and aligned projects of projects.csv, the rows that have ended, run or
    are committed, and the chosen proposals, which are planned. A project of projects.csv has its
    total divided evenly: among its parties, then its focus areas, then its methods; a row is
    divided as :func:`salkku.landscape.coverage.coverage` does.

    Parameters
    ----------
    agreement
        The agreement.
    now
        The month that divides the past from the future.
    chosen
        Ids of proposals that are planned.
    resolved
        What linkage says of loaded names; None where it has not been run.

    Returns
    -------
    OverTime

    Examples
    --------
    >>> coverage_over_time(agreement=Agreement("a", {}, None, (), (), (), (), ()), now=1).cells
    ()
    """
    register = Register.of(agreement.organisations, agreement.rulings, resolved=resolved)
    ours = [*_projects(agreement, now, register), *_rows(agreement, now, chosen, register)]
    order = places_of(agreement)
    cells = []
    for state in STATES:
        mine = [one for one in ours if one.state == state]
        keys = {key: None for one in mine for key in one.cells}
        for key in sorted(keys, key=order):
            here = [one for one in mine if key in one.cells]
            cells.append(
                TimedCell(
                    *key,
                    state,
                    tuple(one.key for one in here),
                    sum(one.cells[key] for one in here),
                    len({body for one in here for body in one.bodies}),
                )
            )
    return OverTime(
        tuple(cells),
        tuple(_gaps(agreement, ours)),
        tuple(_years(agreement, ours)),
        {s: sum(sum(one.cells.values()) for one in ours if one.state == s) for s in STATES},
        tuple(one.key for one in ours if not one.priced),
        tuple(one.key for one in ours if any("" in key for key in one.cells)),
        register.way,
    )


def _projects(agreement: Agreement, now: Month, register: Register) -> Iterable[_Dated]:
    for one in agreement.projects:
        if one.scope not in OURS:
            continue
        bodies = map(register.key, (one.lead, *one.partners))
        row = Proposal(
            one.id,
            "ended",
            focus_areas=one.focus_areas,
            methods=one.methods,
            parties=one.parties,
        )
        yield _Dated(
            f"projects:{one.id}",
            _state_of(one, now),
            divide(row, {"": one.total_cents or 0}),
            tuple(area for area, _ in one.focus_areas),
            frozenset(filter(None, bodies)),
            one.start,
            one.end,
            one.total_cents is not None,
        )


def _state_of(one: FundedProject, now: Month) -> State:
    if one.end is not None and one.end < now:
        return "past"
    if one.start is not None and one.start > now:
        return "planned"
    return "running" if one.end is not None else "undated"


def _rows(
    agreement: Agreement, now: Month, chosen: Collection[str], register: Register
) -> Iterable[_Dated]:
    casts = casts_of(agreement.proposals, agreement.participations, register.bodies)
    costs = costs_by_party(agreement)
    states: dict[str, State] = {"ended": "past", "running": "running", "committed": "planned"}
    for row in agreement.proposals:
        state = states.get(row.status)
        if row.status == "proposal" and row.id in chosen:
            state = "planned"
        if state is None:
            continue
        months, start = row.duration_months, row.start
        ends = start + months - 1 if start is not None and months else None
        yield _Dated(
            row.id,
            state,
            divide(row, costs.get(row.id, {})),
            tuple(area for area, _ in row.focus_areas),
            casts[row.id].everyone,
            start,
            ends,
            row.id in costs,
        )


def _gaps(agreement: Agreement, ours: list[_Dated]) -> list[Gap]:
    found: dict[GapKind, list[Gap]] = {"never": [], "ended": [], "ending": []}
    for area in agreement.focus_areas:
        for method in agreement.methods:
            for party in agreement.parties:
                key = (area.id, method.id, party.id)
                here = [one for one in ours if key in one.cells]
                states = {one.state for one in here}
                if states & {"planned", "undated"}:
                    continue
                kind: GapKind = "ended" if here else "never"
                if "running" in states:
                    kind = "ending"
                found[kind].append(Gap(*key, kind, _last(here)))
    return [gap for gaps in found.values() for gap in gaps]


def _last(here: list[_Dated]) -> Month | None:
    months = [one.ends for one in here if one.ends is not None]
    return max(months) if len(months) == len(here) and months else None


def _years(agreement: Agreement, ours: list[_Dated]) -> Iterable[tuple[str, int, int]]:
    spans = [
        (one.areas, one.starts // 12, one.ends // 12)
        for one in ours
        if one.starts is not None and one.ends is not None
    ]
    if not spans:
        return
    first, last = min(start for _, start, _ in spans), max(end for *_, end in spans)
    for area in agreement.focus_areas:
        for year in range(first, last + 1):
            count = sum(area.id in areas and start <= year <= end for areas, start, end in spans)
            yield area.id, year, count
