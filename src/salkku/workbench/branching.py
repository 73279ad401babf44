"""Decide on a condition: this row if its results are promised by a day, otherwise without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from salkku.domain.agreement import Agreement
from salkku.domain.answers import Condition, Conditional
from salkku.domain.errors import NotFound
from salkku.domain.proposals import Commitment
from salkku.workbench.choosing import solve

__all__ = ["branch_of", "conditional"]


def conditional(
    agreement: Agreement,
    *,
    condition: Condition,
    weights: Mapping[str, Fraction] | None = None,
    seconds: float | None = None,
) -> Conditional:
    """Solve both branches of a condition.

    Parameters
    ----------
    condition
        The row, the level that every main result of it must reach, and the day.
    weights, seconds
        As in ``solve``, for each branch.

    Returns
    -------
    Conditional
        ``then`` takes the row with its results at the level, ``otherwise`` leaves it out.

    Raises
    ------
    NotFound
        If no proposal has the id.
    """
    row = next((one for one in agreement.proposals if one.id == condition.row), None)
    if row is None or row.status != "proposal":
        raise NotFound("unknown_proposal", id=condition.row)
    promised = branch_of(agreement, condition)
    return Conditional(
        condition=condition,
        then=solve(promised, weights=weights, seconds=seconds, force=(condition.row,)),
        otherwise=solve(agreement, weights=weights, seconds=seconds, forbid=(condition.row,)),
    )


def branch_of(agreement: Agreement, condition: Condition) -> Agreement:
    """Give the agreement as it stands when the condition has come true.

    Every main result of the row has a carrier at the level; a surer one stays surer.
    """
    results = [r.id for r in agreement.results if r.proposal == condition.row and r.main]
    promises = tuple(
        Commitment(condition.row, "", result, "", 0, None, condition.level)
        for result in results or [""]
    )
    return replace(agreement, commitments=(*agreement.commitments, *promises))
