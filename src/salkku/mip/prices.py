"""Scales and prices of Lagrangian bounds, as whole numbers, from one warm relaxation.

Any that are not negative give valid bounds. Good ones are the duals of the relaxation; deeper in a
search those of tighter right sides are better, so there is a family of them. A second family weighs
no worth at all: it bounds the room of the row that is hardest to keep, and shows where nothing can
be completed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.mip.lp import Relaxation

__all__ = ["Prices", "prices_of"]

Whole = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

FINE = 2**46
"""The sum of all priced terms of a bound, nearly."""

QUICK = (0.93, 0.8)
THOROUGH = (0.97, 0.93, 0.9, 0.8, 0.7, 0.5)
HARD = 12
"""Rows of more than two columns looked at for the hardest, the longest first."""


@dataclass(frozen=True, slots=True)
class Prices:
    """K bounds on n columns and r rows.

    Parameters
    ----------
    scales, rows
        K weights of the worth, K × r prices of the rows; whole, of any size.
    reduced
        n sizes of reduced costs: what is surest to be settled has the greatest.
    """

    scales: Whole
    rows: Whole
    reduced: Floats


def prices_of(
    uses: Whole, gains: Whole, highs: Whole, tops: Whole, *, thorough: bool = True
) -> Prices:
    """Price the rows of ``max gains x`` subject to ``x uses <= highs`` and ``0 <= x <= tops``.

    Parameters
    ----------
    thorough
        Whether to give all bounds of both families, which takes several times longer.
    """
    return _Pricing(uses, gains, highs, tops).prices(thorough=thorough)


class _Pricing:
    """Columns scaled to 0 … 1, rows and worth to coefficients of at most 1."""

    def __init__(self, uses: Whole, gains: Whole, highs: Whole, tops: Whole) -> None:
        weight = tops.astype(np.float64)
        plain = uses.astype(np.float64) * weight[:, np.newaxis]
        self.gains = gains.astype(np.float64) * weight
        self.sizes = np.abs(plain).max(axis=0, initial=0.0)
        self.sizes[self.sizes == 0] = 1.0
        self.uses = plain / self.sizes
        self.highs = highs.astype(np.float64) / self.sizes
        self.size = float(np.abs(self.gains).max(initial=0.0)) or 1.0

    def prices(self, *, thorough: bool) -> Prices:
        """Give the bounds of both families; without rows the worth alone."""
        if 0 in self.uses.shape:
            none = np.zeros((1, self.uses.shape[1]), dtype=object)
            return Prices(np.ones(1, dtype=object), none, np.abs(self.gains))
        relaxation = Relaxation(uses=self.uses, limits=self.highs)
        answer = relaxation.maximise(self.gains / self.size)
        if not answer.feasible:
            return self._rounded([(0.0, answer.duals)])
        found = [(1.0, answer.duals * self.size)]
        factors = THOROUGH if thorough else QUICK
        for duals in self._tightened(relaxation, self.gains / self.size, factors):
            found.append((1.0, duals * self.size))
        hardest = self._hardest(relaxation) if thorough or not np.any(self.gains) else []
        return self._rounded(found + hardest)

    def _tightened(
        self, relaxation: Relaxation, objective: Floats, factors: tuple[float, ...]
    ) -> list[Floats]:
        found = []
        for factor in factors:
            limits = np.where(self.highs > 0, self.highs * factor, self.highs)
            tight = relaxation.with_limits(limits, objective)
            if tight.feasible:
                found.append(tight.duals)
        return found

    def _hardest(self, relaxation: Relaxation) -> list[tuple[float, Floats]]:
        """Price the other rows against the one that can have the least room to spare."""
        lengths = np.count_nonzero(self.uses, axis=0)
        long = [int(row) for row in np.argsort(-lengths, kind="stable") if lengths[row] > 2]
        answers = [(row, relaxation.maximise(-self.uses[:, row])) for row in long[:HARD]]
        spare = [
            (float(self.highs[row] + answer.value) / float(np.abs(self.uses[:, row]).sum()), row)
            for row, answer in answers
        ]
        if not spare:
            return []
        row = min(spare)[1]
        objective = -self.uses[:, row]
        found = [dict(answers)[row].duals]
        found += self._tightened(relaxation, objective, QUICK)
        own = np.zeros(len(self.highs))
        own[row] = 1.0
        return [(0.0, duals + own) for duals in found]

    def _rounded(self, found: list[tuple[float, Floats]]) -> Prices:
        """Make whole numbers of floating ones, as fine as the sums allow."""
        reduced = np.abs(self.gains * found[0][0] - self.uses @ found[0][1])
        rows = np.abs(self.uses).sum(axis=0) + np.abs(self.highs)
        worth = float(np.abs(self.gains).sum())
        scales, prices = [], []
        for scale, given in found:
            duals = np.nan_to_num(given, nan=0.0, posinf=0.0)
            total = scale * worth + float(duals @ rows)
            times = FINE / total if total else 1.0
            scales.append(max(1, round(times)) if scale else 0)
            whole = scales[-1] if scale else times
            prices.append(
                [
                    round(whole * float(mu) / float(s))
                    for mu, s in zip(duals, self.sizes, strict=True)
                ]
            )
        return Prices(np.array(scales, dtype=object), np.array(prices, dtype=object), reduced)
