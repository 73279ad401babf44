"""The choice as objects: the best, the near-best, the efficient, the robust, the conditional."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING

from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.domain.answers import (
        Conditional,
        Front,
        NearSet,
        ReadingAnswers,
        Robustness,
        Solution,
    )
    from salkku.domain.problem import NotCompeting

__all__ = [
    "conditional_object",
    "front_object",
    "near_object",
    "readings_object",
    "robustness_object",
    "solution_object",
]


def solution_object(
    solution: Solution,
    out: Iterable[NotCompeting] = (),
    *,
    value_without_fit: Fraction | None = None,
) -> Object:
    """Give the object of ``solve``; ``cost_eur`` is the portfolio's whole cost.

    Parameters
    ----------
    value_without_fit
        (N) The value of the chosen without fit with the landscape; None where fit is off.
    """
    return {
        "status": solution.status,
        "chosen": solution.chosen,
        "values": solution.values,
        "value": solution.value,
        "value_without_fit": value_without_fit,
        "bound": solution.bound,
        "gap": solution.gap,
        "tied": solution.tied,
        "cost_eur": euros_of(solution.cost_cents),
        "solver": solution.solver,
        "proof": _told(solution.proof),
        "not_competing": [
            {
                "proposal": row.id,
                "because": "below_threshold",
                "criterion": row.criterion,
                "score": row.score,
                "threshold": row.threshold,
            }
            for row in out
        ],
    }


def near_object(near: NearSet) -> Object:
    """Give the object of ``near``, the best portfolio first."""
    return {
        "status": _status(feasible=near.feasible, complete=near.complete),
        "count": len(near.portfolios),
        "complete": near.complete,
        "portfolios": [{"chosen": one.chosen, "value": one.value} for one in near.portfolios],
        "shared": near.shared,
        "telling": near.telling,
    }


def front_object(
    front: Front, certificate: Object | None = None, because: str = "not_asked"
) -> Object:
    """Give the object of ``front``; ``count`` of a point is how many portfolios equal it.

    A point that is not ``proved`` was found, and what is not listed may dominate it.
    ``proved_by`` is the algorithm, or the solver where the proof rests on one; null without proof.
    ``because`` says why there is no certificate: not_asked, incomplete or solver.
    """
    return {
        "status": _status(feasible=front.feasible, complete=front.complete),
        "objectives": front.objectives,
        "complete": front.complete,
        "points": [
            {
                "values": point.values,
                "chosen": point.chosen,
                "count": point.count,
                "proved": point.proved,
            }
            for point in front.points
        ],
        "epsilon": front.epsilon,
        "method": front.method,
        "proved_by": (front.solver or front.method) if front.complete else None,
        "certificate": certificate,
        "certificate_because": None if certificate else because,
    }


def robustness_object(robust: Robustness) -> Object:
    """Give the object of ``robust``."""
    return {
        "status": _status(feasible=robust.feasible, complete=robust.exact),
        "core": robust.core,
        "borderline": robust.borderline,
        "exterior": robust.exterior,
        "undecided": robust.undecided,
        "core_index": robust.index,
        "core_bounds": robust.bounds,
        "portfolios": robust.count,
        "exact": robust.exact,
    }


def readings_object(answers: ReadingAnswers) -> Object:
    """Give the best portfolio of every reading of the scores, and what is in all of them."""
    return {
        "readings": [
            {"name": name, **solution_object(solution)}
            for name, solution in answers.solutions.items()
        ],
        "always": answers.always,
        "sometimes": answers.sometimes,
    }


def conditional_object(found: Conditional) -> Object:
    """Give the object of ``conditional``: both branches, and the rows that only one has."""
    asked = found.condition
    return {
        "if": {"proposal": asked.row, "level": asked.level, "until": asked.by},
        "then": _branch(found.then),
        "otherwise": _branch(found.otherwise),
        "only_then": found.leaves,
        "only_otherwise": found.enters,
    }


def _branch(solution: Solution) -> Object:
    return {
        "status": solution.status,
        "chosen": solution.chosen,
        "value": solution.value,
        "bound": solution.bound,
        "cost_eur": euros_of(solution.cost_cents),
    }


def _status(*, feasible: bool, complete: bool) -> str:
    if not feasible:
        return "infeasible"
    return "complete" if complete else "partial"


def _told(proof: str) -> str | None:
    """Say what a proof rests on; a second solver's look is cut by the clock, so it is not told."""
    return "solver" if proof == "solvers" else proof or None
