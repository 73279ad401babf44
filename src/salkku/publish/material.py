"""Everything that a report or a bundle is made of, gathered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from salkku.domain.agreement import Agreement
from salkku.domain.answers import NearSet, Ranking, ReadingAnswers, Robustness, Solution
from salkku.domain.errors import Fault
from salkku.domain.standing import Reason, Slack
from salkku.domain.weeks import Strip

__all__ = ["CellOf", "Material"]


class CellOf(Protocol):
    """One cell of the coverage: ids, a count of rows and their divided cents."""

    @property
    def focus_area(self) -> str: ...  # noqa: D102 - the class says it

    @property
    def method(self) -> str: ...  # noqa: D102

    @property
    def party(self) -> str: ...  # noqa: D102

    @property
    def count(self) -> int: ...  # noqa: D102

    @property
    def cents(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Material:
    """What was asked and answered of one agreement.

    Parameters
    ----------
    reasons
        One for each row, for the working group: they speak of values.
    grounds
        For everybody: built from money, rules and relations alone.
    cells
        Coverage of the chosen rows.
    near, robust, ranking, readings
        None where they were not asked.
    fit
        Language to the sentences on fit with the landscape; None where fit.csv says nothing.
    """

    agreement: Agreement
    solution: Solution
    slack: Sequence[Slack]
    reasons: Sequence[Reason]
    grounds: Sequence[Reason]
    cells: Sequence[CellOf]
    strip: Strip
    near: NearSet | None = None
    robust: Robustness | None = None
    ranking: Ranking | None = None
    readings: ReadingAnswers | None = None
    cautions: Sequence[Fault] = ()
    fit: Mapping[str, Sequence[str]] | None = None
