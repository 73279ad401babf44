"""Ecosystem numbers of a set of projects as nouns: ties, a broker, counts, shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from salkku.domain.periods import Month
from salkku.text import Sector

__all__ = ["Broker", "Counts", "Ecosystem", "Share", "State", "TieTold"]

State = Literal["new", "renewed", "kept", "dropped"]
"""A tie that nothing known made; that was known and a chosen row makes again; that only a chosen
running row makes; that our projects made and nothing chosen makes."""


@dataclass(frozen=True, slots=True)
class TieTold:
    """One tie.

    Parameters
    ----------
    left, right
        Ids of organisations.csv.
    state
        What becomes of it.
    rows
        Chosen rows that make it.
    before
        Known projects that made it.
    until
        Of a dropped one the month in which the last of ours ends; None where one does not say.

    Examples
    --------
    >>> TieTold("aalto", "espoo", "new", ("02",), ()).until is None
    True
    """

    left: str
    right: str
    state: State
    rows: tuple[str, ...]
    before: tuple[str, ...]
    until: Month | None = None


@dataclass(frozen=True, slots=True)
class Broker:
    """The organisation in most ties, and what would be without it.

    Parameters
    ----------
    body
        Its id; of several the first by id. Empty when there is no tie.
    ties
        How many ties it is in: so many would break.
    groups, groups_without
        Groups of bodies that ties hold together, with it and without it (lone bodies of broken
        ties are groups too).

    Examples
    --------
    >>> Broker("helsinki", 2, 1, 2).ties
    2
    """

    body: str = ""
    ties: int = 0
    groups: int = 0
    groups_without: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of one set of rows, each body and each tie once.

    Parameters
    ----------
    organisations
        Bodies that take part, those reached included.
    ties
        Ties that the rows make: new, renewed and kept ones.
    new, renewed, kept, dropped
        Ties by what becomes of them; dropped ones are not among ``ties``.
    cross_city, city_unknown
        Ties between different cities; ties with an end whose city nobody says.
    kinds
        Ties by the sectors of their ends, in the order of the sectors' names.
    first_timers
        Bodies that no known project had.
    companies, company_mentions
        Companies by business id or row of organisations.csv; the sum over rows, which counts a
        company once for each row that has it.
    broker
        On whom the ties depend most.

    Examples
    --------
    >>> Counts().ties
    0
    """

    organisations: int = 0
    ties: int = 0
    new: int = 0
    renewed: int = 0
    kept: int = 0
    dropped: int = 0
    cross_city: int = 0
    city_unknown: int = 0
    kinds: tuple[tuple[Sector, Sector, int], ...] = ()
    first_timers: int = 0
    companies: int = 0
    company_mentions: int = 0
    broker: Broker = Broker()


@dataclass(frozen=True, slots=True)
class Share:
    """What one row makes that no other row of the set does, and what it makes by itself.

    Parameters
    ----------
    row
        Id of the row: of the set, or one that would be added to it.
    decided
        Whether it is in every portfolio.
    ties, new, cross_city, first_timers, companies
        How many fewer the set has without it, or more with it.
    own_ties, own_companies
        How many it has, whoever else has them.

    Examples
    --------
    >>> Share("01", False, 1, 0, 1, 0, 0, 3, 0).own_ties
    3
    """

    row: str
    decided: bool
    ties: int
    new: int
    cross_city: int
    first_timers: int
    companies: int
    own_ties: int
    own_companies: int


@dataclass(frozen=True, slots=True)
class Ecosystem:
    """The ecosystem numbers of a portfolio, with what would be otherwise.

    Parameters
    ----------
    counts
        Of the chosen rows.
    otherwise
        Of the decided rows alone: what is there if nothing more is chosen.
    ties
        Every tie, made or dropped, in the order of its ends.
    first_timers
        Ids of the bodies that no known project had.
    shares
        What would be gone without each chosen row, in file order.
    additions
        What each other competing row would add, in file order, rules and money aside; of a row
        and its levels none where one is chosen.
    unmatched
        Names in projects.csv that are nobody of organisations.csv: their ties are not known.
    silent
        Chosen rows of which participations.csv says nothing.
    loaded
        How many loaded projects had one of the bodies; None when nothing was loaded.
    way
        How one body is told from another: ``linked`` or ``named``.

    Examples
    --------
    >>> Ecosystem(Counts(), Counts(), (), (), (), (), (), (), None).counts.new
    0
    """

    counts: Counts
    otherwise: Counts
    ties: tuple[TieTold, ...]
    first_timers: tuple[str, ...]
    shares: tuple[Share, ...]
    additions: tuple[Share, ...]
    unmatched: tuple[str, ...]
    silent: tuple[str, ...]
    loaded: int | None
    way: str = "named"
