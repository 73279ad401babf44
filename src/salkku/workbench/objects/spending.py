"""Money as objects: what each party pays and gains, the next euro, money held back, calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.domain.answers import BudgetCurve, CallDesigns, Fairness, Reserve

__all__ = ["budget_object", "design_object", "fairness_object", "reserve_object"]


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


def budget_object(curve: BudgetCurve) -> Object:
    """Give the object of ``budget``, limits ascending."""
    return {
        "line": curve.line,
        "limit_eur": euros_of(curve.limit_cents),
        "complete": curve.complete,
        "points": [
            {
                "limit_eur": euros_of(point.limit_cents),
                "value": point.value,
                "chosen": point.chosen,
            }
            for point in curve.points
        ],
    }


def reserve_object(found: Reserve) -> Object:
    """Give the object of ``reserve``; a bar is value per euro."""
    return {
        "line": found.line,
        "bar": found.bar,
        "complete": found.complete,
        "points": [
            {"reserve_eur": euros_of(point.reserve_cents), "value": point.value, "bar": point.bar}
            for point in found.points
        ],
    }


def design_object(found: CallDesigns) -> Object:
    """Give the object of ``design``; it is hindsight, for a call is written before anyone applies.

    The undivided pot comes first; ``holds_in`` is the share of resampled rounds in which a design
    does better than it.
    """
    return {
        "call": found.call,
        "hindsight": True,
        "samples": found.samples,
        "designs": [
            {
                "earmarks": {area: euros_of(cents) for area, cents in one.earmarks.items()},
                "points": one.points,
                "value": one.value,
                "value_of_free_choice": found.free,
                "holds_in": one.holds_in,
                "chosen": one.chosen,
            }
            for one in found.designs
        ],
    }
