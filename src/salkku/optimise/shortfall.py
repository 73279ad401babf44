"""Where and when the decided rows alone break the money, and by how much."""

from __future__ import annotations

from fractions import Fraction

from salkku.domain.timetable import Shortfall, TimedConstraint, Timetable
from salkku.mip import Deadline, Program, Row, maximise
from salkku.optimise.steps import Aim, Plan, Steps

__all__ = ["shortfalls_of"]


def shortfalls_of(timetable: Timetable, *, deadline: Deadline) -> tuple[Shortfall, ...]:
    """Give the lines that the committed and running rows break by themselves.

    Returns
    -------
    tuple of Shortfall
        One for each limit that is too small when what is free of the decided rows' starts is put
        where the fewest cents are missing in all; empty when their money fits.

    Notes
    -----
    Only decided rows, money and windows count. A carried limit's shortfall is what is missing
    over all the half-years that hand money on to it.
    """
    fixed = timetable.problem.fixed
    starts = tuple(own if j in fixed else () for j, own in enumerate(timetable.starts))
    money = [c for c in timetable.constraints if c.letter == "B"]
    plan = _least(timetable, starts, money, deadline)
    found = []
    for constraint in money:
        over = _sum(constraint, plan) - (constraint.high or 0)
        if over > 0:
            found.append(_said(timetable, constraint, plan, over))
    return tuple(found)


def _said(timetable: Timetable, constraint: TimedConstraint, plan: Plan, over: int) -> Shortfall:
    ids = timetable.problem.ids
    line = constraint.name.removeprefix("line:")
    rows = {j for j, start, _ in constraint.coefficients if plan.get(j) == start}
    _, party = timetable.problem.line_limits[line]
    return Shortfall(line, constraint.span, over, party, tuple(ids[j] for j in sorted(rows)))


def _sum(constraint: TimedConstraint, plan: Plan) -> int:
    return sum(value for j, start, value in constraint.coefficients if plan.get(j) == start)


def _least(
    timetable: Timetable,
    starts: tuple[tuple[int, ...], ...],
    money: list[TimedConstraint],
    deadline: Deadline,
) -> Plan:
    """Place the decided rows where the fewest cents are missing in all."""
    if all(len(own) <= 1 for own in starts):
        return {j: own[0] for j, own in enumerate(starts) if own}
    nothing = {(j, start): Fraction(0) for j, own in enumerate(starts) for start in own}
    steps = Steps(timetable, starts, Aim(nothing), 1)
    base = steps.program_without_rules()
    upper, rows, objective = list(base.upper), list(base.rows), []
    for j, own in enumerate(starts):
        if own:
            rows.append(
                Row(f"committed:{timetable.problem.ids[j]}", ((steps.first[j + 1] - 1, 1),), low=1)
            )
    for constraint in money:
        row = steps.row(constraint)
        most = max(0, sum(v for _, v in row.coefficients if v > 0) - (row.high or 0))
        upper.append(most)
        objective.append((len(upper) - 1, -1))
        rows.append(Row(row.name, (*row.coefficients, (len(upper) - 1, -1)), high=row.high))
    answer = maximise(Program(tuple(upper), tuple(rows), tuple(objective)), deadline=deadline)
    return steps.plan(answer.values) if answer.values else {}
