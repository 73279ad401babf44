"""The same problem with one thing changed, exactly as if the file's own cell had been changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from salkku.domain.problem import Constraint, Problem
from salkku.optimise.excess import member_cost, share_bound

__all__ = ["cost_slopes", "with_cost", "with_limit", "with_score", "without"]


def without(problem: Problem, name: str) -> Problem:
    """Lift every constraint of a name."""
    return replace(problem, constraints=tuple(c for c in problem.constraints if c.name != name))


def with_limit(problem: Problem, line: str, cents: int) -> Problem:
    """Set the limit of a budget line."""
    rows = tuple(
        replace(c, high=cents) if c.name == f"line:{line}" else c for c in problem.constraints
    )
    party = problem.line_limits[line][1]
    return replace(
        problem, constraints=rows, line_limits={**problem.line_limits, line: (cents, party)}
    )


def with_score(problem: Problem, item: int, criterion: int, score: Fraction) -> Problem:
    """Set the mean score of an item on a criterion; its gate is the caller's business."""
    more = problem.slopes[criterion][item] * (score - problem.scores[criterion][item])
    worth = problem.worth[criterion][item] + more
    return replace(
        problem,
        scores=_put(problem.scores, criterion, item, score),
        worth=_put(problem.worth, criterion, item, worth),
    )


def with_cost(problem: Problem, item: int, line: str, cents: int) -> Problem:
    """Set what an item costs on a line where it costs something now.

    Money lines, rules on euros and on shares, the total and, where the amount is euros, the worth
    all follow.
    """
    more = cents - problem.line_costs[line][item]
    total = problem.costs[item]
    worth = problem.worth
    for number, scale in enumerate(problem.scales):
        if scale.by_euro and total:
            grown = worth[number][item] * Fraction(total + more, total)
            worth = _put(worth, number, item, grown)
    rows = []
    for constraint in problem.constraints:
        slope = _cost_slope(problem, constraint, item, line)
        rows.append(_with_term(constraint, item, slope * more) if slope else constraint)
    return replace(
        problem,
        costs=_set(problem.costs, item, total + more),
        worth=worth,
        line_costs={**problem.line_costs, line: _set(problem.line_costs[line], item, cents)},
        constraints=tuple(rows),
    )


def cost_slopes(problem: Problem, item: int, line: str) -> tuple[int, ...]:
    """Give what one more cent of an item on a line adds to its coefficient in each constraint."""
    return tuple(_cost_slope(problem, c, item, line) for c in problem.constraints)


def _cost_slope(problem: Problem, constraint: Constraint, item: int, line: str) -> int:
    if constraint.letter == "B":
        return int(constraint.name == f"line:{line}")
    if constraint.measure == "eur":
        return int(any(j == item for j, _ in constraint.coefficients))
    if constraint.measure == "share":
        bound = share_bound(constraint)
        sign = 1 if constraint.minimum is not None else -1
        mine = bound.denominator if member_cost(problem, constraint, item) else 0
        return sign * (mine - bound.numerator)
    return 0


def _with_term(constraint: Constraint, item: int, more: int) -> Constraint:
    """Add to an item's coefficient."""
    terms = dict(constraint.coefficients)
    terms[item] = terms.get(item, 0) + more
    live = tuple((j, value) for j, value in sorted(terms.items()) if value)
    return replace(constraint, coefficients=live)


def _set(numbers: Sequence[int], item: int, value: int) -> tuple[int, ...]:
    return (*numbers[:item], value, *numbers[item + 1 :])


def _put(
    values: tuple[tuple[Fraction, ...], ...], row: int, item: int, value: Fraction
) -> tuple[tuple[Fraction, ...], ...]:
    changed = (*values[row][:item], value, *values[row][item + 1 :])
    return (*values[:row], changed, *values[row + 1 :])
