"""Cautious choices: the greatest least value and the smallest greatest regret, by few programs.

Both are "maximise the least of some linear sums of the choice". The least value is taken at the
vertices of W with low scores. The regret of x against y at a vertex is greatest when the scores of
y without x are high and those of x without y low; which y that is depends on x, so scenarios are
added until none is worse than those held (constraint generation: Aissi, Bazgan, Vanderpooten
2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from salkku.domain.doubt import Choice
from salkku.domain.problem import Problem, Weights
from salkku.mip import Deadline, Program, Row, maximise
from salkku.optimise.exact import ids_of
from salkku.optimise.formulate import other_than
from salkku.optimise.unions import Unions

__all__ = ["maximin", "minimax_regret"]

LARGEST = 2**46
"""Sums up to this are asked as they are; greater ones rounded outwards."""
REPEATS = 12
"""Further choices looked at where rounding leaves the best open."""
ADDED = 10
"""Scenarios added a round at most."""

Chosen = tuple[int, ...]
Values = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Scales:
    """Whole-number contributions at V vertices in one unit: V × n low and high, V × pairs."""

    unit: Fraction
    low: tuple[Values, ...]
    high: tuple[Values, ...]
    pairs: tuple[Values, ...]
    sides: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    @classmethod
    def of(cls, problem: Problem, vertices: Sequence[Weights]) -> _Scales:
        """Scale a problem at some vertices."""
        least, most = problem.least, problem.most
        low = [_mixed(least, w, len(problem.ids)) for w in vertices]
        high = [_mixed(most, w, len(problem.ids)) for w in vertices]
        pairs = [
            [w[p.criterion] * p.value / problem.widths[p.criterion] for p in problem.pairs]
            for w in vertices
        ]
        scale = lcm(*(v.denominator for table in (low, high, pairs) for row in table for v in row))

        def whole(table: list[list[Fraction]]) -> tuple[Values, ...]:
            return tuple(tuple(int(value * scale) for value in row) for row in table)

        sides = tuple((pair.left, pair.right) for pair in problem.pairs)
        return cls(Fraction(1, scale), whole(low), whole(high), whole(pairs), sides)

    def joined(self, vertex: int, inside: frozenset[int]) -> int:
        """Sum of the pairs that a set of items has, at a vertex."""
        return sum(
            value
            for (left, right), value in zip(self.sides, self.pairs[vertex], strict=True)
            if value and not inside.isdisjoint(left) and not inside.isdisjoint(right)
        )


@dataclass(frozen=True, slots=True)
class _Sum:
    """``linear · x + pairs(x) + constant``."""

    linear: Values
    pairs: Values
    constant: int = 0

    def at(self, inside: frozenset[int], scales: _Scales) -> int:
        """Give the sum for a set of items."""
        both = sum(
            value
            for (left, right), value in zip(scales.sides, self.pairs, strict=True)
            if value and not inside.isdisjoint(left) and not inside.isdisjoint(right)
        )
        return sum(self.linear[j] for j in inside) + both + self.constant


@dataclass(frozen=True, slots=True)
class _Most:
    """The greatest least of some sums: its choice, the exact least there, and a proved bound."""

    status: str
    chosen: Chosen = ()
    value: int = 0
    bound: int | None = None


def maximin(
    problem: Problem, *, vertices: Sequence[Weights], deadline: Deadline | None = None
) -> Choice:
    """Choose the portfolio whose least value over the vertices and the scores is greatest.

    Parameters
    ----------
    problem
        n items; its point weights are not used.
    vertices
        Of a polytope of weights; at least one.

    Returns
    -------
    Choice
        ``value`` is the least value. Of several equal ones, one.

    Examples
    --------
    ::

        maximin(problem, vertices=problem.vertices["helsinki"]).chosen
    """
    end = deadline or Deadline(None)
    scales = _Scales.of(problem, vertices)
    sums = [_Sum(low, pairs) for low, pairs in zip(scales.low, scales.pairs, strict=True)]
    found = _most(problem, scales, sums, end)
    if found.status in ("infeasible", "unknown"):
        return Choice("infeasible" if found.status == "infeasible" else "unknown")
    bound = None if found.bound is None else found.bound * scales.unit
    status = "optimal" if found.bound == found.value else "feasible"
    return Choice(
        "optimal" if status == "optimal" else "feasible",
        ids_of(problem, found.chosen),
        found.value * scales.unit,
        bound,
    )


def minimax_regret(
    problem: Problem, *, vertices: Sequence[Weights], deadline: Deadline | None = None
) -> Choice:
    """Choose the portfolio whose greatest regret over the weights and the scores is least.

    Parameters
    ----------
    problem
        n items; its point weights are not used.
    vertices
        Of a polytope of weights; at least one.

    Returns
    -------
    Choice
        ``value`` is the greatest regret of the portfolio, exact; ``bound`` is what no portfolio
        goes below. ``feasible`` when the time ended before they met.

    Examples
    --------
    ::

        choice = minimax_regret(problem, vertices=problem.vertices["helsinki"])
        choice.value - choice.bound
    """
    end = deadline or Deadline(None)
    search = _Regrets(problem, _Scales.of(problem, vertices), end)
    start = maximin(problem, vertices=vertices, deadline=end)
    if start.status in ("infeasible", "unknown"):
        return Choice(start.status)
    search.run(tuple(problem.ids.index(row) for row in start.chosen))
    unit = search.scales.unit
    if search.value is None:
        return Choice("unknown")
    proved = search.value <= search.bound
    return Choice(
        "optimal" if proved else "feasible",
        ids_of(problem, search.best),
        search.value * unit,
        (search.value if proved else search.bound) * unit,
    )


@dataclass(slots=True)
class _Regrets:
    """Constraint generation; regrets in whole numbers, ``bound`` from below, ``value`` known."""

    problem: Problem
    scales: _Scales
    deadline: Deadline
    sums: list[_Sum] = field(default_factory=list)
    rivals: list[frozenset[int]] = field(default_factory=list)
    known: dict[Values, Chosen] = field(default_factory=dict)
    best: Chosen = ()
    value: int | None = None
    bound: int = 0

    def run(self, chosen: Chosen) -> None:
        """Add scenarios against ever better choices until regret and bound meet."""
        asked: set[Chosen] = set()
        while True:
            new = self._by_rivals(chosen) if self.sums else []
            if not new:
                if chosen in asked:
                    return
                asked.add(chosen)
                new = self._by_programs(chosen)
                if self.value is not None and self.value <= self.bound:
                    return
            if self.deadline.over:
                return
            self.sums += new
            found = _most(self.problem, self.scales, self.sums, self.deadline)
            if found.bound is not None:
                self.bound = max(self.bound, -found.bound)
            if found.status not in ("optimal", "feasible"):
                return
            chosen = found.chosen

    def _held(self, inside: frozenset[int]) -> int:
        """Greatest regret by the scenarios held."""
        return max((-one.at(inside, self.scales) for one in self.sums), default=0)

    def _by_rivals(self, chosen: Chosen) -> list[_Sum]:
        """Give scenarios of known rivals that are worse for a choice than those held."""
        inside = frozenset(chosen)
        held = self._held(inside)
        worse = []
        for vertex in range(len(self.scales.low)):
            for rival in self.rivals:
                one = self._scenario(vertex, rival)
                regret = -one.at(inside, self.scales)
                if regret > held:
                    worse.append((regret, vertex, one))
        return _worst(worse)

    def _by_programs(self, chosen: Chosen) -> list[_Sum]:
        """Find the worst rival at every vertex; with all proved, the exact regret is known."""
        inside = frozenset(chosen)
        worse: list[tuple[int, int, _Sum]] = []
        regrets: list[int] = []
        for vertex in range(len(self.scales.low)):
            rival = self._rival(vertex, inside)
            if rival is None:
                return _worst(worse)
            one = self._scenario(vertex, frozenset(rival))
            regret = -one.at(inside, self.scales)
            regrets.append(regret)
            worse.append((regret, vertex, one))
            if frozenset(rival) not in self.rivals:
                self.rivals.append(frozenset(rival))
        regret = max(0, *regrets)
        if self.value is None or regret < self.value:
            self.value, self.best = regret, chosen
        return _worst(worse)

    def _rival(self, vertex: int, inside: frozenset[int]) -> Chosen | None:
        """Find the best set at a vertex with the scores that are worst for a choice."""
        scales = self.scales
        linear = tuple(
            low if j in inside else high
            for j, (low, high) in enumerate(
                zip(scales.low[vertex], scales.high[vertex], strict=True)
            )
        )
        key = (vertex, *linear)
        if key not in self.known:
            unions, size = Unions(), len(linear)
            rows = [unions.row(c) for c in self.problem.constraints]
            terms = _terms(linear, scales.pairs[vertex], size)
            placed = unions.placed(rows, first=size + len(scales.sides))
            program = Program((1,) * size, placed, terms, (*scales.sides, *unions.pairs))
            answer = maximise(program, deadline=self.deadline)
            if answer.status != "optimal" or not answer.certain:
                return None
            self.known[key] = answer.ones(size=len(linear))
        return self.known[key]

    def _scenario(self, vertex: int, rival: frozenset[int]) -> _Sum:
        """Give minus the regret of x against a rival at a vertex, as a sum of x."""
        low, high = self.scales.low[vertex], self.scales.high[vertex]
        linear = tuple(high[j] if j in rival else low[j] for j in range(len(low)))
        worth = sum(high[j] for j in rival) + self.scales.joined(vertex, rival)
        return _Sum(linear, self.scales.pairs[vertex], -worth)


def _worst(worse: list[tuple[int, int, _Sum]]) -> list[_Sum]:
    """Give the few worst scenarios, the worst first, at most one a vertex."""
    found: dict[int, _Sum] = {}
    for _, vertex, one in sorted(worse, key=lambda entry: (-entry[0], entry[1])):
        found.setdefault(vertex, one)
    return list(found.values())[:ADDED]


def _most(problem: Problem, scales: _Scales, sums: Sequence[_Sum], deadline: Deadline) -> _Most:
    """Find the choice whose least sum is greatest.

    Where the numbers are too great to be asked as they are, sums are rounded up and choices are
    cut off one by one until the rounded bound is no more than the best true least.
    """
    size, step = len(problem.ids), _step(sums)
    program, shift = _program(problem, scales, sums, step)
    best: _Most | None = None
    for _ in range(REPEATS if step > 1 else 1):
        answer = maximise(program, deadline=deadline)
        if answer.objective is None:
            if answer.status == "infeasible" and answer.certain:
                return _closed(best) if best else _Most("infeasible")
            return best or _Most("unknown")
        chosen = answer.ones(size=size)
        value = min(one.at(frozenset(chosen), scales) for one in sums)
        bound = _unshifted(answer.bound if answer.certain else None, shift, step)
        if best is None or value > best.value:
            best = _Most("feasible", chosen, value, bound)
        else:
            best = _Most("feasible", best.chosen, best.value, bound)
        if bound is not None and bound <= best.value:
            return _closed(best)
        program = program.with_rows(other_than(chosen, size=size))
    return best or _Most("unknown")


def _closed(best: _Most) -> _Most:
    return _Most("optimal", best.chosen, best.value, best.value)


def _unshifted(bound: int | None, shift: int, step: int) -> int | None:
    return None if bound is None else (bound - shift) * step


def _step(sums: Sequence[_Sum]) -> int:
    largest = max(
        abs(one.constant) + sum(map(abs, one.linear)) + sum(map(abs, one.pairs)) for one in sums
    )
    return max(1, -(-4 * largest // LARGEST))


def _program(
    problem: Problem, scales: _Scales, sums: Sequence[_Sum], step: int
) -> tuple[Program, int]:
    """Write ``maximise t`` with t + shift as a variable that is never negative."""
    size = len(problem.ids)

    def up(value: int) -> int:
        return -(-value // step)

    small = [
        _Sum(tuple(map(up, one.linear)), tuple(map(up, one.pairs)), up(one.constant))
        for one in sums
    ]
    shift = max(
        0, *(-one.constant - sum(min(0, v) for v in (*one.linear, *one.pairs)) for one in small)
    )
    most = max(
        shift + one.constant + sum(max(0, v) for v in (*one.linear, *one.pairs)) for one in small
    )
    unions = Unions()
    rows = [unions.row(constraint) for constraint in problem.constraints]
    rows += [
        Row(
            "least",
            ((size, -1), *_terms(one.linear, one.pairs, size + 1)),
            low=-one.constant - shift,
        )
        for one in small
    ]
    upper = (*(1 for _ in range(size)), max(0, most))
    placed = unions.placed(rows, first=size + 1 + len(scales.sides))
    return Program(upper, placed, ((size, 1),), (*scales.sides, *unions.pairs)), shift


def _terms(linear: Values, pairs: Values, first_pair: int) -> tuple[tuple[int, int], ...]:
    items = [(j, value) for j, value in enumerate(linear) if value]
    both = [(first_pair + k, value) for k, value in enumerate(pairs) if value]
    return (*items, *both)


def _mixed(table: Sequence[Sequence[Fraction]], weights: Weights, size: int) -> list[Fraction]:
    return [
        sum((w * row[j] for w, row in zip(weights, table, strict=True) if w), Fraction(0))
        for j in range(size)
    ]
