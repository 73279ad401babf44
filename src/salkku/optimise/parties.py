"""Deciding under doubt for each party, for what is common to all and for what any may mean."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from salkku.domain.doubt import Acceptability, Choice, Doubt, Standpoint, Views
from salkku.domain.problem import Problem, Weights
from salkku.mip import Deadline
from salkku.optimise.acceptability import acceptability
from salkku.optimise.regret import maximin, minimax_regret
from salkku.optimise.simplices import corners
from salkku.optimise.solve import solve
from salkku.scenarios import ScenarioRunner

__all__ = ["doubt"]

SHARE = 0.5
"""Part of what time is left for the regret of one polytope."""


def doubt(
    problem: Problem,
    *,
    views: Views,
    draws: int = 200,
    seed: int = 0,
    seconds: float | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    runner: ScenarioRunner | None = None,
) -> Doubt:
    """Give the cautious choices and acceptabilities of every polytope, each by itself.

    Parameters
    ----------
    views
        Whose weights: weights of different parties are never averaged, except that the central
        weights of the hull are the mean of the parties' own centres.
    draws, seed
        Of the acceptabilities.
    seconds
        Time allowed for all; what is not proved by then says so.
    progress
        Is told the polytope's name, the draws done and the draws asked for.
    runner
        Who solves the draws; this process when None.

    Examples
    --------
    ::

        answer = doubt(problem, views=views_of(agreement, problem=problem))
        {one.name: one.regret.chosen for one in answer.standpoints}
    """
    end = Deadline(seconds)
    found = []
    for done, (name, given) in enumerate(views.polytopes.items()):
        left = end.left()
        turn = end if left is None else end.share(left / (len(views.polytopes) - done))
        vertices = corners(given)

        def told(now: int, whole: int, who: str = name) -> None:
            if progress is not None:
                progress(who, now, whole)

        cautious = maximin(problem, vertices=vertices, deadline=turn)
        if cautious.status == "infeasible":
            return Doubt((), views.clash, feasible=False)
        left = turn.left()
        half = turn if left is None else turn.share(left * SHARE)
        regret = minimax_regret(problem, vertices=vertices, deadline=half)
        central = _central(problem, _middle(problem, name, given), turn)
        shares: Acceptability = acceptability(
            problem,
            vertices=vertices,
            draws=draws,
            seed=seed,
            deadline=turn,
            progress=told,
            runner=runner,
        )
        found.append(Standpoint(name, len(vertices), cautious, regret, central, shares))
    return Doubt(tuple(found), views.clash)


def _middle(problem: Problem, name: str, points: tuple[Weights, ...]) -> Weights:
    if name == "hull":
        return problem.centre
    return tuple(sum(column, Fraction(0)) / len(points) for column in zip(*points, strict=True))


def _central(problem: Problem, weights: Weights, deadline: Deadline) -> Choice:
    best = solve(problem, weights=weights, seconds=deadline.left())
    return Choice(best.status, best.chosen, best.value, best.bound)
