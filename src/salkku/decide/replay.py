"""Replays the proof of a front in whole numbers: no solver, and nothing of what found the front.

Label setting (Bazgan, Hugot and Vanderpooten 2009) against the search zones that the claimed points
leave (Klamroth, Lacour and Vanderpooten 2015): columns are decided in the certificate's order; a
partial portfolio is dropped when it can keep a limit no more, when for every zone one of the
certificate's Lagrangian bounds lies below it, or when another is no worse in any objective and has
no less room in any limit. What is dropped reaches no zone; only what is left at the end may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from operator import mul
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from salkku.domain.certificate import Certificate, Claimed, Replayed, one_sided

__all__ = ["replay"]

Whole = npt.NDArray[Any]
"""int64 where every sum that is formed fits, Python integers (dtype object) where not."""
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]
GROUP, BATCH, PAIRS = 16, 2**16, 2**17
"""Zones of a leaf, partial portfolios bounded at once, comparisons made at once."""


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
    wrong = next(chain(_malformed(certificate), _false(certificate)), None)
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
    for values, bits in zip(labels.gains, labels.chosen, strict=True):
        if not np.any(np.all(claimed >= values, axis=1)):
            columns = (certificate.order[k] for k in np.flatnonzero(np.unpackbits(bits)))
            chosen = tuple(sorted(k for k in columns if k < len(certificate.plan.ids)))
            point, ids = Claimed(tuple(map(int, values)), chosen), certificate.plan.ids
            return Replayed("refuted", "missing", 0, point, kept, tuple(ids[k] for k in chosen))
    return Replayed("proved", labels=kept)


def _malformed(certificate: Certificate) -> Iterator[tuple[str, int]]:
    """Give what makes a certificate no proof at all."""
    plan, rows = certificate.plan, len(one_sided(certificate.plan))
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
    for index in np.flatnonzero(~_undominated(_points(certificate))):
        yield "dominated", int(index)


class _Labels(NamedTuple):
    """L partial portfolios: positions chosen, in bits, sums so far, room, a zone in reach."""

    chosen: npt.NDArray[np.uint8]
    gains: Whole
    room: Whole
    hints: Places

    def take(self, which: Any) -> _Labels:
        """Give some of them, by flag or index."""
        return _Labels(self.chosen[which], self.gains[which], self.room[which], self.hints[which])


class _Proof(NamedTuple):
    """N positions, p objectives, r rows, Q directions with T vectors of multipliers, Z zones.

    ``gains`` N × p, ``uses`` N × r, ``highs`` 1 × r; ``need`` and ``spare`` (N + 1) × r: least and
    most that positions from k on still add to a row. ``weights`` Q × p, ``prices`` T × Q × r,
    ``rest`` T × (N + 1) × Q: the most that positions from k on still add to a bound. ``asked``
    Z × Q: the least that a direction has in a zone.
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
        asked = (corners + 1) @ weights.T
        highs = np.array([high for _, high in rows], dtype=kind)[np.newaxis]
        ends = _suffixes(np.minimum(uses, 0)), _suffixes(np.maximum(uses, 0))
        return cls(gains, uses, highs, *ends, weights, prices, rest, asked)

    def root(self) -> _Labels:
        """Give the one label of nothing decided, unless it cannot keep a limit."""
        chosen = np.zeros((1, len(self.gains) // 8 + 1), np.uint8)
        nothing = np.zeros_like(self.gains, shape=(1, self.gains.shape[1]))
        start = _Labels(chosen, nothing, self.highs, np.zeros(1, np.intp))
        return start.take(np.all(start.room >= self.need[0], axis=1))

    def step(self, labels: _Labels, position: int) -> _Labels:
        """Decide one position both ways, and drop what the proof may drop."""
        count = len(labels.gains)
        both = labels.take(np.tile(np.arange(count), 2))
        both.chosen[count:, position // 8] |= 128 >> position % 8
        both.gains[count:] += self.gains[position]
        both.room[count:] -= self.uses[position]
        both = both.take(np.all(both.room >= self.need[position + 1], axis=1))
        np.minimum(both.room, self.spare[position + 1], out=both.room)
        both = both.take(self._reaching(both, position + 1))
        live = np.any(both.room != both.room[:1], axis=0)
        return both.take(_undominated(np.concatenate((both.gains, both.room[:, live]), axis=1)))

    def _reaching(self, labels: _Labels, position: int) -> Flags:
        """Flag the labels for which no bound lies below some zone, and hint at it.

        What a label cannot reach, what comes of it cannot: each goes on where its parent stopped.
        """
        alive, rest = np.empty(len(labels.gains), np.bool_), self.rest[:, position, np.newaxis]
        for start in range(0, len(alive), BATCH):
            some = slice(start, start + BATCH)
            reach = (labels.room[some] @ self.prices.swapaxes(1, 2) + rest).min(axis=0)
            reach += labels.gains[some] @ self.weights.T
            alive[some] = np.all(self.asked[labels.hints[some]] <= reach, axis=1)
            unknown = np.flatnonzero(~alive[some])
            self._seek(reach, labels.hints[some], alive[some], unknown, range(len(self.asked)))
        return alive

    def _seek(self, reach: Whole, hints: Places, alive: Flags, these: Places, at: range) -> None:
        """Flag those labels that reach zones at places, and hint at the first, by halves."""
        asked = self.asked[at.start : at.stop]
        these = these[~alive[these] & (hints[these] < at.stop)]
        these = these[np.all(reach[these] >= asked.min(axis=0), axis=1)]
        if len(these) and len(at) > GROUP:
            for part in (at[: len(at) // 2], at[len(at) // 2 :]):
                self._seek(reach, hints, alive, these, part)
        elif len(these):
            hits = np.all(reach[these][:, np.newaxis] >= asked, axis=2)
            hints[these], alive[these] = at.start + np.argmax(hits, axis=1), np.any(hits, axis=1)


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
    most = (*sums, *(sum(abs(value) for _, value in row) + abs(high) for row, high in rows))
    bounds = ((*b.weights, *prices) for b in certificate.bounds for prices in b.multipliers)
    totals = (2 * sum(map(mul, bound, most)) for bound in bounds)
    return np.int64 if max(chain(most, totals)) < 2**62 else object


def _suffixes(table: Whole) -> Whole:
    """Sum each column from every position on; the last row is zero."""
    padded = np.insert(table, table.shape[-2], 0, axis=-2)
    return np.flip(np.cumsum(np.flip(padded, axis=-2), axis=-2), axis=-2)


def _corners(gains: Whole, points: Whole) -> Whole:
    """Give corners so that what no point dominates is greater than some corner everywhere."""
    corners: Whole = (np.minimum(gains, 0).sum(axis=0) - 1)[np.newaxis].astype(gains.dtype)
    for point in points:
        hit = np.all(corners < point, axis=1)
        rest, found = corners[~hit], []
        for axis in range(len(point)):
            child = corners[hit]
            child[:, axis] = point[axis]
            beside = np.concatenate((child, rest[rest[:, axis] == point[axis]]))
            found.append(child[_undominated(-beside)[: len(child)]])
        corners = np.concatenate((rest, *found))
    return _gathered(corners, np.maximum(1, np.ptp(corners, axis=0)))


def _gathered(corners: Whole, ranges: Whole) -> Whole:
    """Order corners so that those of every half, and half of a half, lie close together."""
    if len(corners) <= GROUP:
        return corners
    axis = int(np.argmax((np.ptp(corners, axis=0) / ranges).astype(np.float64)))
    corners = corners[np.argsort(corners[:, axis], kind="stable")]
    halves = np.split(corners, [len(corners) // 2])
    return np.concatenate([_gathered(half, ranges) for half in halves])


def _undominated(table: Whole) -> Flags:
    """Flag rows that no other row equals or exceeds in every column; of equal rows one stays."""
    columns = [np.unique(column, return_inverse=True)[1].astype(np.int32) for column in table.T]
    order = np.lexsort(columns)[::-1]
    return _foremost(np.stack(columns)[::-1, order][1:])[np.argsort(order)]


def _foremost(ranks: Whole) -> Flags:
    """Flag columns of D × L ranks that none before them equals or exceeds (Kung et al. 1975)."""
    count, half = ranks.shape[1], ranks.shape[1] // 2
    if count**2 <= PAIRS or not half:
        return ~_fallen(ranks, ranks, np.tri(count, k=-1, dtype=np.bool_))
    flags = np.concatenate((_foremost(ranks[:, :half]), np.ones(count - half, np.bool_)))
    flags[half:] = ~_fallen(ranks[:, half:], ranks[:, :half][:, flags[:half]])
    flags[half:][flags[half:]] = _foremost(ranks[:, half:][:, flags[half:]])
    return flags


def _fallen(mine: Whole, theirs: Whole, may: Flags | None = None) -> Flags:
    """Flag columns of mine that one of theirs, where it may, equals or exceeds in every row."""
    flags: Flags = np.ones(mine.shape[1], np.bool_)
    if may is None and len(flags) * theirs.shape[1] <= PAIRS:
        may = np.ones((len(flags), theirs.shape[1]), np.bool_)
    if may is not None:
        for own, other in zip(mine, theirs, strict=True):
            may &= other >= own[:, np.newaxis]
        flags = np.any(may, axis=1)
    elif len(mine) and theirs[0].min() >= mine[0].max():
        flags = _fallen(mine[1:], theirs[1:])
    elif len(mine):
        middle = np.median(np.concatenate((mine[0], theirs[0])))
        middle = np.clip(middle, theirs[0].min(), mine[0].max() - 1)
        high, above = mine[0] > middle, theirs[0] > middle
        flags[high] = _fallen(mine[:, high], theirs[:, above])
        flags[~high] = _fallen(mine[1:, ~high], theirs[1:, above])
        rest = ~high & ~flags
        flags[rest] = _fallen(mine[:, rest], theirs[:, ~above])
    return flags
