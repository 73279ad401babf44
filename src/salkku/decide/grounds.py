"""Grounds that may be said in public: from money, rules and relations alone, never from scores."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from salkku.domain.problem import Constraint, Problem
from salkku.domain.standing import Reason

__all__ = ["grounds"]


def grounds(problem: Problem, *, chosen: Collection[str]) -> tuple[Reason, ...]:
    """Say of each competing row what money, rules and relations have to do with its place.

    Parameters
    ----------
    chosen
        Row ids of a portfolio that keeps every rule.

    Returns
    -------
    tuple of Reason
        One or more for each row, in file order. For a row that is out: every limit that it would
        break if it were simply added. For one that is in: every rule that it is needed for.
    """
    inside = frozenset(place for place, row in enumerate(problem.ids) if row in set(chosen))
    totals = [constraint.total(inside) for constraint in problem.constraints]
    mine: list[list[tuple[int, int]]] = [[] for _ in problem.ids]
    for number, constraint in enumerate(problem.constraints):
        for place in constraint.items:
            mine[place].append((number, constraint.added(place, inside)))
    found: list[Reason] = []
    for place in range(len(problem.ids)):
        broken = [
            (problem.constraints[number], totals[number], amount)
            for number, amount in mine[place]
            if _breaks(problem.constraints[number], totals[number], amount, place in inside)
        ]
        found += _of_row(problem, place, broken, inside)
    return tuple(found)


def _breaks(constraint: Constraint, total: int, amount: int, inside: bool) -> bool:
    after = total - amount if inside else total + amount
    low, high = constraint.low, constraint.high
    return (low is not None and after < low) or (high is not None and after > high)


def _of_row(
    problem: Problem,
    place: int,
    broken: list[tuple[Constraint, int, int]],
    inside: frozenset[int],
) -> Iterator[Reason]:
    row, chosen = problem.ids[place], place in inside
    if place in problem.fixed:
        yield Reason(row, chosen, "fixed")
        return
    if not broken:
        yield Reason(row, chosen, "fits" if chosen else "room")
    told: set[str] = set()
    for constraint, total, amount in broken:
        if constraint.name in told:  # a rule that limits each organisation is said once
            continue
        told.add(constraint.name)
        yield _ground(problem, place, constraint, (total, amount), inside)


def _ground(
    problem: Problem,
    place: int,
    constraint: Constraint,
    numbers: tuple[int, int],
    inside: frozenset[int],
) -> Reason:
    row, chosen = problem.ids[place], place in inside
    kind, _, name = constraint.name.partition(":")
    total, amount = numbers
    if kind in ("line", "carrying"):
        left = (constraint.high or 0) - total
        return Reason(row, chosen, kind, {"name": name, "needs": amount, "left": left})
    if kind == "rule":
        return Reason(row, chosen, "rule_needs" if chosen else "rule_full", {"name": name})
    code, others = _relation(constraint, place, amount, inside)
    return Reason(row, chosen, code, {"rows": ", ".join(problem.ids[other] for other in others)})


def _relation(
    constraint: Constraint, place: int, amount: int, inside: frozenset[int]
) -> tuple[str, list[int]]:
    """Give the code of a broken relation and the rows on its other side."""
    row = constraint.coefficients
    across = [other for other, number in row if number * amount < 0]
    beside = [other for other, _ in row if other != place and other in inside]
    if constraint.letter == "X":
        return "excludes", beside
    if constraint.letter == "G":
        return "level", beside
    if constraint.letter == "O":
        return ("together_in" if place in inside else "together"), across
    if place in inside:
        return "required_by", [other for other in across if other in inside]
    return "requires", across
