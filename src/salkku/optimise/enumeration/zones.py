"""Search zones: where a point that nothing found so far dominates may still lie.

Local bounds of Klamroth, Lacour and Vanderpooten (EJOR 2015), for maximisation and whole numbers:
a zone is all points greater than its corner in every objective. Redundant corners (those not
smaller than another's) are dropped after each point, so equal coordinates do no harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Counted", "Zones"]

Exact = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Counted:
    """A point's tie-rule portfolio (item indices) and the number of portfolios equal to it."""

    chosen: tuple[int, ...]
    count: int


class Zones:
    """Non-dominated points found so far and the corners of the zones that they leave.

    Parameters
    ----------
    floor, ceiling
        p whole numbers: no point is below the one or above the other.
    kind
        dtype that holds every sum exactly: int64 or object.

    Attributes
    ----------
    points, corners
        N × p and Z × p.
    chosen
        A portfolio (item indices) of each point.
    counted
        Of a whole front, what the tie rule says of each point; None until that is found.
    proved
        Points that no portfolio dominates, whether found or not; of a front that is not whole.
    margins
        p numbers: no portfolio lies further than that, less 1, beyond what the points cover; None
        until something of the kind is proved.
    settled
        Margins that the proved points alone keep; None until there are such.
    full
        A search gave up for want of memory.

    Examples
    --------
    >>> zones = Zones(floor=(0, 0), ceiling=(9, 9), kind=np.int64)
    >>> zones.insert((4, 5), (0, 2))
    True
    >>> sorted(zones.corners.tolist())
    [[-1, 5], [4, -1]]
    >>> zones.insert((4, 3), (1, 2))
    False
    """

    def __init__(self, *, floor: tuple[int, ...], ceiling: tuple[int, ...], kind: Any) -> None:
        self.ceiling: Exact = np.array(ceiling, dtype=kind)
        self.floor: Exact = np.array(floor, dtype=kind)
        self.corners: Exact = np.array([[value - 1 for value in floor]], dtype=kind)
        self.points: Exact = np.zeros((0, len(floor)), dtype=kind)
        self.corners = self._open(self.corners)
        self.chosen: dict[tuple[int, ...], tuple[int, ...]] = {}
        self.counted: dict[tuple[int, ...], Counted] | None = None
        self.proved: set[tuple[int, ...]] = set()
        self.margins: tuple[int, ...] | None = None
        self.settled: tuple[int, ...] | None = None
        self.full = False

    def insert(self, point: tuple[int, ...], chosen: tuple[int, ...]) -> bool:
        """Take a point and a portfolio of it in; False when a known point is as good everywhere.

        Where memory is short nothing has changed.
        """
        new: Exact = np.array(point, dtype=self.points.dtype)
        if len(self.points) and bool(np.any(np.all(self.points >= new, axis=1))):
            return False
        kept = ~np.all(self.points <= new, axis=1)
        points = np.concatenate((self.points[kept], new[np.newaxis, :]))
        hit = np.all(self.corners < new, axis=1)
        split, rest = self.corners[hit], self.corners[~hit]
        children = []
        for axis in range(len(point)):
            child = split.copy()
            child[:, axis] = new[axis]
            touching = rest[rest[:, axis] == new[axis]]
            children.append(_smallest(self._open(child), touching))
        corners = np.concatenate([rest, *children])
        self.chosen[point] = chosen
        self.points, self.corners = points, corners
        return True

    def close(self, index: int) -> None:
        """Forget a zone that is proved empty."""
        self.corners = np.delete(self.corners, index, axis=0)

    def ordered(self) -> Exact:
        """Corners so that neighbours in the list are near one another."""
        return self.corners[_nearby(self.corners)]

    def _open(self, corners: Exact) -> Exact:
        """Keep the corners above which a point may lie at all."""
        kept: Exact = corners[np.all(corners < self.ceiling, axis=1)]
        return kept


def _smallest(corners: Exact, others: Exact) -> Exact:
    """Drop corners that are not smaller than one of their own kind or one of the others."""
    if len(corners) == 0:
        return corners
    unique = np.array(sorted(set(map(tuple, corners.tolist()))), dtype=corners.dtype)
    keep = np.ones(len(unique), dtype=np.bool_)
    for index, corner in enumerate(unique):
        below = np.all(unique <= corner, axis=1)
        covered = int(below.sum()) > 1
        keep[index] = not covered and not bool(np.any(np.all(others <= corner, axis=1)))
    kept: Exact = unique[keep]
    return kept


def _nearby(corners: Exact, leaf: int = 16) -> npt.NDArray[np.intp]:
    """Order rows by splitting at the median of the widest axis, again and again."""
    values = corners.astype(np.float64)
    spans = np.ptp(values, axis=0) if len(values) else np.ones(values.shape[1])
    scaled = values / np.where(spans > 0, spans, 1.0)
    found: list[npt.NDArray[np.intp]] = []
    stack = [np.arange(len(values))]
    while stack:
        part = stack.pop()
        if len(part) <= leaf:
            found.append(part)
            continue
        axis = int(np.argmax(np.ptp(scaled[part], axis=0)))
        part = part[np.argsort(scaled[part, axis], kind="stable")]
        stack += [part[len(part) // 2 :], part[: len(part) // 2]]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.intp)
