"""The card of an idea as an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku.locale import LANGUAGES
from salkku.workbench.ideas import card_parts
from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.landscape import Card, Reason
    from salkku.landscape.card import Fitting, Found

__all__ = ["idea_object"]


def idea_object(card: Card, agreement: Agreement) -> Object:
    """Give the object of ``idea``: what was found by codes and ids, and the card in words."""
    said = {language: card_parts(card, agreement, language=language) for language in LANGUAGES}
    return {
        "text": card.text,
        "cell": None if card.cell is None else list(card.cell),
        "in_cell": card.in_cell,
        "verdict": card.verdict,
        "focus_areas": [{"id": area, "like": list(rows)} for area, rows in card.areas],
        "hits": [
            {
                "project": hit.project,
                "name": hit.name,
                "relation": hit.relation,
                "because": [_reason(one) for one in hit.because],
            }
            for hit in card.hits
        ],
        "needs": [_found(one) for one in card.needs],
        "results": [_found(one) for one in card.results],
        "partners": [
            {"name": one.name, "ours": one.ours, "projects": list(one.projects)}
            for one in card.partners
        ],
        "testbeds": [_found(one) for one in card.testbeds],
        "calls": [_call(one) for one in card.calls],
        "remembered_until": card.remembered_until,
        "card": {
            language: [
                {"part": part.code, "title": part.title, "lines": list(part.lines)}
                for part in parts
            ]
            for language, parts in said.items()
        },
    }


def _found(one: Found) -> Object:
    return {
        "kind": one.kind,
        "id": one.id,
        "name": dict(one.name),
        "party": one.party,
        "because": [_reason(each) for each in one.because],
        "holders": [
            {
                "name": holder.name,
                "level": holder.level,
                "money_eur_per_year": euros_of(holder.cents_per_year),
            }
            for holder in one.holders
        ],
    }


def _call(one: Fitting) -> Object:
    return {
        "call": one.call.id,
        "name": dict(one.call.name),
        "ours": one.ours,
        "state": one.state,
        "opens": one.call.opens,
        "last_useful_day": one.last_day,
        "source": one.call.source,
        "because": [_reason(each) for each in one.because],
    }


def _reason(reason: Reason) -> Object:
    return {"code": reason.code, "values": list(reason.values)}
