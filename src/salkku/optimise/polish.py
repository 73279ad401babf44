"""A better plan near a good one: free some rows, keep the others, solve, and begin again."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random

from salkku.domain.periods import HalfYear
from salkku.domain.timetable import TimedConstraint, Timetable
from salkku.mip import Deadline, Row, maximise
from salkku.optimise.steps import Aim, Plan, Steps, worth_in_time

__all__ = ["polished"]

SMALLEST, LARGEST = 12, 60
MOMENT = 1.0
"""Seconds for one neighbourhood."""

PATIENCE = 150
"""Neighbourhoods without anything better after which the search ends."""


def polished(
    timetable: Timetable, aim: Aim, plan: Plan, *, scale: int, deadline: Deadline, seed: int = 1
) -> dict[int, HalfYear]:
    """Improve a plan by large neighbourhoods until the time or the patience ends.

    Parameters
    ----------
    plan
        Keeps every rule; the result does too and is worth no less.
    scale
        Whole numbers in one unit of worth.
    seed
        Of the choice of neighbourhoods.

    Notes
    -----
    A neighbourhood frees the rows of one scarce limit, or any rows; it grows while it is solved
    to its end for nothing, and shrinks when time cuts it (large neighbourhood search: Shaw 1998).
    """
    rng = Random(seed)  # noqa: S311 - a search, no secret
    best, worth = dict(plan), worth_in_time(aim, plan)
    alive = [
        j for j, own in enumerate(timetable.starts) if len(own) > 1 or j not in timetable.settled
    ]
    size, idle = min(SMALLEST, len(alive)), 0
    groups = _groups(timetable.constraints)
    while not deadline.over and idle < PATIENCE and alive:
        free = _neighbourhood(rng, alive, groups, size)
        status, found = _solved(timetable, aim, best, free, (scale, worth), deadline)
        idle += 1
        if found is not None and (gain := worth_in_time(aim, found)) > worth:
            best, worth, idle = found, gain, 0
        elif status == "infeasible":
            size = min(size + 1, LARGEST, len(alive))
            if len(free) >= len(alive):
                break
        elif size > SMALLEST:
            size -= 1
    return best


def _groups(constraints: tuple[TimedConstraint, ...]) -> list[tuple[int, ...]]:
    """Items of each limit: those that compete with each other."""
    found = []
    for constraint in constraints:
        items = tuple(sorted({j for j, _, _ in constraint.coefficients}))
        if constraint.letter in "BCEA" and len(items) > 1:
            found.append(items)
    return found


def _neighbourhood(
    rng: Random, alive: list[int], groups: list[tuple[int, ...]], size: int
) -> frozenset[int]:
    """Half of the rows from one limit, or all of them from anywhere."""
    count = min(size, len(alive))
    if not groups or rng.random() < 0.4:
        return frozenset(rng.sample(alive, count))
    living = set(alive)
    group = [j for j in rng.choice(groups) if j in living]
    near = rng.sample(group, min(len(group), (2 * count) // 3))
    rest = [j for j in alive if j not in set(near)]
    return frozenset((*near, *rng.sample(rest, min(len(rest), count - len(near)))))


def _solved(
    timetable: Timetable,
    aim: Aim,
    plan: Mapping[int, HalfYear],
    free: frozenset[int],
    known: tuple[int, Fraction],
    deadline: Deadline,
) -> tuple[str, dict[int, HalfYear] | None]:
    """Find something better with the other rows as they are."""
    scale, worth = known
    starts = tuple(
        own if j in free else ((plan[j],) if j in plan else ())
        for j, own in enumerate(timetable.starts)
    )
    steps = Steps(timetable, starts, aim, scale)
    program = steps.program(
        *(Row("kept", ((steps.first[j], 1),), low=1) for j in plan if j not in free)
    )
    better = Row("better", program.objective, low=steps.up(worth) + 1)
    moment = deadline.share(MOMENT)
    answer = maximise(program.with_rows(better), solver="cpsat", deadline=moment, confirm=False)
    if answer.objective is None:
        return answer.status, None
    return answer.status, steps.plan(answer.values)
