"""A program as text in CPLEX LP form, for people and for the golden tests."""

from __future__ import annotations

from collections.abc import Sequence

from salkku.mip.program import Program, lowered

__all__ = ["lp_text"]


def lp_text(program: Program, *, names: Sequence[str] = ()) -> str:
    r"""Write a program, its pairs as linear rows.

    Parameters
    ----------
    names
        One a variable; ``x0``, ``x1`` … where it ends. Pairs are ``z0``, ``z1`` …

    Examples
    --------
    >>> from salkku.mip import Row
    >>> print(lp_text(Program((1,), (Row("line:a", ((0, 3),), high=2),), ((0, 5),))))
    Maximize
     objective: + 5 x0
    Subject To
     \ line:a
     + 3 x0 <= 2
    Bounds
     0 <= x0 <= 1
    General
     x0
    End
    <BLANKLINE>
    """
    flat = lowered(program)
    called = [
        names[j] if j < len(names) else f"x{j}" if j < program.size else f"z{j - program.size}"
        for j in range(len(flat.upper))
    ]
    lines = ["Maximize", f" objective: {_terms(flat.objective, called)}", "Subject To"]
    for row in flat.rows:
        lines.append(f" \\ {row.name}")
        terms = _terms(row.coefficients, called)
        if row.low is not None and row.low == row.high:
            lines.append(f" {terms} = {row.low}")
            continue
        if row.low is not None:
            lines.append(f" {terms} >= {row.low}")
        if row.high is not None:
            lines.append(f" {terms} <= {row.high}")
    lines.append("Bounds")
    lines += [f" 0 <= {name} <= {most}" for name, most in zip(called, flat.upper, strict=True)]
    return "\n".join([*lines, "General", f" {' '.join(called)}", "End", ""])


def _terms(coefficients: tuple[tuple[int, int], ...], names: list[str]) -> str:
    """Give a sum as text, in the order of the columns."""
    parts = [
        f"{'-' if value < 0 else '+'} {abs(value)} {names[column]}"
        for column, value in sorted(coefficients)
    ]
    return " ".join(parts) or "0"
