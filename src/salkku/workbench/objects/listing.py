"""Lists as objects: coverage, likeness, loads, links, the week, a decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from salkku.locale import LANGUAGES
from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.decide import Decision
    from salkku.domain.weeks import WeekItem, WeekRow
    from salkku.ingest import Loaded, Remark
    from salkku.landscape import Cell
    from salkku.workbench.exploring import Alike

__all__ = [
    "coverage_object",
    "decision_object",
    "loaded_object",
    "similar_object",
    "week_object",
]


def coverage_object(cells: Iterable[Cell]) -> Object:
    """Give the object of ``coverage``."""
    return {
        "cells": [
            {
                "focus_area": cell.focus_area,
                "method": cell.method,
                "party": cell.party,
                "count": cell.count,
                "eur": euros_of(cell.cents),
            }
            for cell in cells
        ]
    }


def similar_object(alike: Alike, because: Sequence[Sequence[str]]) -> Object:
    """Give the object of ``similar``; ``because`` are the sentences of each hit's reasons."""
    from salkku.workbench.objects.ideas import without_object

    return {
        **without_object(alike.compared, alike.without),
        "organisations_told": alike.way,
        "hits": [
            {
                "project": hit.project,
                "source": hit.source,
                "rank": hit.rank,
                "relation": hit.relation,
                "name": hit.name,
                "because": said,
                "codes": [reason.code for reason in hit.because],
            }
            for hit, said in zip(alike.hits, because, strict=True)
        ],
    }


def loaded_object(loaded: Loaded) -> Object:
    """Give the object of ``load`` and ``fetch``; ``doubts`` are rows kept but not trusted."""
    return {
        "rows": loaded.rows,
        "repaired": loaded.repaired,
        "joined": loaded.joined,
        "rejected": [_remark(one) for one in loaded.rejected],
        "doubts": [_remark(one) for one in loaded.doubts],
    }


def week_object(items: Iterable[WeekItem]) -> Object:
    """Give the object of ``week``; money in euros."""
    from salkku.workbench.following import week_sentence

    return {
        "items": [
            {
                "kind": item.kind,
                "number": _number(item),
                "unit": "count" if item.unit == "count" else "eur",
                "sentences": {one: week_sentence(item, language=one) for one in LANGUAGES},
                "list": [_week_row(item, row) for row in item.rows],
            }
            for item in items
        ]
    }


def decision_object(decision: Decision) -> Object:
    """Give the object of ``decide``: its digest, and what was decided.

    The command line adds ``path``, the folder that it was written to.
    """
    told = json.loads(decision.files["decision.json"])
    return {**told, "digest": decision.digest, "files": sorted(decision.files)}


def _remark(remark: Remark) -> Object:
    return {
        "file": remark.file,
        "row": remark.row,
        "column": remark.column,
        "reason": remark.reason,
    }


def _number(item: WeekItem) -> int | Fraction:
    return item.number if item.unit == "count" else euros_of(item.number)


def _week_row(item: WeekItem, row: WeekRow) -> Object:
    told: Object = {"id": row.id, **row.facts}
    if row.name:
        told["name"] = dict(row.name)
    if item.unit != "count":
        told["eur"] = euros_of(row.cents)
    return told
