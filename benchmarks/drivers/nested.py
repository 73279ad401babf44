"""The ε-constraint method on any solver that finds lexicographically best points.

The loop over the second objective is Haimes, Lasdon and Wismer's (1971), nested for more objectives
as by Özlen and Azizoğlu (2009): after all points above a floor are known, the floor rises to just
above the lowest of them. All objectives are whole numbers, so the step is 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic

__all__ = ["OutOfTime", "nested_front"]

Point = tuple[int, ...]
Best = Callable[[Sequence[int]], Point | None]


class OutOfTime(Exception):
    """The seconds ended within a solve."""


def nested_front(
    best: Best, floors: Sequence[int], *, seconds: float | None
) -> tuple[list[Point], bool]:
    """Give the non-dominated points found, and whether they are all.

    Parameters
    ----------
    best
        Gives the point that is greatest in the first objective, then the second, …, among those
        not below the floors (the first floor is never raised); None when there is none.
    floors
        Values that no point is below.
    """
    end = None if seconds is None else monotonic() + seconds
    found: set[Point] = set()

    def within(level: int, lows: list[int]) -> list[Point]:
        if end is not None and monotonic() >= end:
            raise OutOfTime
        if level == 0:
            point = best(lows)
            points = [] if point is None else [point]
            found.update(points)
            return points
        known: list[Point] = []
        lows = list(lows)
        while points := within(level - 1, lows):
            known += points
            lows[level] = min(point[level] for point in points) + 1
        return known

    try:
        within(len(floors) - 1, list(floors))
    except OutOfTime:
        return _undominated(found), False
    return _undominated(found), True


def _undominated(points: set[Point]) -> list[Point]:
    return sorted(
        point
        for point in points
        if not any(
            other != point and all(a >= b for a, b in zip(other, point, strict=True))
            for other in points
        )
    )
