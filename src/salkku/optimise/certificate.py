"""The certificate of a front: its program, its points, and multipliers from linear programs.

The proof is replayed by :mod:`salkku.decide.replay`, which shares none of this. Multipliers are
duals in floating point, scaled and rounded to whole numbers: any that are not negative are valid,
so nothing here can make a wrong front look right.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from salkku.domain.answers import Front
from salkku.domain.certificate import (
    Aim,
    Bound,
    Certificate,
    Claimed,
    Joint,
    Limit,
    Plan,
    one_sided,
)
from salkku.domain.problem import Problem
from salkku.mip.lp import Relaxation
from salkku.optimise.exact import indices_of
from salkku.optimise.lifting import lifted
from salkku.optimise.objective import objective_named, worth_of

__all__ = ["certify", "plan_of"]

Floats = npt.NDArray[np.float64]
PARTS = {1: 1, 2: 24, 3: 7, 4: 4, 5: 3}
"""Steps of the weights of so many objectives from 0 to 1."""

TIGHTENINGS = (1.0, 0.8)
"""Factors on positive limits: the duals of each are good at another depth of the proof."""

TOTAL = 2**48
"""What the terms of one bound come to at most: fine enough for the duals, far from 2**62."""


def plan_of(problem: Problem, *, objectives: tuple[str, ...]) -> Plan:
    """Write a problem and named objectives as the program of a certificate.

    What counts once in a rule is a row of its own there, with the rows that hold it.

    Raises
    ------
    NotFound
        If there is no such objective.
    """
    whole = lifted(problem)
    named = tuple(whole.objective(objective_named(problem, name)) for name in objectives)
    problem = whole.problem
    joints: dict[tuple[tuple[int, ...], tuple[int, ...]], list[int]] = {}
    for axis, objective in enumerate(named):
        for left, right, value in objective.pairs:
            if left and right:
                joints.setdefault((left, right), [0] * len(named))[axis] += value
    return Plan(
        problem.ids,
        tuple(Aim(o.name, o.linear, str(o.unit)) for o in named),
        tuple(Joint(*sides, tuple(worths)) for sides, worths in joints.items() if any(worths)),
        tuple(Limit(c.name, c.coefficients, c.low, c.high) for c in problem.constraints),
    )


def certify(problem: Problem, *, front: Front) -> Certificate | None:
    """Give the certificate of a front, or None where there can be none.

    Parameters
    ----------
    front
        An answer of :func:`salkku.optimise.front` for the same problem. Only a complete one that
        rests on no solver's word has a certificate: that cannot be replayed without the solver.

    Examples
    --------
    ::

        found = front(problem, objectives=("impact", "cost"))
        certificate = certify(problem, front=found)
    """
    if not front.complete or front.solver:
        return None
    named = tuple(objective_named(problem, name) for name in front.objectives)
    plan = plan_of(problem, objectives=front.objectives)
    whole, claimed = lifted(problem), []
    for point in front.points:
        chosen = indices_of(problem, point.chosen)
        worths = tuple(worth_of(o, chosen) for o in named)
        claimed.append(Claimed(worths, whole.chosen(chosen)))
    program = _Linear.of(plan)
    bounds, reduced = program.bounds(_directions(plan, claimed))
    return Certificate(plan, tuple(claimed), _order(plan, reduced), bounds)


def _directions(plan: Plan, claimed: list[Claimed]) -> Floats:
    """Give weights that cover the objectives evenly in units of the claimed points' ranges."""
    count = len(plan.aims)
    table = np.array([[float(v) for v in point.values] for point in claimed]).reshape(-1, count)
    ranges = np.ptp(table, axis=0) if len(table) else np.zeros(count)
    parts = PARTS[count]
    rows = []
    for bars in combinations(range(parts + count - 1), count - 1):
        edges = (-1, *bars, parts + count - 1)
        rows.append([edges[i + 1] - edges[i] - 1 for i in range(count)])
    return np.array(rows, dtype=np.float64) / parts / np.maximum(1.0, ranges)


@dataclass(frozen=True, slots=True)
class _Linear:
    """A plan's relaxation: n + P columns, r rows scaled to a greatest coefficient of 1."""

    gains: Floats
    uses: Floats
    highs: Floats
    scales: Floats
    relaxation: Relaxation

    @classmethod
    def of(cls, plan: Plan) -> _Linear:
        """Lay the columns out."""
        rows = one_sided(plan)
        gains = np.array(
            [
                *([float(aim.gains[j]) for aim in plan.aims] for j in range(len(plan.ids))),
                *([float(worth) for worth in joint.worths] for joint in plan.joints),
            ]
        ).reshape(-1, len(plan.aims))
        uses, scales = np.zeros((len(gains), len(rows))), np.ones(len(rows))
        for index, (terms, _) in enumerate(rows):
            scales[index] = max((abs(value) for _, value in terms), default=1)
            for column, value in terms:
                uses[column, index] += value / scales[index]
        highs = np.array([high for _, high in rows], dtype=np.float64) / scales
        return cls(gains, uses, highs, scales, Relaxation(uses=uses, limits=highs))

    def bounds(self, directions: Floats) -> tuple[tuple[Bound, ...], Floats]:
        """Give a bound for each direction, and the mean reduced cost of each column."""
        found, reduced = [], np.zeros(len(self.gains))
        for weights in directions:
            objective = self.gains @ weights
            size = float(np.abs(objective).max(initial=0.0)) or 1.0
            plain = self.relaxation.maximise(objective / size)
            if not plain.feasible:
                none = np.zeros_like(weights)
                return (self._whole(none, [plain.duals]),), np.zeros(len(self.gains))
            duals = [plain.duals * size]
            for factor in TIGHTENINGS[1:]:
                tight = np.where(self.highs > 0, self.highs * factor, self.highs)
                other = self.relaxation.with_limits(tight, objective / size)
                if other.feasible:
                    duals.append(other.duals * size)
            costs = np.abs(objective - self.uses @ duals[0])
            reduced += costs / (costs.max(initial=0.0) or 1.0)
            found.append(self._whole(weights, duals))
        return tuple(found), reduced / max(1, len(directions))

    def _whole(self, weights: Floats, duals: list[Floats]) -> Bound:
        """Scale one direction to whole numbers."""
        aims = float(weights @ np.abs(self.gains).sum(axis=0))
        rows = np.abs(self.uses).sum(axis=0) + np.abs(self.highs)
        total = aims + max(float(dual @ rows) for dual in duals)
        scale = TOTAL / total if total else 1.0
        return Bound(
            tuple(round(scale * float(weight)) for weight in weights),
            tuple(
                tuple(
                    round(scale * float(mu) / float(s))
                    for mu, s in zip(d, self.scales, strict=True)
                )
                for d in duals
            ),
        )


def _order(plan: Plan, reduced: Floats) -> tuple[int, ...]:
    """Order rows by decreasing reduced cost, each pair after the last of its rows."""
    count = len(plan.ids)
    order = sorted(range(count), key=lambda item: (-round(float(reduced[item]), 9), item))
    place = {item: position for position, item in enumerate(order)}
    pairs = [
        (max(place[item] for item in (*joint.left, *joint.right)), count + index)
        for index, joint in enumerate(plan.joints)
    ]
    after = {position: [c for p, c in pairs if p == position] for position, _ in pairs}
    return tuple(c for position, item in enumerate(order) for c in (item, *after.get(position, ())))
