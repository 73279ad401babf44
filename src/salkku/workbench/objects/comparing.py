"""Two portfolios compared, as an object."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from salkku.domain.periods import format_half_year
from salkku.locale import LANGUAGES
from salkku.workbench.objects.plain import Object, euros_of

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.standing import CellPair, Comparison, Difference, Side, Slack

__all__ = ["comparison_object", "limits_of"]


def comparison_object(found: Comparison, *, agreement: Agreement | None = None) -> Object:
    """Give the object of ``compare``; ``limits`` and ``cells`` that differ come first."""
    return {
        "a": _side(found.a),
        "b": _side(found.b),
        "shared": found.shared,
        "only_a": [one.row for one in found.differences if one.only == "a"],
        "only_b": [one.row for one in found.differences if one.only == "b"],
        "moved": [one.row for one in found.differences if one.only == "both"],
        "differences": [_difference(one, agreement) for one in found.differences],
        "limits": [_limit(*pair) for pair in limits_of(found)],
        "cells": [_cell(one) for one in found.cells],
    }


def _side(side: Side) -> Object:
    starts = side.starts
    return {
        "chosen": side.chosen,
        "absent": side.absent,
        "value": side.value,
        "values": side.values,
        "value_in_time": side.value_in_time,
        "cost_eur": euros_of(side.cost_cents),
        "breaks": side.broken,
        "starts": None
        if starts is None
        else {row: format_half_year(start) for row, start in starts.items()},
    }


def _difference(one: Difference, agreement: Agreement | None) -> Object:
    from salkku.workbench.comparing import difference_sentence

    return {
        "proposal": one.row,
        "only": one.only,
        "reason": one.code,
        "brings": one.brings,
        "cost_eur": euros_of(one.cost_cents),
        "sentences": {
            language: difference_sentence(one, language=language, agreement=agreement)
            for language in LANGUAGES
        },
    }


def limits_of(found: Comparison) -> list[tuple[Slack, Slack]]:
    """Give each limit as both sides use it, those that differ first."""
    pairs = list(zip(found.a.slack, found.b.slack, strict=True))
    return sorted(pairs, key=lambda pair: pair[0].used == pair[1].used)


def _limit(a: Slack, b: Slack) -> Object:
    def scaled(amount: Fraction | None) -> Fraction | None:
        return amount / 100 if amount is not None and a.measure == "eur" else amount

    return {
        "item": a.item,
        "measure": a.measure,
        "min": scaled(a.low),
        "max": scaled(a.high),
        **{
            name: {"used": scaled(one.used), "room": scaled(one.room)}
            for name, one in (("a", a), ("b", b))
        },
    }


def _cell(one: CellPair) -> Object:
    return {
        "focus_area": one.focus_area,
        "method": one.method,
        "party": one.party,
        "a": {"count": one.a[0], "eur": euros_of(one.a[1])},
        "b": {"count": one.b[0], "eur": euros_of(one.b[1])},
    }
