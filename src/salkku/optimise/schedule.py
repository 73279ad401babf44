"""When each row starts: the timetable of the greatest value, its gap shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from salkku.domain.periods import HalfYear
from salkku.domain.timetable import Schedule, Timetable
from salkku.mip import Deadline, Program, Row, maximise
from salkku.optimise.polish import polished
from salkku.optimise.shortfall import money_missing, shortfalls_of
from salkku.optimise.steps import Aim, Plan, Steps, aim_at_value, kept, worth_in_time

__all__ = ["Timed", "best_plan", "schedule", "starts_of"]

FINE, COARSE = 2**42, 2**18
"""Whole numbers that all worths together come to: for CP-SAT, and for HiGHS."""

MENDING = 10.0
"""Seconds for saying what money an infeasible timetable lacks."""

QUICK = 3.0
SHARE = 0.8
"""Seconds of the first turn, and the part of what is left at last that HiGHS gets."""

POLISH, POLISHING = 0.5, 60.0
"""The part of the time for neighbourhoods, and the seconds where no time is set."""


@dataclass(frozen=True, slots=True)
class Timed:
    """The best plan found and what is proved of it; ``plan`` is None where none was found.

    ``certain`` says that ``optimal`` or ``infeasible`` is more than one solver's word.
    """

    status: str
    plan: dict[int, HalfYear] | None = None
    worth: Fraction | None = None
    bound: Fraction | None = None
    certain: bool = False


def schedule(timetable: Timetable, *, seconds: float | None = None) -> Schedule:
    """Choose rows and their starts for the greatest value that the rules allow.

    Parameters
    ----------
    timetable
        n items over the half-years of the agreement's period.
    seconds
        Time limit; the answer is then ``feasible`` or ``unknown`` with a proved bound.

    Returns
    -------
    Schedule
        ``value`` is exact; ``bound`` holds the rounding of the solver's whole numbers, so that an
        optimal answer may show a gap of a billionth.
    """
    deadline = Deadline(seconds)
    found = best_plan(timetable, aim_at_value(timetable), deadline=deadline)
    if found.status == "infeasible":
        return Schedule(
            "infeasible",
            shortfalls=shortfalls_of(timetable, deadline=Deadline(MENDING)),
            remedies=money_missing(timetable, deadline=Deadline(MENDING)),
            assumptions=timetable.assumptions,
        )
    if found.plan is None:
        return Schedule("unknown", bound=found.bound, assumptions=timetable.assumptions)
    return Schedule(
        status="optimal" if found.status == "optimal" else "feasible",
        starts=starts_of(timetable, found.plan),
        value=found.worth,
        bound=found.bound,
        assumptions=timetable.assumptions,
    )


def starts_of(timetable: Timetable, plan: Plan) -> Mapping[str, HalfYear]:
    """Give row id → start, in file order."""
    return {timetable.problem.ids[j]: plan[j] for j in sorted(plan)}


def best_plan(
    timetable: Timetable,
    aim: Aim,
    *,
    deadline: Deadline,
    rows: tuple[Row, ...] = (),
    known: Plan | None = None,
    settle: bool = True,
    polish: float = POLISH,
) -> Timed:
    """Find a plan of the greatest worth, asking two solvers in turn.

    Parameters
    ----------
    rows
        Further rows over the steps of the timetable's own starts.
    known
        A plan that keeps every rule and row, to begin from.
    settle
        Whether equal plans are told apart: lowest cost, smallest keys, earliest starts.
    polish
        Part of the time, after the first turn, for better plans; the rest is for the bound.
    """
    search = _Search(timetable, aim, rows, deadline)
    if known is not None:
        search.take(dict(known))
    search.turn("cpsat", FINE, deadline.share(QUICK))
    if not search.proved:
        search.polish(polish)
        left = deadline.left()
        search.turn("highs", COARSE, deadline if left is None else deadline.share(left * SHARE))
        search.turn("cpsat", FINE, deadline)
    if settle and search.best.status == "optimal":
        return replace(search.best, plan=_settled(search))
    return search.best


class _Search:
    """What is known of one question, turn by turn."""

    def __init__(
        self, timetable: Timetable, aim: Aim, rows: tuple[Row, ...], deadline: Deadline
    ) -> None:
        self.timetable, self.aim, self.rows, self.deadline = timetable, aim, rows, deadline
        self.best = Timed("unknown")
        self.total = _total(aim)
        self.whole = _denominator(aim)

    @property
    def proved(self) -> bool:
        """Whether nothing remains open."""
        return self.best.status in ("optimal", "infeasible")

    def steps(self, size: int) -> Steps:
        """Give the step form with worths that come to ``size``, exact where they can be."""
        scale = self.whole
        if self.total * self.whole > size:
            scale = max(1, int(size / self.total))
        return Steps(self.timetable, self.timetable.starts, self.aim, scale)

    def turn(self, solver: str, size: int, deadline: Deadline) -> None:
        """Ask one solver for something better than what is known."""
        if self.proved or deadline.over:
            return
        steps = self.steps(size)
        program = steps.program(*self.rows)
        if self.best.worth is not None:
            least = steps.up(self.best.worth)
            program = program.with_rows(Row("better", program.objective, low=least))
        answer = maximise(program, solver=solver, deadline=deadline)
        if answer.status == "infeasible" and self.best.plan is None:
            self.best = Timed("infeasible", certain=answer.certain)
            return
        if answer.objective is not None:
            self.take(steps.plan(answer.values))
        if answer.status == "infeasible":
            self._bound(self.best.worth or Fraction(0))
        elif answer.bound is not None:
            self._bound(Fraction(answer.bound, steps.scale))
        fine = size == FINE or steps.scale == self.whole
        if answer.proved and fine and self.best.plan is not None:
            self.best = replace(self.best, status="optimal", certain=answer.certain)

    def polish(self, part: float) -> None:
        """Improve the plan in hand by large neighbourhoods, where no further rows bind."""
        if self.proved or self.best.plan is None or self.rows:
            return
        left = self.deadline.left()
        end = self.deadline.share(POLISHING if left is None else left * part)
        steps = self.steps(COARSE)
        self.take(
            polished(self.timetable, self.aim, self.best.plan, scale=steps.scale, deadline=end)
        )

    def take(self, plan: dict[int, HalfYear]) -> None:
        """Keep a plan that is better, after checking every rule exactly."""
        if not all(kept(constraint, plan) for constraint in self.timetable.constraints):
            raise AssertionError("a plan off the checked program breaks a rule")
        worth = worth_in_time(self.aim, plan)
        if self.best.worth is None or worth > self.best.worth:
            self.best = replace(self.best, status="feasible", plan=plan, worth=worth)
            if self.best.bound is not None and self.best.bound < worth:
                self.best = replace(self.best, bound=worth)

    def _bound(self, bound: Fraction) -> None:
        known = bound if self.best.bound is None else min(bound, self.best.bound)
        if self.best.worth is not None:
            known = max(known, self.best.worth)
        self.best = replace(self.best, bound=known)


def _total(aim: Aim) -> Fraction:
    """Greatest sum of absolute worths that a plan could have."""
    most: dict[int, Fraction] = {}
    for (j, _), worth in aim.worth.items():
        most[j] = max(most.get(j, Fraction(0)), abs(worth))
    pairs = (
        max((abs(worth) for worth in by_start.values()), default=Fraction(0))
        for *_, by_start in aim.pairs
    )
    return sum(most.values(), Fraction(0)) + sum(pairs, Fraction(0))


def _denominator(aim: Aim) -> int:
    """Give the least scale at which every worth is a whole number."""
    pairs = (worth.denominator for *_, by_start in aim.pairs for worth in by_start.values())
    return lcm(*(worth.denominator for worth in aim.worth.values()), *pairs)


def _settled(search: _Search) -> dict[int, HalfYear]:
    """Of plans of the same worth take the cheapest, then smallest keys, then earliest starts."""
    plan = search.best.plan or {}
    steps, problem = search.steps(FINE), search.timetable.problem
    program = steps.program(*search.rows)
    worth = sum(
        value * one
        for (_, value), one in zip(program.objective, _values(program, steps, plan), strict=True)
    )
    program = program.with_rows(Row("value", program.objective, low=worth))
    for name, numbers in (
        ("cost", lambda j, _: problem.costs[j]),
        ("keys", lambda j, _: problem.keys[j]),
        ("starts", lambda j, start: start - search.timetable.first + 1000),
    ):
        terms = steps.terms(
            (j, start, numbers(j, start)) for j, own in enumerate(steps.starts) for start in own
        )
        aimed = Program(
            program.upper, program.rows, tuple((c, -v) for c, v in terms), program.pairs
        )
        answer = maximise(aimed, solver="cpsat", deadline=search.deadline)
        if answer.status != "optimal" or answer.objective is None:
            break
        plan = steps.plan(answer.values)
        program = program.with_rows(Row(name, terms, high=-answer.objective))
    return plan


def _values(program: Program, steps: Steps, plan: Plan) -> list[int]:
    """Values of the objective's columns under a plan."""
    ones = [
        int(j in plan and plan[j] <= start) for j, own in enumerate(steps.starts) for start in own
    ]
    whole = program.completed(ones)
    return [whole[column] for column, _ in program.objective]
