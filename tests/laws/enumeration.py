"""Every subset of a random agreement and its worth, written from the format's text alone."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise
from math import lcm

import numpy as np

from tests.laws.agreements import PARTIES
from tests.laws.conditions import Conditions, Term

F = Fraction
LEVELS = ["none", "spoken", "letter", "signed", "budgeted"]
PERSISTENCE = {
    "none": F(1, 8),
    "spoken": F(3, 8),
    "letter": F(5, 8),
    "signed": F(7, 8),
    "budgeted": F(1),
}


class Worth(Conditions):
    """Portfolios and values of one drafted agreement, by enumeration."""

    # -- enumeration ---------------------------------------------------------------------------

    @cached_property
    def subsets(self) -> np.ndarray:
        """2^n × n matrix of 0 and 1."""
        codes = np.arange(2**self.n, dtype=np.int64)
        return (codes[:, None] >> np.arange(self.n)) & 1

    def admitted(self, terms: list[Term] | None = None) -> np.ndarray:
        """Rows of ``subsets`` that keep the terms."""
        keep = np.ones(len(self.subsets), dtype=bool)
        for term in self.terms if terms is None else terms:
            total = self.subsets @ np.array(term.row, dtype=np.int64)
            for thing in term.things:
                total = total + self.subsets[:, thing].any(axis=1)
            if term.low is not None:
                keep &= total >= term.low
            if term.high is not None:
                keep &= total <= term.high
        return self.subsets[keep]

    @cached_property
    def portfolios(self) -> np.ndarray:
        return self.admitted()

    def pairs(self, criterion: str) -> list[tuple[list[int], list[int], F]]:
        found = []
        for rel in self.draft.tables["relations"]:
            if rel["kind"] in ("synergy", "overlap") and rel["criterion"] == criterion:
                sides = [
                    [j for j, r in enumerate(self.items) if r in self.standing_for(rel[end])]
                    for end in ("from", "to")
                ]
                found.append((sides[0], sides[1], F(rel["value"])))
        for rule in self.draft.diminishing:
            if rule["criterion"] == criterion:
                loss = -F(str(rule["loss"]))
                cell = [r for r in self.rows if self._in_cell(r, rule)]
                bases = sorted({self._base(r) for r in cell})
                sides_of = {
                    b: [j for j, r in enumerate(self.items) if r in cell and self._base(r) == b]
                    for b in bases
                }
                found += [(sides_of[a], sides_of[b], loss) for a, b in combinations(bases, 2)]
        return found

    def _in_cell(self, row: str, rule: dict[str, object]) -> bool:
        """Whether a row is in every part of a cell that is named."""
        columns = {"focus_area": "focus_area", "method": "methods", "party": "parties"}
        return all(
            rule[part] in [one.partition(":")[0] for one in self._own(row, column).split(";")]
            for part, column in columns.items()
            if part in rule
        )

    def totals(
        self, linear: list[F], pairs: list[tuple[list[int], list[int], F]]
    ) -> tuple[np.ndarray, int]:
        """Whole-number totals of every portfolio and the common denominator."""
        scale = lcm(1, *(v.denominator for v in [*linear, *(p[2] for p in pairs)]))
        chosen = self.portfolios.astype(object)
        total = chosen @ np.array([int(v * scale) for v in linear], dtype=object)
        if not self.n:
            total = np.zeros(len(chosen), dtype=object)
        for left, right, value in pairs:
            both = self.portfolios[:, left].any(axis=1) & self.portfolios[:, right].any(axis=1)
            total = total + both.astype(object) * int(value * scale)
        return total, scale

    # -- what it is worth ------------------------------------------------------------------------

    def lasting(self, row: str) -> F:
        if self.draft.continuation is None:
            return F(1)
        main = [r for r in self.draft.tables["results"] if r.get("main") != "no"]
        own = self._source(row, "commitments")
        if any(r["proposal"] == row for r in main):
            own = row
        results = [r["id"] for r in main if r["proposal"] == own]
        given = [c for c in self.draft.tables["commitments"] if c["proposal"] == own]

        def best(result: str | None) -> int:
            fits = [
                LEVELS.index(c["level"])
                for c in given
                if result is None or c["result"] in ("", result)
            ]
            return max(fits, default=0)

        weakest = min((best(r) for r in results), default=None)
        level = LEVELS[best(None) if weakest is None else weakest]
        running = F(str(self.draft.continuation["running"]))
        return running + (1 - running) * PERSISTENCE[level]

    def kept(self, row: str) -> tuple[F, F]:
        """Ends of the share that lasts, as factors of the middle one."""
        if self.draft.continuation is None:
            return F(1), F(1)
        middle, running = self.lasting(row), F(str(self.draft.continuation["running"]))
        spread = (1 - running) * (F(0) if middle == 1 else F(1, 8))
        return (middle - spread) / middle, (middle + spread) / middle

    def worth(self, row: str, c: dict[str, object], score: F) -> F:
        low, high = self.scale[str(c["id"])]
        size = c.get("size", "project")
        amount = F(1)
        if size == "euro":
            amount = F(self.cost(row), 100) / F(str(c["size_unit"]))
        elif size == "reach":
            amount = F(self._own(row, "reach") or 0) / F(str(c["size_unit"]))
        baseline = F(str(c.get("baseline", low)))
        return amount * (score - baseline) * self.lasting(row) / (high - low)

    @cached_property
    def vertices(self) -> dict[str, list[dict[str, F]]]:
        """Vertices of each party's polytope ("" when no statement names a party)."""
        named = any("party" in s for s in self.draft.preferences)
        owners = PARTIES if named else ("",)
        return {
            owner: self._polytope(
                [s for s in self.draft.preferences if s.get("party", owner) == owner]
            )
            for owner in owners
        }

    def _polytope(self, statements: list[dict[str, object]]) -> list[dict[str, F]]:
        planes = [({c: F(1)}, F(0)) for c in self.live]
        for s in statements:
            if s["kind"] == "rank":
                order = s["order"]
                assert isinstance(order, list)
                planes += [({str(a): F(1), str(b): F(-1)}, F(0)) for a, b in pairwise(order)]
            elif s["kind"] == "interval":
                name = str(s["criterion"])
                planes.append(({name: F(1)}, F(str(s["low"]))))
                planes.append(({name: F(-1)}, -F(str(s["high"]))))
            else:
                planes.append(({str(s["left"]): F(1), str(s["right"]): -F(str(s["times"]))}, F(0)))
        found = []
        for active in combinations(planes, len(self.live) - 1):
            point = _meet(self.live, list(active))
            if point and point not in found:
                inside = all(
                    sum(a * point[c] for c, a in plane.items()) >= limit for plane, limit in planes
                )
                if inside:
                    found.append(point)
        return found

    def centre(self, owner: str | None = None) -> dict[str, F]:
        groups = [v for k, v in self.vertices.items() if owner in (None, k)]
        means = [{c: sum((p[c] for p in g), F(0)) / len(g) for c in self.live} for g in groups]
        return {c: sum((m[c] for m in means), F(0)) / len(means) for c in self.live}

    @cached_property
    def weights(self) -> dict[str, F]:
        if self.draft.weights is None:
            return self.centre()
        total = sum(F(self.draft.weights.get(c, "0")) for c in self.live)
        return {c: F(self.draft.weights.get(c, "0")) / total for c in self.live}

    def linear(self, weights: dict[str, F]) -> list[F]:
        live = [c for c in self.draft.criteria if c["id"] in self.live]
        return [
            sum(
                (
                    weights[str(c["id"])] * self.worth(r, c, self.mean(r, str(c["id"])))
                    for c in live
                ),
                F(0),
            )
            for r in self.items
        ]

    def weighted_pairs(self, weights: dict[str, F]) -> list[tuple[list[int], list[int], F]]:
        found = []
        for c in self.live:
            width = self.scale[c][1] - self.scale[c][0]
            found += [(a, b, weights[c] * v / width) for a, b, v in self.pairs(c)]
        return found

    def objective(self, name: str) -> tuple[list[F], list[tuple[list[int], list[int], F]]]:
        if name == "value":
            return self.linear(self.weights), self.weighted_pairs(self.weights)
        if name == "cost":
            return [F(-self.cost(r), 100) for r in self.items], []
        if name.startswith("party:"):
            return self._party(name[6:]), []
        return [self.mean(r, name) for r in self.items], self.pairs(name)

    def _party(self, party: str) -> list[F]:
        owner = party if party in self.vertices else ""
        values = self.linear(self.centre(owner))
        return [v * self.share(r, party) for r, v in zip(self.items, values, strict=True)]

    def share(self, row: str, party: str) -> F:
        if not self.draft.tables.get("benefits"):
            parties = self._own(row, "parties").split(";")
            return F(1, len(parties)) if party in parties else F(0)
        source = self._source(row, "benefits")
        return sum(
            (
                (F(b["share_low"]) + F(b["share_high"])) / 2
                for b in self.draft.tables["benefits"]
                if b["proposal"] == source and b["party"] == party
            ),
            F(0),
        )


def _meet(names: list[str], planes: list[tuple[dict[str, F], F]]) -> dict[str, F] | None:
    """The point where the planes meet on the simplex, if there is just one."""
    rows = [[F(1)] * len(names) + [F(1)]]
    rows += [[plane.get(c, F(0)) for c in names] + [limit] for plane, limit in planes]
    size = len(names)
    for k in range(size):
        pivot = next((r for r in range(k, size) if rows[r][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [v / rows[k][k] for v in rows[k]]
        for r in range(size):
            if r != k and rows[r][k]:
                rows[r] = [a - rows[r][k] * b for a, b in zip(rows[r], rows[k], strict=True)]
    return dict(zip(names, (row[-1] for row in rows), strict=True))
