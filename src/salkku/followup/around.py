"""What changed around the agreement, focus area by focus area, since the last look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from salkku.domain.agreement import Agreement
from salkku.domain.weeks import AreaChange, WeekItem, WeekRow

__all__ = ["area_news"]


def area_news(
    agreement: Agreement, changes: Sequence[AreaChange], *, since: date
) -> Iterator[WeekItem]:
    """Give one item a focus area that something happened in; what is of no area is left out."""
    for area in agreement.focus_areas:
        rows = tuple(_row(one) for one in changes if one.area == area.id)
        if rows:
            values = {"area": area.name, "area_id": area.id, "since": since.isoformat()}
            yield WeekItem("area_news", rows, values=values)


def _row(change: AreaChange) -> WeekRow:
    facts = {
        "focus_area": change.area,
        "change": change.change,
        "day": change.day.isoformat(),
        "until": change.until.isoformat() if change.until else "",
        "what": ", ".join(change.fields),
    }
    return WeekRow(change.project, {"": change.name}, facts=facts)
