"""Closing a front by margins that narrow: first what lies far beyond the known points, then nearer.

A sweep that looks for points at least a margin beyond the corners of the zones has few labels, and
when it drops none it certifies the list: no portfolio lies further than the margin beyond what the
points cover. What it finds makes the next, narrower one smaller; the last margin is none: it closes
the front. Sweeps are made in parts, as many as the labels of the one before make likely to pay, and
more where one is too wide: slabs of the first objective from below. A zone that a new point splits
only moves up, so none is passed over, and what one part finds makes the next smaller.

The points of a front that is not closed are proved by sweeps for what dominates them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salkku.mip import Deadline
from salkku.optimise.enumeration.compiled import Aim, Archive, Plan
from salkku.optimise.enumeration.zones import Zones

__all__ = ["NEAR", "Closed", "narrowed"]

NEAR = 16
"""Items tried each way when climbing."""
BEAMS = (200, 800)
"""Labels a layer of the passes that only find points to begin with."""
MARGINS = (0.08, 0.04, 0.02, 0.01, 0.005, 0.0)
"""Shares of the ranges, one after another."""
FEW_POINTS = frozenset({0.005})
"""Shares passed over with two objectives: so few points lie between that the last costs no more."""
WIDEST = 400_000
"""Labels a layer; a sweep that has more is made in more parts."""
PART = 300_000
"""Labels of all layers for which a sweep has one part."""
FINER, MOST_PARTS = 4, 256
PROVED = 0.01
"""From this share on points are proved: before, too many of them are not of the front."""
PROOFS = 3
"""Times that points are proved again because better ones came to light."""
LONG, AHEAD = 4_000_000, 20
"""Points are proved before the margins narrow where the last sweep had so many labels of all
layers, or, with a deadline, where the time left is less than so many times what it took."""


@dataclass(frozen=True, slots=True)
class Closed:
    """Whether the front is whole, its counts are right, and the memory was too short for it."""

    whole: bool
    counted: bool
    short: bool


def narrowed(
    archive: Archive, plan: Plan, zones: Zones, *, room: int, deadline: Deadline
) -> Closed:
    """Close the front of an archive as far as time and room allow; say in the zones how far."""
    narrowing = _Narrowing(archive, plan, zones, room, deadline)
    if narrowing.begun():
        return Closed(True, narrowing.counted, short=False)
    few = len(zones.floor) == 2
    for share in MARGINS:
        if few and share in FEW_POINTS:
            continue
        margins = narrowing.margins(share)
        exact = set(margins) == {1}
        if not narrowing.swept(margins, points=exact):
            return Closed(False, False, short=narrowing.short)
        if exact:
            return Closed(True, narrowing.counted, short=False)
        zones.margins = margins
        if share <= PROVED and narrowing.pressed() and narrowing.proved():
            zones.settled = margins
    return Closed(False, False, short=narrowing.short)


@dataclass(slots=True)
class _Narrowing:
    """The sweeps of one archive."""

    archive: Archive
    plan: Plan
    zones: Zones
    room: int
    deadline: Deadline
    parts: int = 1
    counted: bool = False
    short: bool = False
    total: int = 0
    spent: float = 0.0

    def begun(self) -> bool:
        """Find points to begin with; True when that closed the front."""
        for width in BEAMS:
            swept = self.archive.sweep(
                self.plan, width=width, room=self.room, deadline=self.deadline
            )
            self.counted = swept.counted
            if swept.whole or swept.stopped:
                return swept.whole
            self._climb()
        return False

    def margins(self, share: float) -> tuple[int, ...]:
        """Give a share of each listed range, and 1."""
        self.archive.read(self.zones)
        points = self.zones.points
        spans = np.ptp(points, axis=0) if len(points) else np.zeros(points.shape[1])
        return tuple(1 + int(share * float(span)) for span in spans)

    def pressed(self) -> bool:
        """Whether the next sweep may not end."""
        left = self.deadline.left()
        return self.total > LONG if left is None else self.spent * AHEAD > left

    def proved(self) -> bool:
        """Look for what dominates a known point, until every known point is proved."""
        nothing = (0,) * self.zones.points.shape[1]
        for _ in range(PROOFS):
            if not self.swept(nothing, points=True):
                return False
            self.archive.read(self.zones)
            if len(self.zones.proved) == len(self.zones.points):
                return True
        return False

    def swept(self, margins: tuple[int, ...], *, points: bool) -> bool:
        """Sweep in as many parts as it takes; False when time or room or parts are over."""
        slabs, before = 0, self.deadline.left() or 0.0
        while self.parts <= MOST_PARTS:
            self.archive.read(self.zones)
            edges = self._edges()
            if len(edges) <= slabs:
                return False
            slabs = len(edges)
            whole = self._parted(edges, margins, points)
            if whole is not None:
                self.spent = before - (self.deadline.left() or 0.0)
                likely = min(1 + self.total // PART, MOST_PARTS // FINER)
                self.parts = max(self.parts, likely)
                return whole
            self.parts *= FINER
        return False

    def _parted(self, edges: list[int], margins: tuple[int, ...], points: bool) -> bool | None:
        """Sweep the slabs from below; None when one of them was too wide, False without time."""
        self.total, self.counted = 0, True
        for at in range(len(edges) - 1):
            last = at == len(edges) - 2
            aim = Aim(margins, points, edges[at], edges[at + 1], last)
            swept = self.archive.sweep(
                self.plan, width=WIDEST, room=self.room, deadline=self.deadline, aim=aim
            )
            if swept.stopped:
                return False
            if margins[0]:
                self._climb()
            self.short = swept.narrowed and not swept.whole
            self.counted = self.counted and swept.counted
            self.total += swept.total
            if not swept.whole:
                return None
        return True

    def _edges(self) -> list[int]:
        """Cut the first objective where corners are equally many."""
        whole = Aim()
        corners = np.sort(self.zones.corners[:, 0])
        places = [len(corners) * part // self.parts for part in range(1, self.parts)]
        inner = sorted({int(corners[place]) for place in places}) if len(corners) else []
        return [whole.low, *inner, whole.high]

    def _climb(self) -> None:
        self.archive.climb(self.plan, near=NEAR, deadline=self.deadline)
