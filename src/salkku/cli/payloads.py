"""Answers of the engine as the objects of ``--json``, with the keys that FORMAT fixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salkku.domain.answers import (
        Explanation,
        Fairness,
        Front,
        NearSet,
        Ranking,
        Repairs,
        Robustness,
        Solution,
    )
    from salkku.domain.problem import NotCompeting

__all__ = [
    "euros_of",
    "explanation_object",
    "fairness_object",
    "front_object",
    "near_object",
    "ranking_object",
    "repairs_object",
    "robustness_object",
    "solution_object",
]

Object = Mapping[str, object]


def euros_of(cents: int) -> Fraction:
    """Give whole cents as euros.

    Examples
    --------
    >>> euros_of(150)
    Fraction(3, 2)
    """
    return Fraction(cents, 100)


def solution_object(solution: Solution, out: Iterable[NotCompeting]) -> Object:
    """Give the object of ``solve``; ``cost_eur`` is the portfolio's whole cost."""
    return {
        "status": solution.status,
        "chosen": solution.chosen,
        "values": solution.values,
        "value": solution.value,
        "bound": solution.bound,
        "gap": solution.gap,
        "tied": solution.tied,
        "cost_eur": euros_of(solution.cost_cents),
        "solver": solution.solver,
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


def front_object(front: Front) -> Object:
    """Give the object of ``front``; ``count`` of a point is how many portfolios equal it."""
    return {
        "status": _status(feasible=front.feasible, complete=front.complete),
        "objectives": front.objectives,
        "complete": front.complete,
        "points": [
            {"values": point.values, "chosen": point.chosen, "count": point.count}
            for point in front.points
        ],
        "epsilon": front.epsilon,
        "method": front.method,
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


def ranking_object(ranking: Ranking, because: Iterable[str]) -> Object:
    """Give the object of ``rank``; ``because`` are the sentences of the differences, in order."""
    return {
        "ranking": [
            {
                "proposal": row.proposal,
                "points": row.points,
                "passes": row.passes,
                "funded": row.funded,
                "call": row.call,
                "because": row.because,
            }
            for row in ranking.ranking
        ],
        "differs": [
            {"proposal": proposal, "code": code, "because": sentence}
            for (proposal, code, _), sentence in zip(ranking.differs, because, strict=True)
        ],
    }


def repairs_object(repairs: Repairs) -> Object:
    """Give the object of ``repair``."""
    return {
        "feasible": repairs.feasible,
        "clash": repairs.clash.items if repairs.clash else (),
        "clashes": [clash.items for clash in repairs.further],
        "repairs": [
            {
                "changes": [
                    {"item": change.item, "from": change.before, "to": change.after}
                    for change in repair.changes
                ],
                "cost": repair.cost,
                "chosen": repair.chosen,
            }
            for repair in repairs.repairs
        ],
    }


def explanation_object(explanation: Explanation, sentences: Mapping[str, str]) -> Object:
    """Give the object of ``explain``."""
    return {
        "id": explanation.id,
        "in": explanation.inside,
        "price_of_flip": explanation.price_of_flip,
        "leaves": explanation.leaves,
        "enters": explanation.enters,
        "thresholds": [
            {
                "subject": one.subject,
                "now": one.now,
                "at": one.at,
                "beyond": one.beyond,
                "in": one.inside,
            }
            for one in explanation.thresholds
        ],
        "sentences": sentences,
    }


def fairness_object(fairness: Fairness) -> Object:
    """Give the object of ``fair``."""
    return {
        "parties": {
            party: {
                "pays_eur": euros_of(standing.pays_cents),
                "benefit": standing.benefit,
                "alone": standing.alone,
                "ratio": standing.ratio,
            }
            for party, standing in fairness.parties.items()
        },
        "points": [
            {"fairness": point.fairness, "value": point.value, "chosen": point.chosen}
            for point in fairness.points
        ],
        "complete": fairness.complete,
        "assumed_equal_shares": fairness.assumed_equal_shares,
    }


def _status(*, feasible: bool, complete: bool) -> str:
    if not feasible:
        return "infeasible"
    return "complete" if complete else "partial"
