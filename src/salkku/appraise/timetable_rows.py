"""Budget lines, rules and relations of an agreement as integer constraints over starts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from math import ceil, floor, lcm

from salkku.appraise.constraints import belongs
from salkku.appraise.rows import Rows
from salkku.domain.agreement import Agreement
from salkku.domain.periods import HalfYear
from salkku.domain.problem import Problem
from salkku.domain.proposals import Proposal
from salkku.domain.terms import BudgetRow, Relation, Rule
from salkku.domain.timetable import Span, TimedConstraint, TimedLetter

__all__ = ["Shape", "constraints_in_time"]

Costs = tuple[tuple[int, int], ...]
"""``(half-year after the start, cents)``."""


@dataclass(frozen=True)
class Shape:
    """What the rows of a timetable are made of; ``costs`` and ``families`` follow from it."""

    agreement: Agreement
    problem: Problem
    rows: Rows
    items: tuple[Proposal, ...]
    first: HalfYear
    last: HalfYear
    lengths: tuple[int, ...]
    starts: tuple[tuple[HalfYear, ...], ...]

    @cached_property
    def costs(self) -> Mapping[str, tuple[Costs, ...]]:
        """Line → n costs by half-year after the start."""
        place = {row: j for j, row in enumerate(self.problem.ids)}
        found: dict[str, list[Counter[int]]] = defaultdict(lambda: [Counter() for _ in place])
        for cost in self.agreement.costs:
            if cost.proposal not in place:
                continue
            j = place[cost.proposal]
            own = found[cost.line][j]
            if cost.half_year is not None:
                own[cost.half_year] += cost.cents
                continue
            each = cost.cents // self.lengths[j]
            for offset in range(self.lengths[j]):
                own[offset] += each
            own[self.lengths[j] - 1] += cost.cents - each * self.lengths[j]
        return {
            line: tuple(tuple((k, c) for k, c in sorted(own.items()) if c) for own in column)
            for line, column in found.items()
        }

    @cached_property
    def whole_costs(self) -> tuple[Costs, ...]:
        """Give n costs by half-year after the start, all lines together."""
        totals: list[Counter[int]] = [Counter() for _ in self.items]
        for column in self.costs.values():
            for own, pieces in zip(totals, column, strict=True):
                for offset, cents in pieces:
                    own[offset] += cents
        return tuple(tuple(sorted(own.items())) for own in totals)

    def family(self, row: str) -> tuple[int, ...]:
        """Items that stand for a row: itself and its levels."""
        members = self.rows.family.get(row, (row,))
        return tuple(j for j, one in enumerate(self.problem.ids) if one in members)

    def inside(self, span: Span) -> tuple[HalfYear, HalfYear]:
        """Half-years of a span that lie in the period."""
        low = self.first if span[0] is None else max(self.first, span[0])
        high = self.last if span[1] is None else min(self.last, span[1])
        return low, high

    def fall(self, costs: Costs, start: HalfYear, span: tuple[HalfYear, HalfYear]) -> int:
        """Cents of costs that fall in a span."""
        return sum(cents for offset, cents in costs if span[0] <= start + offset <= span[1])

    def over(self, amount: Callable[[int, HalfYear], int]) -> tuple[tuple[int, HalfYear, int], ...]:
        """Coefficients of every item and start, without zeros."""
        return tuple(
            (j, start, value)
            for j, own in enumerate(self.starts)
            for start in own
            if (value := amount(j, start))
        )

    def whenever(self, amounts: Sequence[int]) -> tuple[tuple[int, HalfYear, int], ...]:
        """Coefficients that do not depend on the start."""
        return self.over(lambda j, _: amounts[j])


def _fallen(
    shape: Shape,
    costs: tuple[Costs, ...],
    spans: Sequence[tuple[HalfYear, HalfYear]],
    j: int,
    start: HalfYear,
) -> int:
    """Cents of an item that fall in some spans."""
    return sum(shape.fall(costs[j], start, span) for span in spans)


def _weighed(
    shape: Shape,
    factors: Sequence[int],
    span: tuple[HalfYear, HalfYear],
    j: int,
    start: HalfYear,
) -> int:
    """Cents of an item that fall in a span, times its factor."""
    return factors[j] * shape.fall(shape.whole_costs[j], start, span)


def _working(shape: Shape, efforts: Sequence[int], half: HalfYear, j: int, start: HalfYear) -> int:
    """Effort of an item in a half-year, if it runs then."""
    return efforts[j] if start <= half < start + shape.lengths[j] else 0


def _ending(shape: Shape, members: Sequence[bool], half: HalfYear, j: int, start: HalfYear) -> int:
    """1 if a member ends in a half-year."""
    return int(members[j] and start + shape.lengths[j] - 1 == half)


def constraints_in_time(shape: Shape) -> tuple[TimedConstraint, ...]:
    """Every rule of the agreement over starts, in the order B C E A P X O G K Y."""
    timed = {
        f"rule:{rule.id}"
        for rule in shape.agreement.rules
        if rule.start is not None or rule.end is not None or rule.measure == "ends"
    }
    lagged = {
        f"relation:{relation.row}": relation
        for relation in shape.agreement.relations
        if relation.kind == "requires"
    }
    found = list(_money(shape))
    for rule in shape.agreement.rules:
        if f"rule:{rule.id}" in timed:
            found += _rule(shape, rule)
    for constraint in shape.problem.constraints:
        if constraint.letter == "B" or constraint.name in timed:
            continue
        if constraint.letter == "P":
            found += _after(shape, lagged[constraint.name])
            continue
        own = dict(constraint.coefficients)
        found.append(
            TimedConstraint(
                constraint.name,
                constraint.letter,
                shape.whenever([own.get(j, 0) for j in range(len(shape.items))]),
                constraint.low,
                constraint.high,
                measure=constraint.measure,
                scale=constraint.scale,
                unions=constraint.unions,
            )
        )
    return tuple(found)


def _money(shape: Shape) -> Iterator[TimedConstraint]:
    """(B) Each line within its whole limit and, span by span, within what has come to it."""
    lines: dict[str, list[BudgetRow]] = defaultdict(list)
    for row in shape.agreement.budgets:
        lines[row.line].append(row)
    for line, group in lines.items():
        costs = shape.costs.get(line)
        if costs is None:
            continue
        whole = [row for row in group if row.start is None and row.end is None]
        if whole:
            sums = [sum(cents for _, cents in own) for own in costs]
            limit = sum(row.limit_cents for row in whole)
            terms = shape.whenever(sums)
            yield TimedConstraint(f"line:{line}", "B", terms, None, limit, measure="cents")
        yield from _spans(shape, f"line:{line}", costs, [row for row in group if row not in whole])


def _spans(
    shape: Shape, name: str, costs: tuple[Costs, ...], rows: list[BudgetRow]
) -> Iterator[TimedConstraint]:
    """One row a span; what earlier spans hand on is added to both sides."""
    ordered = sorted(rows, key=lambda row: (shape.inside((row.start, row.end)), row.row))
    chain: list[BudgetRow] = []
    for row in ordered:
        chain = [*chain, row] if chain and chain[-1].carry else [row]
        inside = [shape.inside((one.start, one.end)) for one in chain]
        terms = shape.over(partial(_fallen, shape, costs, inside))
        limit = sum(one.limit_cents for one in chain)
        yield TimedConstraint(
            name, "B", terms, None, limit, (row.start, row.end), "cents", len(chain) - 1
        )


def _rule(shape: Shape, rule: Rule) -> Iterator[TimedConstraint]:
    """(C) over what starts or is paid in a span; (E) and (A) for each half-year of it."""
    members = [belongs(row, rule) for row in shape.items]
    span = (rule.start, rule.end)
    if rule.measure == "effort_pm":
        yield from _effort(shape, rule, members)
    elif rule.measure == "ends":
        yield from _ends(shape, rule, members)
    elif rule.measure == "count":
        low, high = span
        terms = shape.over(
            lambda j, start: int(
                members[j] and (low is None or low <= start) and (high is None or start <= high)
            )
        )
        yield _bounded(rule, "C", terms, 1, span)
    elif rule.measure == "eur":
        inside = shape.inside(span)
        costs = shape.whole_costs
        terms = shape.over(lambda j, start: members[j] * shape.fall(costs[j], start, inside))
        yield _bounded(rule, "C", terms, 1, span)
    else:
        yield from _shares(shape, rule, members)


def _bounded(
    rule: Rule,
    letter: TimedLetter,
    terms: tuple[tuple[int, HalfYear, int], ...],
    scale: int,
    span: Span,
) -> TimedConstraint:
    low = None if rule.minimum is None else ceil(rule.minimum * scale)
    high = None if rule.maximum is None else floor(rule.maximum * scale)
    return TimedConstraint(
        f"rule:{rule.id}",
        letter,
        terms,
        low,
        high,
        span,
        rule.measure,
        scale=scale,
    )


def _shares(shape: Shape, rule: Rule, members: list[bool]) -> Iterator[TimedConstraint]:
    inside = shape.inside((rule.start, rule.end))
    for bound, sign in ((rule.minimum, 1), (rule.maximum, -1)):
        if bound is None:
            continue
        factors = [sign * (bound.denominator * one - bound.numerator) for one in members]
        terms = shape.over(partial(_weighed, shape, factors, inside))
        yield TimedConstraint(
            f"rule:{rule.id}", "C", terms, 0, None, (rule.start, rule.end), "share"
        )


def _effort(shape: Shape, rule: Rule, members: list[bool]) -> Iterator[TimedConstraint]:
    """(E) Person-months in each half-year; a row's are spread evenly over its length."""
    each = [
        (row.effort_pm or Fraction(0)) / length if member else Fraction(0)
        for row, length, member in zip(shape.items, shape.lengths, members, strict=True)
    ]
    ends = [one for one in (rule.minimum, rule.maximum) if one is not None]
    scale = lcm(*(one.denominator for one in (*each, *ends)))
    whole = [int(effort * scale) for effort in each]
    low, high = shape.inside((rule.start, rule.end))
    for half in range(low, high + 1):
        terms = shape.over(partial(_working, shape, whole, half))
        yield _bounded(rule, "E", terms, scale, (half, half))


def _ends(shape: Shape, rule: Rule, members: list[bool]) -> Iterator[TimedConstraint]:
    """Count the ends in each half-year (A)."""
    low, high = shape.inside((rule.start, rule.end))
    for half in range(low, high + 1):
        terms = shape.over(partial(_ending, shape, members, half))
        yield _bounded(rule, "A", terms, 1, (half, half))


def _after(shape: Shape, relation: Relation) -> Iterator[TimedConstraint]:
    """(P) By each half-year the source has started only if the target has, the lag earlier."""
    source, target = shape.family(relation.source), shape.family(relation.target)
    lag = -(-relation.lag_months // 6)
    moments = sorted({start for j in source for start in shape.starts[j]})
    for moment in moments:
        total: Counter[tuple[int, HalfYear]] = Counter()
        for members, sign, until in ((source, -1, moment), (target, 1, moment - lag)):
            for j in members:
                for start in shape.starts[j]:
                    if start <= until:
                        total[j, start] += sign
        terms = tuple((j, start, value) for (j, start), value in sorted(total.items()) if value)
        span = (None, moment)
        yield TimedConstraint(f"relation:{relation.row}", "P", terms, 0, None, span)
