"""What forcing rows in or leaving rows out does to the portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.web.desk.lines import Line, lines_of

__all__ = ["Consequence", "consequence_of"]

SECONDS = 1.5
"""Most time for an answer while a person waits."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """The best portfolio under the wishes against the best without them.

    ``change`` is the part of the value that is lost (negative) or won, None without a portfolio.
    """

    feasible: bool
    proved: bool
    change: Fraction | None
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    lines: list[Line]
    cents: int
    chosen: tuple[str, ...]


def consequence_of(
    agreement: Agreement,
    *,
    base: dict[str, Any],
    force: tuple[str, ...],
    forbid: tuple[str, ...],
) -> Consequence:
    """Solve under the wishes and compare."""
    answer = workbench.solve(agreement, seconds=SECONDS, force=force, forbid=forbid)
    if answer.value is None:
        return Consequence(False, answer.status == "infeasible", None, (), (), [], 0, ())
    before, after = set(base["chosen"]), set(answer.chosen)
    best = Fraction(str(base["value"]))
    return Consequence(
        feasible=True,
        proved=answer.status == "optimal",
        change=(Fraction(answer.value) - best) / abs(best) if best else None,
        enters=tuple(id for id in answer.chosen if id not in before),
        leaves=tuple(id for id in base["chosen"] if id not in after),
        lines=lines_of(agreement, answer.chosen),
        cents=answer.cost_cents,
        chosen=answer.chosen,
    )
