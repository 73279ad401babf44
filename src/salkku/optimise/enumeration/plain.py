"""Label setting in numpy: whole layers at a time, for machines without the kernel and large sums.

It finds what the kernel finds: the same points, portfolios and counts wherever it ends in time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline
from salkku.optimise.enumeration.bounds import Bounds
from salkku.optimise.enumeration.directions import laid_out
from salkku.optimise.enumeration.dominance import merit, undominated
from salkku.optimise.enumeration.labels import Labels, grow, root
from salkku.optimise.enumeration.layers import Layers
from salkku.optimise.enumeration.targets import Targets
from salkku.optimise.enumeration.zones import Zones

__all__ = ["close_plainly"]

WIDTHS = (500, 2_000, 8_000, 32_000, 128_000)
MANY_ROWS = 25
NARROW = {2: 2, 3: 3}
"""Passes worth making where there are many rows, by the number of objectives: beyond them labels
differ in too many rows to be compared, and programs close the few zones of a front sooner."""
COMPARED = 40_000
"""Layers with more labels than this are not compared pairwise: it would cost more than it cuts."""


COPIES = 6
"""So many times a layer's labels are held at once while it grows."""


def close_plainly(
    problem: Problem,
    objectives: tuple[Objective, ...],
    zones: Zones,
    *,
    room: int,
    deadline: Deadline,
) -> bool:
    """Sweep wider and wider, as the room (bytes) allows; True when a sweep dropped nothing."""
    layers, bounds, _ = laid_out(problem, objectives)
    most = len(WIDTHS)
    if layers.uses.shape[1] > MANY_ROWS:
        most = NARROW.get(len(objectives), 4)
    numbers = layers.gains.shape[1] + layers.uses.shape[1] + bounds.steps.shape[1] + 1
    holds = max(1, room // (COPIES * (layers.count + 8 * numbers)))
    for width in sorted({min(width, holds) for width in WIDTHS[:most]}):
        whole = _Sweep(layers, bounds, zones, width, deadline).run()
        if deadline.over:
            return False
        if whole:
            zones.corners = zones.corners[:0]
            return True
    zones.full = holds < WIDTHS[most - 1]
    return False


@dataclass(slots=True)
class _Sweep:
    """One pass over the layers."""

    layers: Layers
    bounds: Bounds
    zones: Zones
    width: int
    deadline: Deadline

    def run(self) -> bool:
        """Walk the layers, insert what comes out; True when nothing was dropped unproved."""
        weights = self.bounds.weights
        corners = self.zones.ordered().astype(np.float64) + 1.0
        targets = Targets(corners @ weights.T)
        labels, whole = root(self.layers, self.bounds), True
        for position in range(self.layers.count):
            if self.deadline.over:
                return False
            labels = grow(labels, self.layers, self.bounds, position)
            labels, reach = self._in_reach(labels, targets, position + 1)
            if len(labels) <= max(COMPARED, 2 * self.width):
                keep = undominated(merit(labels, self.layers, position + 1, weights.shape[1]))
                labels, reach = labels.take(keep), reach[keep]
            if len(labels) > self.width:
                whole = False
                labels = labels.take(_best(reach, self.width))
        points = list(map(tuple, labels.gains.tolist()))
        for index in sorted(range(len(points)), key=points.__getitem__, reverse=True):
            self.zones.insert(points[index], self.layers.items_of(labels.chosen[index]))
        return whole

    def _in_reach(
        self, labels: Labels, targets: Targets, position: int
    ) -> tuple[Labels, npt.NDArray[np.float64]]:
        """Keep the labels that can still reach a zone."""
        reach = self.bounds.least(position, labels.sums)
        flags, witness = targets.reached(reach, labels.hints)
        return replace(labels, hints=witness).take(flags), reach[flags]


def _best(reach: npt.NDArray[np.float64], width: int) -> npt.NDArray[np.intp]:
    """Give the labels that are among the best in some direction, ``width`` of them, in order."""
    places = np.full(len(reach), len(reach), dtype=np.int64)
    for column in range(reach.shape[1]):
        order = np.argsort(-reach[:, column], kind="stable")
        ranks = np.empty(len(reach), dtype=np.int64)
        ranks[order] = np.arange(len(reach))
        places = np.minimum(places, ranks)
    return np.sort(np.argsort(places, kind="stable")[:width])
