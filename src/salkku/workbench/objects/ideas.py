"""The card of an idea as an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from salkku.locale import LANGUAGES, say
from salkku.workbench.ideas import because, card_parts, lacking, names_of, verdict_sentence
from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.landscape import Card, Hit, Reason
    from salkku.landscape.card import Fitting, Found

__all__ = ["hit_object", "idea_object", "without_object"]


Names = Mapping[str, Mapping[str, str]]


def idea_object(card: Card, agreement: Agreement) -> Object:
    """Give the object of ``idea``: what was found by codes and ids, and the card in words.

    Every ``sentences`` has ``fi``, ``sv`` and ``en``; every ``name`` some of them, or the empty
    key where nobody said which language it is.
    """
    said = {language: card_parts(card, agreement, language=language) for language in LANGUAGES}
    names = names_of(agreement)
    return {
        "text": card.text,
        "cell": None if card.cell is None else list(card.cell),
        "in_cell": card.in_cell,
        "verdict": card.verdict,
        "time": card.time,
        "sentences": {each: verdict_sentence(card, language=each) for each in LANGUAGES},
        **without_object(card.compared, card.without),
        "focus_areas": [
            {"id": area, "name": dict(names.get(area, {})), "like": list(rows)}
            for area, rows in card.areas
        ],
        "hits": [hit_object(hit) for hit in card.hits],
        "needs": [_found(one, names) for one in card.needs],
        "results": [_found(one, names) for one in card.results],
        "partners": [
            {"name": one.name, "ours": one.ours, "projects": list(one.projects)}
            for one in card.partners
        ],
        "testbeds": [_found(one, names) for one in card.testbeds],
        "calls": [_call(one, names) for one in card.calls],
        "remembered_until": card.remembered_until,
        "card": {
            language: [
                {"part": part.code, "title": part.title, "lines": list(part.lines)}
                for part in parts
            ]
            for language, parts in said.items()
        },
    }


def without_object(compared: tuple[int, int], without: Sequence[str]) -> Object:
    """Give what a comparison was made with, and what it went without."""
    return {
        "compared": {"projects": compared[0], "by_meaning": compared[1]},
        "without": [
            {
                "code": code,
                "sentences": {each: lacking(code, compared, language=each) for each in LANGUAGES},
            }
            for code in without
        ],
    }


def _said(code: str) -> Object:
    return {language: say(code, {}, language=language) for language in LANGUAGES}


def hit_object(hit: Hit) -> Object:
    """Give one project that is like the text, its reasons in every language."""
    return {
        "project": hit.project,
        "source": hit.source,
        "name": hit.name,
        "relation": hit.relation,
        "relation_said": _said(f"cli.relation_{hit.relation}"),
        "because": [_reason(one, {}) for one in hit.because],
    }


def _found(one: Found, names: Names) -> Object:
    return {
        "kind": one.kind,
        "id": one.id,
        "name": dict(one.name),
        "party": one.party,
        "because": [_reason(each, names) for each in one.because],
        "holders": [
            {
                "name": holder.name,
                "level": holder.level,
                "money_eur_per_year": euros_of(holder.cents_per_year),
            }
            for holder in one.holders
        ],
    }


def _call(one: Fitting, names: Names) -> Object:
    return {
        "call": one.call.id,
        "name": dict(one.call.name),
        "ours": one.ours,
        "state": one.state,
        "opens": one.call.opens,
        "last_useful_day": one.last_day,
        "source": one.call.source,
        "because": [_reason(each, names) for each in one.because],
    }


def _reason(reason: Reason, names: Names) -> Object:
    return {
        "code": reason.code,
        "values": list(reason.values),
        "sentences": {
            language: because(reason, language=language, names=names) for language in LANGUAGES
        },
    }
