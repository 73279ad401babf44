"""Why there is no timetable, and the cheapest changes that give one: where, when and how much."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from salkku.domain.agreement import RepairPrices
from salkku.domain.errors import OutOfTime
from salkku.domain.timetable import Mend, Span, TimedRepair, TimedRepairs, Timetable
from salkku.mip import Deadline, Program, maximise
from salkku.optimise.clash import shrunk
from salkku.optimise.excess import decimal
from salkku.optimise.mending import Gap, Mended, eased, mended
from salkku.optimise.schedule import best_plan, starts_of
from salkku.optimise.steps import Aim, Steps, aim_at_value
from salkku.optimise.unions import Unions

__all__ = ["repair_in_time"]

ALTERNATIVES, MOST = 4, 20
"""Repairs that are looked for, and disjoint clashes."""

RESOLVE = 5.0
"""Seconds for the best timetable under each repair."""


def repair_in_time(
    timetable: Timetable, *, prices: RepairPrices | None = None, seconds: float | None = None
) -> TimedRepairs:
    """Give the clashes of a timetable without plans, and ways out from the cheapest.

    Parameters
    ----------
    prices
        What a unit of each change costs; the defaults when None.
    seconds
        Time limit for all of it.

    Returns
    -------
    TimedRepairs
        ``clash`` is irreducible; ``further`` share no item with it or each other. Each repair is
        the cheapest of those that do not change all the items of an earlier one, where ``proved``
        says so, and has the best timetable under its changes that was found.

    Raises
    ------
    OutOfTime
        If the clashes are not proved in time; one solver's word is no proof.
    """
    deadline = Deadline(seconds)
    clashes = _clashes(timetable, deadline)
    if not clashes:
        return TimedRepairs(feasible=True)
    found: list[TimedRepair] = []
    tried: list[frozenset[str]] = []
    for _ in range(ALTERNATIVES):
        way = mended(timetable, prices or RepairPrices(), without=tuple(tried), deadline=deadline)
        if way is None:
            break
        tried.append(way.names)
        found.append(_repair(timetable, way, deadline))
    return TimedRepairs(False, clashes[0], tuple(clashes[1:]), tuple(found))


def _clashes(timetable: Timetable, deadline: Deadline) -> list[tuple[str, ...]]:
    """Give irreducible clashes that share no item, until what is left admits a timetable."""
    nothing = {(j, s): Fraction(0) for j, own in enumerate(timetable.starts) for s in own}
    steps = Steps(timetable, timetable.starts, Aim(nothing), 1)
    unions = Unions()
    base = steps.program_without_rules()
    rows = unions.placed(steps.rows(unions), first=base.size)

    def feasible(items: Collection[str]) -> bool:
        wanted = set(items)
        kept = tuple(row for row in rows if row.name in wanted)
        program = Program(base.upper, (*base.rows, *kept), pairs=unions.pairs)
        answer = maximise(program, deadline=deadline)
        if answer.objective is None and not answer.certain:
            raise OutOfTime("no_proof_in_time")
        return answer.objective is not None

    left = list(dict.fromkeys(constraint.name for constraint in timetable.constraints))
    found: list[tuple[str, ...]] = []
    while len(found) < MOST and not feasible(left):
        found.append(shrunk(left, feasible))
        left = [item for item in left if item not in found[-1]]
    return found


def _repair(timetable: Timetable, way: Mended, deadline: Deadline) -> TimedRepair:
    """Write the changes and solve the changed timetable anew."""
    loose = eased(timetable, way.gaps)
    best = best_plan(
        loose,
        aim_at_value(loose),
        deadline=deadline.share(RESOLVE),
        known=way.plan,
        settle=False,
    )
    plan = way.plan if best.plan is None else best.plan
    changes = tuple(_mend(timetable, gap) for gap in way.gaps)
    return TimedRepair(changes, way.cost, starts_of(timetable, plan), best.worth, way.proved)


def _mend(timetable: Timetable, gap: Gap) -> Mend:
    """Write one change: what the number is, and what it must become."""
    broken = [timetable.constraints[place] for place in gap.constraints]
    first = broken[0]
    span = _hull([one.span for one in broken])
    if first.letter == "K":
        return Mend(gap.name, "in", "out", span)
    if not gap.side:
        return Mend(gap.name, "kept", "dropped", span)
    limit = (first.high if gap.side > 0 else first.low) or 0
    if first.letter == "B" and first.handed:
        limit -= timetable.constraints[gap.constraints[0] - 1].high or 0
    unit = 100 if first.letter in "BY" or first.measure == "eur" else first.scale
    after = limit + gap.side * gap.amount
    return Mend(gap.name, decimal(Fraction(limit, unit)), decimal(Fraction(after, unit)), span)


def _hull(spans: list[Span]) -> Span:
    """Give the least span that holds all; open where one of them is."""
    firsts, lasts = [one[0] for one in spans], [one[1] for one in spans]
    low = None if None in firsts else min(one for one in firsts if one is not None)
    high = None if None in lasts else max(one for one in lasts if one is not None)
    return low, high
