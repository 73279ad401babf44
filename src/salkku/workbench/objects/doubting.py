"""Doubt as objects: cautious choices, shares of draws, and what to ask first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku.locale import LANGUAGES
from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.doubt import Acceptability, Choice, Doubt, Question, Questions

__all__ = ["doubt_object", "questions_object"]


def doubt_object(agreement: Agreement, found: Doubt) -> Object:
    """Give the object of ``doubt``."""
    from salkku.workbench.doubting import statement_sentence

    return {
        "status": "answered" if found.feasible else "infeasible",
        "standpoints": [
            {
                "weights": one.name,
                "vertices": one.vertices,
                "maximin": _choice(one.maximin),
                "minimax_regret": _choice(one.regret),
                "central": _choice(one.central),
                "acceptability": _shares(one.acceptability),
            }
            for one in found.standpoints
        ],
        "clash": [
            {
                "party": agreement.preferences[place].party,
                "sentences": {
                    language: statement_sentence(agreement, place, language=language)
                    for language in LANGUAGES
                },
            }
            for place in found.clash
        ],
    }


def questions_object(agreement: Agreement, found: Questions) -> Object:
    """Give the object of ``questions``."""
    return {
        "status": "answered" if found.feasible else "infeasible",
        "complete": found.complete,
        "looked": found.looked,
        "questions": [_question(agreement, one) for one in found.questions],
    }


def _question(agreement: Agreement, one: Question) -> Object:
    from salkku.workbench.doubting import question_sentence

    return {
        "kind": one.matter.kind,
        "subject": one.matter.subject,
        "decides_eur": euros_of(one.decides_cents),
        "expected_gain": one.expected_gain,
        "chance": one.matter.chance,
        "first": one.first,
        "other": one.other,
        "sentences": {
            language: question_sentence(agreement, one, language=language) for language in LANGUAGES
        },
    }


def _choice(choice: Choice) -> Object:
    return {
        "status": choice.status,
        "chosen": choice.chosen,
        "value": choice.value,
        "bound": choice.bound,
    }


def _shares(shares: Acceptability) -> Object:
    return {
        "prior": shares.prior,
        "seed": shares.seed,
        "draws": shares.draws,
        "share": shares.share,
        "low": shares.low,
        "high": shares.high,
    }
