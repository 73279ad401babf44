"""What to ask before deciding: the questions whose answers lower the expected regret most.

The gain of a question is the expected value of its answer (Raiffa and Schlaifer 1961): the mean,
over its answers, of the best value when it is known, less the best value today. An answer about a
row changes the values of that row alone, so the best with it and the best without it tell the gain
exactly; an answer about weights is solved for each of its two ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from salkku.domain.doubt import Matter, Question, Questions
from salkku.domain.problem import Objective, Problem, Weights
from salkku.mip import Deadline, maximise
from salkku.optimise.exact import ids_of
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import value_objective
from salkku.optimise.simplices import cut
from salkku.optimise.together import together

__all__ = ["questions", "weight_matters"]

Chosen = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Option:
    """A best portfolio of some kind, its value, and its changes by either answer."""

    chosen: Chosen
    value: Fraction
    changes: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))


@dataclass(slots=True)
class _Unsettled(Exception):
    """The time ended before a best was proved."""


@dataclass(slots=True)
class _Bests:
    """Best portfolios at the point weights with items held in or out, each solved once."""

    problem: Problem
    deadline: Deadline
    best: _Option | None = None
    known: dict[tuple[Chosen, Chosen], _Option | None] = field(default_factory=dict)

    def held(self, *, force: Chosen = (), forbid: Chosen = ()) -> _Option | None:
        """Give the best with some items in and some out; None when there is none."""
        key = (force, forbid)
        if key not in self.known:
            best = self.best
            inside = set(best.chosen) if best else set()
            if best and inside.issuperset(force) and inside.isdisjoint(forbid):
                self.known[key] = best
            else:
                objective = value_objective(self.problem)
                self.known[key] = self._solved(objective, force, forbid)
        return self.known[key]

    def at(self, weights: Weights) -> _Option | None:
        """Give the best at other weights."""
        return self._solved(value_objective(self.problem, weights=weights), (), ())

    def _solved(self, objective: Objective, force: Chosen, forbid: Chosen) -> _Option | None:
        program = formulate(self.problem, objective, force=force, forbid=forbid)
        answer = maximise(program, deadline=self.deadline)
        if not answer.certain:
            raise _Unsettled
        if answer.objective is None:
            return None
        chosen = answer.ones(size=len(self.problem.ids))
        return _Option(chosen, answer.objective * objective.unit)


def questions(
    problem: Problem,
    *,
    matters: Sequence[Matter],
    limit: int = 5,
    seconds: float | None = None,
) -> Questions:
    """Order what is unknown by how much its answer lowers the expected regret of deciding today.

    Parameters
    ----------
    matters
        What could be asked; of rows from ``appraise``, of weights from :func:`weight_matters`.
    limit
        Most questions answered.
    seconds
        Time allowed; matters not settled by then are left out, and ``complete`` is False.

    Returns
    -------
    Questions
        The first few are chosen together, each for what its answer adds to the answers before it
        (:mod:`salkku.optimise.together`); the gain of the first is exact for it alone. Questions
        that add nothing, alone or after those before them, are left out, so there may be fewer
        than ``limit``: one that would help only after another's answer is not found.

    Examples
    --------
    ::

        for question in questions(problem, matters=matters).questions:
            question.matter.subject, question.expected_gain
    """
    bests = _Bests(problem, Deadline(seconds))
    found: list[Question] = []
    complete = True
    try:
        bests.best = bests.held()
    except _Unsettled:
        return Questions((), 0, complete=False)
    if bests.best is None:
        return Questions((), 0, complete=True, feasible=False)
    looked = 0
    for matter in matters:
        try:
            question = _question(problem, matter, bests, bests.best)
        except _Unsettled:
            complete = False
            continue
        looked += 1
        if question.expected_gain > 0:
            found.append(question)
    found.sort(key=lambda one: -one.expected_gain)
    chosen, settled = together(problem, found, limit=limit, deadline=bests.deadline)
    return Questions(chosen, looked, complete and settled)


def weight_matters(problem: Problem) -> tuple[Matter, ...]:
    """Give the trade-offs between two criteria that the statements leave open around the weights.

    Returns
    -------
    tuple of Matter
        One for each pair of criteria between which weight can move both ways within the hull of
        all polytopes, the others staying. The first answer moves half of the way to where the
        first criterion weighs most, the other half of the way back. None when the point weights
        are outside the hull, or it has too many faces to be told.
    """
    points = tuple(dict.fromkeys(w for group in problem.vertices.values() for w in group))
    cells = cut(points) if points else None
    if cells is None:
        return ()
    span = _span(points, cells.axes)
    here = [problem.weights[axis] for axis in cells.axes]
    if not _inside(problem.weights, cells.axes, span):
        return ()
    found = []
    for more, less in combinations(range(len(problem.criteria)), 2):
        step = tuple(Fraction((k == more) - (k == less)) for k in range(len(problem.criteria)))
        if not _inside(step, cells.axes, span):
            continue
        way = [step[axis] for axis in cells.axes]
        ends = _ends(cells.normals, here, way)
        if ends is not None:
            found.append(_trade_off(problem, (more, less), step, ends))
    return tuple(found)


def _question(problem: Problem, matter: Matter, bests: _Bests, today: _Option) -> Question:
    """Value one matter: the best after each answer, against the best today."""
    if matter.weights:
        first, other = (bests.at(weights) or today for weights in matter.weights)
        values = (first.value, other.value)
    else:
        options = tuple(_options(matter, bests))
        first, other = (
            max(options, key=lambda one, way=way: one.value + one.changes[way])  # type: ignore[misc]
            for way in (0, 1)
        )
        values = (first.value + first.changes[0], other.value + other.changes[1])
    gain = matter.chance * values[0] + (1 - matter.chance) * values[1] - today.value
    return Question(
        matter,
        gain,
        _decided(problem, matter, set(first.chosen) ^ set(other.chosen), set(first.chosen)),
        ids_of(problem, first.chosen),
        ids_of(problem, other.chosen),
    )


def _decided(problem: Problem, matter: Matter, moved: set[int], first: set[int]) -> int:
    """Give the cents of the row asked of where the answer moves it, else the most that moves."""
    own = [problem.costs[item] for item, _, _ in matter.changes if item in moved]
    sides = (moved & first, moved - first)
    return max(own) if own else max(sum(problem.costs[j] for j in side) for side in sides)


def _options(matter: Matter, bests: _Bests) -> Iterator[_Option]:
    """Give the best with each item of a matter, and the best with none of them."""
    items = tuple(item for item, _, _ in matter.changes)
    without = bests.held(forbid=items)
    if without is not None:
        yield without
    for item, first, other in matter.changes:
        held = bests.held(force=(item,))
        if held is not None:
            yield _Option(held.chosen, held.value, (first, other))


def _trade_off(
    problem: Problem,
    pair: tuple[int, int],
    step: Weights,
    ends: tuple[Fraction, Fraction],
) -> Matter:
    back, ahead = ends
    more, less = (problem.criteria[place] for place in pair)
    return Matter(
        "weights",
        f"{more}:{less}",
        -back / (ahead - back),
        weights=tuple(
            tuple(w + length / 2 * s for w, s in zip(problem.weights, step, strict=True))
            for length in (ahead, back)
        ),
        values={"more": more, "less": less},
    )


def _ends(
    normals: Sequence[tuple[int, ...]], here: Sequence[Fraction], way: Sequence[Fraction]
) -> tuple[Fraction, Fraction] | None:
    """Give how far one may go back and ahead; None unless both ways are open."""
    back: Fraction | None = None
    ahead: Fraction | None = None
    for normal in normals:
        room = sum((a * b for a, b in zip(normal, here, strict=True)), Fraction(0))
        rate = sum((a * b for a, b in zip(normal, way, strict=True)), Fraction(0))
        if room < 0:
            return None
        if rate < 0:
            ahead = room / -rate if ahead is None else min(ahead, room / -rate)
        elif rate > 0:
            back = -room / rate if back is None else max(back, -room / rate)
    return (back, ahead) if back and ahead else None


def _span(points: Sequence[Weights], axes: Sequence[int]) -> list[list[Fraction]]:
    """Give a reduced basis of the points' span: row k is 1 on axis k and 0 on the other axes."""
    rows: list[list[Fraction]] = [list(point) for point in points]
    basis: list[list[Fraction]] = []
    for axis in axes:
        row = next(row for row in rows if row[axis])
        head = [value / row[axis] for value in row]
        rows = [_less(other, head, axis) for other in rows if other is not row]
        basis = [_less(other, head, axis) for other in basis]
        basis.append(head)
    return basis


def _less(row: list[Fraction], head: list[Fraction], axis: int) -> list[Fraction]:
    factor = row[axis]
    return [a - factor * b for a, b in zip(row, head, strict=True)] if factor else row


def _inside(point: Weights, axes: Sequence[int], span: list[list[Fraction]]) -> bool:
    """Whether a point is in the span."""
    for k, value in enumerate(point):
        parts = (point[axis] * row[k] for axis, row in zip(axes, span, strict=True))
        if sum(parts, Fraction(0)) != value:
            return False
    return True
