"""How often each row is in the best portfolio when weights and scores are drawn (SMAA).

Lahdelma, Hokkanen and Salminen (1998), on portfolios. The prior is named: weights uniform on their
polytope, each score and what each row keeps uniform on its interval, independent of the others. A
draw is rounded to one part in 2**34 of its greatest number before it is solved, so that every
solver reads the same.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from math import sqrt

import numpy as np
import numpy.typing as npt

from salkku.domain.doubt import Acceptability, Prior
from salkku.domain.problem import Objective, Problem, Weights
from salkku.mip import Deadline
from salkku.optimise.aims import aim_of, aims_job, best_items
from salkku.optimise.simplices import Cells, cut
from salkku.scenarios import ScenarioRunner, answers

__all__ = ["acceptability", "drawn_objectives", "drawn_weights"]

GRAIN = 2**34
TICKS = 2**30
NORMAL = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

Floats = npt.NDArray[np.float64]


def acceptability(
    problem: Problem,
    *,
    vertices: Sequence[Weights],
    draws: int = 200,
    seed: int = 0,
    deadline: Deadline | None = None,
    progress: Callable[[int, int], None] | None = None,
    runner: ScenarioRunner | None = None,
) -> Acceptability:
    """Share of draws in whose best portfolio each row is.

    Parameters
    ----------
    problem
        n items; its point weights are not used.
    vertices
        Of a polytope of weights; at least one.
    draws
        How many; fewer are answered when the time ends.
    progress
        Is told the draws done and asked for, now and then.
    runner
        Who solves the draws; this process when None. The answer does not depend on it.

    Returns
    -------
    Acceptability
        With 0 draws there is no share, and the interval is 0 … 1.

    Examples
    --------
    ::

        answer = acceptability(problem, vertices=problem.vertices["espoo"], draws=1000)
        answer.share["08"], answer.low["08"], answer.high["08"]
    """
    end = deadline or Deadline(None)
    cells = cut(vertices)
    rows = map(aim_of, drawn_objectives(problem, vertices=vertices, draws=draws, seed=seed))
    told = None if progress is None else lambda done, _: progress(done, draws)
    found = answers(aims_job(problem), rows, runner=runner, seconds=end.left(), progress=told)
    times, done = [0] * len(problem.ids), 0
    for items in best_items(found):
        done += 1
        for item in items:
            times[item] += 1
    return _counted(problem, _prior(vertices, cells), seed, times, done)


def drawn_weights(vertices: Sequence[Weights], *, draws: int, seed: int) -> Iterator[Weights]:
    """Draw weights: exact fractions, uniform on the polytope cut into simplices.

    A polytope with too many faces to cut is drawn from as mixtures of all its vertices.
    """
    yield from _weights(vertices, cut(vertices), draws, random.Random(f"weights {seed}"))  # noqa: S311 - no secret


def drawn_objectives(
    problem: Problem, *, vertices: Sequence[Weights], draws: int, seed: int
) -> Iterator[Objective]:
    """Give the value at each draw of weights and scores, in whole numbers."""
    dice = random.Random(f"scores {seed}")  # noqa: S311 - no secret
    low, width = _floats(problem.worth_low), _floats(problem.worth_high)
    width = width - low
    keeps = np.array([(float(a), float(b - a)) for a, b in problem.keeps]).reshape(-1, 2)
    pairs = np.array([float(p.value / problem.widths[p.criterion]) for p in problem.pairs])
    which = [pair.criterion for pair in problem.pairs]
    for exact in drawn_weights(vertices, draws=draws, seed=seed):
        weights = np.array([float(w) for w in exact])
        place = np.array([dice.random() for _ in range(low.size)]).reshape(low.shape)
        linear = ((low + place * width) * weights[:, np.newaxis]).sum(axis=0)
        if len(keeps):
            linear = linear * (keeps[:, 0] + keeps[:, 1] * [dice.random() for _ in keeps])
        both = pairs * weights[which] if which else pairs
        top = max((abs(value) for value in (*linear, *both)), default=0.0) or 1.0
        yield Objective(
            "draw",
            tuple(round(value / top * GRAIN) for value in linear),
            tuple(
                (pair.left, pair.right, round(value / top * GRAIN))
                for pair, value in zip(problem.pairs, both, strict=True)
            ),
            Fraction(1),
        )


def _weights(
    vertices: Sequence[Weights], cells: Cells | None, draws: int, dice: random.Random
) -> Iterator[Weights]:
    size = len(vertices[0])
    sums = list(accumulate(cells.volumes)) if cells else []
    for _ in range(draws):
        corners: Sequence[Weights] = vertices
        if cells is not None:
            cell = bisect_right(sums, dice.randrange(sums[-1]))
            corners = [vertices[place] for place in cells.simplices[cell]]
        marks = sorted(dice.randrange(TICKS + 1) for _ in corners[1:])
        parts = [b - a for a, b in pairwise((0, *marks, TICKS))]
        yield tuple(
            sum(
                (part * corner[k] for part, corner in zip(parts, corners, strict=True)), Fraction(0)
            )
            / TICKS
            for k in range(size)
        )


def _prior(vertices: Sequence[Weights], cells: Cells | None) -> Prior:
    if len(set(vertices)) == 1:
        return "point"
    return "mixture" if cells is None else "uniform"


def _floats(table: tuple[tuple[Fraction, ...], ...]) -> Floats:
    return np.array([[float(value) for value in row] for row in table], dtype=np.float64)


def _counted(
    problem: Problem, prior: Prior, seed: int, times: list[int], draws: int
) -> Acceptability:
    share, low, high = {}, {}, {}
    for row, count in zip(problem.ids, times, strict=True):
        if draws:
            share[row] = Fraction(count, draws)
        low[row], high[row] = _wilson(count, draws)
    return Acceptability(prior, seed, draws, share, low, high)


def _wilson(count: int, draws: int) -> tuple[Fraction, Fraction]:
    """Give the 95 % interval of a share (Wilson 1927), outwards to four decimals."""
    if not draws:
        return Fraction(0), Fraction(1)
    share, z = count / draws, NORMAL
    middle = share + z * z / (2 * draws)
    spread = z * sqrt(share * (1 - share) / draws + z * z / (4 * draws * draws))
    whole = 1 + z * z / draws
    low = int(10_000 * (middle - spread) / whole) if count else 0
    high = -int(-10_000 * (middle + spread) / whole) + 1 if count < draws else 10_000
    return Fraction(max(0, low), 10_000), Fraction(min(10_000, high), 10_000)
