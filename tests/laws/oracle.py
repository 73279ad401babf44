"""Answers by enumeration of every subset: the judge of the engine."""

from __future__ import annotations

import hashlib
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np

from tests.laws.agreements import PARTIES
from tests.laws.conditions import Term
from tests.laws.enumeration import Worth

F = Fraction


class Oracle(Worth):
    """Everything that is asked of one drafted agreement, by enumeration."""

    # -- answers ---------------------------------------------------------------------------------

    def ids(self, portfolio: np.ndarray) -> tuple[str, ...]:
        return tuple(r for r, x in zip(self.items, portfolio, strict=True) if x)

    @cached_property
    def order(self) -> list[tuple[F, int, int, tuple[str, ...]]]:
        """Every portfolio as (value, -cost, -keys, ids)."""
        total, scale = self.totals(*self.objective("value"))
        costs = self.portfolios @ np.array([self.cost(r) for r in self.items] or [], dtype=np.int64)
        keys = self.portfolios @ np.array([_key(r) for r in self.items] or [], dtype=np.int64)
        return [
            (F(int(v), scale), -int(c), -int(k), self.ids(p))
            for v, c, k, p in zip(total, costs, keys, self.portfolios, strict=True)
        ]

    def best(self) -> tuple[F, tuple[str, ...], bool] | None:
        if not self.order:
            return None
        top = max(self.order)
        equal = [o for o in self.order if o[:3] == top[:3]]
        return top[0], top[3], len(equal) > 1

    def front(self, names: list[str]) -> dict[tuple[F, ...], tuple[int, set[tuple[str, ...]]]]:
        """Non-dominated vector → (count of equal portfolios, the tie rule's ones)."""
        columns, scales = zip(*(self.totals(*self.objective(n)) for n in names), strict=True)
        groups: dict[tuple[int, ...], list[int]] = {}
        for index, point in enumerate(zip(*columns, strict=True)):
            groups.setdefault(tuple(int(v) for v in point), []).append(index)
        points = np.array(list(groups), dtype=object)
        found = {}
        for point, members in groups.items():
            here = np.array(point, dtype=object)
            weakly = np.logical_and.reduce([points[:, k] >= here[k] for k in range(len(names))])
            if weakly.sum() > 1:
                continue
            top = max(self.order[m][:3] for m in members)
            winners = {self.order[m][3] for m in members if self.order[m][:3] == top}
            signed = tuple(
                F(v, s) * (-1 if n == "cost" else 1)
                for v, s, n in zip(point, scales, names, strict=True)
            )
            found[signed] = (len(members), winners)
        return found

    def alone(self, party: str) -> Fraction:
        """Greatest benefit of a party from rows on its own and the common lines alone.

        Within its own lines and, of each common line, the share that its own lines are of all
        party lines; relations and levels hold, rules and commitments of the whole do not.
        """
        whose = {b["line"]: b["party"] for b in self.draft.tables["budgets"]}
        limits = {term.name[5:]: term.high or 0 for term in self._lines()}
        own = sum(limit for line, limit in limits.items() if whose[line] == party)
        every = sum(limit for line, limit in limits.items() if whose[line])
        share = F(own, every) if every else F(0)
        terms = []
        for term in self._lines():
            owner = whose[term.name[5:]]
            limit = F(term.high or 0) if owner == party else share * (term.high or 0)
            terms.append(
                Term(term.name, term.row, None, 0 if owner not in ("", party) else int(limit))
            )
        others = [*self._relations(), *self._others(), *self._carrying()]
        terms += [t for t in others if "committed" not in t.name]
        values = self._party(party)
        scale = lcm(1, *(v.denominator for v in values))
        totals = self.admitted(terms).astype(object) @ np.array(
            [int(v * scale) for v in values], dtype=object
        )
        return F(int(max(totals)), scale) if self.n else F(0)

    def fair_points(self) -> set[tuple[Fraction, Fraction]]:
        """Efficient pairs of the least benefit ÷ alone and the value."""
        alone = {party: self.alone(party) for party in PARTIES}
        gains = []
        for party in PARTIES:
            if alone[party]:
                total, scale = self.totals(self._party(party), [])
                gains.append([F(int(v), scale) / alone[party] for v in total])
        if not gains:
            return set()
        pairs = {(min(ratios), o[0]) for *ratios, o in zip(*gains, self.order, strict=True)}
        return {
            p for p in pairs if not any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in pairs)
        }

    def near(self, within: F) -> set[tuple[str, ...]]:
        best = max(o[0] for o in self.order)
        return {o[3] for o in self.order if o[0] >= best - within * abs(best)}

    def robust(self) -> set[tuple[str, ...]]:
        """Portfolios that no other dominates, whatever the weights and scores."""
        x = self.portfolios
        count = len(x)
        never_less = np.ones((count, count), dtype=bool)
        sometimes_more = np.zeros((count, count), dtype=bool)
        for vertex in [v for group in self.vertices.values() for v in group]:
            low, high = self._ends(vertex)
            pairs, _ = self.totals([F(0)] * self.n, self.weighted_pairs(vertex))
            scale_pairs = lcm(1, *(p[2].denominator for p in self.weighted_pairs(vertex)))
            scale = lcm(scale_pairs, *(v.denominator for v in [*low, *high]))
            lows = np.array([int(v * scale) for v in low], dtype=np.int64)
            highs = np.array([int(v * scale) for v in high], dtype=np.int64)
            both = (pairs * (scale // scale_pairs)).astype(np.int64)
            assert scale < 2**50
            surely = _gain(x, lows, highs) + both[:, None] - both[None, :]
            maybe = _gain(x, highs, lows) + both[:, None] - both[None, :]
            never_less &= surely >= 0
            sometimes_more |= maybe > 0
        dominated = (never_less & sometimes_more).any(axis=0)
        return {self.ids(p) for p in x[~dominated]}

    def _ends(self, weights: dict[str, F]) -> tuple[list[F], list[F]]:
        """Least and greatest of amount × (score - baseline) × lasting over its four corners."""
        live = [c for c in self.draft.criteria if c["id"] in self.live]

        def corners(r: str, c: dict[str, object]) -> list[F]:
            ends = [self.worth(r, c, score) for score in self.interval(r, c)]
            return [worth * keep for worth in ends for keep in self.kept(r)]

        return tuple(  # type: ignore[return-value]
            [
                sum((weights[str(c["id"])] * end(corners(r, c)) for c in live), F(0))
                for r in self.items
            ]
            for end in (min, max)
        )


def _gain(x: np.ndarray, mine: np.ndarray, others: np.ndarray) -> np.ndarray:
    """mine(x' minus x) - others(x minus x') for all pairs [x', x]."""
    gain: np.ndarray = (x @ mine)[:, None] - (x * mine) @ x.T
    return gain - (x @ others)[None, :] + (x * others) @ x.T


def _key(row: str) -> int:
    return int(hashlib.sha256(row.encode("utf-8")).hexdigest()[:6], 16)
