"""Money that will probably come back: what running rows are on their way to leave unspent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Indicator
from salkku.domain.periods import format_month
from salkku.domain.proposals import Proposal
from salkku.domain.weeks import WeekItem, WeekRow
from salkku.followup.portfolio import end_of

__all__ = ["returning"]

SPENDING = "spending"
"""Code of an indicator, in euros, whose target is the money granted and whose actuals the spent."""


def returning(agreement: Agreement, *, today: date) -> Iterator[WeekItem]:
    """Give what each running row would leave if it went on spending at the pace so far.

    Only rows with a spending indicator, an actual, a start and a duration are judged: without
    them nothing is said. The last useful day is the last closing day of a call that has not
    closed, for only a call can give the money to somebody else.
    """
    rows = {row.id: row for row in agreement.proposals if row.fixed}
    left = tuple(
        found
        for indicator in agreement.indicators
        if indicator.code == SPENDING and indicator.proposal in rows
        for found in _left(agreement, indicator, rows[indicator.proposal], today)
    )
    days = [call.closes for call in agreement.calls if call.closes >= today.isoformat()]
    if left:
        kind = "returning" if days else "returning_no_call"
        yield WeekItem(kind, left, "eur_cents", {"day": max(days)} if days else {})


def _left(
    agreement: Agreement, indicator: Indicator, row: Proposal, today: date
) -> Iterator[WeekRow]:
    end = end_of(row)
    spent = [one for one in agreement.actuals if one.indicator == indicator.id]
    if row.start is None or end is None or not spent or indicator.target is None:
        return
    latest = max(spent, key=lambda one: one.date)
    day = date.fromisoformat(latest.date)
    gone = 12 * day.year + day.month - row.start
    if gone <= 0 or day > today:
        return
    months = end - row.start + 1
    pace = latest.value / min(gone, months) * months
    cents = int((indicator.target - max(pace, latest.value)) * Fraction(100))
    if cents > 0:
        facts = {"as_of": latest.date, "ends": format_month(end), "source": latest.source}
        yield WeekRow(row.id, row.name, cents, facts)
