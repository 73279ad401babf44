"""proposals.csv: the rows that compete, with their funding levels."""

from __future__ import annotations

from collections.abc import Sequence

from salkku.domain.proposals import STATUSES, Proposal
from salkku.store.reading.rows import Row

__all__ = ["read_proposals"]


def read_proposals(rows: Sequence[Row]) -> tuple[Proposal, ...]:
    """Read proposals and check that a level is a level of a row that is none itself."""
    levels = {row.text("id"): row.text("level_of") for row in rows}
    return tuple(_proposal(row, levels) for row in rows)


def _proposal(row: Row, levels: dict[str, str]) -> Proposal:
    earliest, latest = row.span("earliest_start", "latest_start", row.month)
    anyway = row.interval("anyway_low", "anyway_high", row.share)
    base = row.reference("level_of", "proposals")
    if base and (base == row.text("id") or levels.get(base)):
        row.fault("level_of_level", "level_of", cell=base)
    return Proposal(
        id=row.need("id"),
        status=row.one_of("status", STATUSES, "idea"),
        row=row.line,
        name=row.names("name"),
        summary=row.names("summary"),
        lead=row.text("lead"),
        focus_areas=row.shares("focus_area", "focus_areas"),
        methods=row.shares("methods", "methods"),
        parties=row.members("parties", "parties"),
        call=row.reference("call", "calls"),
        level_of=base,
        duration_months=row.whole("duration_months", least=1),
        start=row.month("start"),
        earliest_start=earliest,
        latest_start=latest,
        tags=row.members("tags"),
        needs=row.members("needs", "needs"),
        goals=row.members("goals", "goals"),
        reach=row.amount("reach"),
        effort_pm=row.amount("effort_pm"),
        testbeds=row.slots("testbeds", "testbeds"),
        develops=row.slots("develops", "testbeds"),
        anyway_low=anyway[0] if anyway else None,
        anyway_high=anyway[1] if anyway else None,
    )
