"""Lagrangian upper bounds as sums: one float a label and column, valid for any multipliers.

For weights ``λ >= 0`` on p objectives and multipliers ``μ >= 0`` on rows ``a x <= b``, every
portfolio has ``λ v <= μ b + Σ_j max over x_j of (λ c_j - μ a_j) x_j``. A column keeps
``d_j = λ c_j - μ a_j``; a label carries the sum of ``d_j`` over what it chose, and the suffix sums
of ``max(0, d_j)`` bound what it may still get. Pair terms are replaced by linear functions that are
never smaller on 0-1 points (positive: ``α x_L + β x_R`` with ``α + β >= value``; negative:
``-θ (x_L + x_R - 1)`` with ``0 <= θ <= |value|``) and put right when the pair is closed.

Multipliers come from linear relaxations in floating point; any would be valid. The arithmetic of
the bounds themselves errs by less than ``slip``, which every comparison allows for: what is cut is
provably cut. At most one item of a pair's side is ever chosen (the domain's promise), but of a
union – a pair with the same two sides, never negative – any number: ``α x_L + β x_R`` then counts
each of them, which only weakens the bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from salkku.domain.problem import Objective, Problem
from salkku.mip.lp import Relaxation
from salkku.optimise.enumeration.layers import Layers, OpenPair, Row, one_sided, pairs_of

__all__ = ["Bounds", "Multipliers", "multipliers", "order_of"]

Floats = npt.NDArray[np.float64]
ERROR = 1e-12
"""Relative error allowed to sums of at most thousands of terms, each good to 2**-52."""


@dataclass(frozen=True, slots=True)
class Multipliers:
    """K columns: weights (K × p), row multipliers (K × r), and pair coefficients.

    ``pair_left``, ``pair_right`` and ``pair_base`` (K × P) replace pair terms; ``reduced`` is K × n
    in the order of the problem's items; ``infeasible`` when a relaxation had no point.
    """

    weights: Floats
    rows: Floats
    pair_left: Floats
    pair_right: Floats
    pair_base: Floats
    directions: int
    infeasible: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """K columns laid out along layers: n positions.

    Parameters
    ----------
    weights
        K × p.
    rows
        K × r: multipliers of rows. Room that later positions can never use is taken out of a sum
        at these prices.
    steps
        n × K: what choosing a position adds.
    rest
        (n + 1) × K: the constant of the column and all that positions from k on may add.
    closing
        For each pair K × 4: what to add once it is closed, by (left chosen) + 2 (right chosen).
    slip
        K: a bound on the error of the arithmetic.
    directions
        Q: the first Q columns have different weights, the others repeat them in the same order
        with other multipliers.
    """

    weights: Floats
    rows: Floats
    steps: Floats
    rest: Floats
    closing: tuple[Floats, ...]
    slip: Floats
    directions: int

    @classmethod
    def of(cls, layers: Layers, found: Multipliers) -> Bounds:
        """Lay multipliers out in the order of some layers."""
        gains = layers.gains.astype(np.float64)
        uses, limits = layers.uses.astype(np.float64), layers.limits.astype(np.float64)
        steps = gains @ found.weights.T - uses @ found.rows.T
        constant = found.rows @ limits + found.pair_base.sum(axis=1)
        size = np.abs(gains) @ np.abs(found.weights).T + np.abs(uses) @ found.rows.T
        total = size.sum(axis=0) + found.rows @ np.abs(limits)
        closing = []
        for index, pair in enumerate(layers.pairs):
            left, right = found.pair_left[:, index], found.pair_right[:, index]
            steps[list(pair.left)] += left
            steps[list(pair.right)] += right
            base = found.pair_base[:, index]
            worth = found.weights @ np.array(pair.worths, dtype=np.float64)
            closing.append(_corrections(left, right, base, worth))
            spread = np.abs(left) * len(pair.left) + np.abs(right) * len(pair.right)
            total += np.abs(worth) + np.abs(base) + spread
        rest = np.zeros((layers.count + 1, len(found.weights)))
        for position in range(layers.count - 1, -1, -1):
            rest[position] = rest[position + 1] + np.maximum(0.0, steps[position])
        return cls(
            found.weights,
            found.rows,
            steps,
            rest + constant,
            tuple(closing),
            ERROR * total,
            found.directions,
        )

    def reach(self, position: int, sums: Floats) -> Floats:
        """Upper bounds of labels (L × K) whose positions before this one are decided."""
        bounds: Floats = sums + (self.rest[position] + self.slip)
        return bounds

    def least(self, position: int, sums: Floats) -> Floats:
        """Give the sharpest upper bound of each direction: L × Q."""
        rounds = self.reach(position, sums)
        rounds = rounds.reshape(len(sums), rounds.shape[1] // self.directions, self.directions)
        bounds: Floats = rounds.min(axis=1)
        return bounds


def multipliers(
    problem: Problem,
    objectives: tuple[Objective, ...],
    weights: Floats,
    tightenings: tuple[float, ...] = (1.0,),
) -> Multipliers:
    """Get row multipliers for weight vectors from one warm relaxation.

    Parameters
    ----------
    weights
        Q × p non-negative weights on the whole-number objectives.
    tightenings
        Factors on positive right sides; each gives its own column: the best multipliers differ
        along the layers, and any are valid.

    Returns
    -------
    Multipliers
        K = Q × number of tightenings columns, the first Q of the plain right sides.
    """
    rows, pairs = one_sided(problem), pairs_of(objectives)
    count, width = len(problem.ids), len(rows)
    gains = np.array([o.linear for o in objectives], dtype=np.float64).T
    relaxation, scales, limits = _relaxation(count, rows, pairs)
    worths = np.array([pair.worths for pair in pairs], dtype=np.float64).reshape(
        len(pairs), len(objectives)
    )
    columns: list[tuple[Floats, Floats]] = []
    infeasible = False
    for factor in tightenings:
        tight = np.where(limits > 0, limits * factor, limits)
        for weight in weights:
            objective = np.concatenate((gains @ weight, worths @ weight if len(pairs) else []))
            size = float(np.abs(objective).max(initial=0.0)) or 1.0
            if factor == 1.0:
                answer = relaxation.maximise(objective / size)
                infeasible = infeasible or not answer.feasible
            else:
                answer = relaxation.with_limits(tight, objective / size)
            if not answer.feasible and factor != 1.0:
                columns.append(columns[len(columns) - len(weights)])
            else:
                columns.append((weight * float(answer.feasible), answer.duals * size))
    return _gathered(columns, scales, width, worths, len(weights), infeasible)


def order_of(problem: Problem, objectives: tuple[Objective, ...], found: Multipliers) -> list[int]:
    """Order items by decreasing mean |reduced cost|: what is nearly settled is decided first."""
    rows = one_sided(problem)
    count = len(problem.ids)
    gains = np.array([o.linear for o in objectives], dtype=np.float64)
    uses = np.zeros((len(rows), count))
    for index, row in enumerate(rows):
        for item, coefficient in row.coefficients:
            uses[index, item] = coefficient
    reduced = found.weights @ gains - found.rows @ uses
    for index, pair in enumerate(pairs_of(objectives)):
        reduced[:, list(pair.left)] += found.pair_left[:, index : index + 1]
        reduced[:, list(pair.right)] += found.pair_right[:, index : index + 1]
    scale = np.abs(reduced).max(axis=1, keepdims=True, initial=0.0)
    mean = (np.abs(reduced) / np.where(scale > 0, scale, 1.0)).mean(axis=0)
    return sorted(range(count), key=lambda item: (-round(float(mean[item]), 9), item))


def _relaxation(
    count: int, rows: tuple[Row, ...], pairs: tuple[OpenPair, ...]
) -> tuple[Relaxation, Floats, Floats]:
    """Build the relaxation: rows scaled to 1, then three rows a pair; give the rows' scales."""
    total, width = count + len(pairs), len(rows)
    uses, limits = np.zeros((total, width + 3 * len(pairs))), np.zeros(width + 3 * len(pairs))
    scales = np.ones(width)
    for index, row in enumerate(rows):
        scales[index] = max((abs(c) for _, c in row.coefficients), default=1)
        for item, coefficient in row.coefficients:
            uses[item, index] = coefficient / scales[index]
        limits[index] = row.high / scales[index]
    for index, pair in enumerate(pairs):
        both, first = count + index, width + 3 * index
        uses[both, first : first + 3] = (1, 1, -1)
        limits[first + 2] = 1
        if pair.left == pair.right:
            for item in pair.left:
                uses[item, first] = uses[item, first + 1] = -1
            continue
        for item in pair.left:
            uses[item, first] -= 1
            uses[item, first + 2] += 1
        for item in pair.right:
            uses[item, first + 1] -= 1
            uses[item, first + 2] += 1
    return Relaxation(uses=uses, limits=limits), scales, limits


def _gathered(
    columns: list[tuple[Floats, Floats]],
    scales: Floats,
    width: int,
    worths: Floats,
    directions: int,
    infeasible: bool,
) -> Multipliers:
    """Stack columns and turn the duals of pair rows into linear pieces that are valid."""
    weights = np.array([weight for weight, _ in columns])
    duals = np.array([dual for _, dual in columns]).reshape(len(columns), -1)
    extra = duals[:, width:].reshape(len(columns), -1, 3)
    worth = weights @ worths.T
    above = np.maximum(worth, 0.0)
    left = np.minimum(extra[:, :, 0], above)
    theta = np.minimum(extra[:, :, 2], np.maximum(-worth, 0.0))
    return Multipliers(
        weights,
        duals[:, :width] / scales,
        left - theta,
        (above - left) - theta,
        theta,
        directions,
        infeasible,
    )


def _corrections(left: Floats, right: Floats, base: Floats, worth: Floats) -> Floats:
    """Give what closing a pair adds to a column, for neither, left, right and both chosen."""
    neither, first, second = -base, -base - left, -base - right
    return np.stack((neither, first, second, worth - base - left - right), axis=1)
