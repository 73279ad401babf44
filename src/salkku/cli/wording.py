"""Words of the catalogue for one reader: sentences, money, numbers and names of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement

__all__ = ["Wording"]


@dataclass(frozen=True, slots=True)
class Wording:
    """How one reader is spoken to.

    Parameters
    ----------
    language
        ``fi``, ``sv`` or ``en``.
    area
        Of the catalogue, where a code names none.

    Examples
    --------
    >>> Wording("fi").name({"en": "Ward"})
    'Ward'
    """

    language: str
    area: str = "cli"

    def say(self, code: str, **values: object) -> str:
        """Say one sentence of the area."""
        from salkku.locale import say

        return say(f"{self.area}.{code}", values, language=self.language)

    def euros(self, cents: int) -> str:
        """Write cents as euros."""
        from salkku.locale import euros

        return euros(cents, language=self.language)

    def number(self, value: Fraction | int | None, digits: int = 2) -> str:
        """Write a number rounded to so many digits; nothing for None."""
        from salkku.locale import number

        return "" if value is None else number(value, digits, language=self.language)

    def percent(self, share: Fraction, digits: int = 1) -> str:
        """Write a share as a percentage."""
        from salkku.locale import percent

        return percent(share, digits, language=self.language)

    def name(self, names: Mapping[str, str]) -> str:
        """Choose the name in the reader's language, else in another that is there."""
        for language in (self.language, "en", "fi", "sv", ""):
            if names.get(language):
                return names[language]
        return ""

    def row(self, agreement: Agreement, row_id: str) -> str:
        """Write a row's id and name."""
        for row in agreement.proposals:
            if row.id == row_id:
                return f"{row_id} {self.name(row.name)}".rstrip()
        return row_id

    def answer(self, truth: bool) -> str:
        """Write yes or no."""
        return self.say("yes" if truth else "no")
