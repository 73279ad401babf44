"""Labels that one small change makes better whatever completes them: drop, add or swap an item.

A move takes item i out and item j in (either may be missing). If ``l_j - h_i``, less the pairs that
may be lost, is at least 0 at every vertex and the move is not always worth nothing, the changed
portfolio dominates, wherever it keeps the rules. A row surely keeps when its room after the move
covers the lesser of its room before and all that later positions can use.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salkku.optimise.enumeration.labels import Labels
from salkku.optimise.enumeration.layers import Exact, Layers
from salkku.optimise.enumeration.spread import Spread

__all__ = ["Moves"]


@dataclass(frozen=True, slots=True)
class Moves:
    """Moves that pay by themselves, as (position out or None, position in or None)."""

    layers: Layers
    moves: tuple[tuple[int | None, int | None], ...]

    @classmethod
    def of(cls, spread: Spread, layers: Layers) -> Moves:
        """Find the moves that pay at every vertex and any scores."""
        order = list(layers.order)
        width = spread.width[:, order]
        low, high = spread.low[:, order], spread.low[:, order] + width
        entering, leaving = low - _lost(spread, layers, -1), high + _lost(spread, layers, 1)
        found: list[tuple[int | None, int | None]] = []
        for j in range(layers.count):
            found += [(None, j)] if _pays(entering[:, j], width[:, j]) else []
            found += [(j, None)] if _pays(-leaving[:, j], width[:, j]) else []
            found += [
                (i, j)
                for i in range(layers.count)
                if i != j and _pays(entering[:, j] - leaving[:, i], width[:, i] + width[:, j])
            ]
        return cls(layers, tuple(found))

    def alive(self, labels: Labels, position: int) -> Labels:
        """Give the labels that no move among the decided positions makes better for certain."""
        spare = self.layers.spare[position]
        for out, into in self.moves:
            if max(out or 0, into or 0) >= position:
                continue
            if not len(labels):
                break
            rows = np.ones(len(labels), dtype=np.bool_)
            if out is not None:
                rows &= labels.chosen[:, out]
            if into is not None:
                rows &= ~labels.chosen[:, into]
            where = np.flatnonzero(rows)
            if len(where):
                after = labels.slack[where] + self._room(out) - self._room(into)
                asked = np.minimum(labels.slack[where], spare)
                sure = where[np.all(np.minimum(after, spare) >= asked, axis=1)]
                keep = np.ones(len(labels), dtype=np.bool_)
                keep[sure] = False
                labels = labels.take(keep)
        return labels

    def _room(self, position: int | None) -> Exact:
        """Give what a position uses of each row; nothing for None."""
        uses: Exact = self.layers.uses[0] * 0 if position is None else self.layers.uses[position]
        return uses


def _lost(spread: Spread, layers: Layers, sign: int) -> Exact:
    """Sum for each vertex and position the pairs that cost (-1) or pay (1), without their sign."""
    place = {item: position for position, item in enumerate(layers.order)}
    lost: Exact = np.zeros_like(spread.low)
    for vertex, objective in enumerate(spread.high):
        for left, right, value in objective.pairs:
            for item in {*left, *right}:
                lost[vertex, place[item]] += max(0, sign * value)
    return lost


def _pays(gains: Exact, widths: npt.NDArray[np.int64]) -> bool:
    """Whether a move is never worth less and somewhere more."""
    return bool(np.all(gains >= 0)) and bool(np.any((gains > 0) | (widths > 0)))
