"""Answers of the workbench as JSON objects, with the keys of the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from salkku.domain.answers import (
    Explanation,
    Fairness,
    Front,
    NearSet,
    Ranking,
    ReadingAnswers,
    Repairs,
    Robustness,
    Solution,
)
from salkku.domain.standing import Reason

__all__ = [
    "coverage_object",
    "explanation_object",
    "fairness_object",
    "front_object",
    "near_object",
    "plain",
    "ranking_object",
    "readings_object",
    "reasons_object",
    "repairs_object",
    "robustness_object",
    "solution_object",
]

Object = dict[str, Any]


def plain(value: Any) -> Any:
    """Turn fractions into numbers and tuples into lists, however deep.

    Examples
    --------
    >>> plain({"a": (Fraction(1, 2), Fraction(3))})
    {'a': [0.5, 3]}
    """
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


def _euros(cents: int) -> Fraction:
    return Fraction(cents, 100)


def _ended(*, feasible: bool, whole: bool) -> str:
    return ("complete" if whole else "partial") if feasible else "infeasible"


def solution_object(solution: Solution) -> Object:
    """Give the object of ``solve``."""
    return {
        "status": solution.status,
        "chosen": plain(solution.chosen),
        "values": plain(solution.values),
        "value": plain(solution.value),
        "bound": plain(solution.bound),
        "gap": plain(solution.gap),
        "tied": solution.tied,
        "cost_eur": plain(_euros(solution.cost_cents)),
    }


def near_object(near: NearSet) -> Object:
    """Give the object of ``near``."""
    return {
        "status": _ended(feasible=near.feasible, whole=near.complete),
        "count": len(near.portfolios),
        "complete": near.complete,
        "portfolios": [
            {"chosen": list(one.chosen), "value": plain(one.value)} for one in near.portfolios
        ],
        "shared": list(near.shared),
        "telling": list(near.telling),
    }


def front_object(front: Front) -> Object:
    """Give the object of ``front``."""
    return {
        "status": _ended(feasible=front.feasible, whole=front.complete),
        "objectives": list(front.objectives),
        "complete": front.complete,
        "points": [
            {"values": plain(one.values), "chosen": list(one.chosen), "count": one.count}
            for one in front.points
        ],
        "epsilon": plain(front.epsilon),
    }


def robustness_object(robust: Robustness) -> Object:
    """Give the object of ``robust``."""
    return {
        "status": _ended(feasible=robust.feasible, whole=robust.exact),
        "core": list(robust.core),
        "borderline": list(robust.borderline),
        "exterior": list(robust.exterior),
        "undecided": list(robust.undecided),
        "core_index": plain(robust.index),
        "core_bounds": plain(robust.bounds),
        "portfolios": robust.count,
        "exact": robust.exact,
    }


def ranking_object(ranking: Ranking) -> Object:
    """Give the object of ``rank``; reasons are codes with the values of their sentences."""
    return {
        "ranking": [
            {
                "proposal": row.proposal,
                "points": plain(row.points),
                "passes": row.passes,
                "funded": row.funded,
                "call": row.call,
                "because": row.because,
            }
            for row in ranking.ranking
        ],
        "differs": [
            {"proposal": proposal, "because": code, "values": dict(values)}
            for proposal, code, values in ranking.differs
        ],
    }


def repairs_object(repairs: Repairs) -> Object:
    """Give the object of ``repair``."""
    return {
        "feasible": repairs.feasible,
        "clash": list(repairs.clash.items) if repairs.clash else [],
        "clashes": [list(clash.items) for clash in repairs.further],
        "repairs": [
            {
                "changes": [
                    {"item": change.item, "from": change.before, "to": change.after}
                    for change in repair.changes
                ],
                "cost": plain(repair.cost),
            }
            for repair in repairs.repairs
        ],
    }


def explanation_object(explanation: Explanation) -> Object:
    """Give the object of ``explain``; reasons are codes with the values of their sentences."""
    return {
        "id": explanation.id,
        "in": explanation.inside,
        "price_of_flip": plain(explanation.price_of_flip),
        "leaves": list(explanation.leaves),
        "enters": list(explanation.enters),
        "thresholds": [
            {
                "subject": one.subject,
                "now": plain(one.now),
                "at": plain(one.at),
                "beyond": plain(one.beyond),
                "in": one.inside,
            }
            for one in explanation.thresholds
        ],
        "reasons": [{"code": code, "values": dict(values)} for code, values in explanation.reasons],
    }


def fairness_object(fairness: Fairness) -> Object:
    """Give the object of ``fair``."""
    return {
        "parties": {
            party: {
                "pays_eur": plain(_euros(one.pays_cents)),
                "benefit": plain(one.benefit),
                "alone": plain(one.alone),
                "ratio": plain(one.ratio),
            }
            for party, one in fairness.parties.items()
        },
        "points": [
            {"fairness": plain(one.fairness), "value": plain(one.value)} for one in fairness.points
        ],
    }


def readings_object(answers: ReadingAnswers) -> Object:
    """Give the best portfolio of every reading, and what is in all of them."""
    return {
        "readings": [
            {"name": name, **solution_object(solution)}
            for name, solution in answers.solutions.items()
        ],
        "always": list(answers.always),
        "sometimes": list(answers.sometimes),
    }


def coverage_object(cells: Iterable[Any]) -> Object:
    """Give the object of ``coverage``."""
    return {
        "cells": [
            {
                "focus_area": cell.focus_area,
                "method": cell.method,
                "party": cell.party,
                "count": cell.count,
                "eur": plain(_euros(cell.cents)),
            }
            for cell in cells
        ]
    }


def reasons_object(reasons: Iterable[Reason]) -> Object:
    """Give one reason for each row: codes with the values of their sentences."""
    return {
        "reasons": [
            {"proposal": one.row, "in": one.inside, "code": one.code, "values": plain(one.values)}
            for one in reasons
        ]
    }
