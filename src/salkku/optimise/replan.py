"""The plan nearest to what was decided: fewest changes first, weighed, then value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from salkku.domain.periods import HalfYear
from salkku.domain.timetable import Baseline, Move, Replan, Timetable
from salkku.mip import Deadline, Row
from salkku.optimise.changes import reason_of, undone
from salkku.optimise.schedule import MENDING, Timed, best_plan, starts_of
from salkku.optimise.shortfall import money_missing, shortfalls_of
from salkku.optimise.steps import Aim, Plan, Steps, aim_at_value, worth_in_time
from salkku.optimise.untimed import ONCE

__all__ = ["replan"]

FEWEST, VALUE = 0.7, 0.6
"""Part of the time for the fewest changes, and of what is left for the value."""

SEARCHED = 0.15
"""Part of the time for the fewest changes in which better plans are sought: the bound is harder."""


def replan(
    timetable: Timetable,
    *,
    baseline: Baseline,
    hardness: tuple[int, ...],
    absent: Mapping[str, tuple[str, Mapping[str, object]]] | None = None,
    seconds: float | None = None,
) -> Replan:
    """Find the plan with the least weight of changes, and of those the most valuable.

    Parameters
    ----------
    timetable
        Of the agreement as it is now; of one half-year where the baseline has no starts.
    baseline
        What was decided.
    hardness
        n weights of taking an item in or out; each half-year moved weighs 1.
    absent
        Ids of the baseline that do not compete now, with the code and values of the reason.
    seconds
        Time limit for all of it.

    Returns
    -------
    Replan
        Every change has a reason: what undoing it alone would break. ``infeasible`` names where
        the decided rows alone break the money, if they do.
    """
    deadline = Deadline(seconds)
    nearness = _Nearness(timetable, baseline, hardness)
    part = None if seconds is None else seconds * FEWEST
    nearest = best_plan(
        timetable,
        nearness.aim,
        deadline=deadline if part is None else deadline.share(part),
        settle=False,
        polish=SEARCHED,
        margins=(Fraction(0),),
    )
    if nearest.plan is None:
        return _none(timetable, nearest)
    plan = undone(timetable, nearest.plan, nearness.before)
    weight = nearness.weight(plan)
    left = deadline.left()
    best = best_plan(
        timetable,
        aim_at_value(timetable),
        deadline=deadline if left is None else deadline.share(left * VALUE),
        rows=(nearness.at_most(weight),),
        known=plan,
    )
    plan = undone(timetable, plan if best.plan is None else best.plan, nearness.before)
    free = best_plan(
        timetable, aim_at_value(timetable), deadline=deadline, settle=False, known=plan
    )
    return _answer(timetable, nearness, (nearest, best, free), plan, absent or {})


def _none(timetable: Timetable, nearest: Timed) -> Replan:
    """Say that there is no plan, and what money is missing."""
    if nearest.status != "infeasible":
        return Replan("unknown")
    return Replan(
        "infeasible",
        shortfalls=shortfalls_of(timetable, deadline=Deadline(MENDING)),
        remedies=money_missing(timetable, deadline=Deadline(MENDING)),
    )


@dataclass(frozen=True)
class _Nearness:
    """How far plans are from the baseline."""

    timetable: Timetable
    baseline: Baseline
    hardness: tuple[int, ...]

    @property
    def before(self) -> dict[int, HalfYear]:
        """The baseline's start of each item that still competes."""
        place = {row: j for j, row in enumerate(self.timetable.problem.ids)}
        if self.baseline.starts is None:
            return {place[row]: ONCE for row in self.baseline.chosen if row in place}
        return {place[row]: start for row, start in self.baseline.starts.items() if row in place}

    def gain(self, j: int, start: HalfYear) -> int:
        """Weight that starting then saves, against leaving the item out."""
        before = self.before.get(j)
        if before is None:
            return -self.hardness[j]
        return self.hardness[j] - abs(start - before)

    @property
    def aim(self) -> Aim:
        """To maximise: the baseline's whole hardness less the weight of the changes."""
        return Aim(
            {
                (j, start): Fraction(self.gain(j, start))
                for j, own in enumerate(self.timetable.starts)
                for start in own
            }
        )

    @property
    def all_out(self) -> int:
        """Weight of leaving everything out."""
        return sum(self.hardness[j] for j in self.before)

    def weight(self, plan: Plan) -> int:
        """Weight of a plan's changes."""
        return self.all_out - sum(self.gain(j, start) for j, start in plan.items())

    def at_most(self, weight: int) -> Row:
        """No more changes than this, over steps."""
        steps = Steps(self.timetable, self.timetable.starts, self.aim, 1)
        terms = steps.terms(
            (j, start, self.gain(j, start))
            for j, own in enumerate(self.timetable.starts)
            for start in own
        )
        return Row("changes", terms, low=self.all_out - weight)


def _answer(
    timetable: Timetable,
    nearness: _Nearness,
    found: tuple[Timed, Timed, Timed],
    plan: Plan,
    absent: Mapping[str, tuple[str, Mapping[str, object]]],
) -> Replan:
    nearest, best, free = found
    weight, timed = nearness.weight(plan), nearness.baseline.starts is not None
    bound = weight
    if nearest.bound is not None:
        bound = min(weight, nearness.all_out - int(nearest.bound // 1))
    proved = bound == weight and nearest.status == "optimal" and nearest.certain
    ids = timetable.problem.ids
    return Replan(
        status="optimal" if proved and best.status == "optimal" else "feasible",
        moves=(*_gone(nearness, absent), *_moves(timetable, nearness, plan)),
        chosen=tuple(ids[j] for j in sorted(plan)),
        starts=starts_of(timetable, plan) if timed else None,
        weight=weight,
        bound=bound,
        value=worth_in_time(aim_at_value(timetable), plan),
        free_value=free.worth,
        free_bound=free.bound,
        proved_fewest=proved,
    )


def _gone(
    nearness: _Nearness, absent: Mapping[str, tuple[str, Mapping[str, object]]]
) -> list[Move]:
    """Rows of the baseline that cannot be in any plan now; nothing is weighed in that."""
    ids = set(nearness.timetable.problem.ids)
    found = []
    for row in nearness.baseline.chosen:
        if row not in ids:
            before = True if nearness.baseline.starts is None else nearness.baseline.starts[row]
            code, values = absent.get(row, ("gone", {}))
            found.append(Move(row, before, None, code, values))
    return found


def _moves(timetable: Timetable, nearness: _Nearness, plan: Plan) -> list[Move]:
    found = []
    timed = nearness.baseline.starts is not None
    before = nearness.before
    for j, row in enumerate(timetable.problem.ids):
        old, new = before.get(j), plan.get(j)
        if old == new:
            continue
        code, values = reason_of(timetable, plan, j, old)
        weight = nearness.hardness[j] if old is None or new is None else abs(new - old)
        shown = (old, new) if timed else (_in(old), _in(new))
        found.append(Move(row, *shown, code, values, weight))
    return found


def _in(start: HalfYear | None) -> bool | None:
    return None if start is None else True
