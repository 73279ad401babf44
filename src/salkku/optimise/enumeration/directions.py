"""Weight vectors that cover p objectives evenly in the units of their own ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Objective, Problem
from salkku.optimise.enumeration.bounds import Bounds, Multipliers, multipliers, order_of
from salkku.optimise.enumeration.layers import Layers

__all__ = ["ceiling_of", "even", "floor_of", "laid_out", "lattice"]

Floats = npt.NDArray[np.float64]
PARTS = {1: 1, 2: 24, 3: 7, 4: 4, 5: 3}
TIGHTENINGS = (1.0, 0.8)


def lattice(count: int, parts: int) -> Floats:
    """Give all weights of ``count`` objectives in steps of 1/parts, unit vectors included.

    Examples
    --------
    >>> lattice(2, 2).tolist()
    [[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]]
    """
    rows = []
    for bars in combinations(range(parts + count - 1), count - 1):
        edges = (-1, *bars, parts + count - 1)
        rows.append([edges[i + 1] - edges[i] - 1 for i in range(count)])
    return np.array(rows, dtype=np.float64) / parts


def laid_out(
    problem: Problem,
    objectives: tuple[Objective, ...],
    extra: tuple[Objective, ...] = (),
    *,
    parts: Mapping[int, int] = PARTS,
) -> tuple[Layers, Bounds, Multipliers]:
    """Lay a problem out for a search over objectives, with bound columns in even directions.

    Parameters
    ----------
    extra
        Objectives whose sums are carried along but not searched over.
    parts
        Steps of the directions by the number of objectives, where not as usual.
    """
    count = len(objectives)
    weights = even(objectives, parts.get(count, PARTS[count]))
    padded = np.concatenate((weights, np.zeros((len(weights), len(extra)))), axis=1)
    everything = (*objectives, *extra)
    found = multipliers(problem, everything, padded, TIGHTENINGS)
    layers = Layers.of(problem, everything, tuple(order_of(problem, everything, found)))
    bounds = Bounds.of(layers, found)
    searched = replace(bounds, weights=bounds.weights[: bounds.directions, :count])
    return layers, searched, found


def floor_of(objective: Objective) -> int:
    """Give a whole number that no portfolio's worth is below."""
    return sum(min(0, value) for value in (*objective.linear, *(v for *_, v in objective.pairs)))


def ceiling_of(objective: Objective) -> int:
    """Give a whole number that no portfolio's worth is above."""
    return sum(max(0, value) for value in (*objective.linear, *(v for *_, v in objective.pairs)))


def even(objectives: tuple[Objective, ...], parts: int) -> Floats:
    """Scale a lattice by the spans of the objectives, so that a step is alike in each."""
    spans = np.array([max(1, ceiling_of(o) - floor_of(o)) for o in objectives], dtype=np.float64)
    return lattice(len(objectives), parts) / spans
