"""Two portfolios side by side: what each is worth, and why each row is in only one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from salkku.domain.problem import Constraint, Objective, Problem
from salkku.domain.standing import Comparison, Difference, Side
from salkku.domain.timetable import Baseline
from salkku.optimise.exact import broken, ids_of, indices_of
from salkku.optimise.objective import criterion_objective, value_objective, worth_of

__all__ = ["compare"]

CODES = {"P": "relation", "X": "relation", "O": "relation", "G": "level", "B": "money"}
CODES |= {"C": "rule", "Y": "carrying", "K": "rule"}
ORDER = "GPXOBCYK"
"""Letters whose breaking tells most, first."""


def compare(problem: Problem, *, a: Baseline, b: Baseline) -> Comparison:
    """Compare two choices by the problem as it is now, asking no solver.

    Parameters
    ----------
    a, b
        Any sets of rows; they may break rules and hold rows that do not compete.

    Returns
    -------
    Comparison
        A reason for each difference: ``decided``, ``needed_by`` (its side has rows that require
        it), else what adding it to the other side would break (``level``, ``relation``, ``unmet``)
        or repeat (``overlap``) or break then (``money``, ``rule``, ``carrying``), else ``room``
        (the other side could take it and gain) or ``adds_nothing``; ``absent`` where it does not
        compete.
    """
    first, second = _Held(problem, a, "a"), _Held(problem, b, "b")
    both = set(first.items) & set(second.items)
    return Comparison(
        a=first.side(),
        b=second.side(),
        shared=ids_of(problem, tuple(sorted(both))),
        differences=(*first.without(second), *second.without(first), *_moved(a, b)),
    )


@dataclass(frozen=True)
class _Held:
    """One side with its items."""

    problem: Problem
    baseline: Baseline
    name: Literal["a", "b"]

    @property
    def items(self) -> tuple[int, ...]:
        return indices_of(self.problem, self.baseline.chosen)

    @property
    def absent(self) -> tuple[str, ...]:
        known = set(self.problem.ids)
        return tuple(row for row in self.baseline.chosen if row not in known)

    def side(self) -> Side:
        problem, objective = self.problem, value_objective(self.problem)
        values = {}
        for criterion in problem.criteria:
            one = criterion_objective(problem, criterion)
            values[criterion] = worth_of(one, self.items) * one.unit
        return Side(
            chosen=ids_of(problem, self.items),
            absent=self.absent,
            value=worth_of(objective, self.items) * objective.unit,
            values=values,
            cost_cents=sum(problem.costs[j] for j in self.items),
            broken=tuple(dict.fromkeys(one.name for one in broken(problem, self.items))),
            starts=self.baseline.starts,
        )

    def without(self, other: _Held) -> Iterator[Difference]:
        """Give the rows that the other side does not have, each with its reason."""
        problem, objective = self.problem, value_objective(self.problem)
        theirs = set(other.items)
        for item in self.items:
            if item in theirs:
                continue
            rest = tuple(j for j in self.items if j != item)
            brings = worth_of(objective, self.items) - worth_of(objective, rest)
            code, values = _reason(problem, objective, item, (self.items, other.items))
            yield Difference(
                problem.ids[item],
                self.name,
                code,
                values,
                brings * objective.unit,
                problem.costs[item],
            )
        for row in self.absent:
            if row not in other.baseline.chosen:
                yield Difference(row, self.name, "absent")


def _moved(a: Baseline, b: Baseline) -> Iterator[Difference]:
    if a.starts is None or b.starts is None:
        return
    for row, start in a.starts.items():
        if row in b.starts and b.starts[row] != start:
            yield Difference(row, "both", "moved", {"before": start, "after": b.starts[row]})


def _reason(
    problem: Problem,
    objective: Objective,
    item: int,
    sides: tuple[tuple[int, ...], tuple[int, ...]],
) -> tuple[str, dict[str, object]]:
    mine, theirs = sides
    if item in problem.fixed:
        return "decided", {}
    needing = _needing(problem, item, mine)
    if needing:
        return "needed_by", {"others": _list(problem, needing)}
    joined = tuple(sorted((*theirs, item)))
    before = {one.name for one in broken(problem, theirs)}
    clashes = [one for one in broken(problem, joined) if one.name not in before]
    first = min(clashes, key=lambda one: ORDER.index(one.letter), default=None)
    if first is not None and first.letter in "GPXO":
        return _told(problem, first, item, joined)
    rivals = _rivals(problem, item, theirs)
    if rivals:
        return "overlap", {"others": _list(problem, rivals)}
    if first is not None:
        return _told(problem, first, item, joined)
    gain = worth_of(objective, joined) - worth_of(objective, theirs)
    return ("room", {"gain": gain * objective.unit}) if gain > 0 else ("adds_nothing", {})


def _told(
    problem: Problem, clash: Constraint, item: int, joined: tuple[int, ...]
) -> tuple[str, dict[str, object]]:
    name = clash.name.partition(":")[2]
    inside = set(joined) if clash.letter in "GXO" else None
    others = [j for j in clash.items if j != item and (inside is None or j in inside)]
    values: dict[str, object] = {"name": name, "others": _list(problem, others)}
    if not others and clash.letter in "PXO":
        return "unmet", values
    if clash.letter == "B":
        values["over"] = clash.total(joined) - (clash.high or 0)
    return CODES[clash.letter], values


def _needing(problem: Problem, item: int, chosen: tuple[int, ...]) -> list[int]:
    """Chosen items that require this one and no other chosen item can stand in for."""
    found = []
    for constraint in problem.constraints:
        terms = dict(constraint.coefficients)
        if constraint.letter != "P" or terms.get(item, 0) <= 0:
            continue
        if not any(terms.get(j, 0) > 0 for j in chosen if j != item):
            found += [j for j in chosen if terms.get(j, 0) < 0]
    return found


def _rivals(problem: Problem, item: int, chosen: tuple[int, ...]) -> list[int]:
    """Chosen items whose pairs with this one lower the value."""
    found: set[int] = set()
    for pair in problem.pairs:
        lowers = pair.value * problem.weights[pair.criterion] < Fraction(0)
        for side, other in ((pair.left, pair.right), (pair.right, pair.left)):
            if lowers and item in side:
                found.update(j for j in other if j in chosen and j != item)
    return sorted(found)


def _list(problem: Problem, items: list[int]) -> str:
    return ", ".join(problem.ids[j] for j in sorted(set(items)))
