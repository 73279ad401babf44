"""Which labels of a layer are worth keeping: Pareto dominance on gains, slack and open pairs.

A label is dropped for another that has no less of every gain, no less room in every row that later
positions touch, and no worse a start in every pair that is still open: whatever completes the one
completes the other, at least as well (Bazgan, Hugot and Vanderpooten 2009).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.optimise.enumeration.labels import Labels
from salkku.optimise.enumeration.layers import Layers

__all__ = ["merit", "open_states", "undominated"]

Exact = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.signedinteger[Any]]
CHUNK = 512
SPARSE = 12
"""Pairs are listed one by one once fewer than one in so many is left."""
MIXED = 2


def open_states(labels: Labels, layers: Layers, position: int) -> npt.NDArray[np.int64]:
    """Give what later positions can still tell apart of open pairs: L × (2 a pair) flags.

    A pair with a side that is decided without any of its items is dead: both flags are 0.
    """
    columns = []
    for pair in layers.pairs:
        if max(*pair.left, *pair.right) < position or min(*pair.left, *pair.right) >= position:
            continue
        left = labels.chosen[:, list(pair.left)].any(axis=1)
        right = labels.chosen[:, list(pair.right)].any(axis=1)
        dead = (~left if max(pair.left) < position else np.zeros_like(left)) | (
            ~right if max(pair.right) < position else np.zeros_like(right)
        )
        columns += [left & ~dead, right & ~dead]
    if not columns:
        return np.zeros((len(labels), 0), dtype=np.int64)
    return np.stack(columns, axis=1).astype(np.int64)


def merit(labels: Labels, layers: Layers, position: int, objectives: int) -> Exact:
    """Give L × D numbers; no less in all of them is as good for every completion.

    Parameters
    ----------
    objectives
        How many of the gains count (the first ones).
    """
    live = np.any(layers.spare[position : position + 1] != 0, axis=0) | np.any(
        layers.need[position : position + 1] != 0, axis=0
    )
    slack = labels.slack[:, live]
    signs = _signs(layers, position, objectives)
    states = open_states(labels, layers, position)
    extra = [states[:, signs == 1], -states[:, signs == -1]]
    extra += [states[:, signs == MIXED], -states[:, signs == MIXED]]
    return np.concatenate([labels.gains[:, :objectives], slack, *extra], axis=1)


def undominated(table: Exact, *, strict: int = 0) -> Flags:
    """Flag the rows of a table (more is better) that no other row dominates.

    Of rows equal in everything the first is kept; with ``strict`` a row only goes when the first
    ``strict`` columns of the dominating row differ from its own, and equal rows all stay.
    """
    count = len(table)
    keep: Flags = np.ones(count, dtype=np.bool_)
    if count < 2:
        return keep
    ranks = _ranks(table, strict)
    order = np.lexsort((np.arange(count), *(-ranks[:, ::-1].T)))
    ranked = ranks[order]
    kept = ranked[:0]
    alive = np.ones(count, dtype=np.bool_)
    for start in range(0, count, CHUNK):
        block = ranked[start : start + CHUNK]
        flags = ~_covered(block, kept, strict)
        rows = np.flatnonzero(flags)
        flags[rows[_beaten(block[rows], block[rows], strict, earlier=True)]] = False
        alive[start : start + CHUNK] = flags
        kept = np.concatenate((kept, block[flags]))
    keep[order] = alive
    return keep


def _covered(block: Ranks, kept: Ranks, strict: int) -> Flags:
    """Flag the rows of a block that an earlier kept row dominates."""
    covered: Flags = np.zeros(len(block), dtype=np.bool_)
    for start in range(0, len(kept), 4 * CHUNK):
        rows = np.flatnonzero(~covered)
        if not len(rows):
            break
        others = kept[start : start + 4 * CHUNK]
        covered[rows] = _beaten(block[rows], others, strict, earlier=False)
    return covered


def _beaten(block: Ranks, others: Ranks, strict: int, *, earlier: bool) -> Flags:
    """Flag the rows of the block to which another is no less in every column after the first.

    Rows are sorted by the first column, so that it need not be compared; with ``earlier`` only the
    rows before count. Columns are compared for all pairs until few are left, then for those only.
    """
    shape = (len(block), len(others))
    hits: Flags = np.tri(*shape, k=-1, dtype=np.bool_) if earlier else np.ones(shape, np.bool_)
    columns, done = block.shape[1], 1
    while done < columns:
        hits &= others[np.newaxis, :, done] >= block[:, done, np.newaxis]
        done += 1
        if done % 3 == 0 and np.count_nonzero(hits) * SPARSE < hits.size:
            break
    if done == columns and not strict:
        whole: Flags = np.any(hits, axis=1)
        return whole
    rows, places = np.divmod(np.flatnonzero(hits), len(others))
    for column in range(done, columns):
        keep = others[places, column] >= block[rows, column]
        rows, places = rows[keep], places[keep]
    if strict:
        rows = rows[np.any(others[places, :strict] != block[rows, :strict], axis=1)]
    flags: Flags = np.zeros(len(block), dtype=np.bool_)
    flags[rows] = True
    return flags


def _ranks(table: Exact, strict: int) -> Ranks:
    """Replace each column by dense ranks; columns that tell nothing apart go."""
    columns = []
    for column in range(table.shape[1]):
        values = table[:, column]
        if column >= max(1, strict) and bool(np.all(values == values[0])):
            continue
        if table.dtype == object:
            steps = {value: rank for rank, value in enumerate(sorted(set(values.tolist())))}
            columns.append(np.array([steps[value] for value in values.tolist()], dtype=np.int32))
        else:
            columns.append(np.unique(values, return_inverse=True)[1].astype(np.int32))
    kind = np.int16 if len(table) < 2**15 else np.int32
    return np.stack(columns, axis=1).astype(kind)


def _signs(layers: Layers, position: int, objectives: int) -> npt.NDArray[np.int64]:
    """Say for each open pair, twice: 1 it can only pay, -1 only cost, 0 neither, or both."""
    signs = []
    for pair in layers.pairs:
        if max(*pair.left, *pair.right) < position or min(*pair.left, *pair.right) >= position:
            continue
        worths = pair.worths[:objectives]
        low, high = min(worths), max(worths)
        sign = MIXED if low < 0 < high else int(high > 0) - int(low < 0)
        signs += [sign, sign]
    return np.array(signs, dtype=np.int64)
