"""The agreement: parties, themes, criteria, preferences and the whole of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from salkku.domain.ecosystem import (
    Actual,
    Call,
    Event,
    Fitting,
    FundedProject,
    Indicator,
    Need,
    Organisation,
    Participation,
    Ruling,
    Testbed,
)
from salkku.domain.periods import Month
from salkku.domain.proposals import Benefit, Commitment, Cost, Level, Proposal, Result, Score
from salkku.domain.terms import BudgetRow, Relation, Rule

__all__ = [
    "Agreement",
    "Continuation",
    "Criterion",
    "CriterionKind",
    "Diminishing",
    "Fit",
    "Goal",
    "Names",
    "Party",
    "PartyRole",
    "Pooling",
    "Preference",
    "RepairPrices",
    "SizedBy",
    "Theme",
]

PartyRole = Literal["lead", "partner"]
CriterionKind = Literal["content", "refining", "horizontal", "general"]
SizedBy = Literal["project", "euro", "reach"]
Pooling = Literal["mean", "hull"]
Names = Mapping[str, str]
"""A name in some of the languages ``fi``, ``sv`` and ``en``."""


@dataclass(frozen=True, slots=True)
class Party:
    """A city (or other signatory) of the agreement."""

    id: str
    name: Names
    role: PartyRole = "partner"


@dataclass(frozen=True, slots=True)
class Theme:
    """A focus area or a method emphasis."""

    id: str
    name: Names


@dataclass(frozen=True, slots=True)
class Criterion:
    """What assessors score, on which scale, and how a score becomes an amount.

    Parameters
    ----------
    low, high
        Ends of the scale, in the scores' own units; ``high > low``.
    baseline
        The score at which a project adds nothing.
    size
        What a score multiplies: the project, its euros or its reach.
    size_unit
        Euros (not cents) or units of reach that count as 1.
    points
        Weight of the criterion in the lawful points of the ranking (optional key, default 1;
        always 0 for ``general``).
    """

    id: str
    name: Names
    low: Fraction
    high: Fraction
    kind: CriterionKind = "content"
    threshold: Fraction | None = None
    party: str | None = None
    baseline: Fraction = Fraction(0)
    size: SizedBy = "project"
    size_unit: Fraction = Fraction(1)
    pool: Pooling = "mean"
    points: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Goal:
    """A strategic goal of one party."""

    id: str
    party: str
    name: Names
    source: str = ""
    start: Month | None = None
    end: Month | None = None


@dataclass(frozen=True, slots=True)
class Preference:
    """A statement on criteria weights; ``party`` None is common to all.

    ``rank`` uses ``order`` (most important first), ``interval`` uses ``criterion``, ``low`` and
    ``high``, ``at_least`` says that ``left`` weighs at least ``times`` as much as ``right``.
    """

    kind: Literal["rank", "interval", "at_least"]
    party: str | None = None
    order: tuple[str, ...] = ()
    criterion: str = ""
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(1)
    left: str = ""
    right: str = ""
    times: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Diminishing:
    """What a further project of one coverage cell loses for each that the portfolio has there.

    Parameters
    ----------
    loss
        In the criterion's own units, 0 or more: k projects of the cell lose
        ``loss × k (k - 1) / 2`` together, which is concave in k.
    focus_area, method, party
        The cell; empty does not narrow it.
    """

    criterion: str
    loss: Fraction
    focus_area: str = ""
    method: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """What fit with the landscape counts, once a steering group has turned it on.

    Parameters
    ----------
    criterion
        The criterion whose scores it moves.
    duplicate, continues
        Points, in the criterion's own units and 0 or more, that a duplicate costs and that
        carrying on what nobody carries on pays.
    """

    criterion: str
    duplicate: Fraction = Fraction(0)
    continues: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Continuation:
    """How much of a value arises while running, and how likely the rest is at each level."""

    running: Fraction
    persistence: Mapping[Level, tuple[Fraction, Fraction]]


@dataclass(frozen=True, slots=True)
class RepairPrices:
    """What one unit of a change costs when a repair is sought."""

    euro: Decimal = Decimal(1)
    project: Decimal = Decimal(100_000)
    share: Decimal = Decimal(1_000_000)
    relation: Decimal = Decimal(500_000)
    commitment: Decimal = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Agreement:
    """Everything an agreement folder says, read and checked.

    Parameters
    ----------
    weights
        Point weights as written (not normalised); None when the folder gives none.
    period
        First and last month, inclusive.

    Notes
    -----
    Rows keep the order of their files. Names of attributes are the names of the files.
    """

    id: str
    name: Names
    period: tuple[Month, Month] | None
    parties: tuple[Party, ...]
    focus_areas: tuple[Theme, ...]
    methods: tuple[Theme, ...]
    criteria: tuple[Criterion, ...]
    proposals: tuple[Proposal, ...]
    goals: tuple[Goal, ...] = ()
    preferences: tuple[Preference, ...] = ()
    weights: Mapping[str, Fraction] | None = None
    continuation: Continuation | None = None
    diminishing: tuple[Diminishing, ...] = ()
    fit: Fit | None = None
    repair: RepairPrices = field(default_factory=RepairPrices)
    loss_per_year: Fraction = Fraction(0)
    severity_correction: bool = False
    budgets: tuple[BudgetRow, ...] = ()
    costs: tuple[Cost, ...] = ()
    scores: tuple[Score, ...] = ()
    relations: tuple[Relation, ...] = ()
    rules: tuple[Rule, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    participations: tuple[Participation, ...] = ()
    benefits: tuple[Benefit, ...] | None = None
    needs: tuple[Need, ...] = ()
    results: tuple[Result, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    projects: tuple[FundedProject, ...] = ()
    fits: tuple[Fitting, ...] = ()
    calls: tuple[Call, ...] = ()
    events: tuple[Event, ...] = ()
    testbeds: tuple[Testbed, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    actuals: tuple[Actual, ...] = ()
