"""Blocks of labels: partial portfolios with the same positions decided, and how they grow."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from salkku.optimise.enumeration.bounds import Bounds
from salkku.optimise.enumeration.layers import Exact, Layers

__all__ = ["Flags", "Labels", "grow", "joined", "root"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Labels:
    """L partial portfolios.

    Parameters
    ----------
    chosen
        L × n flags by position.
    gains
        L × p sums so far; a pair counts from when its last position is decided.
    slack
        L × r room left in each row, never more than later positions can use.
    sums
        L × K sums of the bound columns.
    hints
        L numbers that a search may keep with its labels (a target known to be in reach).
    """

    chosen: Flags
    gains: Exact
    slack: Exact
    sums: Floats
    hints: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """How many labels."""
        return int(self.chosen.shape[0])

    def take(self, which: npt.NDArray[np.intp] | Flags | slice) -> Labels:
        """Give some of the labels, by index or flag."""
        return Labels(
            self.chosen[which],
            self.gains[which],
            self.slack[which],
            self.sums[which],
            self.hints[which],
        )


def root(layers: Layers, bounds: Bounds) -> Labels:
    """Give the one label of nothing decided."""
    width = layers.gains.shape[1]
    start = Labels(
        np.zeros((1, layers.count), dtype=np.bool_),
        np.zeros((1, width), dtype=layers.gains.dtype),
        layers.limits[np.newaxis, :].copy(),
        np.zeros((1, bounds.steps.shape[1])),
        np.zeros(1, dtype=np.int64),
    )
    return _clipped(start, layers.spare[0], bounds)


def joined(blocks: list[Labels]) -> Labels:
    """Put blocks one after another."""
    return Labels(
        np.concatenate([block.chosen for block in blocks]),
        np.concatenate([block.gains for block in blocks]),
        np.concatenate([block.slack for block in blocks]),
        np.concatenate([block.sums for block in blocks]),
        np.concatenate([block.hints for block in blocks]),
    )


def grow(labels: Labels, layers: Layers, bounds: Bounds, position: int) -> Labels:
    """Decide one more position: without it first, then with it; rows that cannot be met are cut."""
    need = layers.need[position + 1]
    without = labels.take(_within(labels.slack, need))
    slack = labels.slack - layers.uses[position]
    fits = _within(slack, need)
    chosen = labels.chosen[fits]
    chosen[:, position] = True
    sums = labels.sums[fits] + bounds.steps[position]
    gains = labels.gains[fits] + layers.gains[position]
    both = joined([without, Labels(chosen, gains, slack[fits], sums, labels.hints[fits])])
    both = _clipped(both, layers.spare[position + 1], bounds)
    for pair in layers.closing[position]:
        both = _closed(both, layers, bounds, pair)
    return both


def _within(slack: Exact, need: Exact) -> Flags:
    """Whether what is left of every row covers the least that must still come."""
    flags: Flags = np.all(slack >= need, axis=1)
    return flags


def _clipped(labels: Labels, spare: Exact, bounds: Bounds) -> Labels:
    """Take out the room that later positions can never use, and its price from the bounds."""
    slack = np.minimum(labels.slack, spare)
    idle = np.flatnonzero(np.any(labels.slack != slack, axis=0))
    if not len(idle):
        return labels
    room = (labels.slack[:, idle] - slack[:, idle]).astype(np.float64)
    return replace(labels, slack=slack, sums=labels.sums - room @ bounds.rows[:, idle].T)


def _closed(labels: Labels, layers: Layers, bounds: Bounds, index: int) -> Labels:
    """Count a pair whose positions are all decided."""
    pair = layers.pairs[index]
    left = labels.chosen[:, list(pair.left)].any(axis=1)
    right = labels.chosen[:, list(pair.right)].any(axis=1)
    worths = np.array(pair.worths, dtype=layers.gains.dtype)
    both = (left & right).astype(np.int64).astype(layers.gains.dtype)
    gains = labels.gains + both[:, np.newaxis] * worths
    sums = labels.sums + bounds.closing[index][:, left + 2 * right.astype(np.int64)].T
    return replace(labels, gains=gains, sums=sums)
