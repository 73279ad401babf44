"""Organisations as objects: a list of them, and one with all its names and why they are its."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salkku.workbench.objects.linking import evidence_object
from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.domain.ecosystem import Ruling
    from salkku.resolve.sayings import Part
    from salkku.resolve.spellings import Spelling
    from salkku.workbench.bodies import Body, Found

__all__ = ["organisation_object", "organisations_object"]


def organisations_object(found: Sequence[Found], total: int) -> Object:
    """Give a list of organisations; ``total`` counts those that are not listed too."""
    return {
        "total": total,
        "organisations": [
            {
                "name": one.name,
                "country": one.country,
                "names": one.names,
                "participations": one.parts,
                "support_eur": euros_of(one.cents),
                "ours": one.own,
            }
            for one in found
        ],
    }


def organisation_object(body: Body) -> Object:
    """Give one organisation: every name and identifier with its source, and why it is its."""
    return {
        "name": body.name,
        "country": body.country,
        "names": [_name(one) for one in body.spellings],
        "identifiers": {
            field: [
                {
                    "value": one.value,
                    "source": one.source,
                    "as_of": one.as_of,
                    "times": one.times,
                    "page": one.page,
                    "names": list(one.names),
                }
                for one in said
            ]
            for field, said in body.said.items()
        },
        "contradictions": sorted(body.contradicted),
        "projects": [_part(one) for one in body.parts],
        "proposals": [
            {"proposal": row, "role": role, "share_eur": None if cents is None else euros_of(cents)}
            for row, role, cents in body.rows
        ],
        "lineage": [
            {
                "name": kin.name,
                "country": kin.country,
                "before": kin.before,
                "from": kin.ruling.since or None,
                "projects": [_part(one) for one in kin.parts],
            }
            for kin in body.kin
        ],
        "ties": [
            {"name": one.name, "country": one.country, "proposals": list(one.rows)}
            for one in body.ties
        ],
        "rulings": [_ruling(one) for one in body.rulings],
    }


def _name(one: Spelling) -> Object:
    return {
        "name": one.name,
        "participations": one.parts,
        "support_eur": euros_of(one.cents),
        "how": one.how,
        "to": one.to or None,
        "weight": None if one.over is None else round(one.over, 3),
        "because": [evidence_object(each) for each in one.because],
        "places": sorted({f"{each.city}, {each.country}".strip(", ") for each in one.mentions}),
    }


def _part(one: Part) -> Object:
    return {
        "project": one.project,
        "title": one.title,
        "name": one.name,
        "role": one.role,
        "support_eur": None if one.cents is None else euros_of(one.cents),
        "starts": one.starts,
        "ends": one.ends,
    }


def _ruling(one: Ruling) -> Object:
    return {
        "verdict": one.verdict,
        "name": one.name,
        "country": one.country,
        "other": one.other,
        "other_country": one.other_country,
        "from": one.since or None,
        "decided": one.decided or None,
        "note": one.note,
    }
