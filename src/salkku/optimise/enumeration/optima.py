"""Rows settled without enumeration, for when the time does not allow it.

An optimum at weights in the relative interior of W and scores inside their intervals is
non-dominated: whatever dominated it would be worth more there, since it is worth at least as much
at every vertex and more at one, or gains inside an interval. So every optimum settles "in
somewhere" for its rows and "out somewhere" for the others. A row is core or exterior where a walk
restricted to the other kind of portfolio finds every one dominated by a portfolio that is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm

import numpy as np

from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline, maximise
from salkku.optimise.enumeration.robust_walk import RobustWalk
from salkku.optimise.enumeration.spread import Spread
from salkku.optimise.formulate import formulate

__all__ = ["Settled", "settle"]

MUCH, LITTLE = Fraction(15, 16), Fraction(1, 16)
SPREAD = 200
"""Most optima tried at scattered weights and scores."""


@dataclass(slots=True)
class Settled:
    """What is proved of n items, by index.

    ``once_in`` and ``once_out``: some non-dominated portfolio has the item, some has it not.
    ``never_in`` and ``never_out``: none has it, none has it not. ``optima`` are flags of the
    non-dominated portfolios that settled them.
    """

    once_in: set[int] = field(default_factory=set)
    once_out: set[int] = field(default_factory=set)
    never_in: set[int] = field(default_factory=set)
    never_out: set[int] = field(default_factory=set)
    optima: list[tuple[bool, ...]] = field(default_factory=list)
    infeasible: bool = False


def settle(problem: Problem, walk: RobustWalk, *, deadline: Deadline) -> Settled:
    """Settle as many rows as the time allows."""
    settled = Settled()
    for item in problem.fixed:
        settled.never_out.add(item)
    left = deadline.left()
    optima = deadline if left is None else deadline.share(left / 2)
    _by_optima(problem, walk, settled, optima)
    if settled.optima:
        walk.add(np.array(settled.optima, dtype=np.bool_))
    if not settled.infeasible:
        _by_walks(problem, walk, settled, deadline)
    return settled


def _by_optima(problem: Problem, walk: RobustWalk, settled: Settled, deadline: Deadline) -> None:
    """Let optima settle what they can: the middle, then for and against each row, then a spread."""
    count, vertices = len(problem.ids), len(walk.spread.high)
    if not _optimum(problem, settled, _inside(walk.spread), deadline):
        return
    for wanted in (True, False):
        for item in range(count):
            done = settled.once_in if wanted else settled.once_out
            if item in done or item in settled.never_out:
                continue
            objective = _favouring(walk.spread, item, wanted)
            if not _optimum(problem, settled, objective, deadline):
                return
    for turn in range(SPREAD):
        if len(settled.once_in & settled.once_out) + len(settled.never_out) == count:
            return
        shares = [Fraction(1 + (7 * item + 5 * turn) % 15, 16) for item in range(count)]
        objective = _inside(walk.spread, shares=shares, heavy=turn % vertices)
        if not _optimum(problem, settled, objective, deadline):
            return


def _optimum(problem: Problem, settled: Settled, objective: Objective, deadline: Deadline) -> bool:
    """Let one optimum settle its rows; False when the time is over or there is no portfolio."""
    if deadline.over:
        return False
    count = len(problem.ids)
    answer = maximise(formulate(problem, objective), deadline=deadline)
    if answer.status == "infeasible":
        settled.infeasible = True
        return False
    if answer.status == "optimal":
        chosen = set(answer.ones(size=count))
        settled.once_in |= chosen
        settled.once_out |= set(range(count)) - chosen
        settled.optima.append(tuple(j in chosen for j in range(count)))
    return True


def _by_walks(problem: Problem, walk: RobustWalk, settled: Settled, deadline: Deadline) -> None:
    """Try to prove for each row that is still open that the other kind is all dominated."""
    open_rows = [
        (item, inside)
        for item in range(len(problem.ids))
        for inside, once, never in (
            (True, settled.once_in, settled.never_in),
            (False, settled.once_out, settled.never_out),
        )
        if item not in once and item not in never
    ]
    for number, (item, inside) in enumerate(open_rows):
        left = deadline.left()
        part = deadline if left is None else deadline.share(left / (len(open_rows) - number))
        if deadline.over:
            return
        if walk.none_with(item, inside, deadline=part):
            (settled.never_in if inside else settled.never_out).add(item)


def _favouring(spread: Spread, item: int, wanted: bool) -> Objective:
    """Give an objective under which an item stands as well, or as badly, as it nearly may."""
    own, others = (MUCH, LITTLE) if wanted else (LITTLE, MUCH)
    shares = [own if j == item else others for j in range(spread.low.shape[1])]
    low, width = spread.low[:, item].tolist(), spread.width[:, item].tolist()
    worths = [(a + own * b) * o.unit for a, b, o in zip(low, width, spread.high, strict=True)]
    return _inside(spread, shares=shares, heavy=worths.index((max if wanted else min)(worths)))


def _inside(
    spread: Spread, *, shares: list[Fraction] | None = None, heavy: int | None = None
) -> Objective:
    """Give an objective at interior weights and scores.

    Parameters
    ----------
    shares
        Where in its interval each item's score lies, above 0 and below 1; the middle when None.
    heavy
        The vertex that weighs as much as all others together; they weigh the same when None.
    """
    low, width = spread.low, spread.width
    units = [o.unit for o in spread.high]
    count = low.shape[1]
    shares = [Fraction(1, 2)] * count if shares is None else shares
    weights = [units[v] * (len(units) if v == heavy else 1) for v in range(len(units))]
    linear = [
        sum(
            (w * (int(low[v, j]) + shares[j] * int(width[v, j])) for v, w in enumerate(weights)),
            Fraction(0),
        )
        for j in range(count)
    ]
    pairs: dict[tuple[tuple[int, ...], tuple[int, ...]], Fraction] = {}
    for weight, objective in zip(weights, spread.high, strict=True):
        for left, right, value in objective.pairs:
            pairs[left, right] = pairs.get((left, right), Fraction(0)) + weight * value
    scale = lcm(*(value.denominator for value in (*linear, *pairs.values(), Fraction(1))))
    divisor = gcd(*(int(v * scale) for v in (*linear, *pairs.values()))) or 1
    return Objective(
        "inside",
        tuple(int(value * scale) // divisor for value in linear),
        tuple((*sides, int(value * scale) // divisor) for sides, value in pairs.items()),
        Fraction(divisor, scale),
    )
