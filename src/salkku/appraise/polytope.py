"""Statements on criteria weights to the exact vertices of the polytope they allow.

The statements are homogeneous half-spaces ``a · w >= 0`` on the simplex. Its cone is cut by one
half-space at a time (the double description method: Motzkin, Raiffa, Thompson, Thrall 1953;
Fukuda & Prodon 1996), in integers, so that no vertex is lost to rounding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm

from salkku.domain.agreement import Preference
from salkku.domain.problem import Weights

__all__ = ["centre_of", "party_vertices", "vertices_of"]

Ray = tuple[int, ...]


def vertices_of(
    statements: Sequence[Preference], *, criteria: Sequence[str]
) -> tuple[Weights, ...]:
    """Vertices of the weights that keep every statement.

    Parameters
    ----------
    statements
        Preferences, whosever they are.
    criteria
        The m criteria that may carry weight.

    Returns
    -------
    tuple of Weights
        Sorted descending; empty when the statements contradict each other. Each sums to 1.

    Examples
    --------
    >>> rank = Preference("rank", order=("a", "b"))
    >>> [[str(w) for w in vertex] for vertex in vertices_of([rank], criteria=("a", "b"))]
    [['1', '0'], ['1/2', '1/2']]
    """
    size = len(criteria)
    rays = [tuple(int(i == j) for j in range(size)) for i in range(size)]
    planes = [tuple(int(i == j) for j in range(size)) for i in range(size)]
    for plane in _planes(statements, list(criteria)):
        rays = _cut(rays, planes, plane)
        planes.append(plane)
    found = {tuple(Fraction(value, sum(ray)) for value in ray) for ray in rays}
    return tuple(sorted(found, reverse=True))


def party_vertices(
    statements: Sequence[Preference], *, criteria: Sequence[str], parties: Sequence[str]
) -> dict[str, tuple[Weights, ...]]:
    """Vertices of each party's polytope, or of the one polytope under the key ``""``.

    A party's polytope is given by the common statements and its own; when no statement names a
    party there is one polytope, and with no statement at all it is the whole simplex.
    """
    if not any(statement.party for statement in statements):
        return {"": vertices_of(statements, criteria=criteria)}
    return {
        party: vertices_of(
            [statement for statement in statements if statement.party in (None, party)],
            criteria=criteria,
        )
        for party in parties
    }


def centre_of(vertices: Mapping[str, Sequence[Weights]]) -> Weights:
    """Mean of the vertices of each polytope, then over the polytopes.

    Polytopes without a vertex are left out.
    """
    means = [_mean(group) for group in vertices.values() if group]
    return _mean(means) if means else ()


def _mean(points: Sequence[Weights]) -> Weights:
    count = len(points)
    return tuple(sum(column, Fraction(0)) / count for column in zip(*points, strict=True))


def _planes(statements: Sequence[Preference], criteria: list[str]) -> list[Ray]:
    """Write every statement as integer half-spaces ``plane · w >= 0``."""
    planes: list[Ray] = []
    for statement in statements:
        if statement.kind == "rank":
            order = [criteria.index(name) for name in statement.order]
            for more, less in pairwise(order):
                planes.append(_plane(len(criteria), {more: Fraction(1), less: Fraction(-1)}))
        elif statement.kind == "interval":
            planes.extend(_interval(statement, criteria))
        else:
            left, right = criteria.index(statement.left), criteria.index(statement.right)
            row = dict.fromkeys((left, right), Fraction(0))
            row[left] += 1
            row[right] -= statement.times
            planes.append(_plane(len(criteria), row))
    return planes


def _interval(statement: Preference, criteria: list[str]) -> list[Ray]:
    size, index = len(criteria), criteria.index(statement.criterion)
    floor = {j: (j == index) - statement.low for j in range(size)}
    cap = {j: statement.high - (j == index) for j in range(size)}
    return [_plane(size, floor), _plane(size, cap)]


def _plane(size: int, row: Mapping[int, Fraction]) -> Ray:
    values = [Fraction(row.get(j, 0)) for j in range(size)]
    scale = lcm(*(value.denominator for value in values))
    return tuple(int(value * scale) for value in values)


def _cut(rays: list[Ray], planes: list[Ray], plane: Ray) -> list[Ray]:
    """Keep the part of the cone where ``plane · w >= 0``."""
    sides = [_dot(plane, ray) for ray in rays]
    zeros = [frozenset(i for i, p in enumerate(planes) if _dot(p, ray) == 0) for ray in rays]
    kept = [ray for ray, side in zip(rays, sides, strict=True) if side >= 0]
    inside = [i for i, side in enumerate(sides) if side > 0]
    outside = [i for i, side in enumerate(sides) if side < 0]
    for i in inside:
        for o in outside:
            common = zeros[i] & zeros[o]
            if not any(common <= zero for k, zero in enumerate(zeros) if k not in (i, o)):
                kept.append(_between(rays[i], sides[i], rays[o], sides[o]))
    return kept


def _between(inside: Ray, above: int, outside: Ray, below: int) -> Ray:
    ray = [above * out - below * ins for ins, out in zip(inside, outside, strict=True)]
    divisor = gcd(*ray) or 1
    return tuple(value // divisor for value in ray)


def _dot(plane: Ray, ray: Ray) -> int:
    return sum(a * b for a, b in zip(plane, ray, strict=True))
