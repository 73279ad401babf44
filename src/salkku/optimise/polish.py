"""A better plan near a good one: free some rows, keep the others, solve, and begin again."""

from __future__ import annotations

from random import Random

from salkku.domain.periods import HalfYear
from salkku.domain.timetable import TimedConstraint, Timetable
from salkku.mip import Deadline, Row, maximise, relaxed
from salkku.optimise.freeing import Freeing
from salkku.optimise.steps import Aim, Plan, Steps, worth_in_time

__all__ = ["polished"]

SMALLEST, LARGEST = 10, 80
MOMENT = 1.0
"""Seconds for one neighbourhood."""

PATIENCE = 400
"""Neighbourhoods without anything better after which the search ends."""

DOUBT = 1e-6


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
    A neighbourhood frees rows of one scarce limit, rows that run at about the same time, rows where
    the linear relaxation and the plan disagree (as in relaxation induced neighbourhoods: Danna,
    Rothberg & Le Pape 2005), or any rows. It grows while it is solved to its end for nothing, and
    shrinks when time cuts it (large neighbourhood search: Shaw 1998).
    """
    search = _Search(timetable, aim, scale, Random(seed))  # noqa: S311 - a search, no secret
    return search.run(dict(plan), deadline)


class _Search:
    """What the neighbourhoods of one timetable are made of."""

    def __init__(self, timetable: Timetable, aim: Aim, scale: int, rng: Random) -> None:
        self.timetable, self.aim, self.rng = timetable, aim, rng
        self.freeing = Freeing(timetable, aim, scale)
        self.alive = [
            j
            for j, own in enumerate(timetable.starts)
            if own and (len(own) > 1 or j not in timetable.settled)
        ]
        self.groups = _groups(timetable.constraints, set(self.alive))
        self.hints = _relaxed_starts(timetable, aim, scale)

    def run(self, best: dict[int, HalfYear], deadline: Deadline) -> dict[int, HalfYear]:
        """Improve until the time or the patience ends."""
        worth, size, idle = worth_in_time(self.aim, best), min(SMALLEST, len(self.alive)), 0
        while not deadline.over and idle < PATIENCE and self.alive:
            free = self._neighbourhood(best, size)
            status, found = self._solved(best, free, deadline)
            idle += 1
            if found is not None and (gain := worth_in_time(self.aim, found)) > worth:
                best, worth, idle = found, gain, 0
            elif status == "infeasible":
                size = min(size + 1, LARGEST, len(self.alive))
                if len(free) >= len(self.alive):
                    break
            elif size > SMALLEST:
                size -= 1
        return best

    def _neighbourhood(self, plan: Plan, size: int) -> frozenset[int]:
        """Two thirds of the rows by one reason, the others from anywhere."""
        count, dice = min(size, len(self.alive)), self.rng.random()
        if dice < 0.3 and self.hints:
            group = [j for j in self.alive if self._doubtful(plan, j)]
        elif dice < 0.55:
            moment = self.rng.choice([s for j in self.alive for s in self.timetable.starts[j]])
            group = [j for j in self.alive if self._near(plan, j, moment)]
        elif dice < 0.85 and self.groups:
            group = self.rng.choice(self.groups)
        else:
            group = []
        near = self.rng.sample(group, min(len(group), (2 * count) // 3))
        rest = [j for j in self.alive if j not in set(near)]
        return frozenset((*near, *self.rng.sample(rest, min(len(rest), count - len(near)))))

    def _doubtful(self, plan: Plan, j: int) -> bool:
        """Whether the relaxation would not put a row where the plan has it."""
        return self.hints[j].get(plan.get(j), 0.0) < 1 - DOUBT

    def _near(self, plan: Plan, j: int, moment: HalfYear) -> bool:
        """Whether a row runs then, or is out and could."""
        if j in plan:
            return plan[j] <= moment < plan[j] + self.timetable.lengths[j]
        return moment in self.timetable.starts[j]

    def _solved(
        self, plan: dict[int, HalfYear], free: frozenset[int], deadline: Deadline
    ) -> tuple[str, dict[int, HalfYear] | None]:
        """Find something better with the other rows as they are."""
        small = self.freeing.freed(plan, free)
        better = Row("better", small.program.objective, low=small.before + 1)
        moment = deadline.share(MOMENT)
        answer = maximise(
            small.program.with_rows(better), solver="cpsat", deadline=moment, confirm=False
        )
        if answer.objective is None:
            return answer.status, None
        return answer.status, small.plan(answer.values, plan, self.timetable.starts)


def _groups(constraints: tuple[TimedConstraint, ...], alive: set[int]) -> list[list[int]]:
    """Items of each limit: those that compete with each other."""
    found = []
    for constraint in constraints:
        named = {j for j, _, _ in constraint.coefficients}
        items = sorted(named.union(*(one.items for one in constraint.unions)) & alive)
        if constraint.letter in "BCEA" and len(items) > 1:
            found.append(items)
    return found


def _relaxed_starts(
    timetable: Timetable, aim: Aim, scale: int
) -> list[dict[HalfYear | None, float]]:
    """Give the part of each start, and of None for out, in the relaxation."""
    steps = Steps(timetable, timetable.starts, aim, scale)
    values = relaxed(steps.program())
    found: list[dict[HalfYear | None, float]] = []
    for j, own in enumerate(timetable.starts if values else ()):
        before = 0.0
        parts: dict[HalfYear | None, float] = {}
        for k, start in enumerate(own):
            value = values[steps.first[j] + k]
            parts[start], before = value - before, value
        found.append(parts | {None: 1 - before})
    return found
