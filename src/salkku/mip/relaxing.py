"""The point of a linear relaxation: where good plans are likely to be; it proves nothing."""

from __future__ import annotations

from salkku.mip.highs_lp import lp_of
from salkku.mip.program import Program, lowered

__all__ = ["relaxed"]


def relaxed(program: Program) -> tuple[float, ...]:
    """Give the variables of a best point of the relaxation; empty where HiGHS gives none.

    Examples
    --------
    >>> from salkku.mip.program import Row
    >>> relaxed(Program((1, 1), (Row("line:a", ((0, 2), (1, 2)), high=3),), ((0, 3), (1, 1))))
    (1.0, 0.5)
    """
    from salkku.mip.quiet import silent_highs

    flat = lowered(program)
    unit = float(max((abs(value) for _, value in flat.objective), default=0)) or 1.0
    sizes = [float(max((abs(v) for _, v in row.coefficients), default=1)) for row in flat.rows]
    model = silent_highs()
    model.setOptionValue("threads", 1)
    model.passModel(lp_of(flat, sizes=sizes, unit=unit))
    model.run()
    values = tuple(float(value) for value in model.getSolution().col_value)
    return values[: program.size] if len(values) == len(flat.upper) else ()
