"""A polytope of weights cut into simplices, exactly: for drawing from it and for its faces.

Points are placed one by one; each is joined to the faces it sees (placing triangulation: Seidel
1981; Lee 1991). Weights sum to 1, so points are handled as rays of a cone, in whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from salkku.domain.problem import Weights

__all__ = ["Cells", "corners", "cut"]

MOST_FACES = 20_000
"""Faces held at once at most."""

Ray = tuple[int, ...]
Face = frozenset[int]


@dataclass(frozen=True, slots=True)
class Cells:
    """Simplices that fill the hull of some points without overlapping.

    Parameters
    ----------
    simplices
        Places of points, as many in each.
    volumes
        Of each simplex, in one whole-number unit.
    axes
        Coordinates in which ``normals`` are written: they tell points of the hull's span apart.
    normals
        ``normal · point >= 0`` on the hull, one for each face.
    """

    simplices: tuple[tuple[int, ...], ...]
    volumes: tuple[int, ...]
    axes: tuple[int, ...]
    normals: tuple[Ray, ...]


def cut(points: Sequence[Weights]) -> Cells | None:
    """Cut the hull of points into simplices; None when it has too many faces.

    Parameters
    ----------
    points
        At least one; each sums to 1. Points inside the hull of the others may be among them.

    Examples
    --------
    >>> half = Fraction(1, 2)
    >>> cut([(half, half), (Fraction(1), Fraction(0))]).simplices
    ((0, 1),)
    """
    scale = lcm(*(value.denominator for point in points for value in point))
    whole = [tuple(int(value * scale) for value in point) for point in points]
    base, axes = _independent(whole)
    rays = [tuple(ray[axis] for axis in axes) for ray in whole]
    middle = tuple(sum(column) for column in zip(*(rays[i] for i in base), strict=True))
    simplices = [tuple(base)]
    faces = {face: _normal(rays, face, middle) for face in _without_one(frozenset(base))}
    for place, ray in enumerate(rays):
        seen = [face for face, normal in faces.items() if _dot(normal, ray) < 0]
        simplices += [tuple(sorted((*face, place))) for face in seen]
        ridges = Counter(ridge for face in seen for ridge in _without_one(face))
        for face in seen:
            del faces[face]
        for ridge, times in ridges.items():
            if times == 1:
                face = ridge | {place}
                faces[face] = _normal(rays, face, middle)
        if len(faces) > MOST_FACES:
            return None
    volumes = tuple(abs(_determinant([rays[i] for i in cell])) for cell in simplices)
    return Cells(tuple(simplices), volumes, tuple(axes), tuple(dict.fromkeys(faces.values())))


def corners(points: Sequence[Weights]) -> tuple[Weights, ...]:
    """Leave out points inside the hull of the others, where that can be told.

    Examples
    --------
    >>> one, half = Fraction(1), Fraction(1, 2)
    >>> len(corners([(one, 0 * one), (half, half), (0 * one, one)]))
    2
    """
    cells = cut(points) if points else None
    if cells is None:
        return tuple(points)
    rank = len(cells.axes)
    found = []
    for point in points:
        ray = [point[axis] for axis in cells.axes]
        touched = [
            normal
            for normal in cells.normals
            if not sum((a * b for a, b in zip(normal, ray, strict=True)), Fraction(0))
        ]
        if rank == 1 or len(touched) >= rank - 1:
            found.append(point)
    return tuple(found)


def _without_one(face: Face) -> list[Face]:
    return [face - {place} for place in sorted(face)]


def _dot(a: Ray, b: Ray) -> int:
    return sum(x * y for x, y in zip(a, b, strict=True))


def _independent(rays: Sequence[Ray]) -> tuple[list[int], list[int]]:
    """Give places of the first independent rays, and as many axes that keep them so."""
    reduced: list[tuple[int, list[Fraction]]] = []
    chosen = []
    for place, ray in enumerate(rays):
        rest = [Fraction(value) for value in ray]
        for axis, row in reduced:
            factor = rest[axis]
            if factor:
                rest = [a - factor * b for a, b in zip(rest, row, strict=True)]
        lead = next((k for k, value in enumerate(rest) if value), None)
        if lead is not None:
            head = rest[lead]
            reduced.append((lead, [value / head for value in rest]))
            chosen.append(place)
    return chosen, sorted(axis for axis, _ in reduced)


def _normal(rays: Sequence[Ray], face: Face, inside: Ray) -> Ray:
    """Give the whole-number normal of a face, towards a point strictly inside."""
    size = len(inside)
    rows: list[tuple[int, list[Fraction]]] = []
    for place in sorted(face):
        rest = [Fraction(value) for value in rays[place]]
        for axis, row in rows:
            factor = rest[axis]
            rest = [a - factor * b for a, b in zip(rest, row, strict=True)]
        axis = next(k for k, value in enumerate(rest) if value)
        head = rest[axis]
        line = [value / head for value in rest]
        rows = [(k, _minus(row, row[axis], line)) for k, row in rows]
        rows.append((axis, line))
    held = {axis for axis, _ in rows}
    free = next(k for k in range(size) if k not in held)
    normal = [Fraction(0)] * size
    normal[free] = Fraction(1)
    for axis, row in rows:
        normal[axis] = -row[free]
    scale = lcm(*(value.denominator for value in normal))
    numbers = [int(value * scale) for value in normal]
    divisor = gcd(*numbers)
    ray = tuple(value // divisor for value in numbers)
    return ray if _dot(ray, inside) > 0 else tuple(-value for value in ray)


def _minus(row: list[Fraction], factor: Fraction, line: list[Fraction]) -> list[Fraction]:
    return [a - factor * b for a, b in zip(row, line, strict=True)] if factor else row


def _determinant(rows: Sequence[Ray]) -> int:
    """Give the determinant of whole numbers (Bareiss 1968)."""
    matrix, sign, before = [list(row) for row in rows], 1, 1
    size = len(matrix)
    for k in range(size - 1):
        pivot = next((r for r in range(k, size) if matrix[r][k]), None)
        if pivot is None:
            return 0
        if pivot != k:
            matrix[k], matrix[pivot], sign = matrix[pivot], matrix[k], -sign
        for r in range(k + 1, size):
            for c in range(k + 1, size):
                crossed = matrix[r][c] * matrix[k][k] - matrix[r][k] * matrix[k][c]
                matrix[r][c] = crossed // before
        before = matrix[k][k]
    return sign * matrix[-1][-1]
