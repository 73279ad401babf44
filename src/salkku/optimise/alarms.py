"""What in the timeline needs somebody: missing money, cliffs, gaps, and the last useful call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Call
from salkku.domain.periods import HalfYear, half_year_of, parse_month
from salkku.domain.proposals import Proposal
from salkku.domain.timetable import Alarm, Timetable
from salkku.optimise.shortfall import broken_by

__all__ = ["alarms"]

CLIFF_ENDS = 3
"""Fewer ends in one half-year than this are no cliff."""

OURS = ("steered", "aligned")
"""Scopes of the projects that are in the portfolio beside the rows."""

Run = tuple[str, HalfYear, HalfYear, frozenset[str]]
"""Id, first and last half-year, and focus areas of what runs."""


def alarms(
    agreement: Agreement,
    timetable: Timetable,
    *,
    starts: Mapping[str, HalfYear] | None = None,
    today: date | None = None,
) -> tuple[Alarm, ...]:
    """Give the alarms of a timeline, by kind and in the order of time.

    Parameters
    ----------
    timetable
        Of the agreement.
    starts
        Row id → half-year of a schedule; the starts that are facts when None.
    today
        Calls that closed before it are of no use; every call counts when None.

    Returns
    -------
    tuple of Alarm
        ``money_short``: a line lacks at least ``cents`` for what is decided (``line``, ``party``,
        ``span``). ``slots_short``: a test environment lacks ``slots`` in the half-year for what
        is placed (``testbed``). ``cliff``: at least three projects end in the half-year, and they
        are at least half of those that run in it (``ends``, ``running``). ``funding_gap``: what
        carries a result on begins ``half_years`` after its project's end (``organisation``,
        ``result``).
        ``quiet``: nothing of a focus area runs though it did before and will again (``area``,
        ``until``).
        ``latest_call``: the last call whose decision comes early enough for an idea (``call``,
        ``closes``); ``no_useful_call``: there is none.

    Notes
    -----
    Cliffs and quiet areas count the portfolio: the rows with a start, and the steered and aligned
    projects of projects.csv.
    """
    placed = _placed(timetable) if starts is None else dict(starts)
    ends = _ends(timetable, placed)
    runs = [
        *_funded(agreement),
        *((row, placed[row], end, areas) for row, end, areas in _rows(agreement, ends)),
    ]
    return (
        *_money(timetable, placed),
        *_slots(timetable, placed),
        *_cliffs(runs),
        *_carriers(agreement, ends),
        *_quiet(agreement, runs),
        *_calls(agreement, timetable, today),
    )


def _placed(timetable: Timetable) -> dict[str, HalfYear]:
    ids = timetable.problem.ids
    return {ids[j]: timetable.starts[j][0] for j in sorted(timetable.settled)}


def _ends(timetable: Timetable, placed: Mapping[str, HalfYear]) -> dict[str, HalfYear]:
    """Give the half-year each placed row ends in."""
    lengths = dict(zip(timetable.problem.ids, timetable.lengths, strict=True))
    return {row: start + lengths[row] - 1 for row, start in placed.items() if row in lengths}


def _funded(agreement: Agreement) -> Iterator[Run]:
    for one in agreement.projects:
        if one.scope in OURS and one.start is not None and one.end is not None:
            areas = frozenset(name for name, _ in one.focus_areas)
            yield one.id, half_year_of(one.start), half_year_of(one.end), areas


def _rows(
    agreement: Agreement, ends: Mapping[str, HalfYear]
) -> Iterator[tuple[str, HalfYear, frozenset[str]]]:
    rows = {row.id: row for row in agreement.proposals}
    for row, end in ends.items():
        yield row, end, frozenset(name for name, _ in rows[row].focus_areas)


def _money(timetable: Timetable, placed: Mapping[str, HalfYear]) -> Iterator[Alarm]:
    place = {row: j for j, row in enumerate(timetable.problem.ids)}
    plan = {place[row]: start for row, start in placed.items() if row in place}
    for one in broken_by(timetable, plan):
        values = {"line": one.line, "party": one.party, "cents": one.cents, "span": one.span}
        yield Alarm("money_short", one.span[0], one.rows, values)


def _slots(timetable: Timetable, placed: Mapping[str, HalfYear]) -> Iterator[Alarm]:
    ids = timetable.problem.ids
    for constraint in timetable.constraints:
        if constraint.measure != "slots":
            continue
        told = [
            (ids[j], value) for j, start, value in constraint.coefficients
            if placed.get(ids[j]) == start
        ]  # fmt: skip
        short = sum(value for _, value in told) - (constraint.high or 0)
        if short > 0:
            rows = tuple(row for row, value in told if value > 0)
            values = {"testbed": constraint.name.partition(":")[2], "slots": short}
            yield Alarm("slots_short", constraint.span[0], rows, values)


def _cliffs(runs: list[Run]) -> Iterator[Alarm]:
    by_half: dict[HalfYear, list[str]] = defaultdict(list)
    for name, _, end, _ in runs:
        by_half[end].append(name)
    for half, names in sorted(by_half.items()):
        running = sum(start <= half <= end for _, start, end, _ in runs)
        if len(names) >= CLIFF_ENDS and 2 * len(names) >= running:
            yield Alarm("cliff", half, tuple(names), {"ends": len(names), "running": running})


def _carriers(agreement: Agreement, ends: Mapping[str, HalfYear]) -> Iterator[Alarm]:
    for commitment in agreement.commitments:
        end = ends.get(commitment.proposal)
        if end is None or commitment.start is None or commitment.level == "none":
            continue
        wait = half_year_of(commitment.start) - end - 1
        if wait > 0:
            values = {
                "organisation": commitment.organisation,
                "result": commitment.result,
                "half_years": wait,
            }
            yield Alarm("funding_gap", end + 1, (commitment.proposal,), values)


def _quiet(agreement: Agreement, runs: list[Run]) -> Iterator[Alarm]:
    for area in agreement.focus_areas:
        own = sorted((start, end, name) for name, start, end, areas in runs if area.id in areas)
        reach = own[0][1] if own else 0
        for start, end, name in own:
            if start > reach + 1:
                before = tuple(one for _, last, one in own if last == reach)
                values = {"area": area.id, "until": start}
                yield Alarm("quiet", reach + 1, (*before, name), values)
            reach = max(reach, end)


def _calls(agreement: Agreement, timetable: Timetable, today: date | None) -> Iterator[Alarm]:
    for row in agreement.proposals:
        if row.status != "idea":
            continue
        latest = _latest_start(row, timetable)
        useful = [
            call
            for call in agreement.calls
            if call.closes and _decided(call) <= latest and _suits(call, row)
        ]
        if today is not None:
            useful = [call for call in useful if call.closes >= today.isoformat()]
        if not useful:
            yield Alarm("no_useful_call", latest, (row.id,))
            continue
        call = max(useful, key=lambda one: one.closes)
        yield Alarm("latest_call", latest, (row.id,), {"call": call.id, "closes": call.closes})


def _latest_start(row: Proposal, timetable: Timetable) -> HalfYear:
    """Give the last half-year from which an idea still ends within the period."""
    latest = timetable.last - max(1, -(-(row.duration_months or 0) // 6)) + 1
    return latest if row.latest_start is None else min(latest, half_year_of(row.latest_start))


def _decided(call: Call) -> HalfYear:
    return half_year_of(parse_month((call.earliest_decision or call.closes)[:7]))


def _suits(call: Call, row: Proposal) -> bool:
    """Whether a call takes the idea's focus areas; a call that names none takes all."""
    areas = {name for name, _ in row.focus_areas}
    return not call.focus_areas or not areas or bool(areas & set(call.focus_areas))
