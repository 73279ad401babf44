"""The bridge to questions about time: an agreement's tables become a timetable."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from salkku.appraise.lasting import levels_of
from salkku.appraise.problem import problem_of
from salkku.appraise.rows import Rows, rows_of
from salkku.appraise.timetable_rows import Shape, constraints_in_time
from salkku.appraise.timetable_slots import slots_in_time
from salkku.domain.agreement import Agreement
from salkku.domain.errors import Fault, WrongInput
from salkku.domain.periods import HalfYear, half_year_of, parse_month
from salkku.domain.problem import Problem
from salkku.domain.proposals import LEVELS, Proposal
from salkku.domain.timetable import Timetable

__all__ = ["hardness_of", "timetable_of"]

RUNNING, COMMITTED, LEVEL = 100, 30, 10

ROOT_DIGITS = 30


def timetable_of(agreement: Agreement) -> Timetable:
    """Turn an agreement into the timetable that ``schedule`` and ``replan`` answer.

    Raises
    ------
    WrongInput
        If the agreement has no period.

    Notes
    -----
    A length is the duration in half-years, rounded up; an unknown one is taken as one half-year
    and said among the assumptions. A decided row with a start is where it is, even outside the
    period.
    """
    if agreement.period is None:
        raise WrongInput((Fault("agreement.toml", "period_missing", column="agreement.period"),))
    problem = problem_of(agreement)
    rows = rows_of(agreement)
    items = [rows.all[row] for row in problem.ids]
    first, last = (half_year_of(month) for month in agreement.period)
    lengths = tuple(_length(row) for row in items)
    starts = tuple(
        _starts(agreement, rows, row, (first, last), length)
        for row, length in zip(items, lengths, strict=True)
    )
    shape = Shape(agreement, problem, rows, tuple(items), first, last, lengths, starts)
    every = sorted({start for own in starts for start in own})
    told = [one for one in problem.assumptions if one[0] != "needs_time"]
    unknown = [("duration_unknown", row.id) for row in items if not row.duration_months]
    return Timetable(
        problem=problem,
        first=first,
        last=last,
        lengths=lengths,
        starts=starts,
        settled=frozenset(j for j, row in enumerate(items) if row.fixed and row.start is not None),
        discounts={start: _discount(agreement.loss_per_year, start - first) for start in every},
        constraints=(*constraints_in_time(shape), *slots_in_time(shape)),
        assumptions=(*told, *unknown),
    )


def hardness_of(agreement: Agreement, *, problem: Problem) -> tuple[int, ...]:
    """Give what taking each item in or out weighs when a plan is made anew.

    100 for running, 30 for committed, and for a proposal 10 × its commitment level + 1.
    """
    rows = rows_of(agreement)
    levels = levels_of(agreement, rows)
    weights = {"running": RUNNING, "committed": COMMITTED}
    return tuple(
        weights.get(rows.all[row].status, LEVEL * LEVELS.index(levels[row]) + 1)
        for row in problem.ids
    )


def _length(row: Proposal) -> int:
    """Duration in half-years, rounded up; at least one."""
    return max(1, -(-(row.duration_months or 0) // 6))


def _starts(
    agreement: Agreement, rows: Rows, row: Proposal, period: tuple[HalfYear, HalfYear], length: int
) -> tuple[HalfYear, ...]:
    """(W) The half-years in which a row may start."""
    if row.fixed and row.start is not None:
        return (half_year_of(row.start),)
    base = rows.all[rows.base[row.id]]
    earliest = row.earliest_start if row.earliest_start is not None else base.earliest_start
    latest = row.latest_start if row.latest_start is not None else base.latest_start
    low, high = period[0], period[1] - length + 1
    if earliest is not None:
        low = max(low, half_year_of(earliest))
    if latest is not None:
        high = min(high, half_year_of(latest))
    for call in agreement.calls:
        if row.call and call.id == row.call and call.earliest_decision:
            low = max(low, half_year_of(parse_month(call.earliest_decision[:7])))
    for event in agreement.events:
        if event.month is None:
            continue
        if row.id in event.precedes:
            low = max(low, half_year_of(event.month))
        if row.id in event.follows:
            high = min(high, half_year_of(event.month))
    return tuple(range(low, high + 1))


def _discount(loss: Fraction, half_years: int) -> Fraction:
    """(T) ``(1 - loss) ** (half_years / 2)``, the root of an odd half-year to 30 decimals."""
    keep = 1 - loss
    if half_years % 2 == 0 or keep in (0, 1):
        power = -(-half_years // 2)
        return keep**power if keep or power >= 0 else Fraction(1)
    scale = 10**ROOT_DIGITS
    root = Fraction(isqrt(keep.numerator * keep.denominator * scale**2), keep.denominator * scale)
    return root * keep ** ((half_years - 1) // 2)
