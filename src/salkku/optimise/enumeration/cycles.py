"""Rows that follow from rules of two items: odd cycles, which the linear relaxation breaks.

The rows of a cycle, all with coefficients of one, sum to even coefficients; where their right sides
sum to an odd number, half of the sum may be rounded down (Chvátal 1973). Where the rows' slacks at
a point of the relaxation sum to less than 1 the new row is broken there, and the least such cycle
is a shortest path of odd parity from an item to itself (Gerards and Schrijver, Combinatorica 1986).
Triangles of exclusions are cycles, and so are exclusions joined by precedences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from heapq import heappop, heappush

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Constraint, Objective, Problem
from salkku.mip.lp import Relaxation
from salkku.optimise.enumeration.implications import clauses_of
from salkku.optimise.enumeration.layers import Row, one_sided

__all__ = ["odd_cycles", "tightened"]

Floats = npt.NDArray[np.float64]
Edge = tuple[int, int, int, int, int]
"""Two items, their coefficients, the right side."""
Near = list[list[tuple[int, int, float, int]]]
"""For each item: the other one, parity of the right side, slack, number of the edge."""
State = tuple[int, int]

ROUNDS = 12
LEAST = 0.02
"""A row is taken when a relaxation breaks it by at least so much."""


def tightened(problem: Problem, objectives: tuple[Objective, ...], weights: Floats) -> Problem:
    """Give the same problem with rows that relaxations break, behind its own.

    Parameters
    ----------
    weights
        Q × p weights of the objectives: the relaxations looked at. Pair terms are left out there.
    """
    linear = np.array([objective.linear for objective in objectives], dtype=np.float64)
    aims = weights @ linear
    sizes = np.abs(aims).max(axis=1, keepdims=True, initial=0.0)
    rows = one_sided(problem)
    found: dict[Row, None] = {}
    edges = tuple(_edges(rows))
    for _ in range(ROUNDS if edges else 0):
        asked = tuple(row for row in (*rows, *found) if row.coefficients)
        relaxation = _relaxation(len(problem.ids), asked)
        fresh = {
            row: None
            for aim in aims / np.where(sizes > 0, sizes, 1.0)
            for row in odd_cycles(edges, relaxation.maximise(aim).point)
            if row not in found
        }
        if not fresh:
            break
        found |= fresh
    more = (
        Constraint(f"cycle:{index}", "X", row.coefficients, None, row.high)
        for index, row in enumerate(found)
    )
    return replace(problem, constraints=(*problem.constraints, *more))


def odd_cycles(edges: tuple[Edge, ...], point: Floats) -> list[Row]:
    """Give rows of odd cycles that a point breaks, the worst through each of its broken items.

    Examples
    --------
    >>> triangle = ((0, 1, 1, 1, 1), (1, 2, 1, 1, 1), (0, 2, 1, 1, 1))
    >>> odd_cycles(triangle, np.array([0.5, 0.5, 0.5]))
    [Row(coefficients=((0, 1), (1, 1), (2, 1)), high=1)]
    """
    near: Near = [[] for _ in range(len(point))]
    for index, (i, j, a, b, high) in enumerate(edges):
        slack = max(0.0, float(high - a * point[i] - b * point[j]))
        if slack < 1 - LEAST:
            near[i].append((j, high % 2, slack, index))
            near[j].append((i, high % 2, slack, index))
    found: dict[Row, None] = {}
    for start in np.flatnonzero((point > LEAST) & (point < 1 - LEAST)).tolist():
        cycle = _shortest(near, start)
        if cycle:
            found[_halved([edges[index] for index in cycle])] = None
    return [row for row in found if row.coefficients]


def _edges(rows: Iterable[Row]) -> Iterable[Edge]:
    """Give the rules of two items with coefficients of one, and those that groups are made of."""
    for row in rows:
        sizes = {abs(use) for _, use in row.coefficients}
        if sizes != {1} or clauses_of(row) is None:
            continue
        parts = row.coefficients
        for at, (i, a) in enumerate(parts):
            for j, b in parts[at + 1 :]:
                yield (i, j, a, b, row.high)


def _shortest(near: Near, start: int) -> list[int]:
    """Give the edges of the least odd cycle through an item; none where none is broken."""
    best: dict[State, float] = {(start, 0): 0.0}
    back: dict[State, tuple[State, int]] = {}
    queue = [(0.0, start, 0)]
    while queue:
        length, at, parity = heappop(queue)
        if (at, parity) == (start, 1):
            return _walked(back, start)
        if length > best[at, parity]:
            continue
        for other, odd, slack, index in near[at]:
            state, further = (other, parity ^ odd), length + slack
            if further < min(1 - LEAST, best.get(state, 1.0)):
                best[state] = further
                back[state] = ((at, parity), index)
                heappush(queue, (further, *state))
    return []


def _walked(back: dict[State, tuple[State, int]], start: int) -> list[int]:
    """Give the edges from an item back to it."""
    edges, state = [], (start, 1)
    while state != (start, 0):
        state, index = back[state]
        edges.append(index)
    return edges


def _halved(edges: list[Edge]) -> Row:
    """Sum the rows of a cycle, halve, and round the right side down."""
    sums: dict[int, int] = {}
    for i, j, a, b, _ in edges:
        sums[i] = sums.get(i, 0) + a
        sums[j] = sums.get(j, 0) + b
    high = sum(edge[-1] for edge in edges)
    kept = tuple(sorted((item, total // 2) for item, total in sums.items() if total))
    return Row(kept, high // 2)


def _relaxation(count: int, rows: tuple[Row, ...]) -> Relaxation:
    """Build the relaxation of rows, each scaled to 1."""
    uses, limits = np.zeros((count, len(rows))), np.zeros(len(rows))
    for index, row in enumerate(rows):
        scale = max(abs(use) for _, use in row.coefficients)
        limits[index] = row.high / scale
        for item, use in row.coefficients:
            uses[item, index] = use / scale
    return Relaxation(uses=uses, limits=limits)
