"""pymoo's genetic algorithms on bits: what they find in the seconds given, proved of nothing.

Settings of its own guide for binary variables: random sampling, two-point crossover, bit-flip
mutation, duplicates removed; infeasible rows are its constraint violations.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from pymoo.algorithms.moo.nsga2 import NSGA2
from pymoo.algorithms.moo.nsga3 import NSGA3
from pymoo.core.problem import Problem
from pymoo.operators.crossover.pntx import TwoPointCrossover
from pymoo.operators.mutation.bitflip import BitflipMutation
from pymoo.operators.sampling.rnd import BinaryRandomSampling
from pymoo.optimize import minimize
from pymoo.termination.max_time import TimeBasedTermination
from pymoo.util.ref_dirs import get_reference_directions

__all__ = ["Genetic", "make"]

POPULATION = 200


class Genetic:
    """Answers fronts, never completely."""

    def __init__(self, variant: str) -> None:
        self._variant = variant

    def answer(self, case: dict[str, Any], *, seconds: float | None) -> dict[str, Any]:
        """Let the population live for the seconds; the seed is fixed."""
        goals, rows = np.array(case["objectives"]), case["rows"]
        options = {
            "pop_size": POPULATION,
            "sampling": BinaryRandomSampling(),
            "crossover": TwoPointCrossover(),
            "mutation": BitflipMutation(),
            "eliminate_duplicates": True,
        }
        if self._variant == "nsga3":
            directions = get_reference_directions("energy", len(goals), POPULATION, seed=1)
            algorithm = NSGA3(ref_dirs=directions, **options)
        else:
            algorithm = NSGA2(**options)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = minimize(
                _Bits(goals, rows), algorithm, TimeBasedTermination(seconds or 1.0), seed=1
            )
        values = [] if found.F is None else (-np.atleast_2d(found.F)).round().astype(int).tolist()
        return {"points": sorted({tuple(map(int, one)) for one in values}), "complete": False}


class _Bits(Problem):  # type: ignore[misc]
    def __init__(self, goals: Any, rows: list[Any]) -> None:
        self._goals = goals
        sides = [(np.array(v), 1, high) for v, _, high in rows if high is not None]
        sides += [(np.array(v), -1, -low) for v, low, _ in rows if low is not None]
        self._uses = np.array([sign * values for values, sign, _ in sides])
        self._limits = np.array([limit for _, _, limit in sides])
        super().__init__(
            n_var=goals.shape[1], n_obj=len(goals), n_ieq_constr=len(sides), xl=0, xu=1, vtype=bool
        )

    def _evaluate(self, x: Any, out: dict[str, Any], *_: Any, **__: Any) -> None:
        bits = x.astype(int)
        out["F"] = -(bits @ self._goals.T)
        out["G"] = bits @ self._uses.T - self._limits


def make(variant: str) -> Genetic:
    """Open the driver; the variant is ``nsga2`` or ``nsga3``."""
    return Genetic(variant)
