"""A part of a timetable as a small program: some rows free, all others where a plan has them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from salkku.domain.periods import HalfYear
from salkku.domain.timetable import Timetable
from salkku.mip import Program, Row
from salkku.optimise.steps import Aim, Plan
from salkku.optimise.unions import Unions

__all__ = ["Freed", "Freeing"]

Sides = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Freed:
    """A small program; item ``items[i]`` has the columns from ``first[i]`` on.

    Parameters
    ----------
    before
        Objective of the plan that it was made from.
    """

    program: Program
    items: tuple[int, ...]
    first: tuple[int, ...]
    before: int

    def plan(
        self, values: Sequence[int], plan: Plan, starts: Sequence[Sequence[HalfYear]]
    ) -> dict[int, HalfYear]:
        """Read the whole plan off the values of the columns and the plan for all else."""
        free = set(self.items)
        found = {j: start for j, start in plan.items() if j not in free}
        for j, column in zip(self.items, self.first, strict=True):
            for k, start in enumerate(starts[j]):
                if values[column + k]:
                    found[j] = start
                    break
        return found


class Freeing:
    """Everything of a timetable in whole numbers once, so that a small program takes little time.

    Parameters
    ----------
    scale
        Whole numbers in one unit of worth; worths are rounded up.
    """

    def __init__(self, timetable: Timetable, aim: Aim, scale: int) -> None:
        self.timetable, self.aim = timetable, aim
        self.starts = timetable.starts
        self.worth = {
            key: -(-worth.numerator * scale // worth.denominator)
            for key, worth in aim.worth.items()
        }
        self.later = [
            {start: -(-worth.numerator * scale // worth.denominator) for start, worth in by.items()}
            for *_, by in aim.pairs
        ]
        self.uses: list[dict[int, dict[HalfYear, int]]] = []
        self.at: dict[tuple[int, HalfYear], list[tuple[int, int]]] = defaultdict(list)
        self.touching: dict[int, set[int]] = defaultdict(set)
        for number, constraint in enumerate(timetable.constraints):
            own: dict[int, dict[HalfYear, int]] = defaultdict(dict)
            for j, start, value in constraint.coefficients:
                own[j][start] = value
                self.at[j, start].append((number, value))
                self.touching[j].add(number)
            for union in constraint.unions:
                for j in union.items:
                    self.touching[j].add(number)
            self.uses.append(own)

    def freed(self, plan: Plan, free: Collection[int]) -> Freed:
        """Give the program in which only the free items may be put elsewhere, in or out."""
        items = tuple(sorted(free))
        first, size = [], 0
        for j in items:
            first.append(size)
            size += len(self.starts[j])
        place = dict(zip(items, first, strict=True))
        rows = [
            Row("step", ((column + k, 1), (column + k + 1, -1)), high=0)
            for j, column in place.items()
            for k in range(len(self.starts[j]) - 1)
        ]
        unions = Unions()
        rows += self._rows(plan, place, unions)
        objective: dict[int, int] = defaultdict(int)
        for j, column in place.items():
            worths = [self.worth[j, start] for start in self.starts[j]]
            _add(objective, column, worths)
        pairs = self._pairs(plan, place, objective, size)
        terms = tuple((column, value) for column, value in sorted(objective.items()) if value)
        placed = unions.placed(rows, first=size + len(pairs))
        program = Program((1,) * size, placed, terms, (*pairs, *unions.pairs))
        values = [int(j in plan and plan[j] <= start) for j in items for start in self.starts[j]]
        before = program.worth(program.completed(values))
        return Freed(program, items, tuple(first), before)

    def _rows(self, plan: Plan, place: dict[int, int], unions: Unions) -> list[Row]:
        """Give each constraint of a free item that they could break, less what the others use."""
        spent: dict[int, int] = defaultdict(int)
        for j, start in plan.items():
            if j not in place:
                for number, value in self.at[j, start]:
                    spent[number] += value
        found = []
        for number in sorted(set().union(*(self.touching[j] for j in place))):
            constraint, used = self.timetable.constraints[number], spent[number]
            counted: list[tuple[tuple[int, ...], int]] = []
            for union in constraint.unions:
                if any(j in plan and j not in place for j in union.items):
                    used += union.weight
                else:
                    counted.append((self._ever(union.items, place), union.weight))
            low = None if constraint.low is None else constraint.low - used
            high = None if constraint.high is None else constraint.high - used
            least, most = 0, sum(weight for _, weight in counted)
            terms: dict[int, int] = defaultdict(int)
            for j, own in self.uses[number].items():
                if j in place:
                    most += max(0, *own.values())
                    least += min(0, *own.values())
                    _add(terms, place[j], [own.get(start, 0) for start in self.starts[j]])
            if (high is None or most <= high) and (low is None or least >= low):
                continue
            row = unions.terms(sorted(terms.items()), counted)
            found.append(Row(constraint.name, row, low, high))
        return found

    def _ever(self, items: Sequence[int], place: dict[int, int]) -> tuple[int, ...]:
        """Columns that say that a free item of some starts at all."""
        free = [j for j in items if j in place and self.starts[j]]
        return tuple(place[j] + len(self.starts[j]) - 1 for j in free)

    def _pairs(
        self, plan: Plan, place: dict[int, int], objective: dict[int, int], size: int
    ) -> list[Sides]:
        """(S) Write the pairs with a free item, what the others do being given."""
        found: list[Sides] = []
        for (left, right, _), later in zip(self.aim.pairs, self.later, strict=True):
            if not any(j in place for j in (*left, *right)):
                continue
            moments = sorted({s for j in (*left, *right) for s in self.starts[j]})
            worths = [later[moment] for moment in moments]
            for moment, worth, after in zip(moments, worths, [*worths, 0][1:], strict=True):
                sides = [self._by(side, moment, plan, place) for side in (left, right)]
                if worth == after or not all(done or columns for done, columns in sides):
                    continue
                (left_done, a), (right_done, b) = sides
                if left_done and right_done:
                    continue  # a constant
                objective[size + len(found)] += worth - after
                found.append((b if left_done else a, a if right_done else b))
        return found

    def _by(
        self, side: Sequence[int], moment: HalfYear, plan: Plan, place: dict[int, int]
    ) -> tuple[bool, tuple[int, ...]]:
        """Whether a kept item of a side has started by a moment; else the columns that would."""
        columns = []
        for j in side:
            if j not in place:
                if j in plan and plan[j] <= moment:
                    return True, ()
                continue
            count = sum(start <= moment for start in self.starts[j])
            if count:
                columns.append(place[j] + count - 1)
        return False, tuple(columns)


def _add(total: dict[int, int], column: int, values: Sequence[int]) -> None:
    """``sum(a_k s_k) = sum((a_k - a_k+1) y_k)``, the last against 0."""
    for k, value in enumerate(values):
        total[column + k] += value
        if k:
            total[column + k - 1] -= value
