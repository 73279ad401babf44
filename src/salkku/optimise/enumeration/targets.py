"""Whether a label can still reach any of many targets, by its Lagrangian bounds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["Targets"]

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
GROUP = 16
CELLS = 4_000_000
"""Cells of a comparison held at once."""


class Targets:
    """Least bounds (Z × Q) that each of Z targets asks for; neighbours should be alike.

    A label (Q bounds) reaches a target when no bound is below what the target asks. Targets are
    looked at in groups, first by the least that any of the group asks.

    Examples
    --------
    >>> targets = Targets(np.array([[1.0, 5.0], [4.0, 2.0]]))
    >>> reached, witness = targets.reached(np.array([[2.0, 6.0], [2.0, 3.0]]), np.array([0, 0]))
    >>> reached.tolist(), witness.tolist()
    ([True, False], [0, 0])
    """

    def __init__(self, asked: Floats) -> None:
        self._asked = asked
        count = len(asked)
        self._starts = np.arange(0, count, GROUP)
        self._least = (
            np.minimum.reduceat(asked, self._starts, axis=0) if count else asked[:0].copy()
        )

    def __len__(self) -> int:
        """How many targets."""
        return len(self._asked)

    def reached(
        self, bounds: Floats, hints: npt.NDArray[np.int64]
    ) -> tuple[Flags, npt.NDArray[np.int64]]:
        """Say for L labels (L × Q) whether any target is in reach, and give one such target.

        Parameters
        ----------
        hints
            For each label the target to look at first.
        """
        if not len(self._asked):
            return np.zeros(len(bounds), dtype=np.bool_), hints
        flags: Flags = np.all(bounds >= self._asked[hints], axis=1)
        witness = hints.copy()
        open_labels = np.flatnonzero(~flags)
        step = max(1, CELLS // max(1, len(self._starts) * bounds.shape[1]))
        for start in range(0, len(open_labels), step):
            self._look(bounds, open_labels[start : start + step], flags, witness)
        return flags, witness

    def _look(
        self,
        bounds: Floats,
        labels: npt.NDArray[np.intp],
        flags: Flags,
        witness: npt.NDArray[np.int64],
    ) -> None:
        """Go through the groups that some of these labels may reach."""
        part = bounds[labels]
        possible = np.ones((len(labels), len(self._starts)), dtype=np.bool_)
        for column in range(part.shape[1]):
            possible &= part[:, column, np.newaxis] >= self._least[np.newaxis, :, column]
        for group in np.flatnonzero(possible.any(axis=0)):
            first = int(self._starts[group])
            rows = np.flatnonzero(possible[:, group] & ~flags[labels])
            if not len(rows):
                continue
            asked = self._asked[first : first + GROUP]
            hit = np.all(part[rows][:, np.newaxis, :] >= asked[np.newaxis, :, :], axis=2)
            found = hit.any(axis=1)
            flags[labels[rows[found]]] = True
            witness[labels[rows[found]]] = first + np.argmax(hit[found], axis=1)
