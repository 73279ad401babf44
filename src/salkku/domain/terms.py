"""The terms a portfolio keeps: budget lines, relations between rows, rules over categories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from salkku.domain.periods import HalfYear

__all__ = ["BudgetRow", "Category", "Counted", "Measure", "Relation", "RelationKind", "Rule"]

RelationKind = Literal["requires", "excludes", "together", "synergy", "overlap"]
Category = Literal["focus_area", "method", "party", "call", "tag", "all"]
Counted = Literal[
    "ties",
    "new_ties",
    "renewed_ties",
    "continued_ties",
    "cross_city",
    "cross_sector",
    "first_timers",
    "unique_companies",
]
"""What projects make together, each thing once however many of them make it."""
Measure = Literal["count", "eur", "share", "effort_pm", "ends", Counted, "ties_of_one"]


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One limit of one budget line, in cents, for a span of half-years (None: open)."""

    line: str
    limit_cents: int
    fund: str = ""
    party: str = ""
    start: HalfYear | None = None
    end: HalfYear | None = None
    carry: bool = False
    row: int = 0
    name: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relation:
    """One row of relations.csv; ``source`` requires ``target``.

    Parameters
    ----------
    value
        Of a synergy (positive) or an overlap (negative), in the criterion's own units.
    row
        Line in the file, the header being 1; a repair names it ``relation:ROW``.
    """

    kind: RelationKind
    source: str
    target: str
    row: int
    criterion: str = ""
    value: Fraction = Fraction(0)
    lag_months: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A floor or cap over the chosen rows of a category.

    ``minimum`` and ``maximum`` are a count, cents (measure ``eur``), a share of 0 … 1 or
    person-months; None is open. A rule on what is :data:`Counted` has no span.
    """

    id: str
    category: Category
    member: str
    measure: Measure
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    start: HalfYear | None = None
    end: HalfYear | None = None
    row: int = 0
    name: Mapping[str, str] = field(default_factory=dict)
