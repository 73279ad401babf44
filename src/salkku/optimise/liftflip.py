"""The rules and relations that flip a row when they are lifted, all sought in one program."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from salkku.domain.answers import Threshold
from salkku.mip import Program, Row, maximise
from salkku.optimise.case import Case
from salkku.optimise.formulate import formulate, objective_terms
from salkku.optimise.objective import worth_of
from salkku.optimise.unions import Unions
from salkku.optimise.whatif import without

__all__ = ["lifted_flips"]


def lifted_flips(case: Case) -> Iterator[Threshold]:
    """Say which rules and relations flip the row when they are lifted: 1 in force, 0 lifted.

    Notes
    -----
    Lifting only adds sets, so where a rule flips the row there is a set with the row the other
    way, worth as much as the best one is now, that breaks nothing but that rule. One program
    seeks such a set with any one rule lifted; the rule found is tried by solving anew, left out,
    and the next one sought – so rules that cannot matter cost nothing.
    """
    names = list(dict.fromkeys(c.name for c in case.problem.constraints if c.letter not in "BK"))
    left = set(names)
    flips = set()
    while left:
        name = _candidate(case, names, left)
        if name is None:
            break
        left.discard(name)
        held = case.holds(without(case.problem, name))
        if held is not None and held != case.inside:
            flips.add(name)
    for name in names:
        if name in flips:
            yield Threshold(name, Fraction(1), Fraction(1), Fraction(0), case.inside)


def _candidate(case: Case, names: list[str], left: Collection[str]) -> str | None:
    """Give a rule without which some set the other way is worth as much as the best; None if none.

    Column ``size + k`` lifts the k-th name.
    """
    problem, size = case.problem, len(case.problem.ids)
    mine = (case.item,)
    plain = formulate(
        problem,
        case.objective,
        force=() if case.inside else mine,
        forbid=mine if case.inside else (),
        letters=("B", "K"),
    )
    place = {name: size + k for k, name in enumerate(names)}
    unions = Unions()
    rows = [
        part
        for constraint in problem.constraints
        if constraint.name in place
        for part in _loose(unions.row(constraint), place[constraint.name])
    ]
    worth = worth_of(case.objective, case.best.chosen)
    value = tuple(
        (column + (len(names) if column >= size else 0), part)
        for column, part in objective_terms(case.objective, size=size)
    )
    program = Program(
        upper=(*plain.upper, *(int(name in left) for name in names)),
        rows=(
            *plain.rows,
            *unions.placed(rows, first=size + len(names) + len(plain.pairs)),
            Row("value", value, low=worth),
            Row("one", tuple((column, 1) for column in place.values()), 1, 1),
        ),
        pairs=(*plain.pairs, *unions.pairs),
    )
    answer = maximise(program, deadline=case.deadline)
    if answer.objective is None:
        return None
    return next(name for name, column in place.items() if answer.values[column])


def _loose(constraint: Row, column: int) -> Iterator[Row]:
    """Give a constraint that holds unless its column is 1, end by end."""
    terms = constraint.coefficients
    least = sum(value for _, value in terms if value < 0)
    most = sum(value for _, value in terms if value > 0)
    if constraint.low is not None:
        slack = max(0, constraint.low - least)
        yield Row(constraint.name, (*terms, *_part(column, slack)), low=constraint.low)
    if constraint.high is not None:
        slack = max(0, most - constraint.high)
        yield Row(constraint.name, (*terms, *_part(column, -slack)), high=constraint.high)


def _part(column: int, coefficient: int) -> tuple[tuple[int, int], ...]:
    return ((column, coefficient),) if coefficient else ()
