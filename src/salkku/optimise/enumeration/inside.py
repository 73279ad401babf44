"""Objectives at weights in the relative interior of W and scores inside their intervals.

An optimum of one is non-dominated: whatever dominated it would be worth more there, since it is
worth at least as much at every vertex and more at one, or gains inside an interval.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

import numpy as np

from salkku.domain.problem import Objective
from salkku.optimise.enumeration.spread import Spread

__all__ = ["drawn", "favouring", "heaviest", "inside", "standing_by"]

MUCH, LITTLE = Fraction(15, 16), Fraction(1, 16)

PARTS = 1000
"""Parts in which drawn weights are told."""

EVENNESS = (0.15, 0.3, 1.0, 3.0)
"""How evenly the vertices are drawn in turn: near one of them, or near the middle."""

PRESSED = (0.5, 1.0, 0.0)
"""How many of the other items stand as badly (or as well) as they may, in turn."""


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


def drawn(spread: Spread, item: int, wanted: bool, *, turn: int) -> tuple[Objective, int]:
    """Give an objective at drawn weights and scores under which an item stands well, or badly.

    Parameters
    ----------
    turn
        Each draws something else; the same turn draws the same.

    Returns
    -------
    tuple of Objective and int
        With the vertex that weighs most.
    """
    dice = np.random.default_rng((item, int(wanted), turn))
    vertices, count = spread.low.shape
    mix = dice.dirichlet(np.full(vertices, EVENNESS[turn % len(EVENNESS)]))
    sixteenths = np.asarray(dice.integers(1, 16, size=count), dtype=np.int64)
    sixteenths[dice.random(count) < PRESSED[turn % len(PRESSED)]] = 1
    sixteenths[item] = 15
    if not wanted:
        sixteenths = 16 - sixteenths
    shares = [Fraction(part, 16) for part in sixteenths.tolist()]
    parts = [1 + round(PARTS * part) for part in mix.tolist()]
    return inside(spread, shares=shares, parts=parts), int(mix.argmax())


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
    spread: Spread,
    *,
    shares: list[Fraction] | None = None,
    heavy: int | None = None,
    parts: list[int] | None = None,
) -> Objective:
    """Give an objective at interior weights and scores.

    Parameters
    ----------
    shares
        Where in its interval each item's score lies, above 0 and below 1; the middle when None.
    heavy
        The vertex that weighs as much as all others together; they weigh the same when None.
    parts
        Or what each vertex weighs, above 0.
    """
    units = [objective.unit for objective in spread.high]
    count = spread.low.shape[1]
    shares = [Fraction(1, 2)] * count if shares is None else shares
    parts = parts or [len(units) if v == heavy else 1 for v in range(len(units))]
    fine = lcm(*(unit.denominator for unit in units))
    weights = [int(unit * fine) * part for unit, part in zip(units, parts, strict=True)]
    step = lcm(*(share.denominator for share in shares))
    given = np.array([int(share * step) for share in shares], dtype=object)
    table = spread.low.astype(object) * step + spread.width.astype(object) * given
    linear: list[int] = (np.array(weights, dtype=object) @ table).tolist()
    pairs: dict[tuple[tuple[int, ...], tuple[int, ...]], int] = {}
    for weight, objective in zip(weights, spread.high, strict=True):
        for left, right, value in objective.pairs:
            pairs[left, right] = pairs.get((left, right), 0) + weight * value * step
    divisor = gcd(*linear, *pairs.values())
    return Objective(
        "inside",
        tuple(value // (divisor or 1) for value in linear),
        tuple((*sides, value // (divisor or 1)) for sides, value in pairs.items()),
        Fraction(divisor, fine * step) if divisor else Fraction(1),
    )
