"""Programs with smaller numbers that let nothing good escape: outer roundings with exact ends."""

from __future__ import annotations

from dataclasses import dataclass

from salkku.mip.program import Program, Row, lowered, without_common_factors

__all__ = ["Coarse", "coarsened", "rounded_outwards"]

EXACT = 2**50
"""The greatest sums that a solver counting in 64-bit integers answers exactly."""


@dataclass(frozen=True, slots=True)
class Coarse:
    """A lowered program whose numbers fit a solver.

    Parameters
    ----------
    program
        Every point of the true program is a point of this one.
    scale
        For every point the true objective is at most coarse objective × scale.
    exact
        Whether nothing was rounded: then the coarse program *is* the true one.
    """

    program: Program
    scale: int
    exact: bool


def coarsened(program: Program, *, largest: int) -> Coarse:
    """Round a program outwards until every sum of absolute terms is at most ``largest``.

    Parameters
    ----------
    program
        Lowered: no pairs.
    largest
        Greatest sum of ``abs(coefficient) * upper`` in a row or the objective that the solver's
        arithmetic can be trusted with.

    Notes
    -----
    Variables are never negative, so ``floor(a / s)`` on the left of ``<=`` (and ``ceil`` on the
    left of ``>=``) with the right side rounded the same way only loosens a row; ``ceil`` of the
    objective only raises it.
    """
    rows: list[Row] = []
    exact = True
    for row in map(without_common_factors, program.rows):
        step = _step(row.coefficients, program.upper, largest)
        if step == 1:
            rows.append(row)
        else:
            exact = False
            rows += _loosened(row, step)
    step = _step(program.objective, program.upper, largest)
    objective = tuple((column, -(-value // step)) for column, value in program.objective)
    smaller = Program(
        upper=program.upper,
        rows=tuple(rows),
        objective=tuple((column, value) for column, value in objective if value),
    )
    return Coarse(smaller, step, exact and step == 1)


def rounded_outwards(program: Program) -> tuple[Program, int]:
    """Give a program that some solver answers as it is, and the scale of its objective.

    Returns
    -------
    tuple
        A program that admits every point of the given one, and the number that its objective is
        to be multiplied by to bound the given one's from above. Programs with moderate numbers
        come back the same, with scale 1.
    """
    coarse = coarsened(lowered(program), largest=EXACT)
    return coarse.program, coarse.scale


def _step(terms: tuple[tuple[int, int], ...], upper: tuple[int, ...], largest: int) -> int:
    """Give the divisor that brings a sum of terms within ``largest``; 1 where none is needed."""
    total = sum(abs(value) * upper[column] for column, value in terms)
    if total <= largest:
        return 1
    room = largest - sum(upper[column] for column, _ in terms)
    return -(-total // max(1, room))


def _loosened(row: Row, step: int) -> list[Row]:
    """One row for each closed end, rounded outwards."""
    rows = []
    if row.high is not None:
        down = tuple((column, value // step) for column, value in row.coefficients)
        rows.append(Row(row.name, _live(down), None, row.high // step))
    if row.low is not None:
        up = tuple((column, -(-value // step)) for column, value in row.coefficients)
        rows.append(Row(row.name, _live(up), -(-row.low // step), None))
    return rows


def _live(terms: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    return tuple((column, value) for column, value in terms if value)
