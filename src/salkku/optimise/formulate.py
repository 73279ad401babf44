"""The formulation: a problem and an objective as an integer program, letter by letter."""

from __future__ import annotations

from collections.abc import Iterable

from salkku.domain.problem import Letter, Objective, Problem
from salkku.mip import Program, Row
from salkku.optimise.unions import Unions

__all__ = ["at_least", "formulate", "objective_terms", "other_than"]


def formulate(
    problem: Problem,
    objective: Objective,
    *,
    force: Iterable[int] = (),
    forbid: Iterable[int] = (),
    letters: Iterable[Letter] | None = None,
) -> Program:
    """Give the program whose best points are the best portfolios.

    Parameters
    ----------
    problem
        n items; variable j is item j.
    objective
        In whole numbers; its pairs become the program's first pairs (S), in the same order. The
        unions of the rules come after them.
    force, forbid
        Items that must be in, items that must be out.
    letters
        Only the constraints of these letters; all when None.

    Returns
    -------
    Program
        Rows in the order of the problem's constraints, then force and forbid.
    """
    wanted = None if letters is None else set(letters)
    unions = Unions()
    rows = [
        unions.row(constraint)
        for constraint in problem.constraints
        if wanted is None or constraint.letter in wanted
    ]
    rows += [Row(f"force:{problem.ids[j]}", ((j, 1),), low=1) for j in force]
    rows += [Row(f"forbid:{problem.ids[j]}", ((j, 1),), high=0) for j in forbid]
    size = len(problem.ids)
    return Program(
        upper=(1,) * size,
        rows=unions.placed(rows, first=size + len(objective.pairs)),
        objective=objective_terms(objective, size=size),
        pairs=(*((left, right) for left, right, _ in objective.pairs), *unions.pairs),
    )


def objective_terms(
    objective: Objective, *, size: int, first_pair: int = 0
) -> tuple[tuple[int, int], ...]:
    """Give an objective over columns; its pairs are those from ``first_pair`` on."""
    linear = [(j, value) for j, value in enumerate(objective.linear) if value]
    pairs = [
        (size + first_pair + k, value) for k, (_, _, value) in enumerate(objective.pairs) if value
    ]
    return (*linear, *pairs)


def at_least(name: str, terms: tuple[tuple[int, int], ...], low: int) -> Row:
    """``sum(terms) >= low``: no worse than what has been reached."""
    return Row(name, terms, low=low)


def other_than(chosen: tuple[int, ...], *, size: int) -> Row:
    """Any set of items but this one."""
    inside = set(chosen)
    terms = tuple((j, -1 if j in inside else 1) for j in range(size))
    return Row("other", terms, low=1 - len(inside))
