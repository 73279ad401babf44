"""Slots of test environments in time: what is used, what there is, and the rows that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from salkku.appraise.rows import rows_of
from salkku.appraise.timetable_rows import Shape
from salkku.domain.agreement import Agreement
from salkku.domain.periods import HalfYear, half_year_of
from salkku.domain.proposals import Proposal
from salkku.domain.timetable import SlotUse, TimedConstraint

__all__ = ["slots_in_time", "slots_used"]

Placed = tuple[Proposal, HalfYear, HalfYear]
"""A row with its first and last half-year."""


def slots_in_time(shape: Shape) -> Iterator[TimedConstraint]:
    """(E) In each half-year the slots in use, less those added by then, are within what there is.

    A test environment whose capacity is unknown limits nothing.
    """
    for testbed in shape.agreement.testbeds:
        if testbed.capacity is None:
            continue
        uses = [dict(row.testbeds).get(testbed.id, 0) for row in shape.items]
        adds = [dict(row.develops).get(testbed.id, 0) for row in shape.items]
        if not any(uses):
            continue
        for half in range(shape.first, shape.last + 1):
            yield TimedConstraint(
                f"testbed:{testbed.id}",
                "E",
                shape.over(partial(_taken, shape.lengths, uses, adds, half)),
                None,
                testbed.capacity,
                (half, half),
                "slots",
            )


def _taken(
    lengths: Sequence[int],
    uses: Sequence[int],
    adds: Sequence[int],
    half: HalfYear,
    j: int,
    start: HalfYear,
) -> int:
    """Slots an item takes in a half-year, less those it has added by then."""
    end = start + lengths[j] - 1
    return uses[j] * (start <= half <= end) - adds[j] * (end < half)


def slots_used(
    agreement: Agreement, *, starts: Mapping[str, HalfYear] | None = None
) -> tuple[SlotUse, ...]:
    """Give what is used of every test environment and what there is, half-year by half-year.

    Parameters
    ----------
    starts
        Row id → half-year, as of a schedule; the starts of committed and running rows when None.

    Returns
    -------
    tuple of SlotUse
        Test environments in the order of their file, each with all half-years of the period;
        without a period those in which a row that uses or develops one runs, and the one after.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from salkku.domain.ecosystem import Testbed
    >>> pier = Testbed("pier", {}, capacity=1)
    >>> row = Proposal("a", "running", start=24324, duration_months=6, testbeds=(("pier", 2),))
    >>> agreement = Agreement("x", {}, (24324, 24329), (), (), (), (), (row,), testbeds=(pier,))
    >>> [(one.used, one.capacity, one.short) for one in slots_used(agreement)]
    [(2, 1, 1)]
    """
    placed = list(_placed(agreement, starts))
    return tuple(
        _use(placed, testbed.id, testbed.capacity, half)
        for testbed in agreement.testbeds
        for half in _halves(agreement, placed)
    )


def _placed(agreement: Agreement, starts: Mapping[str, HalfYear] | None) -> Iterator[Placed]:
    rows = rows_of(agreement)
    for row in agreement.proposals:
        filled = rows.all[row.id]
        start = None if starts is None else starts.get(row.id)
        if starts is None and filled.fixed and filled.start is not None:
            start = half_year_of(filled.start)
        if start is not None:
            length = max(1, -(-(filled.duration_months or 0) // 6))
            yield filled, start, start + length - 1


def _halves(agreement: Agreement, placed: list[Placed]) -> range:
    if agreement.period is not None:
        first, last = map(half_year_of, agreement.period)
        return range(first, last + 1)
    told = [(first, last) for row, first, last in placed if row.testbeds or row.develops]
    if not told:
        return range(0)
    return range(min(first for first, _ in told), max(last for _, last in told) + 2)


def _use(placed: list[Placed], testbed: str, capacity: int | None, half: HalfYear) -> SlotUse:
    used, added, names = 0, 0, []
    for row, first, last in placed:
        mine = dict(row.testbeds).get(testbed, 0)
        if mine and first <= half <= last:
            used += mine
            names.append(row.id)
        if last < half:
            added += dict(row.develops).get(testbed, 0)
    return SlotUse(
        testbed, half, used, None if capacity is None else capacity + added, tuple(names)
    )
