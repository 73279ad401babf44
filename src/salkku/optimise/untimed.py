"""A problem without time as a timetable of one half-year, so that one code answers both."""

from __future__ import annotations

from fractions import Fraction

from salkku.domain.problem import Problem
from salkku.domain.timetable import TimedConstraint, Timetable

__all__ = ["ONCE", "one_half_year"]

ONCE = 0
"""The only half-year there is."""


def one_half_year(problem: Problem) -> Timetable:
    """Give the timetable whose plans are the problem's portfolios, worth the same."""
    return Timetable(
        problem=problem,
        first=ONCE,
        last=ONCE,
        lengths=(1,) * len(problem.ids),
        starts=((ONCE,),) * len(problem.ids),
        settled=frozenset(),
        discounts={ONCE: Fraction(1)},
        constraints=tuple(
            TimedConstraint(
                constraint.name,
                constraint.letter,
                tuple((j, ONCE, value) for j, value in constraint.coefficients),
                constraint.low,
                constraint.high,
                measure="cents" if constraint.letter == "B" else constraint.measure,
                unions=constraint.unions,
            )
            for constraint in problem.constraints
        ),
        assumptions=problem.assumptions,
    )
