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
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.domain.certificate import Certificate, Claimed, Replayed, one_sided

__all__ = ["replay"]

Whole = npt.NDArray[Any]
"""int64 where every sum that is formed fits, Python integers (dtype object) where not."""
Flags = npt.NDArray[np.bool_]
GROUP, BLOCK, CHUNK = 16, 512, 64


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
        if stopped() or len(labels.gains) > most_labels:
            return Replayed("undecided", labels=kept)
        labels = proof.step(labels, position)
        kept += len(labels.gains)
    claimed = _points(certificate)
    for values, inside in zip(labels.gains, labels.chosen, strict=True):
        if not np.any(np.all(claimed >= values, axis=1)):
            columns = (certificate.order[k] for k in np.flatnonzero(inside))
            chosen = tuple(sorted(k for k in columns if k < len(certificate.plan.ids)))
            point, ids = Claimed(tuple(map(int, values)), chosen), certificate.plan.ids
            return Replayed("refuted", "missing", 0, point, kept, tuple(ids[k] for k in chosen))
    return Replayed("proved", labels=kept)


def _malformed(certificate: Certificate, rows: int) -> Iterator[tuple[str, int]]:
    """Give what makes a certificate no proof at all."""
    plan = certificate.plan
    if sorted(certificate.order) != [*range(len(plan.ids) + len(plan.joints))] or not plan.aims:
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
        both = [pair for pair in plan.joints if inside & {*pair.left} and inside & {*pair.right}]
        for axis, aim in enumerate(plan.aims):
            worth = sum(aim.gains[j] for j in inside) + sum(pair.worths[axis] for pair in both)
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
    Z / GROUP × Q × GROUP: the least that a direction has in a zone; ``least`` Q × Z / GROUP.
    """

    gains: Whole
    uses: Whole
    highs: Whole
    need: Whole
    spare: Whole
    weights: Whole
    prices: Whole
    rest: Whole
    asked: Whole
    least: Whole

    @classmethod
    def of(cls, certificate: Certificate) -> _Proof:
        """Lay a certificate out along its order."""
        plan, bounds = certificate.plan, certificate.bounds
        rows, kind = one_sided(plan), _kind(certificate)
        order, aims = np.array(certificate.order, dtype=np.intp), enumerate(plan.aims)
        worths = [(*aim.gains, *(pair.worths[k] for pair in plan.joints)) for k, aim in aims]
        gains = np.array(worths, dtype=kind).T[order]
        uses = np.zeros((len(order), len(rows)), dtype=kind)
        for index, (terms, _) in enumerate(rows):
            for column, value in terms:
                uses[column, index] += value
        uses = uses[order]
        weights = np.array([one.weights for one in bounds], dtype=kind).reshape(-1, gains.shape[1])
        turns = range(max((len(one.multipliers) for one in bounds), default=1))
        table = [[one.multipliers[t % len(one.multipliers)] for one in bounds] for t in turns]
        prices = np.array(table, dtype=kind).reshape(len(turns), len(bounds), len(rows))
        rest = _suffixes(np.maximum(0, gains @ weights.T - uses @ prices.swapaxes(1, 2)))
        corners = _corners(gains, _points(certificate))
        corners = np.concatenate((corners, corners[-1:].repeat(-len(corners) % GROUP, axis=0)))
        shape = len(corners) // GROUP, GROUP, len(bounds)
        asked = ((corners + 1) @ weights.T).reshape(shape).swapaxes(1, 2)
        highs = np.array([high for _, high in rows], dtype=kind)[np.newaxis]
        ends = _suffixes(np.minimum(uses, 0)), _suffixes(np.maximum(uses, 0))
        return cls(gains, uses, highs, *ends, weights, prices, rest, asked, asked.min(axis=2).T)

    def root(self) -> _Labels:
        """Give the one label of nothing decided, unless it cannot keep a limit."""
        chosen, hints = np.zeros((1, len(self.gains)), np.bool_), np.zeros(1, np.intp)
        start = _Labels(chosen, self.gains.sum(axis=0)[np.newaxis] * 0, self.highs, hints)
        return start.take(np.all(start.room >= self.need[0], axis=1))

    def step(self, labels: _Labels, position: int) -> _Labels:
        """Decide one position both ways, and drop what the proof may drop."""
        count = len(labels.gains)
        both = labels.take(np.tile(np.arange(count), 2))
        both.chosen[count:, position] = True
        both.gains[count:] += self.gains[position]
        both.room[count:] -= self.uses[position]
        both = both.take(np.all(both.room >= self.need[position + 1], axis=1))
        np.minimum(both.room, self.spare[position + 1], out=both.room)
        both = self._reaching(both, position + 1)
        live = np.any(both.room != both.room[:1], axis=0)
        return both.take(_undominated(np.concatenate((both.gains, both.room[:, live]), axis=1)))

    def _reaching(self, labels: _Labels, position: int) -> _Labels:
        """Keep the labels for which no bound lies below some zone.

        What a label cannot reach, what comes of it cannot: each goes on where its parent stopped.
        """
        reach = self.prices @ labels.room.T + self.rest[:, position, :, np.newaxis]
        reach = self.weights @ labels.gains.T + reach.min(axis=0)
        near = self.asked[labels.hints // GROUP, :, labels.hints % GROUP]
        alive: Flags = np.all(near <= reach.T, axis=1)
        unknown = np.flatnonzero(~alive)
        unknown = unknown[np.argsort(labels.hints[unknown], kind="stable")]
        for start in range(0, len(unknown), BLOCK):
            which = unknown[start : start + BLOCK]
            hints = self._reached(reach[:, which], labels.hints[which])
            alive[which], labels.hints[which] = hints >= 0, hints
        return labels.take(alive)

    def _reached(self, reach: Whole, hints: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Give the first zone, from each label's hint on, that it may reach, or -1."""
        first = int(hints.min()) // GROUP
        may: Flags = np.arange(first, len(self.asked)) >= hints[:, np.newaxis] // GROUP
        for bound, least in zip(reach, self.least[:, first:], strict=True):
            may &= bound[:, np.newaxis] >= least
        found, left = np.full(len(hints), -1), np.arange(len(hints))
        while len(left):
            place = np.argmax(may, axis=1)
            some = may[np.arange(len(left)), place]
            left, may, place = left[some], may[some], place[some]
            may[np.arange(len(left)), place] = False
            hits = np.all(reach.T[left][:, :, np.newaxis] >= self.asked[first + place], axis=1)
            some = np.any(hits, axis=1)
            found[left[some]] = (first + place[some]) * GROUP + np.argmax(hits[some], axis=1)
            left, may = left[~some], may[~some]
        return found


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
    uses = [sum(abs(value) for _, value in row) + abs(high) for row, high in rows]
    totals = [*sums, *uses]
    for bound in certificate.bounds:
        for multipliers in bound.multipliers:
            terms = zip((*bound.weights, *multipliers), (*sums, *uses), strict=True)
            totals.append(2 * sum(a * b for a, b in terms))
    return np.int64 if max(totals) < 2**62 else object


def _suffixes(table: Whole) -> Whole:
    """Sum each column from every position on; the last row is zero."""
    last = np.zeros_like(table, shape=(*table.shape[:-2], 1, table.shape[-1]))
    return np.concatenate((np.cumsum(table[..., ::-1, :], axis=-2)[..., ::-1, :], last), axis=-2)


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
    return _gathered(corners, np.maximum(1, np.ptp(corners, axis=0)))


def _gathered(corners: Whole, ranges: Whole) -> Whole:
    """Order corners so that every ``GROUP`` of them lie close to one another."""
    if len(corners) <= GROUP:
        return corners
    axis = int(np.argmax((np.ptp(corners, axis=0) / ranges).astype(np.float64)))
    corners = corners[np.argsort(corners[:, axis], kind="stable")]
    half = (len(corners) // 2 + GROUP - 1) // GROUP * GROUP
    return np.concatenate((_gathered(corners[:half], ranges), _gathered(corners[half:], ranges)))


def _undominated(table: Whole) -> Flags:
    """Flag rows that no other row equals or exceeds in every column; of equal rows one stays."""
    kind = np.int16 if len(table) < 2**15 else np.int32
    columns = [np.unique(column, return_inverse=True)[1].astype(kind) for column in table.T]
    order = np.lexsort(columns)[::-1]
    ranks = np.stack(columns)[:-1, order]  # others come before in the order of the last
    kept, flags = ranks[:, :0], np.empty(len(order), dtype=np.bool_)
    for start in range(0, len(order), CHUNK):
        block = ranks[:, start : start + CHUNK]
        others = np.concatenate((kept, block), axis=1)
        may = np.tri(block.shape[1], others.shape[1], kept.shape[1] - 1, dtype=np.bool_)
        for mine, theirs in zip(block, others, strict=True):
            may &= theirs >= mine[:, np.newaxis]
        alone = ~np.any(may, axis=1)
        flags[order[start : start + CHUNK]] = alone
        kept = np.concatenate((kept, block[:, alone]), axis=1)
    return flags
