"""The rows that compete in a random agreement and the conditions on a choice of them.

It reads the same plain tables that are written to the folder and shares no code with the
product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm

from tests.laws.agreements import Draft
from tests.laws.bodies import COUNTED, Bodies

F = Fraction


@dataclass(frozen=True)
class Term:
    """A condition: item name, and the n integers whose chosen sum lies in [low, high].

    So many integers are one of what is measured. Of ``things`` each adds 1 when any of its items
    is chosen.
    """

    name: str
    row: tuple[int, ...]
    low: int | None
    high: int | None
    unit: int = 1
    things: tuple[tuple[int, ...], ...] = ()

    def total(self, chosen: Sequence[int]) -> int:
        """Give what a choice comes to; n times 0 or 1."""
        plain = sum(a * x for a, x in zip(self.row, chosen, strict=True))
        return plain + sum(any(chosen[j] for j in thing) for thing in self.things)


def _ends(criterion: dict[str, object]) -> tuple[F, F]:
    scale = criterion["scale"]
    assert isinstance(scale, list)
    return F(str(scale[0])), F(str(scale[1]))


class Conditions:
    """Rows and conditions of one drafted agreement, written from the format's text alone."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.rows = {row["id"]: row for row in draft.tables["proposals"]}
        self.criteria = [str(c["id"]) for c in draft.criteria]
        self.live = [str(c["id"]) for c in draft.criteria if c.get("kind") != "general"]
        self.scale = {str(c["id"]): _ends(c) for c in draft.criteria}
        self.given: dict[tuple[str, str], list[tuple[F, F]]] = {}
        for s in draft.tables["scores"]:
            key = (s["proposal"], s["criterion"])
            ends = (s["low"] or s["high"], s["high"] or s["low"])  # half-empty means the other
            self.given.setdefault(key, []).append((F(ends[0]), F(ends[1])))
        self.items = [r for r in self.rows if self._competes(r)]
        self.n = len(self.items)

    # -- what a row is ---------------------------------------------------------------------

    def _base(self, row: str) -> str:
        return self.rows[row]["level_of"] or row

    def _own(self, row: str, column: str) -> str:
        """Give a cell, or the base row's where a level leaves it empty."""
        return self.rows[row].get(column, "") or self.rows[self._base(row)].get(column, "")

    def _source(self, row: str, table: str) -> str:
        """Give the row itself where a table has anything of its own, else its base row."""
        own = any(one["proposal"] == row for one in self.draft.tables.get(table, ()))
        return row if own else self._base(row)

    def _intervals(self, row: str, criterion: str) -> list[tuple[F, F]]:
        own = self.given.get((row, criterion)) or self.given.get((self._base(row), criterion))
        low = self.scale[criterion][0]
        return own or [(low, low)]

    def mean(self, row: str, criterion: str) -> F:
        found = self._intervals(row, criterion)
        return sum((a + b for a, b in found), F(0)) / (2 * len(found))

    def interval(self, row: str, c: dict[str, object]) -> tuple[F, F]:
        found = self._intervals(row, str(c["id"]))
        if c.get("pool") == "hull":
            return min(a for a, _ in found), max(b for _, b in found)
        count = len(found)
        return sum((a for a, _ in found), F(0)) / count, sum((b for _, b in found), F(0)) / count

    def _competes(self, row: str) -> bool:
        status = self.rows[row]["status"]
        if status in ("committed", "running"):
            return True
        if status != "proposal":
            return False
        return all(
            "threshold" not in c or self.mean(row, str(c["id"])) >= F(str(c["threshold"]))
            for c in self.draft.criteria
        )

    def standing_for(self, row: str) -> list[str]:
        return [r for r in self.rows if r == row or self.rows[r]["level_of"] == row]

    def cost(self, row: str, line: str | None = None) -> int:
        return sum(
            int(F(c["amount_eur"]) * 100)
            for c in self.draft.tables["costs"]
            if c["proposal"] == row and line in (None, c["line"])
        )

    # -- what a portfolio must keep ----------------------------------------------------------

    @cached_property
    def terms(self) -> list[Term]:
        others = [*self._relations(), *self._others(), *self._carrying()]
        return [*self._lines(), *self._rules(), *others]

    def _lines(self) -> list[Term]:
        found = []
        for line in {b["line"] for b in self.draft.tables["budgets"]}:
            spans = [b for b in self.draft.tables["budgets"] if b["line"] == line]
            whole = [b for b in spans if not b["from"] and not b["to"]]
            limit = sum(int(F(b["limit_eur"]) * 100) for b in (whole or spans))
            row = tuple(self.cost(r, line) for r in self.items)
            found.append(Term(f"line:{line}", row, None, limit))
        return found

    def _in_rule(self, row: str, rule: dict[str, str]) -> bool:
        if rule["category"] == "all":
            return True
        column = {
            "focus_area": "focus_area",
            "method": "methods",
            "party": "parties",
            "tag": "tags",
            "call": "call",
        }
        members = self._own(row, column[rule["category"]]).split(";")
        return rule["member"] in [member.partition(":")[0] for member in members]

    def _rules(self) -> list[Term]:
        found = []
        for rule in self.draft.tables["rules"]:
            member = [self._in_rule(r, rule) for r in self.items]
            costs = [self.cost(r) for r in self.items]
            low = F(rule["min"]) if rule["min"] else None
            high = F(rule["max"]) if rule["max"] else None
            name = f"rule:{rule['id']}"
            if rule["measure"] == "ends":  # a question without time knows no ends
                continue
            if rule["measure"] == "share":
                for bound, sign in ((low, 1), (high, -1)):
                    if bound is not None:
                        row = tuple(
                            int(sign * (bound.denominator * c * m - bound.numerator * c))
                            for c, m in zip(costs, member, strict=True)
                        )
                        found.append(Term(name, row, 0, None))
                continue
            if rule["measure"] in COUNTED:
                inside = [r for r, m in zip(self.items, member, strict=True) if m]
                ends = [None if b is None else int(b) for b in (low, high)]
                for made in Bodies(self.draft).groups(rule["measure"], inside):
                    things = tuple(tuple(self.items.index(r) for r in rows) for rows in made)
                    found.append(Term(name, (0,) * self.n, ends[0], ends[1], things=things))
                continue
            amounts = {
                "count": [F(1)] * self.n,
                "eur": [F(cost, 100) for cost in costs],
                "effort_pm": [F(self._own(r, "effort_pm") or "0") for r in self.items],
            }[rule["measure"]]
            unit = lcm(*(b.denominator for b in (low, high, *amounts) if b is not None))
            row = tuple(int(a * m * unit) for a, m in zip(amounts, member, strict=True))
            ends = [None if b is None else int(b * unit) for b in (low, high)]
            found.append(Term(name, row, ends[0], ends[1], unit))
        return found

    def _relations(self) -> list[Term]:
        found = []
        for number, rel in enumerate(self.draft.tables["relations"], start=2):
            name = f"relation:{number}"
            sides = [self.standing_for(rel["from"]), self.standing_for(rel["to"])]
            if any(self.rows[r]["status"] == "ended" for side in sides for r in side):
                continue
            left, right = ([int(r in side) for r in self.items] for side in sides)
            if rel["kind"] == "requires":
                row = tuple(b - a for a, b in zip(left, right, strict=True))
                found.append(Term(name, row, 0, None))
            elif rel["kind"] == "excludes" and any(left) and any(right):
                row = tuple(a + b for a, b in zip(left, right, strict=True))
                found.append(Term(name, row, None, 1))
            elif rel["kind"] == "together":
                row = tuple(a - b for a, b in zip(left, right, strict=True))
                found.append(Term(name, row, 0, 0))
        return found

    def _others(self) -> list[Term]:
        found = []
        for j, r in enumerate(self.items):
            if self.rows[r]["status"] in ("committed", "running"):
                unit = tuple(int(k == j) for k in range(self.n))
                found.append(Term(f"committed:{r}", unit, 1, None))
        for base in self.rows:
            group = [r for r in self.items if r == base or self.rows[r]["level_of"] == base]
            if not self.rows[base]["level_of"] and len(group) > 1:
                row = tuple(int(r in group) for r in self.items)
                found.append(Term(f"level:{base}", row, None, 1))
        return found

    def _carrying(self) -> list[Term]:
        """What the chosen promise an organisation a year, within what it says it can carry."""
        found = []
        for body in self.draft.tables.get("organisations", ()):
            if not body.get("carry_eur_per_year"):
                continue
            mine = [c for c in self.draft.tables["commitments"] if c["organisation"] == body["id"]]
            yearly = {r: F(0) for r in self.rows}
            for commitment in mine:
                yearly[commitment["proposal"]] += F(commitment["money_eur_per_year"] or "0")
            whose = [self._source(r, "commitments") for r in self.items]
            row = tuple(int(yearly[r] * 100) for r in whose)
            limit = int(F(body["carry_eur_per_year"]) * 100)
            found.append(Term(f"carrying:{body['id']}", row, None, limit))
        return found
