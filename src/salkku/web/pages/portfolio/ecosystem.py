"""The ecosystem numbers laid out: the portfolio, the decided alone, and a row tried in or out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from salkku.domain.agreement import Agreement, Names
from salkku.domain.periods import parse_month

__all__ = ["laid_out", "with_row"]

NUMBERS = ("ties", "new", "renewed", "kept", "dropped", "cross_city", "first_timers",
           "unique_companies", "company_mentions", "organisations")  # fmt: skip
STATES = ("new", "renewed", "kept", "dropped")
SHOWN = 60
"""Most ties in the table; the API has them all."""


def with_row(chosen: Sequence[str], row: str, agreement: Agreement) -> list[str] | None:
    """Give the portfolio with a competing row the other way; None where there is none to try.

    A level comes in the place of its base row and its other levels.
    """
    rows = {one.id: one for one in agreement.proposals if one.competes and not one.fixed}
    if row not in rows:
        return None
    if row in chosen:
        return [one for one in chosen if one != row]
    base = rows[row].level_of or row
    family = {one.id for one in agreement.proposals if base in (one.id, one.level_of)}
    kept = {*chosen, row} - (family - {row})
    return [one.id for one in agreement.proposals if one.id in kept]


def laid_out(
    answer: Mapping[str, Any], tried: Mapping[str, Any] | None, agreement: Agreement, language: str
) -> dict[str, Any]:
    """Give the sentences and the tables of the page.

    Parameters
    ----------
    answer, tried
        Objects of ``ecosystem``: the portfolio, and the same with one row the other way.
    """
    shown = tried or answer
    said = shown["sentences"][language]
    bodies: dict[str, Names] = {
        one.id: {"en": one.name or one.id} for one in agreement.organisations
    }
    projects = {f"projects:{one.id}": one.name for one in agreement.projects}
    columns = [answer["counts"], answer["otherwise"]]
    if tried is not None:
        columns.insert(0, tried["counts"])
    ties = sorted(shown["ties"], key=lambda one: STATES.index(one["state"]))
    return {
        "finding": said[0]["text"],
        "sentences": [one["text"] for one in said[1:]],
        "numbers": [(name, [column[name] for column in columns]) for name in NUMBERS],
        "tried": tried is not None,
        "shares": [("without", answer["without"]), ("with", answer["with"])],
        "ties": [
            {
                **one,
                "before": [(key, projects.get(key, {})) for key in one["before"]],
                "left": bodies.get(one["left"], {}),
                "right": bodies.get(one["right"], {}),
                "until": parse_month(one["until"]) if one["until"] else None,
            }
            for one in ties[:SHOWN]
        ],
        "all_ties": len(ties),
    }
