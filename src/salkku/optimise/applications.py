"""One call's applications: the order of points, what that order funds and what it is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Call
from salkku.domain.errors import NotFound
from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline
from salkku.optimise.objective import value_objective, worth_of
from salkku.optimise.purse import Purse
from salkku.optimise.solve import best_of

__all__ = [
    "Applications",
    "Points",
    "applications_of",
    "funded",
    "order_of",
    "value_of",
    "value_of_draw",
]

Points = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Applications:
    """One call's applications: the problem, its items in the call, their areas and the optimum.

    Parameters
    ----------
    criteria
        Those that give points, with the highest score of each.
    themes
        Ids of the focus areas.
    """

    problem: Problem
    call: Call
    criteria: tuple[tuple[str, Fraction], ...]
    themes: tuple[str, ...]
    items: tuple[int, ...]
    areas: Mapping[int, tuple[tuple[str, Fraction], ...]]
    best: tuple[int, ...]
    objective: Objective


def applications_of(
    agreement: Agreement, problem: Problem, call: str, deadline: Deadline
) -> Applications:
    """Gather what competes in a call, with the best free choice.

    Raises
    ------
    NotFound
        If there is no such call or none of its applications competes.
    """
    declared = next((one for one in agreement.calls if one.id == call), None)
    if declared is None:
        raise NotFound("unknown_call", call=call)
    rows = {row.id: row for row in agreement.proposals}
    parents = {row.id: rows.get(row.level_of, row) for row in agreement.proposals}
    items = tuple(
        j
        for j, row in enumerate(problem.ids)
        if (rows[row].call or parents[row].call) == call and not rows[row].fixed
    )
    if not items:
        raise NotFound("call_without_applications", call=call)
    areas = {
        j: rows[problem.ids[j]].focus_areas or parents[problem.ids[j]].focus_areas for j in items
    }
    objective = value_objective(problem)
    best = best_of(problem, objective, deadline=deadline)
    criteria = tuple((c.id, Fraction(c.high)) for c in agreement.criteria if c.kind != "general")
    themes = tuple(theme.id for theme in agreement.focus_areas)
    return Applications(problem, declared, criteria, themes, items, areas, best.chosen, objective)


def value_of(case: Applications, chosen: Sequence[int]) -> Fraction:
    """Value of a funded set; rows whose requirement is missing are worth nothing."""
    standing = set(chosen)
    while True:
        lost = {
            j
            for c in case.problem.constraints
            if c.letter == "P"
            for j, sign in c.coefficients
            if sign < 0 and j in standing and not _met(c.coefficients, standing)
        }
        if not lost:
            break
        standing -= lost
    return worth_of(case.objective, tuple(sorted(standing))) * case.objective.unit


def _met(coefficients: Sequence[tuple[int, int]], standing: set[int]) -> bool:
    return any(sign > 0 and j in standing for j, sign in coefficients)


def funded(
    case: Applications, earmarks: Mapping[str, int], order: Sequence[int]
) -> tuple[int, ...]:
    """Fund items in order; a repeated one is another of its kind."""
    call = replace(case.call, earmarks=earmarks)
    purse = Purse.of_calls((call,), case.problem)
    funded = list(case.problem.fixed)
    for j in order:
        if purse.pay(j, call=call.id, areas=case.areas[j]) is None:
            funded.append(j)
    return tuple(sorted(funded))


def order_of(case: Applications, points: Points) -> tuple[int, ...]:
    """Items that reach the call's threshold, by points, then lower cost, then id."""
    problem = case.problem
    most, total = Fraction(0), [Fraction(0)] * len(problem.ids)
    for criterion, high in case.criteria:
        weight = points[criterion]
        most += weight * high
        scores = problem.scores[problem.criteria.index(criterion)]
        total = [sofar + weight * score for sofar, score in zip(total, scores, strict=True)]
    needed = (case.call.threshold_share or Fraction(0)) * most
    passing = (j for j in case.items if total[j] >= needed)
    return tuple(sorted(passing, key=lambda j: (-total[j], problem.costs[j], problem.ids[j])))


def value_of_draw(case: Applications, funded: Sequence[int]) -> Fraction:
    """Value of a funded draw: a set's value, and each further of a kind its own worth."""
    repeated = sum(
        case.objective.linear[j] * (count - 1) for j, count in Counter(funded).items() if count > 1
    )
    return value_of(case, tuple(set(funded))) + repeated * case.objective.unit
