"""The cheapest changes that let a timetable be: every constraint may give way at its price."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from salkku.domain.agreement import RepairPrices
from salkku.domain.periods import HalfYear
from salkku.domain.timetable import TimedConstraint, Timetable
from salkku.mip import Deadline, Program, Row, maximise, rounded_outwards
from salkku.optimise.steps import Aim, Plan, Steps
from salkku.optimise.unions import Unions

__all__ = ["Gap", "Mended", "eased", "gaps_of", "mended", "price_in_time"]

Key = tuple[str, int]
"""What one number of the folder limits: a name and its side (1 the upper, -1 the lower end), or
for a budget line the place of the constraint."""


@dataclass(frozen=True, slots=True)
class Gap:
    """By how much a plan breaks what one number of the folder limits.

    Parameters
    ----------
    constraints
        Places of the constraints in the timetable that are broken by it.
    amount
        In whole numbers of the constraints; 0 for what is only kept or not.
    price
        Of mending it.
    """

    name: str
    side: int
    constraints: tuple[int, ...]
    amount: int
    price: Fraction


@dataclass(frozen=True, slots=True)
class Mended:
    """A plan, what it breaks, and whether no admissible plan is cheaper to mend (proved)."""

    plan: dict[int, HalfYear]
    gaps: tuple[Gap, ...]
    proved: bool

    @property
    def cost(self) -> Fraction:
        """Price of mending all of it."""
        return sum((gap.price for gap in self.gaps), Fraction(0))

    @property
    def names(self) -> frozenset[str]:
        """What has to change."""
        return frozenset(gap.name for gap in self.gaps)


def price_in_time(constraint: TimedConstraint, prices: RepairPrices) -> tuple[Fraction, bool]:
    """Give the price of one whole number of a constraint, or (flat) of lifting it.

    Notes
    -----
    A person-month and a slot cost what a unit of count does. A rule on a share of money is lifted
    as a whole, at the price of a share of 1.0: in time its excess would not be linear.
    """
    if constraint.letter == "K":
        return Fraction(prices.commitment), True
    if constraint.letter in "PXOG":
        return Fraction(prices.relation), True
    if constraint.measure == "share":
        return Fraction(prices.share), True
    if constraint.letter in "BY" or constraint.measure == "eur":
        return Fraction(prices.euro) / 100, False
    return Fraction(prices.project) / constraint.scale, False


def gaps_of(timetable: Timetable, plan: Plan, prices: RepairPrices) -> tuple[Gap, ...]:
    """Give everything that a plan breaks, priced exactly, asking no solver.

    Notes
    -----
    Along a chain of carried-over limits money is added where it is first needed: least in all. A
    limit that one number sets for many half-years is raised once, to the greatest need.
    """
    places: dict[Key, list[int]] = defaultdict(list)
    amounts: dict[Key, int] = defaultdict(int)
    raised: list[int] = []
    for place, constraint in enumerate(timetable.constraints):
        total = constraint.total(plan)
        if constraint.letter == "B":
            given = sum(raised[len(raised) - constraint.handed :]) if constraint.handed else 0
            total -= given
        over = 0 if constraint.high is None else total - constraint.high
        under = 0 if constraint.low is None else constraint.low - total
        if constraint.letter == "B":
            raised.append(max(0, over))
        for side, amount in ((1, over), (-1, under)):
            if amount > 0:
                key = _key(constraint, place, side)
                places[key].append(place)
                amounts[key] = max(amounts[key], amount)
    return tuple(_gap(timetable, key, tuple(found), amounts[key], prices)
                 for key, found in places.items())  # fmt: skip


def _key(constraint: TimedConstraint, place: int, side: int) -> Key:
    if _flat(constraint):
        return constraint.name, 0
    return (constraint.name, place + 2) if constraint.letter == "B" else (constraint.name, side)


def _flat(constraint: TimedConstraint) -> bool:
    return constraint.letter in "KPXOG" or constraint.measure == "share"


def _gap(
    timetable: Timetable, key: Key, places: tuple[int, ...], amount: int, prices: RepairPrices
) -> Gap:
    name, side = key
    price, flat = price_in_time(timetable.constraints[places[0]], prices)
    if flat:
        return Gap(name, 0, places, 0, price)
    return Gap(name, -1 if side == -1 else 1, places, amount, price * amount)


def eased(timetable: Timetable, gaps: tuple[Gap, ...]) -> Timetable:
    """Give the timetable with everything mended: the plan that the gaps are of keeps its rules."""
    lifted = {gap.name for gap in gaps if not gap.side}
    moved = {(gap.name, gap.side): gap.amount for gap in gaps if gap.side}
    given = {gap.constraints[0]: gap.amount for gap in gaps}
    rows, raised = [], []
    for place, constraint in enumerate(timetable.constraints):
        if constraint.letter == "B":
            raised.append(given.get(place, 0))
            more = sum(raised[len(raised) - 1 - constraint.handed :])
            rows.append(replace(constraint, high=(constraint.high or 0) + more))
        elif constraint.name not in lifted:
            low, high = constraint.low, constraint.high
            low = None if low is None else low - moved.get((constraint.name, -1), 0)
            high = None if high is None else high + moved.get((constraint.name, 1), 0)
            rows.append(replace(constraint, low=low, high=high))
    return replace(timetable, constraints=tuple(rows))


def mended(
    timetable: Timetable,
    prices: RepairPrices,
    *,
    without: tuple[frozenset[str], ...] = (),
    deadline: Deadline,
) -> Mended | None:
    """Find the plan that is cheapest to make admissible.

    Parameters
    ----------
    without
        Sets of names; a repair that changes all of one of them is not admissible.

    Returns
    -------
    Mended or None
        None when there is none, or the time ended before one was found.
    """
    elastic = _Elastic(timetable, prices)
    program, scale = rounded_outwards(elastic.program(without))
    answer = maximise(program, deadline=deadline)
    if not answer.values or answer.bound is None:
        return None
    plan = elastic.steps.plan(answer.values)
    gaps = gaps_of(timetable, plan, prices)
    least = Fraction(-answer.bound * scale) * elastic.unit
    found = Mended(plan, gaps, False)
    if any(group <= found.names for group in without):
        return None
    return replace(found, proved=answer.certain and found.cost <= least)


class _Elastic:
    """Builds the program: steps, then how far each number that limits something gives way."""

    def __init__(self, timetable: Timetable, prices: RepairPrices) -> None:
        nothing = {(j, s): Fraction(0) for j, own in enumerate(timetable.starts) for s in own}
        self.steps = Steps(timetable, timetable.starts, Aim(nothing), 1)
        base = self.steps.program_without_rules()
        self.upper, self.rows = list(base.upper), list(base.rows)
        self.unions = Unions()
        priced = [(c, *price_in_time(c, prices)) for c in timetable.constraints]
        self.unit = Fraction(1, lcm(*(price.denominator for _, price, _ in priced)))
        self.costs: list[tuple[int, int]] = []
        self.flags: dict[str, int] = {}
        self.excess: dict[Key, int] = {}
        for place, (constraint, price, flat) in enumerate(priced):
            terms = self.steps.row(constraint, self.unions).coefficients
            whole = int(price / self.unit)
            if flat:
                self._lift(constraint, terms, whole)
            else:
                self._give_way(constraint, terms, place, whole)

    def program(self, without: tuple[frozenset[str], ...]) -> Program:
        """Give the program: the least price, as a greatest negative one."""
        rows: list[Row] = []
        for group in without:
            terms = tuple((self._changed(name, rows), 1) for name in sorted(group))
            rows.append(Row("barred", terms, high=len(group) - 1))
        placed = self.unions.placed((*self.rows, *rows), first=len(self.upper))
        return Program(tuple(self.upper), placed, tuple(self.costs), self.unions.pairs)

    def _changed(self, name: str, rows: list[Row]) -> int:
        """Give the variable that says whether anything of a name gives way."""
        if name not in self.flags:
            self.flags[name] = self._variable(1)
        flag = self.flags[name]
        rows += [
            Row("changed", ((column, 1), (flag, -self.upper[column])), high=0)
            for (own, _), column in self.excess.items()
            if own == name
        ]
        return flag

    def _variable(self, upper: int, price: int = 0) -> int:
        self.upper.append(upper)
        if price:
            self.costs.append((len(self.upper) - 1, -price))
        return len(self.upper) - 1

    def _lift(
        self, constraint: TimedConstraint, terms: tuple[tuple[int, int], ...], price: int
    ) -> None:
        name = constraint.name
        if name not in self.flags:
            self.flags[name] = self._variable(1, price)
        reach = sum(abs(value) for _, value in terms)
        if constraint.high is not None:
            most = max(0, reach - constraint.high)
            self.rows.append(Row(name, (*terms, (self.flags[name], -most)), high=constraint.high))
        if constraint.low is not None:
            most = max(0, reach + constraint.low)
            self.rows.append(Row(name, (*terms, (self.flags[name], most)), low=constraint.low))

    def _give_way(
        self,
        constraint: TimedConstraint,
        terms: tuple[tuple[int, int], ...],
        place: int,
        price: int,
    ) -> None:
        reach = sum(abs(value) for _, value in terms)
        if constraint.high is not None:
            # what a chain lacks in all is what its worst prefix lacks: one number a chain
            key = _key(constraint, place - constraint.handed, 1)
            column = self._more(key, reach + abs(constraint.high), price)
            self.rows.append(Row(constraint.name, (*terms, (column, -1)), high=constraint.high))
        if constraint.low is not None:
            column = self._more(_key(constraint, place, -1), reach + abs(constraint.low), price)
            self.rows.append(Row(constraint.name, (*terms, (column, 1)), low=constraint.low))

    def _more(self, key: Key, most: int, price: int) -> int:
        """Give the variable of how far a number gives way."""
        if key not in self.excess:
            self.excess[key] = self._variable(most, price)
        self.upper[self.excess[key]] = max(self.upper[self.excess[key]], most)
        return self.excess[key]
