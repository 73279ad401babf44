"""Where each bar of the strip lies: its lane and its focus area."""

from __future__ import annotations

from dataclasses import dataclass

from salkku.domain.agreement import Agreement
from salkku.domain.proposals import Shares
from salkku.domain.weeks import Bar, Strip

__all__ = ["Placed", "fullest_end", "placed"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar with its lane, counted from the top, and its focus area's place in the agreement."""

    bar: Bar
    lane: int
    theme: int


def placed(strip: Strip, agreement: Agreement) -> list[Placed]:
    """Put each bar in the first lane that is free at its start."""
    themes = _themes(agreement)
    free: list[int] = []
    found = []
    for bar in sorted(strip.bars, key=lambda one: (one.start, one.end, one.id)):
        lane = next((n for n, until in enumerate(free) if until < bar.start), len(free))
        if lane == len(free):
            free.append(0)
        free[lane] = bar.end
        found.append(Placed(bar, lane, themes.get(bar.id, len(agreement.focus_areas))))
    return found


def _themes(agreement: Agreement) -> dict[str, int]:
    places = {theme.id: place for place, theme in enumerate(agreement.focus_areas)}

    def first(shares: Shares) -> int:
        best = max(shares, key=lambda pair: pair[1], default=None)
        return places.get(best[0], len(places)) if best else len(places)

    found = {row.id: first(row.focus_areas) for row in agreement.projects}
    return found | {row.id: first(row.focus_areas) for row in agreement.proposals}


def fullest_end(strip: Strip) -> tuple[int, int]:
    """Give the year in which most of the projects end, and how many do.

    Examples
    --------
    >>> bars = (Bar("a", {}, 12 * 2025, 12 * 2026 + 5, "steered"),)
    >>> fullest_end(Strip((2025, 2026), bars, {}, (0, 0), (0, 0)))
    (2026, 1)
    """
    ends = [sum(bar.end // 12 == year for bar in strip.bars) for year in strip.years]
    most = max(ends, default=0)
    return strip.years[ends.index(most)], most
