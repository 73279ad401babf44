"""Why there is no portfolio, and the cheapest changes that give one."""

from __future__ import annotations

from salkku.domain.agreement import RepairPrices
from salkku.domain.answers import Clash, Repair, Repairs
from salkku.domain.problem import Problem
from salkku.mip import Deadline
from salkku.optimise.clash import disjoint_clashes
from salkku.optimise.elastic import Mended, cheapest
from salkku.optimise.exact import ids_of, is_feasible
from salkku.optimise.excess import changed, changes_of
from salkku.optimise.objective import value_objective
from salkku.optimise.solve import best_of

__all__ = ["repair"]

ALTERNATIVES = 4


def repair(
    problem: Problem, *, prices: RepairPrices | None = None, seconds: float | None = None
) -> Repairs:
    """Give the clashes of a problem without portfolios, and ways out from the cheapest.

    Parameters
    ----------
    prices
        What a unit of each change costs; the defaults when None.
    seconds
        Time limit for all of it.

    Returns
    -------
    Repairs
        ``clash`` is irreducible; ``further`` share no item with it or each other. Each repair is
        the cheapest of those that do not change all the items of an earlier one, where ``proved``
        says so, and carries the best portfolio under its changes that was found, checked against
        the changed problem.

    Raises
    ------
    OutOfTime
        If the time ends before the clashes are proved.
    """
    deadline = Deadline(seconds)
    clashes = disjoint_clashes(problem, deadline=deadline)
    if not clashes:
        return Repairs(feasible=True)
    found: list[Repair] = []
    tried: list[frozenset[str]] = []
    for _ in range(ALTERNATIVES):
        mended = cheapest(
            problem, prices or RepairPrices(), without=tuple(tried), deadline=deadline
        )
        if mended is None:
            break
        tried.append(frozenset(mended.bill.items))
        found.append(_repair(problem, mended, deadline))
    first, *rest = (Clash(items) for items in clashes)
    return Repairs(feasible=False, clash=first, further=tuple(rest), repairs=tuple(found))


def _repair(problem: Problem, mended: Mended, deadline: Deadline) -> Repair:
    """Write the changes and solve the changed problem anew."""
    eased = changed(problem, mended.bill, mended.chosen)
    best = best_of(eased, value_objective(eased), deadline=deadline)
    chosen = best.chosen if best.worth is not None else mended.chosen
    if not is_feasible(eased, chosen):  # cannot be: the mended set keeps every changed row
        raise AssertionError(mended.bill.items)
    changes = changes_of(problem, mended.bill, mended.chosen)
    return Repair(changes, mended.bill.cost, ids_of(problem, chosen), proved=mended.proved)
