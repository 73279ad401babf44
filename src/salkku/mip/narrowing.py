"""Variables that every good point agrees on, by one relaxation, proved in whole numbers."""

from __future__ import annotations

from salkku.mip.highs_lp import lp_of
from salkku.mip.program import Program, Row, lowered

__all__ = ["narrowing"]

SCALE = 2**20
"""Whole multipliers in one unit of a dual; any multipliers prove, finer ones prove more."""


def narrowing(program: Program, *, least: int) -> tuple[Row, ...]:
    """Fix the variables that have one value in every point whose objective is at least ``least``.

    Parameters
    ----------
    program
        Of binary variables; any other gives nothing.
    least
        An objective that some point is known to have, or that is asked for.

    Returns
    -------
    tuple of Row
        One for each fixed variable (pairs not told). Points worth less may break them.

    Notes
    -----
    For any multipliers y of the rows, ``sum(y b) + sum(max(0, c - y A))`` bounds the objective,
    and a variable against the sign of its reduced cost loses that much of it: reduced-cost fixing
    (Dantzig, Fulkerson & Johnson 1954; the core of a knapsack: Balas & Zemel 1980). The
    multipliers come from HiGHS in floating point; the bound and the costs are computed again in
    whole numbers, so that no rounding of the relaxation can fix a variable wrongly.

    Examples
    --------
    >>> knapsack = Program((1, 1), (Row("line:a", ((0, 1), (1, 9)), high=9),), ((0, 9), (1, 8)))
    >>> narrowing(knapsack, least=9)
    (Row(name='fixed:0', coefficients=((0, 1),), low=1, high=None),)
    """
    if not program.binary:
        return ()
    flat = lowered(program)
    bound, reduced = _proved(flat, _duals(flat))
    return tuple(
        Row(f"fixed:{column}", ((column, 1),), *((1, None) if cost > 0 else (None, 0)))
        for column, cost in enumerate(reduced[: program.size])
        if bound - abs(cost) < SCALE * least
    )


def _proved(flat: Program, duals: list[float]) -> tuple[int, list[int]]:
    """Give the bound and the reduced costs of rounded multipliers, ``SCALE`` times."""
    reduced = [0] * len(flat.upper)
    for column, value in flat.objective:
        reduced[column] += SCALE * value
    bound = 0
    for row, dual in zip(flat.rows, duals, strict=True):
        multiplier = round(dual * SCALE)
        end = row.high if multiplier > 0 else row.low
        if not multiplier or end is None:
            continue
        bound += multiplier * end
        for column, value in row.coefficients:
            reduced[column] -= multiplier * value
    tops = zip(reduced, flat.upper, strict=True)
    return bound + sum(max(0, cost) * most for cost, most in tops), reduced


def _duals(flat: Program) -> list[float]:
    """Give the multipliers of the relaxation's rows, positive at an upper end; 0 without one."""
    from salkku.mip.quiet import silent_highs

    unit = float(max((abs(value) for _, value in flat.objective), default=0)) or 1.0
    sizes = [float(max((abs(v) for _, v in row.coefficients), default=1)) for row in flat.rows]
    model = silent_highs()
    model.setOptionValue("threads", 1)
    model.passModel(lp_of(flat, sizes=sizes, unit=unit))
    model.run()
    duals = list(model.getSolution().row_dual)
    if len(duals) != len(sizes):
        return [0.0] * len(sizes)
    return [dual * unit / size for dual, size in zip(duals, sizes, strict=True)]
