"""Coverage over time as an object."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from salkku.domain.periods import format_month
from salkku.locale import LANGUAGES
from salkku.workbench.covering import coverage_sentences
from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from datetime import date

    from salkku.domain.agreement import Agreement
    from salkku.landscape.over_time import OverTime

__all__ = ["gaps_object", "over_time_object"]


def over_time_object(found: OverTime, agreement: Agreement, *, today: date) -> Object:
    """Give the object ``over_time`` of ``coverage``; money in euros."""
    said = {one: coverage_sentences(found, agreement, language=one) for one in LANGUAGES}
    return {
        "as_of": today,
        "cells": [
            {
                "focus_area": cell.focus_area,
                "method": cell.method,
                "party": cell.party,
                "state": cell.state,
                "projects": cell.projects,
                "count": len(cell.projects),
                "eur": euros_of(cell.cents),
                "organisations": cell.organisations,
            }
            for cell in found.cells
        ],
        "gaps": [
            {
                "focus_area": gap.focus_area,
                "method": gap.method,
                "party": gap.party,
                "kind": gap.kind,
                "until": None if gap.until is None else format_month(gap.until),
            }
            for gap in found.gaps
        ],
        "years": [
            {"focus_area": area, "year": year, "count": count} for area, year, count in found.years
        ],
        "eur": {state: euros_of(cents) for state, cents in found.cents.items()},
        "unpriced": found.unpriced,
        "unplaced": found.unplaced,
        "organisations_told": found.way,
        "sentences": {
            language: [{"code": code, "text": text} for code, text in pairs]
            for language, pairs in said.items()
        },
    }


def gaps_object(whole: Object) -> Object:
    """Give the gaps alone, of the object ``over_time``: the cells, and the sentences on them."""
    sentences = cast("dict[str, list[Object]]", whole["sentences"])
    return {
        "as_of": whole["as_of"],
        "gaps": whole["gaps"],
        "sentences": {
            language: [one for one in said if str(one["code"]).startswith(("gap_", "no_gaps"))]
            for language, said in sentences.items()
        },
    }
