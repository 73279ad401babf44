"""What it costs to let a choice without time be: the judge's own prices of every rule it breaks."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from tests.laws.conditions import Term
from tests.laws.oracle import Oracle

EURO, PROJECT, SHARE, RELATION, COMMITMENT = 1, 100_000, 1_000_000, 500_000, 1_000_000
FLAT = {"committed": COMMITMENT, "relation": RELATION, "level": RELATION}
Bill = dict[str, Fraction]
"""Name of what is broken → price of mending it."""


def untimed_bills(oracle: Oracle) -> list[Bill]:
    """Price everything that each subset of the rows breaks; nothing where it keeps all."""
    bills: list[Bill] = [{} for _ in oracle.subsets]
    for term in oracle.terms:
        totals = oracle.subsets @ np.array(term.row, dtype=np.int64)
        for thing in term.things:
            totals = totals + oracle.subsets[:, thing].any(axis=1)
        for place, total in enumerate(map(int, totals)):
            over = 0 if term.high is None else total - term.high
            under = 0 if term.low is None else term.low - total
            if max(over, under) > 0:
                price = _price(oracle, term, max(over, under), oracle.subsets[place])
                bill = bills[place]
                bill[term.name] = max(price, bill.get(term.name, price))
    return bills


def _price(oracle: Oracle, term: Term, excess: int, chosen: np.ndarray) -> Fraction:
    """Price one broken condition: flat, by the euro, by the unit or by the share."""
    kind, _, name = term.name.partition(":")
    if kind in FLAT:
        return Fraction(FLAT[kind])
    if kind in ("line", "carrying"):
        return Fraction(excess * EURO, 100)
    rule = next(one for one in oracle.draft.tables["rules"] if one["id"] == name)
    if rule["measure"] == "share":
        rows = [row for row, inside in zip(oracle.items, chosen, strict=True) if inside]
        mine = sum(oracle.cost(row) for row in rows if oracle._in_rule(row, rule))
        share = Fraction(mine, sum(oracle.cost(row) for row in rows))
        ends = [Fraction(rule[end]) for end in ("min", "max") if rule[end]]
        return SHARE * min(abs(share - end) for end in ends)
    return Fraction(excess * (EURO if rule["measure"] == "eur" else PROJECT), term.unit)
