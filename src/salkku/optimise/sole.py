"""The best set, found and proved to have no equal by one search in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from salkku.mip import (
    Answer,
    Deadline,
    Program,
    Solver,
    confirmed,
    maximise,
    narrowing,
    search,
)
from salkku.optimise.formulate import other_than

__all__ = ["Sole", "sole_best"]

LARGE = 100
"""Items from which a relaxation that fixes most of them is worth its time."""

CLIMBS = 3
"""Better sets that are met on the way, at most."""

GUIDE, GLANCE = "cpsat", 0.5
"""A solver that is asked for a better set before the search for others, and its seconds."""


@dataclass(frozen=True, slots=True)
class Sole:
    """A best set, as far as that is known.

    Parameters
    ----------
    answer
        ``optimal`` or ``infeasible`` with what proves it; else what is known.
    alone
        Whether it is proved that no other set is worth as much.
    program
        The program, in which every variable may be fixed that all sets agree on that are worth as
        much.
    """

    answer: Answer
    alone: bool
    program: Program


def sole_best(program: Program, *, size: int, solver: str | Solver, deadline: Deadline) -> Sole:
    """Find the best set and, where a search can tell, whether another is worth as much.

    Parameters
    ----------
    size
        Items: the first variables.

    Notes
    -----
    That no other set is worth as much proves at once that the set is the best and that nothing is
    left to the tie rule. So the search is for another set, and one that is worth more takes its
    place. Any set will do to begin with: a solver is asked for one and believed in nothing else.
    Its proof is wanted only where the search grows large; it then has but what is not fixed.
    """
    known, claim = Sole(Answer("unknown"), False, program), Answer("unknown")
    if solver == "auto" and not deadline.over:
        first = search(program)
        if not first.proved:
            program = _narrowed(program, first, size)
            claim = maximise(program, solver=GUIDE, deadline=deadline.share(GLANCE), confirm=False)
        known = _climbed(program, claim if _more(claim, first) else first, size, deadline)
        if known.answer.certain:
            return known
    if not claim.proved:
        claim = maximise(known.program, solver=solver, deadline=deadline, confirm=False)
        if _more(claim, known.answer):
            known = _climbed(known.program, claim, size, deadline)
            if known.answer.certain:
                return known
    numbers = claim.objective is None  # else the search for others has been given up
    claim = confirmed(known.program, claim, deadline=deadline, numbers=numbers)
    if not claim.proved or _more(known.answer, claim):
        claim = maximise(known.program, solver=solver, deadline=deadline)
    return Sole(claim, False, known.program)


def _climbed(program: Program, first: Answer, size: int, deadline: Deadline) -> Sole:
    """Search for sets that are worth as much as the best one known, or more."""
    for _ in range(CLIMBS):
        if first.objective is None or deadline.over:
            break
        program = _narrowed(program, first, size)
        others = program.with_rows(other_than(first.ones(size=size), size=size))
        second = search(others, least=first.objective)
        if second.status == "infeasible":
            return Sole(_proved(first), True, program)
        if second.objective is None:
            break
        if second.objective == first.objective:
            return Sole(_proved(first) if second.proved else first, False, program)
        first = second
    return Sole(first, False, program)


def _narrowed(program: Program, known: Answer, size: int) -> Program:
    """Fix what every set agrees on that is worth as much as a known one, where items are many."""
    if known.objective is None or size < LARGE:
        return program
    return program.with_rows(*narrowing(program, least=known.objective))


def _more(one: Answer, other: Answer) -> bool:
    """Whether an answer has a set that is worth more than the other's."""
    if one.objective is None:
        return False
    return other.objective is None or one.objective > other.objective


def _proved(answer: Answer) -> Answer:
    return replace(answer, status="optimal", bound=answer.objective, proof="numbers", bound_by="")
