"""How a chosen portfolio stands: against each limit, against another one, and why row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from salkku.domain.periods import HalfYear
from salkku.domain.problem import FitTerm

__all__ = ["CellPair", "Comparison", "Difference", "FitAnswer", "Reason", "Side", "Slack"]


@dataclass(frozen=True, slots=True)
class FitAnswer:
    """(N) A portfolio's value with and without fit with the landscape.

    Parameters
    ----------
    on
        Whether ``[fit]`` is in agreement.toml.
    chosen, value, value_without
        The best portfolio, its value as told, and the same portfolio's value without fit.
    chosen_without, best_without
        The best portfolio were fit off, and its value then.
    terms
        Every accepted relation of a competing row.
    """

    on: bool
    status: str
    chosen: tuple[str, ...] = ()
    value: Fraction | None = None
    value_without: Fraction | None = None
    chosen_without: tuple[str, ...] = ()
    best_without: Fraction | None = None
    terms: tuple[tuple[str, FitTerm], ...] = ()


@dataclass(frozen=True, slots=True)
class Slack:
    """What a portfolio uses of one limit.

    Parameters
    ----------
    item
        ``line:ID``, ``rule:ID`` or ``carrying:ID``.
    measure
        ``eur`` (cents), ``count``, ``share`` (0 … 1) or ``effort_pm``.
    used
        In the measure's unit; None for a share of a portfolio that costs nothing.
    low, high
        The limits in the same unit; None is open.
    """

    item: str
    measure: str
    used: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None

    @property
    def room(self) -> Fraction | None:
        """What is left to the upper limit; None where it is open.

        Examples
        --------
        >>> Slack("rule:r1", "count", Fraction(2), high=Fraction(5)).room
        Fraction(3, 1)
        """
        return None if self.high is None or self.used is None else self.high - self.used


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is in or out: the code of a sentence and what it needs.

    Parameters
    ----------
    row
        The row's id.
    inside
        Whether the row is in the portfolio.
    code
        Name of the sentence.
    values
        Ids joined by commas, cents, shares as fractions; ``share`` of the best value.
    """

    row: str
    inside: bool
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two portfolios that are compared, by the agreement as it is now.

    Parameters
    ----------
    chosen
        Ids of competing rows, in file order; ``absent`` are those that do not compete now.
    value, values
        As of a solution.
    broken
        Names of the constraints that it breaks, as ``line:support``.
    slack
        What it uses of each limit.
    starts, value_in_time
        Where it says when rows start, and what the agreement's losses in time leave of the value;
        None where a start is not admissible now.
    """

    chosen: tuple[str, ...]
    absent: tuple[str, ...]
    value: Fraction
    values: Mapping[str, Fraction]
    cost_cents: int
    broken: tuple[str, ...] = ()
    slack: tuple[Slack, ...] = ()
    starts: Mapping[str, HalfYear] | None = None
    value_in_time: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that only one of two portfolios has, or that starts at another time.

    Parameters
    ----------
    only
        The side that has it; ``both`` for another start.
    code
        Of the sentence ``compare.CODE``: ``moved``, or why the other side does not have it.
    values
        What the sentence needs.
    brings
        Value that its side would lose without it, pairs included; 0 for another start.
    """

    row: str
    only: Literal["a", "b", "both"]
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    brings: Fraction = Fraction(0)
    cost_cents: int = 0


@dataclass(frozen=True, slots=True)
class CellPair:
    """A cell of focus area, method and party as ``(rows, cents)`` of each side."""

    focus_area: str
    method: str
    party: str
    a: tuple[int, int]
    b: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two portfolios of one agreement side by side.

    Parameters
    ----------
    shared
        Rows that both have, in file order.
    differences
        Rows of ``a`` only, of ``b`` only, then those that start at another time.
    cells
        Every cell that either touches; those that differ first.
    """

    a: Side
    b: Side
    shared: tuple[str, ...]
    differences: tuple[Difference, ...]
    cells: tuple[CellPair, ...] = ()
