"""The cost of a row on one line at which it falls out of the best portfolio, or comes in."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from salkku.domain.answers import Threshold
from salkku.domain.problem import Problem
from salkku.mip import Program, Row, maximise
from salkku.optimise.case import MOST_STEPS, Case, Variant, first_flip, flip_of
from salkku.optimise.formulate import formulate, objective_terms
from salkku.optimise.objective import value_objective, worth_of
from salkku.optimise.solve import Best
from salkku.optimise.whatif import cost_slopes, with_cost

__all__ = ["at_cost", "cost_flip"]


def at_cost(case: Case, line: str) -> Variant:
    """Give the problem as a function of the row's cents on a line."""
    return lambda value: with_cost(case.problem, case.item, line, int(value))


def cost_flip(case: Case, line: str) -> Threshold | None:
    """Find the cost in cents at which an inside row falls out, or an outside one comes in."""
    now = case.problem.line_costs[line][case.item]
    subject = f"cost:{line}"
    if case.inside:
        last = _cost_walk(case, line, now)
        return None if last is None else flip_of(case, subject, now, last, last + 1)
    less = _least_cut(case, line, now)
    if less is None:
        return None
    return flip_of(case, subject, now, now - less + 1, now - less)


def _cost_walk(case: Case, line: str, now: int) -> int | None:
    """Give the greatest cost up to which an inside row stays in without a break.

    A set of items stays good until the dearer row breaks one of its rules; from there on another
    may take its place, so the walk goes from set to set, each time to the one that reaches
    farthest.
    """
    cost, best = now, case.best
    for _ in range(MOST_STEPS):
        reach = _farthest(case, line, cost)
        if reach is None:
            reach = _reach(case, line, cost, best)
        if reach is None:
            return None
        following = case.solved(with_cost(case.problem, case.item, line, reach + 1))
        if following is None:
            return None
        if case.item not in following.chosen:
            return reach
        cost, best = reach + 1, following
    return None


def _farthest(case: Case, line: str, cost: int) -> int | None:
    """Give the greatest cost that some set good at ``cost`` bears; None where none is told.

    Such a set is worth more than every set without the row, which the cost does not touch, and
    keeps every rule at both ends – so between them too, for the rules are linear in the cost.
    """
    problem = with_cost(case.problem, case.item, line, cost)
    if case.other.worth is None or _worth_slope(problem, case.item) < 0:
        return None
    objective = value_objective(problem)
    rival = Fraction(case.other.worth) * case.objective.unit / objective.unit
    size = len(problem.ids)
    plain = formulate(problem, objective, force=(case.item,))
    slopes = cost_slopes(problem, case.item, line)
    ends = [
        Row(row.name, (*_moved(row.coefficients, size), *_cut(size, slope)), row.low, row.high)
        for row, slope in zip(plain.rows, slopes, strict=False)
        if slope
    ]
    here = [Row(r.name, _moved(r.coefficients, size), r.low, r.high) for r in plain.rows]
    value = _moved(objective_terms(objective, size=size), size)
    rows = (*here, *ends, Row("value", value, low=floor(rival) + 1))
    most = max(0, problem.line_limits[line][0] - cost)
    program = Program((*plain.upper, most), rows, ((size, 1),), plain.pairs)
    answer = maximise(program, deadline=case.deadline)
    if answer.status != "optimal" or answer.objective is None:
        return None
    return cost + answer.objective


def _reach(case: Case, line: str, cost: int, best: Best) -> int | None:
    """Give the greatest cost at which the set ``best`` keeps every rule; None without limit.

    Its value never falls meanwhile unless the row's worth is negative and grows with its euros;
    then only the next cent is sure.
    """
    problem = with_cost(case.problem, case.item, line, cost)
    if _worth_slope(problem, case.item) < 0:
        return cost
    reach = _tied_reach(case, problem, best)
    inside = frozenset(best.chosen)
    slopes = cost_slopes(problem, case.item, line)
    for constraint, slope in zip(problem.constraints, slopes, strict=True):
        total = constraint.total(inside)
        if slope > 0 and constraint.high is not None:
            room = (constraint.high - total) // slope
        elif slope < 0 and constraint.low is not None:
            room = (total - constraint.low) // -slope
        else:
            continue
        reach = room if reach is None else min(reach, room)
    return None if reach is None else cost + reach


def _tied_reach(case: Case, problem: Problem, best: Best) -> int | None:
    """Give the room of a set that is in by the tie rule alone: the dearer row loses it on cost."""
    if _worth_slope(problem, case.item) > 0 or case.other.worth is None:
        return None
    if best.worth != case.other.worth:
        return None
    rival = sum(case.problem.costs[j] for j in case.other.chosen)
    return max(0, rival - sum(problem.costs[j] for j in best.chosen) - 1)


def _worth_slope(problem: Problem, item: int) -> Fraction:
    """Give what one more cent of an item's cost adds to the value, where the amount is euros."""
    if not problem.costs[item]:
        return Fraction(0)
    grown = (
        weight * problem.worth[number][item]
        for number, (weight, scale) in enumerate(zip(problem.weights, problem.scales, strict=False))
        if scale.by_euro
    )
    return sum(grown, Fraction(0)) / problem.costs[item]


def _least_cut(case: Case, line: str, now: int) -> int | None:
    """Give the smallest cut in cents with which an outside row comes in; None when no cut does.

    Sets without the row do not feel the cut. So it is the least cut with which some set with the
    row keeps every rule and is worth as much as the best – or more, where the tie rule is
    against it.
    """
    worth = worth_of(case.objective, case.best.chosen)
    cuts = [_least(_cut_program(case, line, now, worth + strict), case) for strict in (0, 1)]
    tied = max(0, cuts[0]) if cuts[0] is not None else None
    if tied is None:
        return None
    variant = at_cost(case, line)
    if tied and case.holds(variant(Fraction(now - tied))):
        return tied
    surely = now if cuts[1] is None else cuts[1]
    if not case.holds(variant(Fraction(now - surely))):
        return None
    flipped = first_flip(case, variant, now - tied, now - surely)
    return None if flipped is None else now - flipped


def _least(program: Program, case: Case) -> int | None:
    answer = maximise(program, deadline=case.deadline)
    if answer.status != "optimal" or answer.objective is None:
        return None
    return -answer.objective


def _cut_program(case: Case, line: str, now: int, worth: int) -> Program:
    """Build the program: the least cut (last variable) with the row in and the value kept."""
    problem, item, objective = case.problem, case.item, case.objective
    size = len(problem.ids)
    plain = formulate(problem, objective, force=(item,))
    slopes = (*cost_slopes(problem, item, line), *(0 for _ in range(len(plain.rows))))
    rows = [
        Row(row.name, (*_moved(row.coefficients, size), *_cut(size, -slope)), row.low, row.high)
        for row, slope in zip(plain.rows, slopes, strict=False)
    ]
    per_cent = _worth_slope(problem, item) / objective.unit
    scale = per_cent.denominator
    value = tuple(
        (column, scale * part)
        for column, part in _moved(objective_terms(objective, size=size), size)
    )
    rows.append(Row("value", (*value, *_cut(size, -per_cent.numerator)), low=scale * worth))
    return Program((*plain.upper, now), tuple(rows), ((size, -1),), plain.pairs)


def _cut(size: int, coefficient: int) -> tuple[tuple[int, int], ...]:
    return ((size, coefficient),) if coefficient else ()


def _moved(terms: tuple[tuple[int, int], ...], size: int) -> tuple[tuple[int, int], ...]:
    """Make room for one more variable before the pairs."""
    return tuple((column + (column >= size), value) for column, value in terms)
