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

QUICK, SECOND = 3.0, 10.0
"""Seconds of the first turn, and those that a second solver gets to find fault with a proof."""

BEGIN, SHARE = 0.4, 0.8
"""The part of what is left for a first plan, and that which HiGHS gets for a bound of whole worths.
"""

POLISH, SEEK, AGAIN, POLISHING = 0.3, 0.15, 0.1, 60.0
"""The part of the time for neighbourhoods at first, and of what is left after each margin that is
proved; and the seconds where no time is set."""

FAR = Fraction(1, 20)
"""Part of the worth in hand: with a bound farther off, HiGHS has its time for the margins only."""

MARGINS = (Fraction(1, 200), Fraction(1, 500), Fraction(1, 1000), Fraction(0))
"""Parts of the worth in hand by which a better plan is sought, and none is proved, one by one."""


@dataclass(frozen=True, slots=True)
class Timed:
    """The best plan found and what is proved of it; ``plan`` is None where none was found.

    ``certain`` says that ``optimal`` or ``infeasible`` is more than one solver's word, and
    ``bound_by`` names the solver where the bound is the word of one alone.
    """

    status: str
    plan: dict[int, HalfYear] | None = None
    worth: Fraction | None = None
    bound: Fraction | None = None
    certain: bool = False
    bound_by: str = ""


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
        return Schedule(
            "unknown",
            bound=found.bound,
            bound_by=found.bound_by,
            assumptions=timetable.assumptions,
        )
    return Schedule(
        status="optimal" if found.status == "optimal" else "feasible",
        starts=starts_of(timetable, found.plan),
        value=found.worth,
        bound=found.bound,
        bound_by=found.bound_by,
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
    margins: tuple[Fraction, ...] = MARGINS,
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
    margins
        Descending parts of the worth, the last 0: by so much no plan is better, one after another.

    Notes
    -----
    A plan that is better by a half per cent is far easier to rule out than one that is better at
    all: the search drops every branch whose bound is not that far beyond the plan in hand. So the
    bound falls by margins, as in the ε-approximate branch and bound of Ibaraki (1976), and time
    that ends in the midst of one has the bound of the one before.
    """
    search = _Search(timetable, aim, rows, deadline)
    if known is not None:
        search.take(dict(known))
    search.turn("cpsat", FINE, deadline.share(QUICK))
    if not search.proved:
        search.begin()
        search.polish(polish)
        search.narrow(margins)
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

    def begin(self) -> None:
        """Find some plan, where the first turn found none."""
        for solver, size in (("highs", COARSE), ("cpsat", FINE)):
            left = self.deadline.left()
            if self.best.plan is None and left is not None:
                self.turn(solver, size, self.deadline.share(left * BEGIN))

    def narrow(self, margins: tuple[Fraction, ...]) -> None:
        """Let HiGHS prove, margin by margin, that no plan is better by more."""
        left, end = self.deadline.left(), self.deadline
        if left is not None and len(margins) == 1:
            end = end.share(left * SHARE)
        elif left is not None and self._within(FAR):
            self.turn("highs", COARSE, end.share(left * SEEK))
            self.polish(AGAIN)
        for margin in margins:
            if margin and (self._within(margin) or not self.best.worth or self.best.worth < 0):
                continue
            self.turn("highs", COARSE, end, margin)
            if not self._within(margin):
                break
            self.polish(AGAIN)

    def _within(self, margin: Fraction) -> bool:
        """Whether the bound is at most a margin beyond the worth."""
        worth, bound = self.best.worth, self.best.bound
        return worth is not None and bound is not None and bound <= worth * (1 + margin)

    def turn(
        self, solver: str, size: int, deadline: Deadline, margin: Fraction = Fraction(0)
    ) -> None:
        """Ask one solver for something that is better than what is known, by a margin."""
        if self.proved or deadline.over:
            return
        steps = self.steps(size)
        program = steps.program(*self.rows)
        least = self._least(program, steps, margin)
        if least is not None:
            program = program.with_rows(Row("better", program.objective, low=least))
        answer = maximise(
            program, solver=solver, deadline=deadline, confirm=not margin, second=SECOND
        )
        if answer.status == "infeasible" and self.best.plan is None:
            self.best = Timed("infeasible", certain=answer.certain)
            return
        if answer.objective is not None:
            self.take(steps.plan(answer.values))
        if answer.status == "infeasible" and least is not None:
            by = "" if answer.certain else answer.solver
            self._bound(Fraction(least - 1, steps.scale), by)
        elif answer.bound is not None:
            most = answer.bound if least is None else max(least - 1, answer.bound)
            self._bound(Fraction(most, steps.scale), "" if answer.certain else answer.bound_by)
        fine = size == FINE or steps.scale == self.whole
        if answer.proved and fine and not margin and self.best.plan is not None:
            by = "" if answer.certain else answer.solver
            self.best = replace(self.best, status="optimal", certain=answer.certain, bound_by=by)

    def _least(self, program: Program, steps: Steps, margin: Fraction) -> int | None:
        """Give the least objective that is asked for: more than the plan in hand has."""
        if self.best.plan is None or self.best.worth is None:
            return None
        in_hand = _worth(program, steps, self.best.plan)
        return max(in_hand + 1, steps.up(self.best.worth * (1 + margin)))

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

    def _bound(self, bound: Fraction, by: str) -> None:
        """Keep the lower of two bounds; of equal ones the one that is no single solver's word."""
        known = self.best.bound
        if known is not None and (bound > known or (bound == known and by)):
            return
        if self.best.worth is not None:
            bound = max(bound, self.best.worth)
        self.best = replace(self.best, bound=bound, bound_by=by)


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
    worth = _worth(program, steps, plan)
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


def _worth(program: Program, steps: Steps, plan: Plan) -> int:
    """Objective of a plan, in whole numbers."""
    columns = ((j, start) for j, own in enumerate(steps.starts) for start in own)
    ones = [int(j in plan and plan[j] <= start) for j, start in columns]
    return program.worth(program.completed(ones))
