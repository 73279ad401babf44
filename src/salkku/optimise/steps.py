"""The timetable as an integer program in step form: has a row started by a half-year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from salkku.domain.periods import HalfYear
from salkku.domain.timetable import TimedConstraint, Timetable
from salkku.mip import Program, Row
from salkku.optimise.unions import Unions

__all__ = ["Aim", "Plan", "Steps", "aim_at_value", "kept", "worth_in_time"]

Plan = Mapping[int, HalfYear]
"""Item → start, for the chosen items."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What to maximise over starts, exactly.

    Parameters
    ----------
    worth
        ``(item, start)`` → worth, for every admissible start.
    pairs
        ``(left items, right items, worth by the later start)``.
    """

    worth: Mapping[tuple[int, HalfYear], Fraction]
    pairs: tuple[tuple[tuple[int, ...], tuple[int, ...], Mapping[HalfYear, Fraction]], ...] = ()


def aim_at_value(timetable: Timetable) -> Aim:
    """(T) The value at the point weights, less what each half-year of waiting loses."""
    problem = timetable.problem
    plain = [
        sum(
            (w * row[j] for w, row in zip(problem.weights, problem.worth, strict=True) if w),
            Fraction(0),
        )
        for j in range(len(problem.ids))
    ]
    worth = {
        (j, start): plain[j] * timetable.discounts[start]
        for j, starts in enumerate(timetable.starts)
        for start in starts
    }
    pairs = []
    for pair in problem.pairs:
        value = problem.weights[pair.criterion] * pair.value / problem.widths[pair.criterion]
        if value:
            by_start = {start: value * keep for start, keep in timetable.discounts.items()}
            pairs.append((pair.left, pair.right, by_start))
    return Aim(worth, tuple(pairs))


def worth_in_time(aim: Aim, plan: Plan) -> Fraction:
    """Exact worth of a plan."""
    total = sum((aim.worth[j, start] for j, start in plan.items()), Fraction(0))
    for left, right, by_start in aim.pairs:
        first = min((plan[j] for j in left if j in plan), default=None)
        second = min((plan[j] for j in right if j in plan), default=None)
        if first is not None and second is not None:
            total += by_start[max(first, second)]
    return total


def kept(constraint: TimedConstraint, plan: Plan) -> bool:
    """Whether a plan keeps a constraint, exactly."""
    total = constraint.total(plan)
    low, high = constraint.low, constraint.high
    return (low is None or total >= low) and (high is None or total <= high)


@dataclass(frozen=True)
class Steps:
    """The columns of the step form: item j's k-th start is column ``first[j] + k``.

    Parameters
    ----------
    starts
        n ascending tuples; a part of the timetable's own starts.
    scale
        Whole numbers in one unit of worth; every worth is rounded up to them.
    """

    timetable: Timetable
    starts: tuple[tuple[HalfYear, ...], ...]
    aim: Aim
    scale: int

    @cached_property
    def first(self) -> tuple[int, ...]:
        """First column of each item, and the count of columns at the end."""
        found = [0]
        for own in self.starts:
            found.append(found[-1] + len(own))
        return tuple(found)

    def up(self, worth: Fraction) -> int:
        """Round a worth up to whole numbers of the scale."""
        return -(-worth.numerator * self.scale // worth.denominator)

    def program(self, *rows: Row) -> Program:
        """Give the whole program; its objective ÷ ``scale`` is never less than a plan's worth."""
        objective: dict[int, int] = defaultdict(int)
        for j, own in enumerate(self.starts):
            self._differences(objective, j, {s: self.up(self.aim.worth[j, s]) for s in own})
        pairs = self._pairs(objective)
        unions = Unions()
        rules = unions.placed(self.rows(unions), first=self.first[-1] + len(pairs))
        return Program(
            upper=(1,) * self.first[-1],
            rows=(*self._chains(), *rules, *rows),
            objective=tuple(
                (column, value) for column, value in sorted(objective.items()) if value
            ),
            pairs=(*pairs, *unions.pairs),
        )

    def program_without_rules(self) -> Program:
        """Give the columns and chains alone, with nothing to maximise."""
        return Program((1,) * self.first[-1], tuple(self._chains()))

    def rows(self, unions: Unions) -> tuple[Row, ...]:
        """Give every constraint of the timetable, in its order."""
        return tuple(self.row(constraint, unions) for constraint in self.timetable.constraints)

    def row(self, constraint: TimedConstraint, unions: Unions) -> Row:
        """Give one constraint as a row over steps; its unions' columns are yet to be placed."""
        plain = self.terms((j, start, value) for j, start, value in constraint.coefficients)
        counted = ((self._ever(one.items), one.weight) for one in constraint.unions)
        terms = unions.terms(plain, counted) if constraint.unions else plain
        return Row(constraint.name, terms, constraint.low, constraint.high)

    def _ever(self, items: Sequence[int]) -> tuple[int, ...]:
        """Columns that say that one of the items starts at all."""
        return tuple(self.first[j + 1] - 1 for j in items if self.starts[j])

    def terms(
        self, coefficients: Iterable[tuple[int, HalfYear, int]]
    ) -> tuple[tuple[int, int], ...]:
        """Turn coefficients of starts into coefficients of steps."""
        by_item: dict[int, dict[HalfYear, int]] = defaultdict(dict)
        for j, start, value in coefficients:
            by_item[j][start] = value
        total: dict[int, int] = defaultdict(int)
        for j, values in by_item.items():
            self._differences(total, j, values)
        return tuple((column, value) for column, value in sorted(total.items()) if value)

    def _differences(self, total: dict[int, int], j: int, values: Mapping[HalfYear, int]) -> None:
        """``sum(a_k s_k) = sum((a_k - a_k+1) y_k)``, the last against 0."""
        column = self.first[j]
        for k, start in enumerate(self.starts[j]):
            value = values.get(start, 0)
            total[column + k] += value
            if k:
                total[column + k - 1] -= value

    def _chains(self) -> list[Row]:
        """Once started, always started."""
        return [
            Row(f"step:{j}", ((self.first[j] + k, 1), (self.first[j] + k + 1, -1)), high=0)
            for j, own in enumerate(self.starts)
            for k in range(len(own) - 1)
        ]

    def _pairs(
        self, objective: dict[int, int]
    ) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
        """(S) in time: both sides have started by a half-year."""
        found: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        size = self.first[-1]
        for left, right, by_start in self.aim.pairs:
            moments = sorted({s for j in (*left, *right) for s in self.starts[j]})
            worths = [self.up(by_start[moment]) for moment in moments]
            for moment, worth, after in zip(moments, worths, [*worths, 0][1:], strict=True):
                sides = self._by(left, moment), self._by(right, moment)
                if worth != after and all(sides):
                    objective[size + len(found)] += worth - after
                    found.append(sides)
        return tuple(found)

    def _by(self, items: Sequence[int], moment: HalfYear) -> tuple[int, ...]:
        """Columns that say that one of the items has started by a half-year."""
        found = []
        for j in items:
            count = sum(start <= moment for start in self.starts[j])
            if count:
                found.append(self.first[j] + count - 1)
        return tuple(found)

    def plan(self, values: Sequence[int]) -> dict[int, HalfYear]:
        """Read a plan off the values of the columns."""
        found = {}
        for j, own in enumerate(self.starts):
            for k, start in enumerate(own):
                if values[self.first[j] + k]:
                    found[j] = start
                    break
        return found
