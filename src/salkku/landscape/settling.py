"""Scores settled by their neighbours: what is like the likest is liker than its words told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["settle"]

_DEPTH = 100
_NEIGHBOURS = 5
_PART = 0.15
_SHARPNESS = 2


def settle(
    ranked: Sequence[tuple[int, float]],
    among: Callable[[Sequence[int]], NDArray[np.float32]],
) -> list[tuple[int, float]]:
    """Move each score towards the mean of its nearest neighbours' (Diaz 2005).

    Documents that are like each other tend to answer the same questions (the cluster hypothesis:
    van Rijsbergen 1979). Only the first 100 are settled; those after them stay as they were.

    Parameters
    ----------
    ranked
        Numbers of projects and their scores, the best first.
    among
        Gives how near projects are to each other, a row and a column for each.

    Returns
    -------
    list of (int, float)
        The best first, equal ones by their number; the first score is about as high as before.

    Examples
    --------
    >>> near = np.array([[1, 0, 0.9], [0, 1, 0], [0.9, 0, 1]], dtype=np.float32)
    >>> found = settle([(7, 1.0), (8, 0.5), (9, 0.49)], lambda numbers: near)
    >>> [number for number, _ in found]
    [7, 9, 8]
    """
    first = list(ranked[:_DEPTH])
    if len(first) < 2:
        return list(ranked)
    scores = np.array([score for _, score in first])
    pull = np.clip(among([number for number, _ in first]), 0, None).astype(float) ** _SHARPNESS
    np.fill_diagonal(pull, 0)
    least = np.sort(pull, axis=1)[:, -min(_NEIGHBOURS, len(first) - 1)]
    pull[pull < least[:, np.newaxis]] = 0
    given = pull.sum(axis=1)
    alone = given <= 0
    around = (pull @ scores) / np.where(alone, 1, given)
    if alone.all():
        return list(ranked)
    around = np.where(alone, scores, around * (scores.max() / around[~alone].max()))
    settled = (1 - _PART) * scores + _PART * around
    pairs = [(number, float(score)) for (number, _), score in zip(first, settled, strict=True)]
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0])) + list(ranked[_DEPTH:])
