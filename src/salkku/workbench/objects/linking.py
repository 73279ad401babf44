"""Organisations as objects: what was linked, what is doubtful, what was ruled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku.domain.ecosystem import Ruling
from salkku.locale import LANGUAGES
from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.resolve import Linked, Mention
    from salkku.resolve.doubts import Doubt
    from salkku.resolve.why import Evidence
    from salkku.workbench.linking import Queue, Weighing

__all__ = ["evidence_object", "linked_object", "queue_object", "ruling_object", "weighing_object"]


def linked_object(linked: Linked) -> Object:
    """Give the object of ``link``; ``unmet`` counts rulings on names that nobody has now."""
    return {
        "organisations": linked.organisations,
        "merged": linked.merged,
        "lineage": [
            {"predecessor": one.predecessor, "successor": one.successor, "from": one.since or None}
            for one in linked.lineage
        ],
        "unmet": linked.unmet,
    }


def queue_object(queue: Queue) -> Object:
    """Give the object of ``link --queue``; ``weight`` is in bits over the threshold."""
    return {
        "queue": [_doubt(one) for one in queue.doubts],
        "total": queue.total,
        "ruled": queue.ruled,
        "unmet": queue.unmet,
    }


def ruling_object(ruling: Ruling, count: int) -> Object:
    """Give the object of a ruling that was written, or taken back (``undo``)."""
    return {
        "verdict": ruling.verdict,
        "name": ruling.name,
        "country": ruling.country,
        "other": ruling.other,
        "other_country": ruling.other_country,
        "from": ruling.since or None,
        "rulings": count,
    }


def weighing_object(found: Weighing) -> Object:
    """Give the object of ``link --why``; ``bits`` over 0 speak for one body."""
    from salkku.workbench.linking import term_sentence

    return {
        "left": _mention(found.weighed.left),
        "right": _mention(found.weighed.right),
        "joined": found.joined,
        "weight": found.weighed.bits,
        "terms": [
            {
                "term": one.name,
                "bits": one.bits,
                "sentences": {code: term_sentence(one, language=code) for code in LANGUAGES},
            }
            for one in found.weighed.terms
        ],
    }


def _doubt(doubt: Doubt) -> Object:
    return {
        "left": _mention(doubt.left),
        "right": _mention(doubt.right),
        "joined": doubt.joined,
        "weight": round(doubt.weight, 3),
        "moves": doubt.parts,
        "moves_eur": euros_of(doubt.cents),
        "because": [evidence_object(one) for one in doubt.because],
    }


def evidence_object(evidence: Evidence) -> Object:
    """Give one thing that speaks for one body (``speaks`` over 0) or for two."""
    from salkku.workbench.linking import evidence_sentence

    return {
        "code": evidence.code,
        "speaks": evidence.speaks,
        "sentences": {code: evidence_sentence(evidence, language=code) for code in LANGUAGES},
    }


def _mention(mention: Mention) -> Object:
    return {
        "name": mention.name,
        "city": mention.city,
        "country": mention.country,
        "pic": mention.pic,
        "business_id": mention.business_id,
    }
