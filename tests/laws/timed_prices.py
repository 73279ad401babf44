"""What it costs to let a timetable be: the judge's own prices of every rule that it breaks."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from tests.laws.timed import HALVES, YEARS, Judge, Plan

EURO, PROJECT, SHARE, RELATION, COMMITMENT = 1, 100_000, 1_000_000, 500_000, 1_000_000
Bill = dict[str, Fraction]
"""Name of what is broken → price of mending it."""


def every_plan(judge: Judge) -> list[Plan]:
    """Every timetable, whatever it breaks, decided rows left out included; windows hold."""
    options = [sorted({*judge.options(row), None}, key=str) for row in judge.items]
    return [
        {row: start for row, start in zip(judge.items, starts, strict=True) if start is not None}
        for starts in product(*options)
    ]


def bill(judge: Judge, plan: Plan) -> Bill:
    """Price everything that a timetable breaks; nothing where it keeps all."""
    found: Bill = {}
    _terms(judge, plan, found)
    _lags(judge, plan, found)
    for line in {b["line"] for b in judge.draft.tables["budgets"]}:
        missing = _missing(judge, line, plan)
        if missing:
            found[f"line:{line}"] = Fraction(missing, 100) * EURO
    for rule in judge.draft.tables["rules"]:
        if judge._timed(rule):
            _rule(judge, rule, plan, found)
    for testbed in judge.draft.tables["testbeds"]:
        counts = [judge.slots(testbed["id"], half, plan) for half in range(2 * YEARS)]
        short = max(taken - there for taken, there in counts)
        if testbed["capacity"] and short > 0:
            found[f"testbed:{testbed['id']}"] = Fraction(short * PROJECT)
    return found


def _terms(judge: Judge, plan: Plan, found: Bill) -> None:
    """What time does not change: untimed rules, relations, levels, decided rows."""
    rules = {f"rule:{rule['id']}": rule for rule in judge.draft.tables["rules"]}
    flat = {"committed": COMMITMENT, "relation": RELATION, "level": RELATION}
    for term in judge.terms:
        total = term.total([int(row in plan) for row in judge.items])
        over = 0 if term.high is None else total - term.high
        under = 0 if term.low is None else term.low - total
        if max(over, under) <= 0:
            continue
        kind = term.name.partition(":")[0]
        measure = rules[term.name]["measure"] if kind == "rule" else ""
        if kind in flat:
            found[term.name] = Fraction(flat[kind])
        elif measure == "share":
            found[term.name] = Fraction(SHARE)
        else:
            price = Fraction(EURO if measure == "eur" else PROJECT, term.unit)
            cost = price * max(over, under)
            found[term.name] = max(cost, found.get(term.name, cost))


def _lags(judge: Judge, plan: Plan, found: Bill) -> None:
    for number, relation in enumerate(judge.draft.tables["relations"], start=2):
        alone = judge.draft.tables["relations"]
        judge.draft.tables["relations"] = [relation]
        if not judge._lags(plan):
            found[f"relation:{number}"] = Fraction(RELATION)
        judge.draft.tables["relations"] = alone


def _missing(judge: Judge, line: str, plan: Plan) -> int:
    """Cents that the limits of a line lack, each added where it is first needed."""
    rows = [b for b in judge.draft.tables["budgets"] if b["line"] == line]
    whole = [b for b in rows if not b["from"] and not b["to"]]
    missing = 0
    if whole:
        total = sum(sum(judge.ledger[row, line].values()) for row in plan)
        missing += max(0, total - sum(int(b["limit_eur"]) * 100 for b in whole))
    handed = 0
    spans = [b for b in rows if b["from"] or b["to"]]
    for budget in sorted(spans, key=lambda b: HALVES.index(b["from"]) if b["from"] else 0):
        first = HALVES.index(budget["from"]) if budget["from"] else 0
        last = HALVES.index(budget["to"]) if budget["to"] else 2 * YEARS - 1
        spent = judge.spent(plan, line, first, last)
        left = int(budget["limit_eur"]) * 100 + handed - spent
        missing += max(0, -left)
        handed = max(0, left) if budget["carry"] == "yes" else 0
    return missing


def _rule(judge: Judge, rule: dict[str, str], plan: Plan, found: Bill) -> None:
    """Price one timed rule: find the least that its ends must move for it to hold."""
    name = f"rule:{rule['id']}"
    if judge._rule(rule, plan):
        return
    if rule["measure"] == "share":
        found[name] = Fraction(SHARE)
        return
    price = Fraction(EURO) if rule["measure"] == "eur" else Fraction(PROJECT)
    moved = Fraction(0)
    for end, sign in (("max", 1), ("min", -1)):
        if rule[end]:
            other = "min" if end == "max" else "max"
            moved += _least(judge, rule | {other: ""}, end, sign, plan)
    found[name] = price * moved


def _least(judge: Judge, rule: dict[str, str], end: str, sign: int, plan: Plan) -> Fraction:
    """Give the least distance by asking the judge itself, in steps of what a total can be."""
    step = Fraction(1, 100) if rule["measure"] == "eur" else Fraction(1, 180)
    low, high = 0, 1
    bound = Fraction(rule[end])

    def holds(count: int) -> bool:
        return judge._rule(rule | {end: str(bound + sign * step * count)}, plan)

    if holds(0):
        return Fraction(0)
    while not holds(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return step * high
