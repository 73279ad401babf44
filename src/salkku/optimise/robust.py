"""What holds whatever the weights and scores: core, borderline and exterior, with exact shares."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from salkku.domain.answers import Robustness
from salkku.domain.problem import Problem
from salkku.mip import Deadline
from salkku.optimise.enumeration.optima import Settled, settle
from salkku.optimise.enumeration.robust_walk import RobustWalk
from salkku.optimise.exact import is_feasible
from salkku.optimise.lifting import Lifted, lifted

__all__ = ["robust"]

SHARE, PATIENCE = 0.3, 0.1
"""Parts of the time for the whole enumeration, when its end is in sight and when it is not; the
rest settles rows one by one."""


def robust(problem: Problem, *, seconds: float | None = None) -> Robustness:
    """Sort rows by the non-dominated portfolios that contain them (Robust Portfolio Modeling).

    A portfolio is non-dominated when no other is worth at least as much at all weights in W and all
    scores in their intervals and more somewhere; see :mod:`salkku.optimise.enumeration.spread`.

    Parameters
    ----------
    problem
        Any problem; W is the hull of all its vertices, the point weights are not used.
    seconds
        Time allowed. Without, the enumeration is given up when too little of it is done after some
        million steps, and rows are settled in some rounds each.

    Returns
    -------
    Robustness
        ``exact`` when all non-dominated portfolios were enumerated: then ``count`` is their
        number (equal-valued ones counted each) and ``index`` the share that contains each row.
        Otherwise a row is core or exterior where that is proved, borderline where some
        non-dominated portfolio with it and some without it is known, else undecided. Committed and
        running rows are core.

    Examples
    --------
    ::

        answer = robust(problem)
        answer.core, answer.index["08"]
    """
    if not problem.ids:
        met = is_feasible(problem, ())
        return Robustness((), (), (), (), {}, {}, count=int(met), exact=True, feasible=met)
    if not problem.criteria:
        problem = _judged_alike(problem)
    return _of_rows(lifted(problem), seconds)


def _of_rows(wide: Lifted, seconds: float | None) -> Robustness:
    """Answer for a lifted problem and leave out its further items."""
    found = _robust(wide.problem, seconds)
    if not wide.unions:
        return found
    return replace(
        found,
        core=wide.ids(found.core),
        borderline=wide.ids(found.borderline),
        exterior=wide.ids(found.exterior),
        undecided=wide.ids(found.undecided),
        index={row: found.index[row] for row in wide.ids(found.index)},
        bounds={row: found.bounds[row] for row in wide.ids(found.bounds)},
    )


def _robust(problem: Problem, seconds: float | None) -> Robustness:
    """Enumerate all, or settle rows one by one."""
    walk = RobustWalk.of(problem)
    whole = Deadline(seconds)
    first = whole if seconds is None else whole.share(seconds * SHARE)
    if walk.run(deadline=first, patience=None if seconds is None else seconds * PATIENCE):
        return _exact(problem, walk.found())
    return _partial(problem, settle(problem, walk, deadline=whole))


def _judged_alike(problem: Problem) -> Problem:
    """Give a problem without criteria one on which every row is worth nothing."""
    nothing = ((Fraction(0),) * len(problem.ids),)
    one = (Fraction(1),)
    return replace(
        problem,
        criteria=("",),
        widths=one,
        scores=nothing,
        worth=nothing,
        worth_low=nothing,
        worth_high=nothing,
        weights=one,
        vertices={"": (one,)},
        centre=one,
    )


def _exact(problem: Problem, chosen: npt.NDArray[np.bool_]) -> Robustness:
    """Give the answer of a whole enumeration (N portfolios × n items)."""
    count = len(chosen)
    if not count:
        return Robustness((), (), (), (), {}, {}, count=0, exact=True, feasible=False)
    inside = chosen.sum(axis=0)
    index = {row: Fraction(int(inside[j]), count) for j, row in enumerate(problem.ids)}
    core = tuple(row for row, share in index.items() if share == 1)
    exterior = tuple(row for row, share in index.items() if share == 0)
    between = tuple(row for row, share in index.items() if 0 < share < 1)
    bounds = {row: (share, share) for row, share in index.items()}
    return Robustness(core, between, exterior, (), dict(index), bounds, count=count, exact=True)


def _partial(problem: Problem, settled: Settled) -> Robustness:
    """Give the answer of what was proved before the time ended."""
    if settled.infeasible:
        return Robustness((), (), (), (), {}, {}, count=0, exact=True, feasible=False)
    zero, one = Fraction(0), Fraction(1)
    bounds = {}
    for j, row in enumerate(problem.ids):
        low = one if j in settled.never_out else zero
        high = zero if j in settled.never_in else one
        bounds[row] = (low, high)
    known = settled.once_in & settled.once_out
    core = tuple(row for row, bound in bounds.items() if bound == (one, one))
    exterior = tuple(row for row, bound in bounds.items() if bound == (zero, zero))
    between = tuple(row for j, row in enumerate(problem.ids) if j in known)
    placed = {*core, *exterior, *between}
    undecided = tuple(row for row in problem.ids if row not in placed)
    index: dict[str, Fraction | None] = dict.fromkeys(problem.ids)
    index |= {row: low for row, (low, high) in bounds.items() if low == high}
    return Robustness(core, between, exterior, undecided, index, bounds, count=None, exact=False)
