"""Labels whose every completion one known portfolio dominates.

A reference r dominates x when at every vertex ``l(r) + S(r)`` is above the sum over x of the high
contributions outside r and the low ones inside r, plus the pairs of x. That sum is linear in x but
for the pairs, so its Lagrangian bound is the bound of the high contributions less the spreads of
what x shares with r. A label dies when, for one reference, the bound is below at every vertex.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salkku.optimise.enumeration.bounds import Bounds
from salkku.optimise.enumeration.labels import Labels
from salkku.optimise.enumeration.layers import Layers
from salkku.optimise.enumeration.spread import Spread, Standing

__all__ = ["References"]

Floats = npt.NDArray[np.float64]
FIRST = 6
"""Vertices looked at for all labels; the others only where these leave the question open."""


@dataclass(frozen=True, slots=True)
class References:
    """R portfolios laid out along layers; V vertices, T rounds of multipliers, n positions.

    Parameters
    ----------
    rest
        R × (n + 1) × T × V: what positions from k on may still add, the column's constant included.
    shared
        R × n × V: spreads of the positions that the reference has chosen.
    asked
        R × V: the reference's low sums less the margin of the arithmetic.
    """

    rest: Floats
    shared: Floats
    asked: Floats

    @classmethod
    def of(cls, spread: Spread, standing: Standing, layers: Layers, bounds: Bounds) -> References:
        """Lay portfolios out; the bounds' directions are the vertices, one each."""
        order = list(layers.order)
        scale = np.diag(bounds.weights[: bounds.directions])
        width = (spread.width.astype(np.float64) * scale[:, np.newaxis]).T[order]
        chosen = standing.chosen[:, order]
        count, vertices = layers.count, bounds.directions
        steps = bounds.steps.reshape(count, -1, vertices)
        constant = bounds.rest[count].reshape(-1, vertices)
        shared = chosen[:, :, np.newaxis] * width[np.newaxis, :, :]
        rest = np.zeros((len(chosen), count + 1, *constant.shape))
        rest[:, count] = constant
        for position in range(count - 1, -1, -1):
            step = steps[position][np.newaxis] - shared[:, position, np.newaxis, :]
            rest[:, position] = rest[:, position + 1] + np.maximum(0.0, step)
        slip = bounds.slip.reshape(-1, vertices).max(axis=0)
        asked = standing.low.astype(np.float64) * scale - 8.0 * slip
        return cls(rest, shared, asked)

    def alive(self, labels: Labels, position: int) -> Labels:
        """Give the labels that no reference is proved to dominate whatever completes them."""
        vertices = self.asked.shape[1]
        for index in range(len(self.asked)):
            if not len(labels):
                break
            rows = np.arange(len(labels))
            for columns in (slice(0, FIRST), slice(FIRST, vertices)):
                if len(rows) and columns.start < vertices:
                    rows = rows[self._below(labels, rows, index, position, columns)]
            if len(rows):
                keep = np.ones(len(labels), dtype=np.bool_)
                keep[rows] = False
                labels = labels.take(keep)
        return labels

    def _below(
        self,
        labels: Labels,
        rows: npt.NDArray[np.intp],
        index: int,
        position: int,
        columns: slice,
    ) -> npt.NDArray[np.bool_]:
        """Flag the labels whose bound is below what one reference asks at some vertices."""
        rounds, vertices = self.rest.shape[2:]
        sums = labels.sums.reshape(len(labels), rounds, vertices)[rows, :, columns]
        reach = (sums + self.rest[index, position, :, columns]).min(axis=1)
        decided = labels.chosen[rows, :position].astype(np.float64)
        reach = reach - decided @ self.shared[index, :position, columns]
        flags: npt.NDArray[np.bool_] = np.all(reach < self.asked[index, columns], axis=1)
        return flags
