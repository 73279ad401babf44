"""How a chosen portfolio stands against each limit, and the grounds of each row's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

__all__ = ["Reason", "Slack"]


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
