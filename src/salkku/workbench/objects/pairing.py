"""Proposed relations inside the portfolio as an object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salkku.locale import LANGUAGES
from salkku.workbench.objects.plain import Object
from salkku.workbench.pairing_up import pair_because

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.landscape.pairing import LikelyPair

__all__ = ["relations_object"]


def relations_object(agreement: Agreement, proposed: Sequence[LikelyPair]) -> Object:
    """Give the object of ``relations``: what relations.csv has, and what is proposed."""
    return {
        "relations": [
            {
                "kind": one.kind,
                "from": one.source,
                "to": one.target,
                "criterion": one.criterion or None,
                "value": one.value if one.kind in ("synergy", "overlap") else None,
                "row": one.row,
            }
            for one in agreement.relations
        ],
        "proposed": [
            {
                "kind": one.kind,
                "from": one.source,
                "to": one.target,
                "strength": one.strength,
                "codes": [reason.code for reason in one.because],
                "because": {
                    language: pair_because(one, agreement, language=language)
                    for language in LANGUAGES
                },
            }
            for one in proposed
        ],
    }
