"""Coverage over time: counted, and said with the gaps that the next call text should name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.domain.agreement import Agreement, Names
from salkku.locale import euros, month, say

if TYPE_CHECKING:
    from salkku.landscape.over_time import Gap, OverTime

__all__ = ["coverage_over_time", "coverage_sentences"]


def coverage_over_time(
    agreement: Agreement,
    *,
    today: date,
    chosen: Collection[str] = (),
    tables: Path | None = None,
) -> OverTime:
    """Count what is past, running and planned in each cell, and the gaps that it leaves.

    Parameters
    ----------
    today
        Divides the past from the future.
    chosen
        Ids of proposals that are planned.
    tables
        The folder that open data was loaded into, and linkage run in; None knows names alone.
    """
    from salkku.landscape.over_time import coverage_over_time as counted
    from salkku.workbench.resolving import resolved_bodies

    now = 12 * today.year + today.month - 1
    resolved = resolved_bodies(agreement, tables=tables)
    return counted(agreement=agreement, now=now, chosen=chosen, resolved=resolved)


def coverage_sentences(
    found: OverTime, agreement: Agreement, *, language: str
) -> tuple[tuple[str, str], ...]:
    """Say the states and the gaps, cities of one focus area and method together.

    Returns
    -------
    tuple
        Pairs of a code and a sentence; those of gaps are what the next call text should name.
    """

    def told(code: str, **values: object) -> str:
        return say(f"coverage.{code}", values, language=language)

    lines = []
    for state in ("past", "running", "planned", "undated"):
        projects = {one for cell in found.cells if cell.state == state for one in cell.projects}
        if projects or state == "planned":
            money = euros(found.cents[state], language=language)
            lines.append((state, told(state, count=len(projects), money=money)))
    if found.unpriced:
        lines.append(("unpriced", told("unpriced", count=len(found.unpriced))))
    if found.unplaced:
        lines.append(("unplaced", told("unplaced", count=len(found.unplaced))))
    if found.cells:
        lines.append(("way", say(f"linking.by_{found.way}", {}, language=language)))
    if not found.gaps:
        lines.append(("no_gaps", told("no_gaps")))
    names: dict[str, Names] = {one.id: one.name for one in agreement.parties}
    names |= {one.id: one.name for one in (*agreement.focus_areas, *agreement.methods)}

    def name(id: str) -> str:
        own = names.get(id, {})
        return own.get(language) or next(iter(own.values()), id)

    for kind, until, cell, parties in _grouped(found.gaps):
        where = " × ".join(map(name, cell))
        who = ", ".join(map(name, parties))
        code = kind if until is not None or kind == "never" else f"{kind}_sometime"
        day = "" if until is None else month(until, language=language)
        lines.append((f"gap_{kind}", told(f"gap_{code}", cell=where, parties=who, until=day)))
    return tuple(lines)


def _grouped(
    gaps: tuple[Gap, ...],
) -> Iterator[tuple[str, int | None, tuple[str, str], list[str]]]:
    """Join the gaps of one kind, month, focus area and method: their parties together."""
    groups: dict[tuple[str, int | None, tuple[str, str]], list[str]] = {}
    for gap in gaps:
        key = (gap.kind, gap.until, (gap.focus_area, gap.method))
        groups.setdefault(key, []).append(gap.party)
    for (kind, until, cell), parties in groups.items():
        yield kind, until, cell, parties
