"""What a set of items breaks, by how much, and what mending it costs: exact, without a solver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from salkku.domain.agreement import RepairPrices
from salkku.domain.answers import Change
from salkku.domain.problem import Constraint, Problem
from salkku.optimise.exact import broken

__all__ = [
    "Bill",
    "bill_of",
    "changed",
    "changes_of",
    "decimal",
    "member_cost",
    "price_of",
    "share_bound",
]

SHARE_DIGITS = 12
"""Decimals of a share that is written; it is rounded to the side that keeps the repair valid."""


@dataclass(frozen=True, slots=True)
class Bill:
    """The constraints that a set of items breaks and the price of letting it."""

    constraints: tuple[Constraint, ...]
    cost: Fraction

    @property
    def items(self) -> tuple[str, ...]:
        """Names of what would change, each once, in the problem's order."""
        return tuple(dict.fromkeys(constraint.name for constraint in self.constraints))


def price_of(constraint: Constraint, prices: RepairPrices) -> tuple[Fraction, bool]:
    """Give the price of one whole number of a constraint, or (flat) of dropping it.

    Returns
    -------
    tuple
        Price and whether it is flat. Of a share: the price per 1.0 of the share, not flat.

    Notes
    -----
    A person-month of a rule on effort costs what a unit of count does.
    """
    if constraint.letter == "K":
        return Fraction(prices.commitment), True
    if constraint.letter in "PXOG":
        return Fraction(prices.relation), True
    if constraint.letter in "BY" or constraint.measure == "eur":
        return Fraction(prices.euro) / 100, False
    if constraint.measure == "share":
        return Fraction(prices.share), False
    return Fraction(prices.project) / constraint.scale, False


def bill_of(problem: Problem, chosen: tuple[int, ...], prices: RepairPrices) -> Bill:
    """Price everything that a set of items breaks.

    Notes
    -----
    A limit that one number sets for many rows, as for each organisation, is moved once: as far as
    the row that exceeds it most needs.
    """
    found = broken(problem, chosen)
    inside = frozenset(chosen)
    costs: dict[str, Fraction] = {}
    for constraint in found:
        price, flat = price_of(constraint, prices)
        cost = price if flat else price * _excess(problem, constraint, inside)
        costs[constraint.name] = max(cost, costs.get(constraint.name, Fraction(0)))
    return Bill(found, sum(costs.values(), Fraction(0)))


def _excess(problem: Problem, constraint: Constraint, inside: frozenset[int]) -> Fraction:
    """How far a broken constraint is exceeded, in whole numbers of its row; a share as a share."""
    if constraint.measure == "share":
        bound = share_bound(constraint)
        return abs(bound - _share(problem, constraint, inside))
    total = constraint.total(inside)
    if constraint.low is not None and total < constraint.low:
        return Fraction(constraint.low - total)
    return Fraction(total - (constraint.high or 0))


def share_bound(constraint: Constraint) -> Fraction:
    """Give the share that a share row demands or allows."""
    bound = constraint.minimum if constraint.minimum is not None else constraint.maximum
    return bound if bound is not None else Fraction(0)


def member_cost(problem: Problem, constraint: Constraint, item: int) -> int:
    """Cents of an item that count as its category's in a share row.

    A member's coefficient exceeds (under a cap: undercuts) an outsider's by denominator × cost.
    """
    bound = share_bound(constraint)
    sign = 1 if constraint.minimum is not None else -1
    value = dict(constraint.coefficients).get(item, 0)
    cost = problem.costs[item]
    return cost if value == sign * (bound.denominator - bound.numerator) * cost else 0


def _share(problem: Problem, constraint: Constraint, inside: frozenset[int]) -> Fraction:
    whole = sum(problem.costs[j] for j in inside)
    mine = sum(member_cost(problem, constraint, j) for j in inside)
    return Fraction(mine, whole) if whole else share_bound(constraint)


def changes_of(problem: Problem, bill: Bill, chosen: tuple[int, ...]) -> tuple[Change, ...]:
    """Say what must become of each broken item so that the chosen ones are a portfolio."""
    inside = frozenset(chosen)
    worst = _worst(problem, bill, inside)
    return tuple(_change(problem, constraint, inside) for constraint in worst.values())


def _worst(problem: Problem, bill: Bill, inside: frozenset[int]) -> dict[str, Constraint]:
    """Give of each broken name the row that is exceeded most, in the problem's order."""
    worst: dict[str, Constraint] = {}
    for constraint in bill.constraints:
        former = worst.setdefault(constraint.name, constraint)
        if _excess(problem, former, inside) < _excess(problem, constraint, inside):
            worst[constraint.name] = constraint
    return worst


def _change(problem: Problem, constraint: Constraint, inside: frozenset[int]) -> Change:
    name = constraint.name
    if constraint.letter == "K":
        return Change(name, "in", "out")
    if constraint.letter in "PXOG":
        return Change(name, "kept", "dropped")
    if constraint.measure == "share":
        after = _written_share(constraint, _share(problem, constraint, inside))
        return Change(name, decimal(share_bound(constraint)), decimal(after))
    total = constraint.total(inside)
    under = constraint.low is not None and total < constraint.low
    declared = constraint.minimum if under else constraint.maximum
    limit = constraint.low if under else constraint.high
    unit = 100 if constraint.letter in "BY" or constraint.measure == "eur" else constraint.scale
    before = _own(declared, constraint) if declared is not None else Fraction(limit or 0, unit)
    return Change(name, decimal(before), decimal(Fraction(total, unit)))


def _own(declared: Fraction, constraint: Constraint) -> Fraction:
    """Give a rule's limit in its own units: euros for ``eur``."""
    return declared / 100 if constraint.measure == "eur" else declared


def _written_share(constraint: Constraint, share: Fraction) -> Fraction:
    """Give the share to write: exact where its decimals end, else rounded to the valid side."""
    scale = 10**SHARE_DIGITS
    steps = share * scale
    whole = steps.numerator // steps.denominator
    if constraint.minimum is None and whole * steps.denominator != steps.numerator:
        whole += 1
    return Fraction(whole, scale)


def decimal(value: Fraction) -> str:
    """Write a fraction as a plain decimal, or as a fraction where its decimals do not end."""
    rest = value.denominator
    places = 0
    while rest % 10 == 0 or rest % 2 == 0 or rest % 5 == 0:
        rest = rest // 10 if rest % 10 == 0 else rest // 2 if rest % 2 == 0 else rest // 5
        places += 1
    if rest != 1:
        return str(value)
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{abs(int(value * 10**places)):0{places + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{text[:-places]}.{text[-places:]}".rstrip("0")


def changed(problem: Problem, bill: Bill, chosen: tuple[int, ...]) -> Problem:
    """Give the problem with the changes made: the chosen items are a portfolio of it."""
    inside = frozenset(chosen)
    worst = _worst(problem, bill, inside)
    dropped = {constraint.name for constraint in bill.constraints if constraint.letter in "KPXOG"}
    rows = []
    for constraint in problem.constraints:
        if constraint.name in dropped:
            continue
        most = worst.get(constraint.name)
        if most is None or (constraint.measure == "share" and constraint != most):
            rows.append(constraint)
        else:
            rows.append(_loosened(problem, constraint, most.total(inside), inside))
    return replace(problem, constraints=tuple(rows))


def _loosened(
    problem: Problem, constraint: Constraint, total: int, inside: frozenset[int]
) -> Constraint:
    """Give a constraint with the limit that the change writes, so that it allows a total."""
    if constraint.measure != "share":
        if constraint.low is not None and total < constraint.low:
            return replace(constraint, low=total)
        return replace(constraint, high=total)
    share = _written_share(constraint, _share(problem, constraint, inside))
    sign = 1 if constraint.minimum is not None else -1
    row = []
    for j, cost in enumerate(problem.costs):
        mine = share.denominator * member_cost(problem, constraint, j)
        value = sign * (mine - share.numerator * cost)
        if value:
            row.append((j, value))
    if sign > 0:
        return replace(constraint, coefficients=tuple(row), minimum=share)
    return replace(constraint, coefficients=tuple(row), maximum=share)
