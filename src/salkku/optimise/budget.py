"""What the next euro of a budget line buys, and the bar that money held back must pass."""

from __future__ import annotations

from fractions import Fraction

from salkku.domain.answers import BudgetCurve, BudgetPoint, Reserve, ReservePoint
from salkku.domain.errors import NotFound
from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline
from salkku.optimise.front import efficient
from salkku.optimise.objective import value_objective
from salkku.optimise.whatif import without

__all__ = ["budget", "reserve"]

SHARES = tuple(Fraction(k, 20) for k in range(1, 11))
"""Parts of the limit that ``reserve`` tries: 5 % … 50 %."""


def budget(problem: Problem, *, line: str, seconds: float | None = None) -> BudgetCurve:
    """Give every limit of a line at which a greater value becomes possible.

    Parameters
    ----------
    line
        A line that some competing row costs on; every other rule stays as it is.
    seconds
        Time limit; the points found until then, ``complete`` False.

    Returns
    -------
    BudgetCurve
        Limits and values ascend together. The first point's limit is the least with which there
        is any portfolio. Under a limit between two points the value is the lower point's.

    Raises
    ------
    NotFound
        If no competing row costs on the line.

    Notes
    -----
    The curve is the front of (value, −cost on the line) without the line's own limit.
    """
    costs = problem.line_costs.get(line)
    if costs is None or line not in problem.line_limits:
        raise NotFound("unknown_line", line=line)
    spent = Objective(f"line:{line}", tuple(-cents for cents in costs), (), Fraction(-1))
    found = efficient(
        without(problem, f"line:{line}"),
        (value_objective(problem), spent),
        deadline=Deadline(seconds),
    )
    points = [
        BudgetPoint(int(point.values[1]), point.values[0], point.chosen)
        for point in reversed(found.points)
    ]
    limit = problem.line_limits[line][0]
    return BudgetCurve(line, limit, tuple(points), found.complete, found.feasible)


def reserve(problem: Problem, *, line: str = "", seconds: float | None = None) -> Reserve:
    """Say what a later proposal must bring for each euro of a line that is held back.

    Parameters
    ----------
    line
        The line to hold money back on; the one with the greatest common limit when empty.
    seconds
        Time limit.

    Returns
    -------
    Reserve
        Points for 5 % … 50 % of the limit. ``bar`` is the value per euro at the margin, the
        slope of the curve's concave hull at the limit: money is worth holding back only for a
        proposal that is expected to bring more than that a euro.

    Raises
    ------
    NotFound
        If there is no such line.
    """
    curve = budget(problem, line=line or _common_line(problem), seconds=seconds)
    best = _value_within(curve, curve.limit_cents)
    points = []
    for share in SHARES:
        held = int(curve.limit_cents * share)
        value = _value_within(curve, curve.limit_cents - held)
        bar = None
        if held and best is not None and value is not None:
            bar = (best - value) / Fraction(held, 100)
        points.append(ReservePoint(held, value, bar))
    return Reserve(curve.line, _margin(curve), tuple(points), curve.complete, curve.feasible)


def _margin(curve: BudgetCurve) -> Fraction | None:
    """Slope per euro of the last piece of the curve's upper concave hull within the limit."""
    within = [point for point in curve.points if point.limit_cents <= curve.limit_cents]
    if len(within) <= 1:
        return None
    last = within[-1]
    return min(
        (last.value - point.value) / Fraction(last.limit_cents - point.limit_cents, 100)
        for point in within[:-1]
    )


def _common_line(problem: Problem) -> str:
    lines = [line for line in problem.line_costs if line in problem.line_limits]
    common = [line for line in lines if not problem.line_limits[line][1]]
    if not lines:
        raise NotFound("unknown_line", line="")
    return max(common or lines, key=lambda line: (problem.line_limits[line][0], line))


def _value_within(curve: BudgetCurve, cents: int) -> Fraction | None:
    within = [point.value for point in curve.points if point.limit_cents <= cents]
    return max(within, default=None)
