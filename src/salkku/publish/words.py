"""Words of a report for one reader: sentences, names, money, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from salkku import locale
from salkku.domain.agreement import Agreement
from salkku.domain.standing import Reason, Slack

__all__ = ["Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """How a page speaks.

    Parameters
    ----------
    language
        ``fi``, ``sv`` or ``en``.
    """

    agreement: Agreement
    language: str

    def say(self, code: str, **values: object) -> str:
        """Say a sentence of the reports."""
        return locale.say(f"report.{code}", values, language=self.language)

    def euros(self, cents: int | Fraction) -> str:
        """Write cents as euros."""
        return locale.euros(cents, language=self.language)

    def number(self, value: Fraction | int | None, digits: int = 2) -> str:
        """Write a number; nothing for None."""
        return "" if value is None else locale.number(value, digits, language=self.language)

    def percent(self, share: Fraction, digits: int = 1) -> str:
        """Write a share as a percentage."""
        return locale.percent(share, digits, language=self.language)

    def name(self, names: Mapping[str, str], otherwise: str = "") -> str:
        """Choose the name in the reader's language, else in another that is there."""
        for language in (self.language, "en", "fi", "sv"):
            if names.get(language):
                return names[language]
        return otherwise

    def row(self, row_id: str) -> str:
        """Write the name of a row (a level has its base row's), or its id."""
        rows = {row.id: row for row in self.agreement.proposals}
        row = rows.get(row_id)
        if row is None:
            return row_id
        base = rows.get(row.level_of, row)
        return self.name(row.name) or self.name(base.name) or row_id

    def theme(self, theme_id: str) -> str:
        """Write the name of a focus area, method or party, or its id."""
        mine = self.agreement
        names = {one.id: one.name for one in mine.parties}
        names |= {one.id: one.name for one in (*mine.methods, *mine.focus_areas)}
        return self.name(names.get(theme_id, {}), theme_id)

    def reading(self, name: str) -> str:
        """Say how a reading takes the scores, from its name such as ``project-low-lasting``."""
        if name == "declared":
            return self.say("reading_declared")
        if name == "without_fit":
            return self.say("reading_without_fit")
        size, baseline, lasting = name.split("-")
        parts = (f"size_{size}", f"baseline_{baseline}", f"lasting_{lasting}")
        return "; ".join(self.say(part) for part in parts)

    def reason(self, reason: Reason, *, area: str) -> str:
        """Say a reason; ``area`` is ``reason`` (working group) or ``grounds`` (everybody)."""
        return self.say(f"{area}.{reason.code}", **reason.values)

    def amount(self, slack: Slack, value: Fraction | None) -> str:
        """Write a number in the unit of a limit."""
        if value is None:
            return ""
        if slack.measure == "eur":
            return self.euros(value)
        if slack.measure == "share":
            return self.percent(value, 0 if (value * 100).denominator == 1 else 1)
        return self.number(value, 0 if value.denominator == 1 else 1)
