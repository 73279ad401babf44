"""Rules on what counts once, written with further items so that every rule is a plain row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from salkku.domain.problem import Constraint, Objective, Problem, Union

__all__ = ["Lifted", "lifted"]


@dataclass(frozen=True, slots=True)
class Lifted:
    """A problem whose rules are all plain rows, with an item for each union that needs one.

    Parameters
    ----------
    problem
        The n items, then the further ones: they cost nothing, are worth nothing and have key 0.
    own
        n: how many items the problem had before.
    unions
        What each further item stands for; it is chosen just when one of these items is, so that
        portfolios and those of the problem before correspond one to one.
    """

    problem: Problem
    own: int
    unions: tuple[tuple[int, ...], ...] = ()

    def objective(self, objective: Objective) -> Objective:
        """Give an objective over the items of the lifted problem."""
        return replace(objective, linear=(*objective.linear, *(0,) * len(self.unions)))

    def chosen(self, items: Iterable[int]) -> tuple[int, ...]:
        """Give chosen items with the further ones that follow."""
        inside = set(items)
        more = (self.own + k for k, union in enumerate(self.unions) if inside.intersection(union))
        return (*sorted(inside), *more)

    def rows(self, items: Iterable[int]) -> tuple[int, ...]:
        """Leave out the further items."""
        return tuple(item for item in items if item < self.own)

    def ids(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Leave out ids of further items."""
        return tuple(one for one in ids if not one.startswith(_MARK))


_MARK = " "
"""No row's id begins with it: cells are read without the space around them."""


def lifted(problem: Problem) -> Lifted:
    """Write the unions of a problem's rules with further items.

    Notes
    -----
    A further item z keeps ``z <= sum of x`` and ``x <= z`` for each item of its union. None is
    needed where an item that is always chosen is among them, or where at most one of them can be
    chosen, as of the levels of one row: then the union is their sum.
    """
    size = len(problem.ids)
    if not any(constraint.unions for constraint in problem.constraints):
        return Lifted(problem, size)
    always = {c.coefficients[0][0] for c in problem.constraints if c.letter == "K" and c.low == 1}
    groups = [
        frozenset(j for j, _ in c.coefficients)
        for c in problem.constraints
        if c.letter == "G" and c.high == 1
    ]
    place: dict[tuple[int, ...], int] = {}
    rows = [_plain(c, always, groups, place, size) for c in problem.constraints]
    for union, item in place.items():
        name = f"union:{item - size}"
        ends = tuple((j, -1) for j in union)
        rows.append(Constraint(name, "P", (*ends, (item, 1)), None, 0))
        rows += [Constraint(name, "P", ((j, 1), (item, -1)), None, 0) for j in union]
    return Lifted(_widened(problem, rows, len(place)), size, tuple(place))


def _plain(
    constraint: Constraint,
    always: set[int],
    groups: list[frozenset[int]],
    place: dict[tuple[int, ...], int],
    size: int,
) -> Constraint:
    """Give a constraint without unions, with items for them."""
    if not constraint.unions:
        return constraint
    total, given = dict(constraint.coefficients), 0
    for union in constraint.unions:
        if always.intersection(union.items):
            given += union.weight
            continue
        for item in _standing_for(union, groups, place, size):
            total[item] = total.get(item, 0) + union.weight
    return replace(
        constraint,
        coefficients=tuple(sorted(total.items())),
        low=None if constraint.low is None else constraint.low - given,
        high=None if constraint.high is None else constraint.high - given,
        unions=(),
    )


def _standing_for(
    union: Union, groups: list[frozenset[int]], place: dict[tuple[int, ...], int], size: int
) -> tuple[int, ...]:
    """Give the items whose sum is 1 just when one of the union is chosen."""
    if any(group.issuperset(union.items) for group in groups):
        return union.items
    return (place.setdefault(union.items, size + len(place)),)


def _widened(problem: Problem, rows: list[Constraint], count: int) -> Problem:
    nothing = (0,) * count

    def wide(table: tuple[tuple[Fraction, ...], ...]) -> tuple[tuple[Fraction, ...], ...]:
        return tuple((*row, *(Fraction(0),) * count) for row in table)

    return replace(
        problem,
        ids=(*problem.ids, *(f"{_MARK}union {k}" for k in range(count))),
        costs=(*problem.costs, *nothing),
        keys=(*problem.keys, *nothing),
        scores=wide(problem.scores),
        worth=wide(problem.worth),
        worth_low=wide(problem.worth_low),
        worth_high=wide(problem.worth_high),
        slopes=wide(problem.slopes),
        party_worth=wide(problem.party_worth),
        pays=tuple((*row, *nothing) for row in problem.pays),
        line_costs={line: (*costs, *nothing) for line, costs in problem.line_costs.items()},
        keeps=(*problem.keeps, *((Fraction(1), Fraction(1)),) * (count if problem.keeps else 0)),
        constraints=tuple(rows),
    )
