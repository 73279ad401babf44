"""Objectives at weights in the relative interior of W and scores inside their intervals.

An optimum of one is non-dominated: whatever dominated it would be worth more there, since it is
worth at least as much at every vertex and more at one, or gains inside an interval.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from salkku.domain.problem import Objective
from salkku.optimise.enumeration.spread import Spread

__all__ = ["favouring", "heaviest", "inside", "standing_by"]

MUCH, LITTLE = Fraction(15, 16), Fraction(1, 16)


def favouring(spread: Spread, item: int, wanted: bool, *, heavy: int) -> Objective:
    """Give an objective under which an item stands as well, or as badly, as it nearly may.

    Parameters
    ----------
    heavy
        The vertex of the weights that is leaned to.
    """
    own, others = (MUCH, LITTLE) if wanted else (LITTLE, MUCH)
    shares = [own if j == item else others for j in range(spread.low.shape[1])]
    return inside(spread, shares=shares, heavy=heavy)


def standing_by(spread: Spread, chosen: frozenset[int], *, heavy: int | None = None) -> Objective:
    """Give an objective under which one portfolio stands as well as it nearly may.

    Parameters
    ----------
    heavy
        The vertex of the weights that is leaned to; they weigh the same when None.
    """
    shares = [MUCH if j in chosen else LITTLE for j in range(spread.low.shape[1])]
    return inside(spread, shares=shares, heavy=heavy)


def heaviest(spread: Spread, item: int, wanted: bool) -> list[int]:
    """Order the vertices, the one first at which an item is worth most (or least)."""
    own = MUCH if wanted else LITTLE
    low, width = spread.low[:, item].tolist(), spread.width[:, item].tolist()
    worths = [(a + own * b) * o.unit for a, b, o in zip(low, width, spread.high, strict=True)]
    return sorted(range(len(worths)), key=lambda v: -worths[v] if wanted else worths[v])


def inside(
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
