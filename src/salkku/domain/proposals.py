"""Proposals and what is said of each: costs, scores, benefits, results, commitments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from salkku.domain.periods import Month

__all__ = [
    "LEVELS",
    "STATUSES",
    "Benefit",
    "Commitment",
    "Cost",
    "Level",
    "Proposal",
    "Result",
    "Score",
    "Shares",
    "Slots",
    "Status",
]

Status = Literal["idea", "proposal", "committed", "running", "ended", "rejected"]
STATUSES: tuple[Status, ...] = (
    "idea", "proposal", "committed", "running", "ended", "rejected",
)  # fmt: skip
"""What a row of proposals.csv may be."""
Level = Literal["none", "spoken", "letter", "signed", "budgeted"]
LEVELS: tuple[Level, ...] = ("none", "spoken", "letter", "signed", "budgeted")
"""Commitment levels, the least sure first."""
Shares = tuple[tuple[str, Fraction], ...]
"""Members with the part that each takes, summing to 1; equal parts where the file gives none."""
Slots = tuple[tuple[str, int], ...]
"""Test environments with a number of slots, at least one each."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row of proposals.csv.

    Parameters
    ----------
    row
        Line in the file, the header being 1.
    level_of
        The row that this one is another funding level of.
    reach
        People or organisations reached; None when unknown.
    effort_pm
        Person-months of work; None when unknown.
    testbeds
        Slots of test environments that it takes in every half-year it runs.
    develops
        Slots that it adds to test environments from the half-year after its end.
    """

    id: str
    status: Status
    row: int = 0
    name: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    lead: str = ""
    focus_areas: Shares = ()
    methods: Shares = ()
    parties: tuple[str, ...] = ()
    call: str = ""
    level_of: str = ""
    duration_months: int | None = None
    start: Month | None = None
    earliest_start: Month | None = None
    latest_start: Month | None = None
    tags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    reach: Fraction | None = None
    effort_pm: Fraction | None = None
    testbeds: Slots = ()
    develops: Slots = ()
    anyway_low: Fraction | None = None
    anyway_high: Fraction | None = None

    @property
    def competes(self) -> bool:
        """Whether the row may be in a portfolio at all."""
        return self.status in ("proposal", "committed", "running")

    @property
    def fixed(self) -> bool:
        """Whether the row is in every portfolio."""
        return self.status in ("committed", "running")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one proposal costs on one budget line, in cents.

    ``half_year`` counts from the half-year the project starts in; None is spread evenly.
    """

    proposal: str
    line: str
    cents: int
    half_year: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One assessor's interval on one criterion, in the scale's units; ``low <= high``."""

    proposal: str
    criterion: str
    low: Fraction
    high: Fraction
    assessor: str = ""
    confidence: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Benefit:
    """The share of one proposal's value that one party enjoys; 0 … 1."""

    proposal: str
    party: str
    role: str
    share_low: Fraction
    share_high: Fraction


@dataclass(frozen=True, slots=True)
class Result:
    """What a project makes that can live on after it."""

    id: str
    proposal: str
    name: Mapping[str, str]
    kind: str = ""
    need: str = ""
    main: bool = True


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who carries which result on after the end, with which money (cents a year), from when."""

    proposal: str
    organisation: str
    result: str
    carries_on_as: str
    cents_per_year: int
    start: Month | None
    level: Level
    evidence: str = ""
