"""The cheapest set of rows to let pass: every constraint may give way at its price.

A linear price is part of an integer program. The price of a share is not linear – the excess is
divided by the money of the whole portfolio T –, so T is split into spans: with T <= h the excess
costs at least excess ÷ h, and at T = h exactly that. The search is best first over spans and ends
when the cheapest bound is the exact price of a set that was found (with shares: a thousandth
of a euro less, say, for their prices are bounded in whole units of that size).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heappop, heappush
from math import lcm

from salkku.domain.agreement import RepairPrices
from salkku.domain.problem import Constraint, Problem
from salkku.mip import Deadline, Program, Row, maximise, rounded_outwards
from salkku.optimise.excess import Bill, bill_of, price_of
from salkku.optimise.formulate import other_than
from salkku.optimise.unions import Unions

__all__ = ["Mended", "cheapest"]

MOST_SOLVES = 400

FINE = 10
"""Where shares have a price, prices are counted this much finer than the finest linear price."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A set of items, what it breaks, and whether no admissible set is cheaper (proved)."""

    chosen: tuple[int, ...]
    bill: Bill
    proved: bool


@dataclass(order=True, slots=True)
class _Span:
    """Sets whose whole cost is between low and high cents, none cheaper to mend than bound."""

    bound: Fraction
    low: int
    high: int
    chosen: tuple[int, ...] = field(default=())


def cheapest(
    problem: Problem,
    prices: RepairPrices,
    *,
    without: tuple[frozenset[str], ...] = (),
    deadline: Deadline,
) -> Mended | None:
    """Find the set of items that is cheapest to turn into a portfolio.

    Parameters
    ----------
    without
        Sets of item names; a repair that changes all of one of them is not admissible.

    Returns
    -------
    Mended or None
        None when no set is admissible, or the time ended before one was found.
    """
    search = _Search(problem, prices, without, deadline)
    return search.run()


class _Search:
    """The best-first search over spans of the whole cost."""

    def __init__(
        self,
        problem: Problem,
        prices: RepairPrices,
        without: tuple[frozenset[str], ...],
        deadline: Deadline,
    ) -> None:
        self.problem, self.prices, self.without = problem, prices, without
        self.deadline = deadline
        self.seen: list[Row] = []
        self.best: tuple[tuple[int, ...], Bill] | None = None
        self.spans: list[_Span] = []
        self.whole = True
        self.slack = _slack(problem, prices)

    def run(self) -> Mended | None:
        """Take the most promising span until nothing can be cheaper than the best."""
        self._push(0, sum(self.problem.costs))
        for _ in range(MOST_SOLVES):
            if not self.spans or (
                self.best and self.spans[0].bound + self.slack >= self.best[1].cost
            ):
                return self._ended(proved=self.whole)
            self._look(heappop(self.spans))
        return self._ended(proved=False)

    def _ended(self, *, proved: bool) -> Mended | None:
        return Mended(*self.best, proved) if self.best else None

    def _look(self, span: _Span) -> None:
        """Price the span's set exactly; where the bound is less, look closer."""
        bill = bill_of(self.problem, span.chosen, self.prices)
        if not any(group <= set(bill.items) for group in self.without):
            if self.best is None or bill.cost < self.best[1].cost:
                self.best = (span.chosen, bill)
            if bill.cost <= span.bound + self.slack:
                return
        cost = sum(self.problem.costs[j] for j in span.chosen)
        if cost < span.high and any(c.measure == "share" for c in bill.constraints):
            self._push(span.low, cost)
            self._push(cost + 1, span.high)
            return
        self.seen.append(other_than(span.chosen, size=len(self.problem.ids)))
        self._push(span.low, span.high)

    def _push(self, low: int, high: int) -> None:
        """Solve a span and queue it, unless it is empty."""
        elastic = _Elastic(self.problem, self.prices, max(1, high))
        terms = tuple((j, cost) for j, cost in enumerate(self.problem.costs) if cost)
        rows = (*self.seen, *elastic.barred(self.without))
        if terms and (low > 0 or high < sum(self.problem.costs)):
            rows = (*rows, Row("whole", terms, low=low, high=high))
        program, scale = rounded_outwards(elastic.program().with_rows(*rows))
        answer = maximise(program, deadline=self.deadline)
        self.whole = self.whole and answer.certain
        if answer.status == "infeasible":
            return
        if not answer.values or answer.bound is None:
            return
        bound = -answer.bound * scale * elastic.unit
        size = len(self.problem.ids)
        heappush(self.spans, _Span(max(bound, Fraction(0)), low, high, answer.ones(size=size)))


def _unit(problem: Problem, prices: RepairPrices) -> Fraction:
    """Give the unit in which every linear price is a whole number."""
    finest = lcm(*(price_of(c, prices)[0].denominator for c in problem.constraints))
    shares = any(c.measure == "share" for c in problem.constraints)
    return Fraction(1, finest * (FINE if shares else 1))


def _slack(problem: Problem, prices: RepairPrices) -> Fraction:
    """Give what the bounds may miss: a share's price is rounded down to a unit."""
    shares = sum(c.measure == "share" for c in problem.constraints)
    return shares * _unit(problem, prices)


class _Elastic:
    """Builds one program: items, then for each constraint that can break its excess and a flag."""

    def __init__(self, problem: Problem, prices: RepairPrices, most: int) -> None:
        self.upper = [1] * len(problem.ids)
        self.rows: list[Row] = []
        self.costs: list[tuple[int, int]] = []
        self.flags: dict[str, int] = {}
        self.excess: dict[tuple[str, int], int] = {}
        self.most = most
        self.unions = Unions()
        priced = [(c, *price_of(c, prices)) for c in problem.constraints]
        self.unit = _unit(problem, prices)
        for constraint, price, flat in priced:
            self._give_way(constraint, int(price / self.unit), flat=flat)

    def program(self) -> Program:
        """Give the program: the least price, as a greatest negative one."""
        rows = self.unions.placed(self.rows, first=len(self.upper))
        return Program(tuple(self.upper), rows, tuple(self.costs), self.unions.pairs)

    def barred(self, groups: tuple[frozenset[str], ...]) -> tuple[Row, ...]:
        """Not every item of any of the groups may give way."""
        rows = []
        for group in groups:
            terms = tuple((self.flags[name], 1) for name in sorted(group) if name in self.flags)
            rows.append(Row("barred", terms, high=len(group) - 1))
        return tuple(rows)

    def _variable(self, upper: int) -> int:
        self.upper.append(upper)
        return len(self.upper) - 1

    def _flag(self, name: str, price: int) -> int:
        """Give the variable that says whether an item gives way."""
        if name not in self.flags:
            self.flags[name] = self._variable(1)
            if price:
                self.costs.append((self.flags[name], -price))
        return self.flags[name]

    def _give_way(self, constraint: Constraint, price: int, *, flat: bool) -> None:
        terms = self.unions.row(constraint).coefficients
        over = sum(max(0, value) for _, value in terms) - (constraint.high or 0)
        under = (constraint.low or 0) - sum(min(0, value) for _, value in terms)
        if constraint.high is not None and over > 0:
            self._side(constraint, terms, constraint.high, over, price, flat=flat)
        if constraint.low is not None and under > 0:
            downside = tuple((j, -value) for j, value in terms)
            self._side(constraint, downside, -constraint.low, under, price, flat=flat)

    def _side(
        self,
        constraint: Constraint,
        terms: tuple[tuple[int, int], ...],
        high: int,
        most: int,
        price: int,
        *,
        flat: bool,
    ) -> None:
        """``terms <= high`` or a price is paid; ``most`` is the greatest excess there can be."""
        flag = self._flag(constraint.name, price if flat else 0)
        self.rows.append(Row(constraint.name, (*terms, (flag, -most)), high=high))
        if flat:
            return
        if constraint.measure == "share":
            self._ratio(constraint, terms, most, price)
            return
        excess = self._more((constraint.name, high), most, price)
        self.rows.append(Row(constraint.name, (*terms, (excess, -1)), high=high))

    def _more(self, key: tuple[str, int], most: int, price: int) -> int:
        """Give the variable of how far one limit of a name gives way, for all rows that it sets."""
        if key not in self.excess:
            self.excess[key] = self._variable(most)
            if price:
                self.costs.append((self.excess[key], -price))
        column = self.excess[key]
        self.upper[column] = max(self.upper[column], most)
        return column

    def _ratio(
        self, constraint: Constraint, terms: tuple[tuple[int, int], ...], most: int, price: int
    ) -> None:
        """Give a variable at least ``floor(price × excess ÷ (denominator × most money))``.

        The floor is written without rounding: ``d × paid >= price × excess - (d - 1)``.
        """
        bound = constraint.minimum if constraint.minimum is not None else constraint.maximum
        divisor = (bound or Fraction(0)).denominator * self.most
        paid = self._variable(max(1, price * most // divisor + 1))
        scaled = tuple((j, price * value) for j, value in terms)
        self.rows.append(Row(constraint.name, (*scaled, (paid, -divisor)), high=divisor - 1))
        self.costs.append((paid, -1))
