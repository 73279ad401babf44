"""A walk of all labels in blocks, the deepest block first: whole lists in bounded memory."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from salkku.optimise.enumeration.bounds import Bounds
from salkku.optimise.enumeration.labels import Labels, grow, joined, root
from salkku.optimise.enumeration.layers import Layers

__all__ = ["Visitor", "beam", "depth_first"]

BLOCK = 8_192
"""Labels expanded at once: large enough for numpy, small enough to dive."""


class Visitor(Protocol):
    """What a search does with the labels of a walk."""

    def alive(self, labels: Labels, position: int) -> Labels:
        """Give the labels whose completions may still matter (positions before are decided)."""

    def finish(self, labels: Labels) -> None:
        """Take complete portfolios."""

    def stopped(self) -> bool:
        """Whether to give up."""


def depth_first(layers: Layers, bounds: Bounds, visitor: Visitor) -> bool:
    """Walk all labels that a visitor keeps alive; True when nothing was left out."""
    stack = [(0, root(layers, bounds))]
    while stack:
        if visitor.stopped():
            return False
        position, labels = stack.pop()
        labels = visitor.alive(labels, position)
        if position == layers.count:
            visitor.finish(labels)
            continue
        if len(labels) > BLOCK:
            merit = bounds.least(position, labels.sums).mean(axis=1)
            ranked = labels.take(np.argsort(merit, kind="stable"))
            half = len(ranked) // 2
            stack.append((position, ranked.take(slice(0, half))))
            labels = ranked.take(slice(half, None))
        if len(labels):
            stack.append((position + 1, grow(labels, layers, bounds, position)))
            _merge_top(stack)
    return True


def beam(layers: Layers, bounds: Bounds, visitor: Visitor, *, width: int) -> None:
    """Walk the labels of the best bounds only, ``width`` of each layer, and finish them."""
    labels = root(layers, bounds)
    for position in range(layers.count):
        labels = visitor.alive(grow(labels, layers, bounds, position), position + 1)
        if len(labels) > width:
            merit = bounds.least(position + 1, labels.sums).mean(axis=1)
            labels = labels.take(np.sort(np.argsort(-merit, kind="stable")[:width]))
        if visitor.stopped() or not len(labels):
            return
    visitor.finish(labels)


def _merge_top(stack: list[tuple[int, Labels]]) -> None:
    """Join the two deepest blocks when they are small and of one layer."""
    while len(stack) > 1 and stack[-1][0] == stack[-2][0]:
        if len(stack[-1][1]) + len(stack[-2][1]) > BLOCK:
            return
        position, last = stack.pop()
        _, first = stack.pop()
        stack.append((position, joined([first, last])))
