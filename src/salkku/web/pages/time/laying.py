"""The timetable laid on half-years: bars from start to end, and each city's money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salkku.domain.agreement import Agreement, Names
from salkku.domain.periods import HalfYear, parse_half_year

__all__ = ["Bar", "Timeline", "timeline_of"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row from its first half-year to its last; ``theme`` is its focus area's place."""

    id: str
    names: Names
    theme: int
    first: HalfYear
    last: HalfYear
    settled: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars by their start, the half-years they span, and cents by party and half-year."""

    halves: tuple[HalfYear, ...]
    bars: tuple[Bar, ...]
    money: Mapping[str, tuple[int, ...]]

    def fullest(self, *, ends: bool) -> tuple[HalfYear, int]:
        """Give the half-year in which most bars start (or end), and how many do."""
        counted = Counter(bar.last if ends else bar.first for bar in self.bars)
        return max(counted.items(), key=lambda pair: (pair[1], -pair[0]))


def timeline_of(agreement: Agreement, starts: Mapping[str, str]) -> Timeline:
    """Lay the rows that start on half-years.

    A duration that is not known counts as one half-year, as in the schedule itself.
    """
    places = {theme.id: place for place, theme in enumerate(agreement.focus_areas)}
    bars = []
    for row in agreement.proposals:
        if row.id not in starts:
            continue
        first = parse_half_year(starts[row.id])
        theme = places.get(row.focus_areas[0][0], len(places)) if row.focus_areas else len(places)
        length = -(-(row.duration_months or 6) // 6)
        bars.append(Bar(row.id, row.name, theme, first, first + length - 1, row.fixed))
    bars.sort(key=lambda bar: (bar.first, bar.last, bar.theme))
    low = min((bar.first for bar in bars), default=0)
    high = max((bar.last for bar in bars), default=-1)
    halves = tuple(range(low, high + 1))
    return Timeline(halves, tuple(bars), _money(agreement, bars, halves))


def _money(
    agreement: Agreement, bars: list[Bar], halves: tuple[HalfYear, ...]
) -> dict[str, tuple[int, ...]]:
    payers = {row.line: row.party for row in agreement.budgets}
    running = {bar.id: bar for bar in bars}
    sums = {party.id: dict.fromkeys(halves, 0) for party in agreement.parties}
    for cost in agreement.costs:
        bar, party = running.get(cost.proposal), payers.get(cost.line, "")
        if bar is None or party not in sums:
            continue
        for half, cents in _spread(cost.cents, cost.half_year, bar):
            if half in sums[party]:
                sums[party][half] += cents
    return {party: tuple(by_half.values()) for party, by_half in sums.items()}


def _spread(cents: int, offset: int | None, bar: Bar) -> Iterator[tuple[HalfYear, int]]:
    """Give cents by half-year: in the one that is told, else evenly with the remainder last."""
    if offset is not None:
        yield bar.first + offset, cents
        return
    length = bar.last - bar.first + 1
    for half in range(bar.first, bar.last):
        yield half, cents // length
    yield bar.last, cents - (length - 1) * (cents // length)
