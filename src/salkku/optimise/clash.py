"""Irreducible clashes: items that together admit no portfolio, and without any one of them do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from salkku.domain.errors import OutOfTime
from salkku.domain.problem import Problem
from salkku.mip import Deadline, Program, maximise
from salkku.optimise.unions import Unions

__all__ = ["clash_within", "disjoint_clashes", "feasible_with", "items_of", "shrunk"]

MOST = 20
"""Disjoint clashes looked for at most."""


def items_of(problem: Problem) -> tuple[str, ...]:
    """Names of what can clash, each once, in the problem's order."""
    return tuple(dict.fromkeys(constraint.name for constraint in problem.constraints))


def feasible_with(problem: Problem, items: Collection[str], *, deadline: Deadline) -> bool:
    """Whether some set of rows keeps every constraint of the items.

    Raises
    ------
    OutOfTime
        If it is not proved in time; one solver's word is no proof.
    """
    wanted = set(items)
    unions, size = Unions(), len(problem.ids)
    rows = [unions.row(c) for c in problem.constraints if c.name in wanted]
    program = Program((1,) * size, unions.placed(rows, first=size), pairs=unions.pairs)
    answer = maximise(program, deadline=deadline)
    if answer.objective is not None:
        return True
    if not answer.certain:
        raise OutOfTime("no_proof_in_time")
    return False


def clash_within(
    problem: Problem, items: Collection[str], *, deadline: Deadline
) -> tuple[str, ...]:
    """Shrink items that admit no portfolio to an irreducible clash.

    Returns
    -------
    tuple of str
        In the problem's order; never empty.
    """
    everything = [item for item in items_of(problem) if item in set(items)]
    return shrunk(everything, lambda some: feasible_with(problem, some, deadline=deadline))


def shrunk(items: Sequence[str], feasible: Callable[[Collection[str]], bool]) -> tuple[str, ...]:
    """Shrink items that are not feasible together to an irreducible part, in their order.

    Halves are tried before single items (QuickXplain: Junker 2004), so that a small clash among
    many items takes few questions.
    """
    found = set(_shrunk([], False, list(items), feasible))
    return tuple(item for item in items if item in found)


def _shrunk(
    given: list[str],
    grown: bool,
    open_items: list[str],
    feasible: Callable[[Collection[str]], bool],
) -> list[str]:
    """Give the least part of the open items that clashes together with the given ones."""
    if grown and not feasible(given):
        return []
    if len(open_items) == 1:
        return open_items
    half = len(open_items) // 2
    first, second = open_items[:half], open_items[half:]
    from_second = _shrunk([*given, *first], bool(first), second, feasible)
    from_first = _shrunk([*given, *from_second], bool(from_second), first, feasible)
    return [*from_first, *from_second]


def disjoint_clashes(problem: Problem, *, deadline: Deadline) -> tuple[tuple[str, ...], ...]:
    """Give irreducible clashes that share no item, until what is left admits a portfolio."""
    left = list(items_of(problem))
    found: list[tuple[str, ...]] = []
    while len(found) < MOST and not feasible_with(problem, left, deadline=deadline):
        clash = clash_within(problem, left, deadline=deadline)
        found.append(clash)
        left = [item for item in left if item not in clash]
    return tuple(found)
