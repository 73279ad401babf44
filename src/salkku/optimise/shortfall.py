"""Where and when the decided rows alone break money or capacity, and by how much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import lcm

from salkku.domain.agreement import RepairPrices
from salkku.domain.periods import HalfYear
from salkku.domain.timetable import Shortfall, TimedConstraint, Timetable
from salkku.mip import Deadline, Program, Row, maximise
from salkku.optimise.mending import price_in_time
from salkku.optimise.steps import Aim, Plan, Steps
from salkku.optimise.unions import Unions

__all__ = ["broken_by", "money_missing", "shortfalls_of"]

Starts = tuple[tuple[HalfYear, ...], ...]


def broken_by(timetable: Timetable, plan: Plan) -> tuple[Shortfall, ...]:
    """Give the fewest cents that every limit lacks for the decided rows, asking no solver.

    Parameters
    ----------
    plan
        Starts that are taken as they are; a decided row without one counts with the least that
        any of its starts would cost within the limit.

    Notes
    -----
    Exact where every decided row has its start, and otherwise never too much. Along a chain of
    carried-over limits money is missing where it is first needed, which is least in all.
    """
    fixed = set(timetable.problem.fixed)
    found: list[Shortfall] = []
    given: list[int] = []
    for constraint in timetable.constraints:
        if constraint.letter != "B":
            continue
        costs: dict[int, dict[HalfYear, int]] = defaultdict(dict)
        for j, start, value in constraint.coefficients:
            costs[j][start] = value
        spent = {j: _spent(timetable, costs[j], j, plan.get(j)) for j in fixed | plan.keys()}
        given = given[len(given) - constraint.handed :]
        missing = sum(spent.values()) - (constraint.high or 0) - sum(given)
        given.append(max(0, missing))
        if missing > 0:
            rows = {j: cents for j, cents in spent.items() if cents}
            found.append(_told(timetable, constraint, rows, missing))
    return tuple(found)


def _spent(timetable: Timetable, costs: dict[HalfYear, int], j: int, start: HalfYear | None) -> int:
    if start is not None:
        return costs.get(start, 0)
    return min((costs.get(one, 0) for one in timetable.starts[j]), default=0)


def shortfalls_of(timetable: Timetable, *, deadline: Deadline) -> tuple[Shortfall, ...]:
    """Give the limits that the committed and running rows break by themselves.

    Returns
    -------
    tuple of Shortfall
        Money, person-months and slots of test environments: what is missing least in all at the
        usual prices of repairs, the decided rows' free starts put where that is; empty when
        everything fits.

    Notes
    -----
    Only decided rows, money, what runs in a half-year (E), and windows count.
    """
    fixed = frozenset(timetable.problem.fixed)
    starts = tuple(own if j in fixed else () for j, own in enumerate(timetable.starts))
    limits = [c for c in timetable.constraints if c.letter in "BE" and c.high is not None]
    return _joined(_cheapest(timetable, starts, [], limits, deadline))


def _joined(found: tuple[Shortfall, ...]) -> tuple[Shortfall, ...]:
    """Tell half-years that follow one another with the same lack as one."""
    kept: list[Shortfall] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is not None and not one.line and _follows(last, one):
            kept[-1] = replace(last, span=(last.span[0], one.span[1]))
        else:
            kept.append(one)
    return tuple(kept)


def _follows(one: Shortfall, other: Shortfall) -> bool:
    same = (one.item, one.missing, one.rows) == (other.item, other.missing, other.rows)
    return same and one.span[1] is not None and other.span[0] == one.span[1] + 1


def money_missing(timetable: Timetable, *, deadline: Deadline) -> tuple[Shortfall, ...]:
    """Give the fewest cents by which limits must be raised for any plan to keep all the rules.

    Empty when money is not what is wrong, or the time ended first.
    """
    others = [c for c in timetable.constraints if c.letter != "B"]
    money = [c for c in timetable.constraints if c.letter == "B"]
    return _cheapest(timetable, timetable.starts, others, money, deadline)


def _cheapest(
    timetable: Timetable,
    starts: Starts,
    others: list[TimedConstraint],
    limits: list[TimedConstraint],
    deadline: Deadline,
) -> tuple[Shortfall, ...]:
    nothing = {(j, start): Fraction(0) for j, own in enumerate(starts) for start in own}
    steps = Steps(timetable, starts, Aim(nothing), 1)
    base = steps.program_without_rules()
    upper, rows, costs = list(base.upper), list(base.rows), []
    unions = Unions()
    rows += [steps.row(constraint, unions) for constraint in others]
    for j in timetable.problem.fixed:
        if starts[j]:
            rows.append(Row("committed", ((steps.first[j + 1] - 1, 1),), low=1))
    priced = [price_in_time(constraint, RepairPrices())[0] for constraint in limits]
    unit = lcm(*(price.denominator for price in priced))
    raises: list[int] = []
    for number, (constraint, price) in enumerate(zip(limits, priced, strict=True)):
        row = steps.row(constraint, unions)
        raises.append(len(upper))
        upper.append(sum(abs(value) for _, value in row.coefficients))
        costs.append((raises[-1], -int(price * unit)))
        given = tuple((one, -1) for one in raises[number - constraint.handed : number + 1])
        rows.append(Row(row.name, (*row.coefficients, *given), high=row.high))
    placed = unions.placed(rows, first=len(upper))
    program = Program(tuple(upper), placed, tuple(costs), unions.pairs)
    answer = maximise(program, solver="cpsat", deadline=deadline)
    if answer.status != "optimal":
        return ()
    plan = steps.plan(answer.values)
    return tuple(
        replace(_said(timetable, constraint, plan, answer.values[column]), least=answer.certain)
        for constraint, column in zip(limits, raises, strict=True)
        if answer.values[column]
    )


def _said(timetable: Timetable, constraint: TimedConstraint, plan: Plan, short: int) -> Shortfall:
    rows: dict[int, int] = defaultdict(int)
    for j, start, value in constraint.coefficients:
        if plan.get(j) == start and value > 0:
            rows[j] += value
    return _told(timetable, constraint, rows, short)


def _told(
    timetable: Timetable, constraint: TimedConstraint, rows: Mapping[int, int], short: int
) -> Shortfall:
    ids = timetable.problem.ids
    using = tuple(ids[j] for j in sorted(rows))
    if constraint.letter != "B":
        missing = Fraction(short, constraint.scale)
        return Shortfall(
            "", constraint.span, 0, "", using, constraint.name, constraint.measure, missing
        )
    line = constraint.name.removeprefix("line:")
    _, party = timetable.problem.line_limits[line]
    euros = Fraction(short, 100)
    return Shortfall(line, constraint.span, short, party, using, constraint.name, "cents", euros)
