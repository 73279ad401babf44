"""What a party could gain by itself: its own lines and its part of the common ones."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import floor

from salkku.domain.errors import OutOfTime
from salkku.domain.problem import Constraint, Problem
from salkku.mip import Deadline, maximise
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import party_objective

__all__ = ["alone", "problem_alone"]


def alone(problem: Problem, party: str, *, deadline: Deadline) -> Fraction:
    """Give the greatest benefit of a party by itself.

    Raises
    ------
    OutOfTime
        If the time ends before it is proved.
    """
    objective = party_objective(problem, party)
    answer = maximise(formulate(problem_alone(problem, party), objective), deadline=deadline)
    if answer.status != "optimal" or answer.objective is None:
        raise OutOfTime("no_proof_in_time")
    return answer.objective * objective.unit


def problem_alone(problem: Problem, party: str) -> Problem:
    """Give the problem of one party.

    Its own lines keep their limits; of each common line it has the share that its own lines are
    of all parties' lines, in whole cents; other parties' lines have nothing. Relations, levels
    and carrying capacity hold; rules over categories and commitments are of the whole agreement
    and do not.
    """
    share = _share(problem, party)
    rows = []
    for constraint in problem.constraints:
        if constraint.letter == "B":
            rows.append(_line(problem, constraint, party, share))
        elif constraint.letter not in "CK":
            rows.append(constraint)
    return replace(problem, constraints=tuple(rows), fixed=())


def _share(problem: Problem, party: str) -> Fraction:
    """Give the share that a party's own lines are of all party lines."""
    limits = problem.line_limits.values()
    every = sum(limit for limit, owner in limits if owner)
    own = sum(limit for limit, owner in limits if owner == party)
    return Fraction(own, every) if every else Fraction(0)


def _line(problem: Problem, constraint: Constraint, party: str, share: Fraction) -> Constraint:
    limit, owner = problem.line_limits[constraint.name.removeprefix("line:")]
    if owner == party:
        return constraint
    return replace(constraint, high=0 if owner else floor(share * limit))
