"""What lives on: results without a carrier, continuing cost, and checks after the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salkku.domain.agreement import Agreement
from salkku.domain.periods import Month, format_month
from salkku.domain.proposals import Commitment, Result
from salkku.domain.weeks import WeekItem, WeekRow
from salkku.followup.portfolio import members, support_of

__all__ = ["checks_due", "continuing", "without_carrier"]

CHECKS = (0, 12, 36)
"""Months after the end at which a project's results are looked for."""


def without_carrier(agreement: Agreement) -> Iterator[WeekItem]:
    """Give the results that nobody has promised to carry on: of projects, then of proposals."""
    names = {row.id: row for row in agreement.proposals}
    support = support_of(agreement)
    for kind, ids in _groups(agreement, "without_carrier"):
        bare = [
            result
            for result in agreement.results
            if result.proposal in ids and not _carried(agreement, result)
        ]
        behind = sum(support.get(row, 0) for row in {result.proposal for result in bare})
        if bare:
            rows = tuple(
                WeekRow(
                    result.id,
                    result.name,
                    facts={
                        "proposal": result.proposal,
                        "status": names[result.proposal].status,
                        "result_kind": result.kind,
                    },
                )
                for result in bare
            )
            yield WeekItem(kind, rows, values={"support": behind})


def continuing(agreement: Agreement) -> Iterator[WeekItem]:
    """Give the continuing cost a year that is promised and not budgeted, beside what is."""
    for kind, ids in _groups(agreement, "continuing"):
        mine = [one for one in agreement.commitments if one.proposal in ids]
        promised = [one for one in mine if one.level in ("spoken", "letter", "signed")]
        budgeted = sum(one.cents_per_year for one in mine if one.level == "budgeted")
        if promised:
            rows = tuple(_promise(one) for one in promised)
            yield WeekItem(kind, rows, "eur_cents", {"budgeted": budgeted})


def checks_due(agreement: Agreement, *, since: date, until: date) -> Iterator[WeekItem]:
    """Give the ended projects whose check after 0, 12 or 36 months falls between two days."""
    first, last = _month(since), _month(until)
    rows = tuple(
        WeekRow(
            one.id,
            one.name,
            facts={
                "months_after": str(months),
                "ended": format_month(one.end),
                "due": format_month(one.end + months),
            },
        )
        for one in members(agreement)
        if one.end is not None
        for months in CHECKS
        if first <= one.end + months <= last
    )
    if rows:
        yield WeekItem("checks_due", rows)


def _groups(agreement: Agreement, kind: str) -> Iterator[tuple[str, set[str]]]:
    """Split rows into those that exist (committed, running, ended) and those still proposed."""
    exist = {row.id for row in agreement.proposals if row.fixed or row.status == "ended"}
    proposed = {row.id for row in agreement.proposals if row.status == "proposal"}
    yield kind, exist
    yield f"{kind}_proposed", proposed


def _carried(agreement: Agreement, result: Result) -> bool:
    return any(
        one.proposal == result.proposal and one.result in ("", result.id) and one.level != "none"
        for one in agreement.commitments
    )


def _promise(one: Commitment) -> WeekRow:
    facts = {
        "proposal": one.proposal,
        "organisation": one.organisation,
        "level": one.level,
        "from": "" if one.start is None else format_month(one.start),
    }
    return WeekRow(one.result or one.proposal, cents=one.cents_per_year, facts=facts)


def _month(day: date) -> Month:
    return 12 * day.year + day.month - 1
