"""The strip of the years: projects as bars, each party's money, continuing cost after the ends."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salkku.domain.agreement import Agreement
from salkku.domain.periods import HalfYear, half_year_of
from salkku.domain.proposals import Commitment, Cost, Proposal
from salkku.domain.weeks import Bar, Strip
from salkku.followup.portfolio import Member, end_of, members

__all__ = ["strip"]


def strip(
    agreement: Agreement,
    *,
    first_year: int = 2021,
    last_year: int = 2030,
    chosen: Collection[str] = (),
) -> Strip:
    """Lay the portfolio over the years.

    Parameters
    ----------
    first_year, last_year
        Both included.
    chosen
        Rows shown as if they were decided already, besides committed and running ones.

    Returns
    -------
    Strip
        Costs without a half-year are spread evenly in whole cents over the row's half-years, the
        remainder last; a commitment runs from its month, else from the end of its row.
    """
    years = tuple(range(first_year, last_year + 1))
    rows = [row for row in agreement.proposals if row.fixed or row.id in chosen]
    bars, undated = _bars(agreement, rows, years)
    money = {party.id: [0] * len(years) for party in agreement.parties}
    payer = {row.line: row.party for row in agreement.budgets}
    starts = {row.id: row for row in rows}
    for cost in agreement.costs:
        party = payer.get(cost.line, "")
        if cost.proposal not in starts or party not in money:
            continue
        for half_year, cents in _spread(cost, starts[cost.proposal]):
            if half_year // 2 in years:
                money[party][half_year // 2 - first_year] += cents
    counted = starts.keys() | {row.id for row in agreement.proposals if row.status == "ended"}
    promised, budgeted = _continuing(agreement, counted, years)
    return Strip(
        years,
        bars,
        {party: tuple(cents) for party, cents in money.items()},
        promised,
        budgeted,
        undated,
    )


def _bars(
    agreement: Agreement, rows: list[Proposal], years: tuple[int, ...]
) -> tuple[tuple[Bar, ...], tuple[str, ...]]:
    shown = list(members(agreement))
    there = {one.id for one in shown}
    shown += [
        Member(row.id, row.name, "chosen", (), (), (), row.start, end_of(row))
        for row in rows
        if row.id not in there
    ]
    dated = [one for one in shown if one.start is not None and one.end is not None]
    bars = tuple(
        Bar(one.id, one.name, one.start, one.end, one.scope)
        for one in sorted(dated, key=lambda one: (one.start or 0, one.end or 0))
        if one.start is not None
        and one.end is not None
        and one.start // 12 <= years[-1]
        and one.end // 12 >= years[0]
    )
    return bars, tuple(one.id for one in shown if one.start is None or one.end is None)


def _spread(cost: Cost, row: Proposal) -> Iterator[tuple[HalfYear, int]]:
    """Give the half-years of a cost with their cents; nothing where the row has no dates."""
    if row.start is None:
        return
    first = half_year_of(row.start)
    if cost.half_year is not None:
        yield first + cost.half_year, cost.cents
        return
    if not row.duration_months:
        return
    count = -(-row.duration_months // 6)
    part, rest = divmod(cost.cents, count)
    for step in range(count):
        yield first + step, part + (rest if step == count - 1 else 0)


def _continuing(
    agreement: Agreement, counted: Collection[str], years: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    rows = {row.id: row for row in agreement.proposals}
    promised, budgeted = [0] * len(years), [0] * len(years)
    for one in agreement.commitments:
        if one.proposal not in counted or one.level == "none":
            continue
        target = budgeted if one.level == "budgeted" else promised
        first = _first_month(one, rows[one.proposal])
        if first is None:
            continue
        for place, year in enumerate(years):
            months = min(12, max(0, 12 * (year + 1) - first))
            target[place] += one.cents_per_year * months // 12
    return tuple(promised), tuple(budgeted)


def _first_month(one: Commitment, row: Proposal) -> int | None:
    if one.start is not None:
        return one.start
    end = end_of(row)
    return None if end is None else end + 1
