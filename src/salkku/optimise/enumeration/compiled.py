"""Loops for numba: dominance by a tree of boxes, and targets by groups.

Written for the compiler, so plain loops over arrays; :mod:`.fast` opens the module where numba is
installed. Each gives exactly what its numpy twin gives. The tree halves the rows at the median of
the widest column, again and again, and keeps the greatest of every column of a box: a box with a
column that is below a row holds nothing that dominates it (k-d trees: Bentley, CACM 1975).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

__all__ = ["reached", "undominated"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Loop = TypeVar("Loop", bound=Callable[..., object])
LEAF = 16
GROUP = 16


def _loop(function: Loop) -> Loop:
    """Compile at the first call, and keep the code beside the module or in the user's cache."""
    return cast(Loop, njit(cache=True, nogil=True)(function))


@_loop
def _halve(values: Whole, order: Whole, first: int, last: int) -> None:
    """Put the lower half of ``order[first:last]`` by value before the upper half."""
    middle, low, high = (first + last) // 2, first, last - 1
    while low < high:
        pivot = values[order[(low + high) // 2]]
        i, j = low, high
        while i <= j:
            while values[order[i]] < pivot:
                i += 1
            while values[order[j]] > pivot:
                j -= 1
            if i <= j:
                order[i], order[j] = order[j], order[i]
                i, j = i + 1, j - 1
        if middle <= j:
            high = j
        elif middle >= i:
            low = i
        else:
            return


@_loop
def _widest(table: Whole, order: Whole, first: int, last: int, spans: Floats, top: Whole) -> int:
    """Write the greatest of each column of a box to ``top`` and give its widest column."""
    best, widest = -1.0, 0
    for column in range(table.shape[1]):
        low = high = table[order[first], column]
        for place in range(first + 1, last):
            value = table[order[place], column]
            low, high = min(low, value), max(high, value)
        top[column] = high
        span = (high - low) / spans[column]
        if span > best:
            best, widest = span, column
    return widest


@_loop
def _tree(table: Whole, order: Whole, ends: Whole, tops: Whole) -> int:
    """Build boxes: ``ends[k]`` is (first, last, lower child, upper child); give how many."""
    count, width = table.shape
    spans = np.ones(width)
    columns = np.empty((width, count), dtype=np.int64)
    for column in range(width):
        columns[column] = table[:, column]
        spans[column] = max(1, columns[column].max() - columns[column].min())
    ends[0] = (0, count, -1, -1)
    made, done = 1, 0
    while done < made:
        first, last = ends[done, 0], ends[done, 1]
        column = _widest(table, order, first, last, spans, tops[done])
        if last - first > LEAF:
            _halve(columns[column], order, first, last)
            middle = (first + last) // 2
            ends[made] = (first, middle, -1, -1)
            ends[made + 1] = (middle, last, -1, -1)
            ends[done, 2], ends[done, 3] = made, made + 1
            made += 2
        done += 1
    return made


@_loop
def _beats(table: Whole, other: int, row: int, strict: int) -> bool:
    """Whether another row is no less anywhere and more somewhere, or equal and earlier."""
    width = table.shape[1]
    for column in range(width):
        if table[other, column] < table[row, column]:
            return False
    for column in range(strict if strict else width):
        if table[other, column] != table[row, column]:
            return True
    return strict == 0 and other < row


@_loop
def _inside(top: Whole, row: Whole) -> bool:
    """Whether a box may hold what is no less than a row."""
    for column in range(len(row)):  # noqa: SIM110 – plain loops for the compiler
        if top[column] < row[column]:
            return False
    return True


@_loop
def undominated(table: Whole, strict: int) -> Flags:
    """Flag the rows of a table (more is better) that no other row dominates."""
    count, width = table.shape
    keep = np.ones(count, dtype=np.bool_)
    order = np.arange(count)
    size = 4 * (count // LEAF + 2)
    ends, tops = np.empty((size, 4), dtype=np.int64), np.empty((size, width), dtype=np.int64)
    _tree(table, order, ends, tops)
    stack = np.empty(128, dtype=np.int64)
    hint = 0
    for start in range(count):
        row = int(order[start])
        if _beats(table, hint, row, strict):
            keep[row] = False
            continue
        stack[0], depth = 0, 1
        while depth and keep[row]:
            depth -= 1
            box = stack[depth]
            if not _inside(tops[box], table[row]):
                continue
            if ends[box, 2] >= 0:
                stack[depth], stack[depth + 1] = ends[box, 2], ends[box, 3]
                depth += 2
                continue
            for place in range(ends[box, 0], ends[box, 1]):
                if _beats(table, order[place], row, strict):
                    keep[row], hint = False, order[place]
                    break
    return keep


@_loop
def _above(bounds: Floats, asked: Floats) -> bool:
    """Whether no bound is below what is asked."""
    for column in range(len(bounds)):  # noqa: SIM110 – plain loops for the compiler
        if bounds[column] < asked[column]:
            return False
    return True


@_loop
def reached(bounds: Floats, asked: Floats, least: Floats, hints: Whole) -> Whole:
    """Give for each label the first target in reach, or -1, its hint before all others.

    ``least`` has the least that each group of targets asks for.
    """
    found = np.full(len(bounds), -1)
    for label in range(len(bounds)):
        if _above(bounds[label], asked[hints[label]]):
            found[label] = hints[label]
            continue
        for group in range(len(least)):
            if not _above(bounds[label], least[group]):
                continue
            for target in range(group * GROUP, min(len(asked), (group + 1) * GROUP)):
                if _above(bounds[label], asked[target]):
                    found[label] = target
                    break
            if found[label] >= 0:
                break
    return found
