"""The week: what needs somebody, each with one number and the list behind it; and the strip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from salkku.domain.periods import Month

__all__ = ["AreaChange", "Bar", "Strip", "WeekItem", "WeekRow"]

Unit = Literal["count", "eur_cents"]


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One entry of the list behind a number.

    Parameters
    ----------
    id
        Of a project, result, call, need or cell.
    name
        In some of the languages; empty where the id says it all.
    cents
        Its part of a sum of money; 0 in a count.
    facts
        What else is known of it: column → text, dates as ``YYYY-MM-DD`` or ``YYYY-MM``.
    """

    id: str
    name: Mapping[str, str] = field(default_factory=dict)
    cents: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeekItem:
    """One sentence of the week.

    Parameters
    ----------
    kind
        What it is about; its sentence is ``week.KIND`` of the catalogue.
    number
        The count of ``rows``, or the sum of their cents, as ``unit`` says. Always one of the two.
    values
        What the sentence needs besides ``count`` and ``cents``.
    """

    kind: str
    rows: tuple[WeekRow, ...]
    unit: Unit = "count"
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """The one number of the sentence: what ``rows`` come to.

        Examples
        --------
        >>> WeekItem("returning", (WeekRow("A", cents=150),), "eur_cents").number
        150
        """
        return len(self.rows) if self.unit == "count" else sum(row.cents for row in self.rows)


@dataclass(frozen=True, slots=True)
class AreaChange:
    """Something that happened around the agreement, in what was loaded of open data.

    Parameters
    ----------
    project
        Source and id of a project or of an open topic, as ``cordis:101191725``.
    name
        As its source writes it.
    area
        Id of the focus area that it speaks of; empty when that is not clear.
    change
        ``appeared``, ``changed`` or ``vanished`` between two issues of a source; ``opened`` for a
        topic that can be applied for since then.
    day
        Of the later issue, or of the opening.
    until
        Last useful day of a topic; None for a project and where unknown.
    fields
        What is another now, by name.

    Examples
    --------
    >>> AreaChange("cordis:1", "Drones", "urban", "appeared", date(2026, 1, 15)).fields
    ()
    """

    project: str
    name: str
    area: str
    change: Literal["appeared", "changed", "vanished", "opened"]
    day: date
    until: date | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A project in the strip; months inclusive; ``scope`` steered, aligned or a row's status."""

    id: str
    name: Mapping[str, str]
    start: Month
    end: Month
    scope: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The years of an agreement: projects as bars, each party's money, and what lives on.

    Parameters
    ----------
    years
        In order.
    bars
        Projects whose start and end are known and touch the years.
    money
        Party → cents a year: what rows cost on that party's lines.
    promised, budgeted
        Cents a year of continuing cost after the ends: promised without a budget (spoken, letter,
        signed), and budgeted.
    undated
        Ids that could not be placed for want of a start, a duration or a date.
    """

    years: tuple[int, ...]
    bars: tuple[Bar, ...]
    money: Mapping[str, tuple[int, ...]]
    promised: tuple[int, ...]
    budgeted: tuple[int, ...]
    undated: tuple[str, ...] = ()
