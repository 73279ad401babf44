"""How far a portfolio is from each of its limits."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from salkku.domain.problem import Constraint, Problem
from salkku.domain.standing import Slack

__all__ = ["slack"]


def slack(problem: Problem, *, chosen: Collection[str]) -> tuple[Slack, ...]:
    """Give what a portfolio uses of each budget line, rule and carrying capacity.

    Parameters
    ----------
    chosen
        Row ids.

    Returns
    -------
    tuple of Slack
        Lines, then rules and capacities, in the order of their files; a rule of share with both
        limits once, and one that limits each organisation as the one with most uses it.
    """
    inside = {place for place, row in enumerate(problem.ids) if row in set(chosen)}
    found = [*_lines(problem, inside)]
    rules: dict[str, Slack] = {}
    for constraint in problem.constraints:
        if constraint.letter not in ("C", "Y"):
            continue
        one = _standing(problem, constraint, inside)
        former = rules.get(constraint.name)
        rules[constraint.name] = one if former is None else _both(former, one)
    return (*found, *rules.values())


def _lines(problem: Problem, inside: set[int]) -> Iterator[Slack]:
    for line, (limit, _) in problem.line_limits.items():
        costs = problem.line_costs.get(line, ())
        used = sum(cents for place, cents in enumerate(costs) if place in inside)
        yield Slack(f"line:{line}", "eur", Fraction(used), None, Fraction(limit))


def _standing(problem: Problem, constraint: Constraint, inside: set[int]) -> Slack:
    amount = constraint.total(inside)
    if constraint.letter == "Y":
        high = None if constraint.high is None else Fraction(constraint.high)
        return Slack(constraint.name, "eur", Fraction(amount), None, high)
    low, high = constraint.minimum, constraint.maximum
    if constraint.measure != "share":
        used = Fraction(amount, constraint.scale)
        return Slack(constraint.name, constraint.measure, used, low, high)
    bound = high if low is None else low
    whole = sum(problem.costs[place] for place in inside)
    share = _share(amount if low is not None else -amount, bound or Fraction(0), whole)
    return Slack(constraint.name, "share", share, low, high)


def _share(amount: int, bound: Fraction, whole: int) -> Fraction | None:
    """Give the part of the whole from ``amount = denominator × part - numerator × whole``."""
    if not whole:
        return None
    part = Fraction(amount + bound.numerator * whole, bound.denominator)
    return part / whole


def _both(first: Slack, second: Slack) -> Slack:
    low = first.low if first.low is not None else second.low
    high = first.high if first.high is not None else second.high
    used = [one.used for one in (first, second) if one.used is not None]
    return Slack(first.item, first.measure, max(used, default=None), low, high)
