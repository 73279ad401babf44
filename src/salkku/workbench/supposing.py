"""Suppose that the agreement were otherwise: rows decided already, a line with less money."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from salkku.domain.agreement import Agreement
from salkku.domain.errors import NotFound

__all__ = ["suppose"]


def suppose(
    agreement: Agreement,
    *,
    decided: Collection[str] = (),
    line: str = "",
    less: Fraction = Fraction(0),
) -> Agreement:
    """Give the agreement as it would be; nothing is written anywhere.

    Parameters
    ----------
    decided
        Ids of proposals that are taken for committed: ``repair`` then says what stands against
        having them all.
    line, less
        A budget line, and the share of each of its limits that is cut, 0 … 1.

    Raises
    ------
    NotFound
        If no proposal or line has the name.
    """
    proposals = {row.id for row in agreement.proposals if row.status in _OPEN}
    for id in decided:
        if id not in proposals:
            raise NotFound("unknown_proposal", id=id)
    if line and line not in {row.line for row in agreement.budgets}:
        raise NotFound("unknown_line", line=line)
    left = 1 - min(max(less, Fraction(0)), Fraction(1))
    return replace(
        agreement,
        proposals=tuple(
            replace(row, status="committed") if row.id in decided and not row.fixed else row
            for row in agreement.proposals
        ),
        budgets=tuple(
            replace(row, limit_cents=int(row.limit_cents * left)) if row.line == line else row
            for row in agreement.budgets
        ),
    )


_OPEN = ("proposal", "committed", "running")
