"""Reasons as objects: the lawful ranking, clashes and their repairs, why a row is in or out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from salkku.locale import LANGUAGES, say
from salkku.workbench.naming import Naming
from salkku.workbench.objects.plain import Object

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.answers import Clash, Explanation, Ranking, Repair, Repairs
    from salkku.domain.standing import Reason

__all__ = [
    "difference_sentences",
    "explanation_object",
    "ranking_object",
    "reason_sentences",
    "reasons_object",
    "repairs_object",
]


def ranking_object(ranking: Ranking, agreement: Agreement, *, language: str) -> Object:
    """Give the object of ``rank``; ``because`` is the difference in the reader's language."""
    told = {one: difference_sentences(ranking, agreement, language=one) for one in LANGUAGES}
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
            {
                "proposal": proposal,
                "code": code,
                "values": values,
                "because": told[language][place],
                "sentences": {one: told[one][place] for one in LANGUAGES},
            }
            for place, (proposal, code, values) in enumerate(ranking.differs)
        ],
    }


def difference_sentences(
    ranking: Ranking, agreement: Agreement, *, language: str
) -> tuple[str, ...]:
    """Say each difference of the ranking and the portfolio in one language, all by its name."""
    naming = Naming(agreement, language)
    return tuple(
        say(f"rank.{code}", naming.told(code, values), language=language)
        for _, code, values in ranking.differs
    )


def repairs_object(repairs: Repairs) -> Object:
    """Give the object of ``repair``, the cheapest repair first."""
    return {
        "feasible": repairs.feasible,
        "clash": _items(repairs.clash),
        "clashes": [_items(clash) for clash in repairs.further],
        "repairs": [_repair(repair) for repair in repairs.repairs],
    }


def _items(clash: Clash | None) -> tuple[str, ...]:
    return clash.items if clash else ()


def _repair(repair: Repair) -> Object:
    return {
        "changes": [
            {"item": change.item, "from": change.before, "to": change.after}
            for change in repair.changes
        ],
        "cost": repair.cost,
        "chosen": repair.chosen,
        "proved": repair.proved,
    }


def explanation_object(explanation: Explanation, agreement: Agreement) -> Object:
    """Give the object of ``explain``; ``reasons`` are the codes and values of the sentences."""
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
        "reasons": [{"code": code, "values": values} for code, values in explanation.reasons],
        "sentences": {
            one: reason_sentences(explanation.reasons, agreement, language=one) for one in LANGUAGES
        },
    }


def reason_sentences(
    reasons: Iterable[tuple[str, Mapping[str, object]]],
    agreement: Agreement | None,
    *,
    language: str,
) -> str:
    """Say the reasons of an explanation in one language; with the agreement all by its name."""
    naming = Naming(agreement, language)
    return " ".join(
        say(f"explain.{code}", naming.told(code, values), language=language)
        for code, values in reasons
    )


def reasons_object(reasons: Iterable[Reason]) -> Object:
    """Give one reason for each row: codes with the values of their sentences."""
    return {
        "reasons": [
            {"proposal": one.row, "in": one.inside, "code": one.code, "values": one.values}
            for one in reasons
        ]
    }
