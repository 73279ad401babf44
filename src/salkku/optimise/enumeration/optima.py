"""Rows settled without enumeration, for when the time does not allow it.

An optimum at weights in the relative interior of W and scores inside their intervals is
non-dominated, so it settles "in somewhere" for its rows and "out somewhere" for the others. What
no such optimum settles is tried at drawn weights and scores and asked one by one (``kinds``). A row
is core or exterior where that, or a walk restricted to the other kind of portfolio, proves that
every one of that kind is dominated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline, maximise
from salkku.optimise.enumeration.inside import favouring, heaviest, inside
from salkku.optimise.enumeration.kinds import Kinds, Verdict
from salkku.optimise.enumeration.robust_walk import RobustWalk
from salkku.optimise.formulate import formulate

__all__ = ["Settled", "settle"]

SPREAD = 20
"""Most optima tried at scattered weights and scores."""

WALKED = 60
"""Items up to which a walk of one kind of portfolio is tried."""

QUICK = 3.0
"""Seconds for a row's question the first time; what stays open is asked again with the rest."""

CONFLICTS, MORE = 8_000, 250_000
"""Conflicts from which to learn for one row: a quarter of a second, and some."""

DRAWN, FURTHER = 120, 400
"""Draws tried for a row before it is asked about, and in all."""

AT_ONCE = 20
"""Draws for one row before the next has its turn."""


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
    """Settle as many rows as the time allows; without a limit, as many as some rounds do."""
    settled = Settled()
    for item in problem.fixed:
        settled.never_out.add(item)
    left = deadline.left()
    _by_optima(problem, walk, settled, deadline if left is None else deadline.share(left / 2))
    if settled.infeasible or deadline.over:
        return settled
    kinds = Kinds.of(problem, walk.spread)
    _by_changes(kinds, settled, deadline, CONFLICTS)
    _by_draws(kinds, settled, deadline, range(DRAWN))
    _by_changes(kinds, settled, deadline, MORE)
    _by_kinds(kinds, settled, deadline, QUICK)
    if settled.optima:
        walk.add(np.array(settled.optima, dtype=np.bool_))
    left = deadline.left()
    if left is not None and len(problem.ids) <= WALKED:  # the walks have no other end
        _by_walks(walk, settled, deadline.share(left / 4))
    _by_draws(kinds, settled, deadline, range(DRAWN, FURTHER))
    _by_kinds(kinds, settled, deadline, None)
    return settled


def _by_optima(problem: Problem, walk: RobustWalk, settled: Settled, deadline: Deadline) -> None:
    """Let optima settle what they can: the middle, then a spread, then for and against each row."""
    count, vertices = len(problem.ids), len(walk.spread.high)
    if not _optimum(problem, settled, inside(walk.spread), deadline):
        return
    for turn in range(SPREAD):
        shares = [Fraction(1 + (7 * item + 5 * turn) % 15, 16) for item in range(count)]
        objective = inside(walk.spread, shares=shares, heavy=turn % vertices)
        if not _optimum(problem, settled, objective, deadline):
            return
    for item, wanted in _open(settled, count):
        for vertex in heaviest(walk.spread, item, wanted):
            if _settled(settled, item, wanted):
                break
            objective = favouring(walk.spread, item, wanted, heavy=vertex)
            if not _optimum(problem, settled, objective, deadline):
                return


def _open(settled: Settled, count: int) -> list[tuple[int, bool]]:
    """List the items and kinds that are not settled."""
    return [
        (item, wanted)
        for wanted in (True, False)
        for item in range(count)
        if not _settled(settled, item, wanted)
    ]


def _settled(settled: Settled, item: int, wanted: bool) -> bool:
    if wanted:
        return item in settled.once_in or item in settled.never_in
    return item in settled.once_out or item in settled.never_out


def _optimum(problem: Problem, settled: Settled, objective: Objective, deadline: Deadline) -> bool:
    """Let one optimum settle its rows; False when the time is over or there is no portfolio."""
    if deadline.over:
        return False
    count = len(problem.ids)
    answer = maximise(formulate(problem, objective), deadline=deadline)
    if answer.status == "infeasible" and answer.certain:
        settled.infeasible = True
        return False
    if answer.status == "optimal" and answer.certain:
        _learn(settled, frozenset(answer.ones(size=count)), count)
    return True


def _learn(settled: Settled, chosen: frozenset[int], count: int) -> None:
    """Let one non-dominated portfolio settle its rows."""
    settled.once_in |= chosen
    settled.once_out |= set(range(count)) - chosen
    settled.optima.append(tuple(j in chosen for j in range(count)))


def _by_draws(kinds: Kinds, settled: Settled, deadline: Deadline, turns: range) -> None:
    """Try draws for every kind that is still open, some for each at a time."""
    count = len(kinds.problem.ids)
    for first in turns[::AT_ONCE]:
        for item, wanted in _open(settled, count):
            if deadline.over:
                return
            if _settled(settled, item, wanted):
                continue
            some = range(first, min(first + AT_ONCE, turns.stop))
            for chosen in kinds.draw(item, wanted, some, deadline=deadline).found:
                _learn(settled, chosen, count)


def _turns(
    settled: Settled, count: int, deadline: Deadline, most: float | None = None
) -> Iterator[tuple[int, bool, Deadline]]:
    """Give the kinds that are still open when their turn comes, each with its part of the time.

    Parameters
    ----------
    most
        Seconds of a turn at most.
    """
    questions = _open(settled, count)
    for number, (item, wanted) in enumerate(questions):
        if deadline.over:
            return
        if _settled(settled, item, wanted):
            continue
        left = deadline.left()
        part = most if left is None else left / (len(questions) - number)
        yield item, wanted, deadline if part is None else deadline.share(min(part, most or part))


def _by_changes(kinds: Kinds, settled: Settled, deadline: Deadline, most: int) -> None:
    """Ask about every kind that is still open whether small changes rule all of it out."""
    count = len(kinds.problem.ids)
    for item, wanted, turn in _turns(settled, count, deadline):
        verdict = kinds.withstand(item, wanted, most=most, deadline=turn)
        _heard(settled, item, wanted, verdict, count)


def _by_kinds(kinds: Kinds, settled: Settled, deadline: Deadline, most: float | None) -> None:
    """Ask about every kind that is still open, each for its part of the time."""
    count = len(kinds.problem.ids)
    for item, wanted, turn in _turns(settled, count, deadline, most):
        _heard(settled, item, wanted, kinds.ask(item, wanted, deadline=turn), count)


def _heard(settled: Settled, item: int, wanted: bool, verdict: Verdict, count: int) -> None:
    """Let a verdict settle what it does."""
    for chosen in verdict.found:
        _learn(settled, chosen, count)
    if verdict.never:
        (settled.never_in if wanted else settled.never_out).add(item)


def _by_walks(walk: RobustWalk, settled: Settled, deadline: Deadline) -> None:
    """Try to prove for each row that is still open that the other kind is all dominated."""
    for item, wanted, turn in _turns(settled, len(walk.problem.ids), deadline):
        if walk.none_with(item, wanted, deadline=turn):
            (settled.never_in if wanted else settled.never_out).add(item)
