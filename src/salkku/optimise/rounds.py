"""Designs of a call tried on resampled rounds of applications, one round a scenario.

A call is written before anyone applies, so a design is tried on rounds of as many applications
drawn from those at hand with replacement (a bootstrap: Efron 1979).
"""

from __future__ import annotations

import json
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random

from salkku.mip import Deadline
from salkku.optimise.applications import (
    Applications,
    Points,
    funded,
    order_of,
    value_of_draw,
)
from salkku.scenarios import Job, ScenarioRunner, answers

__all__ = ["Rounds", "Trial", "wins"]

Trial = tuple[Mapping[str, int], Points]
"""Earmarks in cents, and the points under which applications are ordered."""


class Rounds:
    """Task: which designs do better than the undivided pot in the round that a row gives.

    The row is a JSON list of items, repeated as drawn; the answer a JSON list of 0 and 1.
    """

    def __init__(self, shared: bytes) -> None:
        case, trials, default = pickle.loads(shared)  # noqa: S301 - what `wins` has written
        self._case: Applications = case
        self._trials: Sequence[Trial] = trials
        self._orders = [order_of(case, points) for _, points in trials]
        self._plain = order_of(case, default)

    def answer(self, row: bytes, *, seconds: float | None) -> bytes | None:
        """Try every design on one round."""
        drawn = Counter(json.loads(row))

        def worth(earmarks: Mapping[str, int], order: Sequence[int]) -> Fraction:
            repeated = [j for j in order for _ in range(drawn[j])]
            return value_of_draw(self._case, funded(self._case, earmarks, repeated))

        bar = worth({}, self._plain)
        better = (
            int(worth(earmarks, order) > bar)
            for (earmarks, _), order in zip(self._trials, self._orders, strict=True)
        )
        return json.dumps(list(better)).encode()


def wins(
    case: Applications,
    trials: Sequence[Trial],
    *,
    default: Points,
    samples: int,
    seed: int,
    runner: ScenarioRunner | None = None,
    deadline: Deadline,
) -> tuple[tuple[int, ...], int]:
    """Count in how many resampled rounds each design does better than the undivided pot.

    Parameters
    ----------
    trials
        The designs.
    default
        Points of the undivided pot.
    runner
        Who tries the rounds; this process when None. The answer does not depend on it.
    deadline
        When to stop; rounds after the first that was cut do not count.

    Returns
    -------
    tuple of (tuple of int, int)
        Rounds won by each design, and rounds tried.

    Raises
    ------
    SalkkuError
        ``scenario_failed`` when trying a round fails.
    """
    job = Job(
        "salkku.optimise.rounds:Rounds",
        pickle.dumps((case, [(dict(e), dict(p)) for e, p in trials], dict(default))),
    )
    tally, tried = [0] * len(trials), 0
    rows = _drawn(case.items, samples, seed)
    for answer in answers(job, rows, runner=runner, seconds=deadline.left()):
        tried += 1
        for place, won in enumerate(json.loads(answer)):
            tally[place] += won
    return tuple(tally), tried


def _drawn(items: Sequence[int], samples: int, seed: int) -> Iterator[bytes]:
    """Draw rounds of as many applications as there are, with replacement."""
    dice = Random(seed)  # noqa: S311 - resampling, not secrecy
    for _ in range(samples):
        yield json.dumps(sorted(dice.choices(items, k=len(items)))).encode()
