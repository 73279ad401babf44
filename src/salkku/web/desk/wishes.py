"""Wishes of an address or a form: rows taken in, rows left out, a condition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from salkku.domain.agreement import Agreement
from salkku.domain.answers import Condition
from salkku.domain.proposals import LEVELS

__all__ = ["Wishes", "condition_in", "wishes_in"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """Ids of rows that must be in, and of rows that must be out."""

    force: tuple[str, ...]
    forbid: tuple[str, ...]


def wishes_in(given: QueryDict, agreement: Agreement) -> Wishes:
    """Read ``force`` and ``forbid``; what names no competing row is left aside."""
    ids = {row.id for row in agreement.proposals if row.competes}
    force = tuple(dict.fromkeys(id for id in given.getlist("force") if id in ids))
    forbid = (id for id in given.getlist("forbid") if id in ids and id not in force)
    return Wishes(force, tuple(dict.fromkeys(forbid)))


def condition_in(given: QueryDict, agreement: Agreement) -> Condition | None:
    """Read ``if``, ``level`` and ``until``; None where they name no proposal, level and day."""
    rows = {row.id for row in agreement.proposals if row.status == "proposal"}
    row = given.get("if", "")
    level = next((one for one in LEVELS[1:] if one == given.get("level", "")), None)
    try:
        until = date.fromisoformat(given.get("until", ""))
    except ValueError:
        return None
    if row not in rows or level is None:
        return None
    return Condition(row, level, until.isoformat())
