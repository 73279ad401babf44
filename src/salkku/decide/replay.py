"""Replays the proof of a front in whole numbers: no solver, and nothing of what found the front.

Label setting (Bazgan, Hugot and Vanderpooten 2009) against the search zones that the claimed points
leave (Klamroth, Lacour and Vanderpooten 2015): columns are decided in the certificate's order; a
partial portfolio is dropped when it can keep a limit no more, when for every zone one of the
certificate's Lagrangian bounds lies below it, or when another is no worse in any objective and has
no less room in any limit. What is dropped reaches no zone; so when nothing is left at the end, no
portfolio lies outside what the claimed points dominate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.domain.certificate import Certificate, Claimed, Replayed, one_sided

__all__ = ["replay"]

Whole = npt.NDArray[Any]
"""int64 where every sum that is formed fits, Python integers (dtype object) where not."""

Flags = npt.NDArray[np.bool_]
SAFE = 2**62
GROUP, CHUNK = 16, 256


def replay(
    certificate: Certificate,
    *,
    most_labels: int = 4_000_000,
    stopped: Callable[[], bool] = lambda: False,
) -> Replayed:
    """See whether a certificate proves that its claimed points are the whole front.

    Parameters
    ----------
    most_labels, stopped
        More partial portfolios of one layer than this, or a True before a column, and it gives up.

    Examples
    --------
    >>> from salkku.domain.certificate import Aim, Limit, Plan
    >>> aims = (Aim("x", (2, 1), "1"), Aim("y", (1, 2), "1"))
    >>> plan = Plan(("a", "b"), aims, (), (Limit("rule:r", ((0, 1), (1, 1)), high=1),))
    >>> both = (Claimed((2, 1), (0,)), Claimed((1, 2), (1,)))
    >>> replay(Certificate(plan, both, (0, 1), ())).status
    'proved'
    >>> replay(Certificate(plan, both[:1], (0, 1), ())).found
    Claimed(values=(1, 2), chosen=(1,))
    """
    rows = one_sided(certificate.plan)
    wrong = next(chain(_malformed(certificate, len(rows)), _false(certificate)), None)
    if wrong is not None:
        return Replayed("refuted", *wrong)
    proof = _Proof.of(certificate)
    labels, kept = proof.root(), 0
    for position in range(len(certificate.order)):
        if stopped():
            return Replayed("undecided", labels=kept)
        labels = proof.step(labels, position)
        kept += len(labels.gains)
        if len(labels.gains) > most_labels:
            return Replayed("undecided", labels=kept)
    claimed = _points(certificate)
    for index in range(len(labels.gains)):
        values = labels.gains[index]
        if not np.any(np.all(claimed >= values, axis=1)):
            columns = (certificate.order[k] for k in np.flatnonzero(labels.chosen[index]))
            chosen = tuple(sorted(k for k in columns if k < len(certificate.plan.ids)))
            point, ids = Claimed(tuple(map(int, values)), chosen), certificate.plan.ids
            return Replayed("refuted", "missing", 0, point, kept, tuple(ids[k] for k in chosen))
    return Replayed("proved", labels=kept)


def _malformed(certificate: Certificate, rows: int) -> Iterator[tuple[str, int]]:
    """Give what makes a certificate no proof at all."""
    plan = certificate.plan
    columns = range(len(plan.ids) + len(plan.joints))
    if sorted(certificate.order) != list(columns) or not plan.aims:
        yield "order", 0
    for place, bound in enumerate(certificate.bounds):
        sizes = {len(bound.weights) - len(plan.aims), *(len(m) - rows for m in bound.multipliers)}
        numbers = (*bound.weights, *(number for m in bound.multipliers for number in m))
        if sizes != {0} or not bound.multipliers or min(numbers, default=0) < 0:
            yield "bounds", place


def _false(certificate: Certificate) -> Iterator[tuple[str, int]]:
    """Give the claimed points that are not what they are said to be."""
    plan = certificate.plan
    for place, point in enumerate(certificate.claimed):
        inside = set(point.chosen)
        if not inside <= set(range(len(plan.ids))):
            yield "broken", place
        for limit in plan.limits:
            total = sum(value for column, value in limit.terms if column in inside)
            low = total if limit.low is None else limit.low
            if not low <= total <= (total if limit.high is None else limit.high):
                yield "broken", place
        joint = [pair for pair in plan.joints if inside & {*pair.left} and inside & {*pair.right}]
        for axis, aim in enumerate(plan.aims):
            worth = sum(aim.gains[item] for item in inside)
            worth += sum(pair.worths[axis] for pair in joint)
            if len(point.values) != len(plan.aims) or worth != point.values[axis]:
                yield "values", place
    points = _points(certificate)
    for place, values in enumerate(points):
        if np.all(points >= values, axis=1).sum() > 1:
            yield "dominated", place


@dataclass(frozen=True, slots=True)
class _Labels:
    """L partial portfolios: positions chosen, sums so far, room in each row, a zone in reach."""

    chosen: Flags
    gains: Whole
    room: Whole
    hints: npt.NDArray[np.intp]

    def take(self, which: Any) -> _Labels:
        """Give some of them, by flag or index."""
        return _Labels(self.chosen[which], self.gains[which], self.room[which], self.hints[which])


@dataclass(frozen=True, slots=True)
class _Proof:
    """N positions, p objectives, r rows, Q directions with T vectors of multipliers, Z zones.

    ``gains`` N × p, ``uses`` N × r, ``highs`` 1 × r; ``need`` and ``spare`` (N + 1) × r: least and
    most that positions from k on still add to a row. ``weights`` Q × p, ``prices`` T × Q × r,
    ``rest`` T × (N + 1) × Q: the most that positions from k on still add to a bound. ``asked``
    Z × Q: the least that a direction has in a zone; ``least``: of every ``GROUP`` zones.
    """

    gains: Whole
    uses: Whole
    highs: Whole
    need: Whole
    spare: Whole
    weights: Whole
    prices: list[Whole]
    rest: list[Whole]
    asked: Whole
    least: Whole

    @classmethod
    def of(cls, certificate: Certificate) -> _Proof:
        """Lay a certificate out along its order."""
        plan, rows = certificate.plan, one_sided(certificate.plan)
        kind = _kind(certificate)
        size, width = len(plan.ids), len(plan.aims)
        pairs = [list(pair.worths) for pair in plan.joints]
        columns = [[aim.gains[j] for aim in plan.aims] for j in range(size)] + pairs
        gains = np.array([columns[j] for j in certificate.order], dtype=kind).reshape(-1, width)
        uses = np.zeros((len(columns), len(rows)), dtype=kind)
        for index, (terms, _) in enumerate(rows):
            for column, value in terms:
                uses[column, index] += value
        uses = uses[list(certificate.order)]
        bounds = [(bound.weights, bound.multipliers) for bound in certificate.bounds]
        weights = np.array([given for given, _ in bounds], dtype=kind).reshape(-1, width)
        prices, rest = [], []
        for turn in range(max((len(given) for _, given in bounds), default=0)):
            turns = [given[turn % len(given)] for _, given in bounds]
            price = np.array(turns, dtype=kind).reshape(len(turns), len(rows))
            prices.append(price)
            rest.append(_suffixes(np.maximum(0, gains @ weights.T - uses @ price.T)))
        corners = _corners(gains, _points(certificate))
        asked = (corners + 1) @ weights.T
        starts = np.arange(0, len(asked), GROUP)
        least = np.minimum.reduceat(asked, starts, axis=0)
        highs = np.array([[high for _, high in rows]], dtype=kind).reshape(1, len(rows))
        need, spare = _suffixes(np.minimum(uses, 0)), _suffixes(np.maximum(uses, 0))
        return cls(gains, uses, highs, need, spare, weights, prices, rest, asked, least)

    def root(self) -> _Labels:
        """Give the one label of nothing decided, unless it cannot keep a limit."""
        chosen, hints = np.zeros((1, len(self.gains)), np.bool_), np.zeros(1, np.intp)
        start = _Labels(chosen, self.gains.sum(axis=0)[np.newaxis] * 0, self.highs, hints)
        return start.take(np.all(start.room >= self.need[0], axis=1))

    def step(self, labels: _Labels, position: int) -> _Labels:
        """Decide one position both ways, and drop what the proof may drop."""
        inside = labels.chosen.copy()
        inside[:, position] = True
        both = _Labels(
            np.concatenate((labels.chosen, inside)),
            np.concatenate((labels.gains, labels.gains + self.gains[position])),
            np.concatenate((labels.room, labels.room - self.uses[position])),
            np.concatenate((labels.hints, labels.hints)),
        )
        both = both.take(np.all(both.room >= self.need[position + 1], axis=1))
        np.minimum(both.room, self.spare[position + 1], out=both.room)
        both = self._reaching(both, position + 1)
        live = np.any(both.room != both.room[:1], axis=0)
        return both.take(_undominated(np.concatenate((both.gains, both.room[:, live]), axis=1)))

    def _reaching(self, labels: _Labels, position: int) -> _Labels:
        """Keep the labels for which no bound lies below some zone."""
        reach = labels.gains @ self.weights.T
        if self.prices:
            turns = zip(self.prices, self.rest, strict=True)
            reach += reduce(np.minimum, (labels.room @ p.T + r[position] for p, r in turns))
        alive: Flags = np.all(reach >= self.asked[labels.hints], axis=1)
        unknown = np.flatnonzero(~alive)
        for group, least in enumerate(self.least):
            near = unknown[np.all(reach[unknown] >= least, axis=1)]
            if not len(near):
                continue
            zones = self.asked[group * GROUP : (group + 1) * GROUP]
            hits = np.all(reach[near][:, np.newaxis] >= zones[np.newaxis], axis=2)
            some = np.any(hits, axis=1)
            alive[near[some]] = True
            labels.hints[near[some]] = group * GROUP + np.argmax(hits[some], axis=1)
            unknown = unknown[~alive[unknown]]
        return labels.take(alive)


def _points(certificate: Certificate) -> Whole:
    """Give the claimed points as a table; their values are known to be those of portfolios."""
    table = [point.values for point in certificate.claimed]
    return np.array(table, dtype=_kind(certificate)).reshape(-1, len(certificate.plan.aims))


def _kind(certificate: Certificate) -> Any:
    """Give int64 where no sum that the replay may form reaches 2**62, else object."""
    plan, rows = certificate.plan, one_sided(certificate.plan)
    sums = [
        sum(map(abs, aim.gains)) + sum(abs(pair.worths[axis]) for pair in plan.joints) + 1
        for axis, aim in enumerate(plan.aims)
    ]
    uses = [sum(abs(value) for _, value in terms) + abs(high) for terms, high in rows]
    totals = [*sums, *uses]
    for bound in certificate.bounds:
        of_aims = sum(a * b for a, b in zip(bound.weights, sums, strict=True))
        for multipliers in bound.multipliers:
            of_rows = sum(a * b for a, b in zip(multipliers, uses, strict=True))
            totals.append(2 * (of_aims + of_rows))
    return np.int64 if max(totals) < SAFE else object


def _suffixes(table: Whole) -> Whole:
    """Sum each column from every position on; the last row is zero."""
    last = np.zeros_like(table, shape=(1, table.shape[1]))
    return np.concatenate((np.cumsum(table[::-1], axis=0)[::-1], last))


def _corners(gains: Whole, points: Whole) -> Whole:
    """Give corners so that what no point dominates is greater than some corner everywhere."""
    floor = np.minimum(gains, 0).sum(axis=0) - 1
    corners: Whole = floor.reshape(1, -1).astype(gains.dtype)
    for point in points:
        hit = np.all(corners < point, axis=1)
        rest, found = corners[~hit], []
        for axis in range(len(point)):
            child = corners[hit]
            child[:, axis] = point[axis]
            child = np.array(sorted(set(map(tuple, child.tolist()))), dtype=gains.dtype)
            beside = np.concatenate((rest[rest[:, axis] == point[axis]], child))
            below = [int(np.all(beside <= one, axis=1).sum()) for one in child]
            found.append(child[np.array(below) == 1])
        corners = np.concatenate((rest, *found))
    return corners[np.lexsort(corners.T)]


def _undominated(table: Whole) -> Flags:
    """Flag rows that no other row equals or exceeds in every column; of equal rows one stays."""
    kind = np.int16 if len(table) < 2**15 else np.int32
    columns = [np.unique(column, return_inverse=True)[1].astype(kind) for column in table.T]
    order = np.lexsort(columns)[::-1]
    ranks = np.stack(columns, axis=1)[order]
    kept, alive = ranks[:0], np.zeros(len(ranks), dtype=np.bool_)
    for start in range(0, len(ranks), CHUNK):
        rows = np.arange(start, min(start + CHUNK, len(ranks)))
        rows = rows[~_covered(ranks[rows], kept, np.ones((len(rows), len(kept)), np.bool_))]
        rows = rows[~_covered(ranks[rows], ranks[rows], np.tri(len(rows), k=-1, dtype=np.bool_))]
        alive[rows] = True
        kept = np.concatenate((kept, ranks[rows]))
    flags = np.empty(len(ranks), dtype=np.bool_)
    flags[order] = alive
    return flags


def _covered(block: Whole, others: Whole, may: Flags) -> Flags:
    """Flag the rows of a block that one of the others (where it may) is no less than.

    The others come before in the order of the last column, which need not be compared.
    """
    for column in range(block.shape[1] - 1):
        may &= others[np.newaxis, :, column] >= block[:, column, np.newaxis]
    return np.asarray(may.any(axis=1))
