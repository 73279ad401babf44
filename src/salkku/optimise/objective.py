"""Objectives in whole numbers: every fraction is scaled once, here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from math import ceil, gcd, lcm

from salkku.domain.errors import NotFound
from salkku.domain.problem import Objective, Pair, Problem, Weights
from salkku.mip import Row

__all__ = [
    "cost_objective",
    "criterion_objective",
    "floor_row",
    "objective_named",
    "party_objective",
    "union_objective",
    "value_objective",
    "worth_of",
]


def value_objective(
    problem: Problem,
    *,
    weights: Weights | None = None,
    added: Mapping[int, Fraction] | None = None,
) -> Objective:
    """Weighted, normalised ``value`` of FORMAT: scores as amounts, pairs over widths.

    Parameters
    ----------
    problem
        n items, m criteria.
    weights
        m weights; the problem's point weights when None.
    added
        What single items are worth besides, in ``value``.

    Returns
    -------
    Objective
        Named ``"value"``; true value = integer × ``unit``.
    """
    chosen = problem.weights if weights is None else weights
    linear = [
        sum((w * row[j] for w, row in zip(chosen, problem.worth, strict=True) if w), Fraction(0))
        for j in range(len(problem.ids))
    ]
    for item, value in (added or {}).items():
        linear[item] += value
    pairs = [
        (pair, chosen[pair.criterion] * pair.value / problem.widths[pair.criterion])
        for pair in problem.pairs
    ]
    return _whole("value", linear, pairs)


def criterion_objective(problem: Problem, criterion: str) -> Objective:
    """Plain value of one criterion, in the scores' own units, pairs included."""
    index = problem.criteria.index(criterion)
    pairs = [(pair, pair.value) for pair in problem.pairs if pair.criterion == index]
    return _whole(criterion, list(problem.scores[index]), pairs)


def cost_objective(problem: Problem) -> Objective:
    """Total cost in euros, minimised: the integers are negated cents over their divisor."""
    divisor = gcd(*problem.costs) or 1
    linear = tuple(-cost // divisor for cost in problem.costs)
    return Objective("cost", linear, (), Fraction(-divisor, 100))


def party_objective(problem: Problem, party: str) -> Objective:
    """Benefit of one party at the centre of its own polytope; pairs carry no party's share."""
    index = problem.party_ids.index(party)
    return _whole(f"party:{party}", list(problem.party_worth[index]), [])


def union_objective(problem: Problem, name: str) -> Objective:
    """(S) Count what the chosen make together, each thing once: one of ``COUNTS``.

    What a single item makes is linear; anything else is a pair with the same two sides, whose
    column z keeps ``z <= sum of the items`` and ``z >= each item``.
    """
    linear = [Fraction(0)] * len(problem.ids)
    pairs = []
    for union in problem.unions[name]:
        if len(union.items) == 1:
            linear[union.items[0]] += union.weight
        else:
            both = Pair(union.items, union.items, 0, Fraction(union.weight), 0)
            pairs.append((both, both.value))
    return _whole(name, linear, pairs)


def floor_row(problem: Problem, objective: Objective, name: str, low: int) -> tuple[Objective, Row]:
    """(S) Demand at least ``low`` of one of ``COUNTS`` of whatever maximises an objective.

    Returns
    -------
    tuple
        The same objective with the count's unions among its pairs, worth nothing, and the row
        ``sum of weight × z + weight × x >= low`` over them and the items.
    """
    count = union_objective(problem, name)
    size, first = len(problem.ids), len(objective.pairs)
    pairs = tuple((left, right, 0) for left, right, _ in count.pairs)
    terms = [(item, value) for item, value in enumerate(count.linear) if value]
    terms += [(size + first + k, value) for k, (*_, value) in enumerate(count.pairs)]
    lowest = ceil(Fraction(low) / count.unit)
    widened = replace(objective, pairs=(*objective.pairs, *pairs))
    return widened, Row(f"floor:{name}", tuple(terms), low=lowest)


def objective_named(problem: Problem, name: str) -> Objective:
    """Give the objective that ``front --objectives`` names.

    Parameters
    ----------
    name
        ``value``, ``cost``, ``party:ID``, a criterion id, or one of ``COUNTS`` where the
        agreement has participations.

    Raises
    ------
    NotFound
        If there is no such objective.
    """
    if name in problem.criteria:
        return criterion_objective(problem, name)
    if name == "cost":
        return cost_objective(problem)
    if name == "value":
        return value_objective(problem)
    if name in problem.unions:
        return union_objective(problem, name)
    kind, _, party = name.partition(":")
    if kind == "party" and party in problem.party_ids:
        return party_objective(problem, party)
    raise NotFound("unknown_objective", objective=name)


def worth_of(objective: Objective, chosen: tuple[int, ...]) -> int:
    """Whole-number worth of a set of items; true value = this × ``objective.unit``."""
    inside = set(chosen)
    total = sum(objective.linear[j] for j in chosen)
    for left, right, value in objective.pairs:
        if not inside.isdisjoint(left) and not inside.isdisjoint(right):
            total += value
    return total


def _whole(name: str, linear: list[Fraction], pairs: list[tuple[Pair, Fraction]]) -> Objective:
    """Scale fractions to coprime integers."""
    live = [(pair, value) for pair, value in pairs if value]
    values = [*linear, *(value for _, value in live)]
    scale = lcm(*(value.denominator for value in values)) if values else 1
    whole = [int(value * scale) for value in values]
    divisor = gcd(*whole) or 1
    whole = [value // divisor for value in whole]
    sides = tuple(
        (pair.left, pair.right, value)
        for (pair, _), value in zip(live, whole[len(linear) :], strict=True)
    )
    return Objective(name, tuple(whole[: len(linear)]), sides, Fraction(divisor, scale))
