"""The ecosystem around the proposals: organisations, needs, calls, funded projects, testbeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from salkku.domain.periods import Month
from salkku.domain.proposals import Shares

__all__ = [
    "Actual",
    "Call",
    "Event",
    "FundedProject",
    "Indicator",
    "Need",
    "Organisation",
    "Participation",
    "Testbed",
]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that takes part; ``carry_cents_per_year`` is what it says it can carry (optional)."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    city: str = ""
    country: str = ""
    business_id: str = ""
    pic: str = ""
    source: str = ""
    carry_cents_per_year: int | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """An organisation's part in a proposal, in cents (None: unknown)."""

    proposal: str
    organisation: str
    role: str = ""
    city: str = ""
    share_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """A problem of a named city unit that would use or buy the answer."""

    id: str
    party: str
    unit: str
    need: Mapping[str, str]
    adopter: str = ""
    start: Month | None = None
    end: Month | None = None


@dataclass(frozen=True, slots=True)
class FundedProject:
    """A fact sheet of a project funded already; ``scope`` is steered, aligned or neighbour."""

    id: str
    name: Mapping[str, str]
    scope: str = "neighbour"
    source: str = ""
    as_of: str = ""
    fund: str = ""
    lead: str = ""
    partners: tuple[str, ...] = ()
    focus_areas: Shares = ()
    methods: Shares = ()
    parties: tuple[str, ...] = ()
    start: Month | None = None
    end: Month | None = None
    total_cents: int | None = None
    support_cents: int | None = None
    continues: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    summary: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Call:
    """A window of a fund; earmarks are cents per focus area."""

    id: str
    name: Mapping[str, str] = field(default_factory=dict)
    fund: str = ""
    opens: str = ""
    closes: str = ""
    earliest_decision: str = ""
    available_cents: int | None = None
    threshold_share: Fraction | None = None
    earmarks: Mapping[str, int] = field(default_factory=dict)
    focus_areas: tuple[str, ...] = ()
    line: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something in time that a start may have to precede or follow.

    ``precedes`` are rows that may not start before it, ``follows`` rows that may not start after.
    """

    id: str
    name: Mapping[str, str]
    kind: str = ""
    month: Month | None = None
    precedes: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Testbed:
    """A test environment: owner, place, and the slots it has in each half-year (None: unknown)."""

    id: str
    name: Mapping[str, str]
    owner: str = ""
    place: str = ""
    capacity: int | None = None
    party: str = ""
    focus_area: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An output or result that is promised, with its definition."""

    id: str
    proposal: str
    code: str = ""
    name: Mapping[str, str] = field(default_factory=dict)
    baseline: Fraction | None = None
    target: Fraction | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Actual:
    """What an indicator reached by a date."""

    indicator: str
    date: str
    value: Fraction
    source: str = ""
