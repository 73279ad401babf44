"""Budget lines, rules and relations of an agreement as integer constraints over its items."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

from salkku.appraise.rows import Rows
from salkku.appraise.unions import Made, among
from salkku.domain.agreement import Agreement
from salkku.domain.problem import COUNTS, Constraint, Letter, Union
from salkku.domain.proposals import Proposal
from salkku.domain.terms import Relation, Rule

__all__ = ["Items", "belongs", "constraints_of", "line_limits_of"]


@dataclass(frozen=True, slots=True)
class Items:
    """The n competing rows by index.

    Parameters
    ----------
    ids, rows
        n row ids and rows, in file order.
    costs
        n total costs in cents.
    line_costs
        ``{line: n cents}``.
    families
        Row id → indices of the competing rows that stand for it; only ids with any.
    """

    ids: tuple[str, ...]
    rows: tuple[Proposal, ...]
    costs: tuple[int, ...]
    line_costs: Mapping[str, tuple[int, ...]]
    families: Mapping[str, tuple[int, ...]]


def constraints_of(
    agreement: Agreement, rows: Rows, items: Items, *, made: Made
) -> tuple[Constraint, ...]:
    """Every rule of the agreement except those that need time, in the order B C P X O G K Y.

    Parameters
    ----------
    made
        What rows make together.
    """
    return (
        *_money(agreement, items),
        *(c for rule in agreement.rules for c in _category(rule, items, made)),
        *(c for relation in agreement.relations for c in _relation(relation, rows, items)),
        *_levels(rows, items),
        *_committed(items),
        *_carrying(agreement, rows, items),
    )


def line_limits_of(agreement: Agreement) -> dict[str, tuple[int, str]]:
    """Limit (cents) and party of each budget line in questions without time.

    The row with empty from and to, if there is one, else the sum of the line's rows.
    """
    limits: dict[str, tuple[int, str]] = {}
    by_line = defaultdict(list)
    for row in agreement.budgets:
        by_line[row.line].append(row)
    for line, group in by_line.items():
        whole = [row for row in group if row.start is None and row.end is None]
        total = sum(row.limit_cents for row in whole or group)
        limits[line] = (total, next((row.party for row in group if row.party), ""))
    return limits


def _money(agreement: Agreement, items: Items) -> list[Constraint]:
    """(B) The chosen rows' costs on a line stay within its limit."""
    found = []
    for line, (limit, _) in line_limits_of(agreement).items():
        costs = items.line_costs.get(line, ())
        row = tuple((j, cents) for j, cents in enumerate(costs) if cents)
        if row:
            found.append(Constraint(f"line:{line}", "B", row, None, limit))
    return found


def _category(rule: Rule, items: Items, made: Made) -> list[Constraint]:
    """(C) Floors and caps over a category; a share is linear once multiplied by the whole."""
    members = [j for j, row in enumerate(items.rows) if belongs(row, rule)]
    name, low, high = f"rule:{rule.id}", rule.minimum, rule.maximum
    if rule.measure == "ends":
        return []
    if rule.measure == "share":
        bounds = [(low, 1), (high, -1)]
        return [
            _share(name, set(members), bound, sign, items)
            for bound, sign in bounds
            if bound is not None
        ]
    if rule.measure in COUNTS:
        return [_counted(rule, among(made.counts.get(rule.measure, ()), set(members)))]
    if rule.measure == "ties_of_one":
        rows = [_counted(rule, among(own, set(members))) for own in made.ties_of.values()]
        return list(dict.fromkeys(rows)) or [_counted(rule, ())]
    scale, amounts = _amounts(rule, members, items)
    row = tuple((j, amount) for j, amount in amounts if amount)
    lowest = None if low is None else ceil(low * scale)
    highest = None if high is None else floor(high * scale)
    return [Constraint(name, "C", row, lowest, highest, rule.measure, low, high, scale)]


def _counted(rule: Rule, made: Sequence[Union]) -> Constraint:
    """(C) What rows make together counts once: what only one row makes is linear."""
    low, high = rule.minimum, rule.maximum
    single = {union.items[0]: union.weight for union in made if len(union.items) == 1}
    return Constraint(
        f"rule:{rule.id}",
        "C",
        tuple(sorted(single.items())),
        None if low is None else ceil(low),
        None if high is None else floor(high),
        rule.measure,
        low,
        high,
        unions=tuple(union for union in made if len(union.items) > 1),
    )


def _amounts(rule: Rule, members: list[int], items: Items) -> tuple[int, list[tuple[int, int]]]:
    if rule.measure == "count":
        return 1, [(j, 1) for j in members]
    if rule.measure == "eur":
        return 1, [(j, items.costs[j]) for j in members]
    efforts = [(j, items.rows[j].effort_pm or Fraction(0)) for j in members]
    ends = [end for end in (rule.minimum, rule.maximum) if end is not None]
    scale = lcm(*(number.denominator for number in (*ends, *(effort for _, effort in efforts))))
    return scale, [(j, int(effort * scale)) for j, effort in efforts]


def _share(name: str, members: set[int], bound: Fraction, sign: int, items: Items) -> Constraint:
    row = []
    for j, cost in enumerate(items.costs):
        mine = bound.denominator * cost if j in members else 0
        value = sign * (mine - bound.numerator * cost)
        if value:
            row.append((j, value))
    low, high = (bound, None) if sign > 0 else (None, bound)
    return Constraint(name, "C", tuple(row), 0, None, "share", low, high)


def belongs(row: Proposal, rule: Rule) -> bool:
    """Say whether a row is in the category that a rule is about."""
    if rule.category == "all":
        return True
    if rule.category == "call":
        return row.call == rule.member
    members: Sequence[str] = {
        "focus_area": tuple(name for name, _ in row.focus_areas),
        "method": tuple(name for name, _ in row.methods),
        "party": row.parties,
        "tag": row.tags,
    }[rule.category]
    return rule.member in members


def _relation(relation: Relation, rows: Rows, items: Items) -> list[Constraint]:
    """(P) requires, (X) excludes, (O) together; pairs with a value are terms, not constraints."""
    source = items.families.get(relation.source, ())
    target = items.families.get(relation.target, ())
    name = f"relation:{relation.row}"
    ended = any(
        rows.all[member].status == "ended"
        for side in (relation.source, relation.target)
        for member in rows.family.get(side, (side,))
        if member in rows.all
    )
    if relation.kind in ("synergy", "overlap") or ended:
        return []
    if relation.kind == "excludes":
        return _row(name, "X", (source, 1), (target, 1), None, 1) if source and target else []
    if relation.kind == "requires":
        return _row(name, "P", (source, -1), (target, 1), 0, None) if source else []
    return _row(name, "O", (source, 1), (target, -1), 0, 0) if source or target else []


def _row(
    name: str,
    letter: Letter,
    first: tuple[tuple[int, ...], int],
    second: tuple[tuple[int, ...], int],
    low: int | None,
    high: int | None,
) -> list[Constraint]:
    total: Counter[int] = Counter()
    for members, sign in (first, second):
        for item in members:
            total[item] += sign
    row = tuple((item, value) for item, value in sorted(total.items()) if value)
    # a level that requires its own base says nothing without time, but with a lag it does
    return [Constraint(name, letter, row, low, high)] if row or letter == "P" else []


def _levels(rows: Rows, items: Items) -> list[Constraint]:
    """(G) Of a row and its funding levels at most one is chosen."""
    found = []
    for base in rows.family:
        members = items.families.get(base, ())
        if rows.base[base] == base and len(members) > 1:
            row = tuple((j, 1) for j in members)
            found.append(Constraint(f"level:{base}", "G", row, None, 1))
    return found


def _committed(items: Items) -> list[Constraint]:
    """(K) Committed and running rows are in every portfolio."""
    return [
        Constraint(f"committed:{row.id}", "K", ((j, 1),), 1, None)
        for j, row in enumerate(items.rows)
        if row.fixed
    ]


def _carrying(agreement: Agreement, rows: Rows, items: Items) -> list[Constraint]:
    """(Y) What is promised a year stays within what an organisation says it can carry."""
    promised: dict[str, Counter[str]] = defaultdict(Counter)
    for commitment in agreement.commitments:
        promised[commitment.organisation][commitment.proposal] += commitment.cents_per_year
    own = {commitment.proposal for commitment in agreement.commitments}
    found = []
    for organisation in agreement.organisations:
        limit = organisation.carry_cents_per_year
        if limit is None:
            continue
        yearly = promised[organisation.id]
        row = tuple(
            (j, yearly[row if row in own else rows.base[row]])
            for j, row in enumerate(items.ids)
            if yearly[row if row in own else rows.base[row]]
        )
        if row:
            found.append(Constraint(f"carrying:{organisation.id}", "Y", row, None, limit))
    return found
