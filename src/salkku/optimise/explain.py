"""Why a row is in or out of the best portfolio, and what would change it."""

from __future__ import annotations

from salkku.domain.answers import Explanation
from salkku.domain.errors import Infeasible, NotFound, OutOfTime
from salkku.domain.problem import NotCompeting, Problem
from salkku.mip import Deadline
from salkku.optimise.case import Case
from salkku.optimise.exact import ids_of
from salkku.optimise.flips import flips_of
from salkku.optimise.objective import value_objective
from salkku.optimise.reasons import reasons_of
from salkku.optimise.solve import best_of

__all__ = ["explain"]


def explain(problem: Problem, *, id: str, seconds: float | None = None) -> Explanation:
    """Say why a row is in or out, the price of the opposite, and every limit where it flips.

    Parameters
    ----------
    id
        A row that competes, or that a threshold keeps out.
    seconds
        Time limit for all solves; limits that it leaves no time to confirm are left out.

    Returns
    -------
    Explanation
        ``price_of_flip``: the best value less the best value with the row the other way; None
        when the rules do not allow the other way. ``leaves`` and ``enters``: all that the other
        way changes, the row itself among them. Subjects of ``thresholds``: ``cost:LINE`` (cents
        of the row on the line), ``score:CRITERION`` (its mean score, on a grid of a thousandth),
        ``line:LINE`` (the line's limit in cents; a row that is in is asked about a smaller limit,
        one that is out about a greater one) and ``rule:ID``, ``relation:ROW``, ``level:ID`` or
        ``carrying:ID`` (1 in force, 0 lifted). ``inside`` of a threshold is the state at ``at``;
        at ``beyond`` it is the other. Limits that do not flip the row within the subject's range
        are left out.

    Raises
    ------
    NotFound
        If no competing row has the id and no threshold keeps it out.
    Infeasible
        If there is no portfolio at all.
    OutOfTime
        If the best portfolios either way are not proved in time.
    """
    for kept_out in problem.not_competing:
        if kept_out.id == id:
            return _gated(kept_out)
    if id not in problem.ids:
        raise NotFound("unknown_proposal", id=id)
    case = _case(problem, problem.ids.index(id), Deadline(seconds))
    thresholds = tuple(flips_of(case))
    others = (set(case.best.chosen), set(case.other.chosen))
    leaves = tuple(sorted(others[0] - others[1])) if case.other.worth is not None else ()
    enters = tuple(sorted(others[1] - others[0])) if case.other.worth is not None else ()
    price = None
    if case.best.worth is not None and case.other.worth is not None:
        price = (case.best.worth - case.other.worth) * case.objective.unit
    return Explanation(
        id=id,
        inside=case.inside,
        price_of_flip=price,
        leaves=ids_of(problem, leaves),
        enters=ids_of(problem, enters),
        thresholds=thresholds,
        reasons=reasons_of(case, thresholds),
    )


def _gated(kept_out: NotCompeting) -> Explanation:
    """Explain a row that a threshold keeps out of the competition."""
    values = {"row": kept_out.id, "name": kept_out.criterion}
    return Explanation(kept_out.id, False, None, (), (), (), (("below_threshold", values),))


def _case(problem: Problem, item: int, deadline: Deadline) -> Case:
    """Solve both ways."""
    objective = value_objective(problem)
    best = best_of(problem, objective, deadline=deadline)
    if best.status == "infeasible":
        raise Infeasible("no_portfolio")
    if best.status != "optimal":
        raise OutOfTime("no_proof_in_time")
    inside = item in best.chosen
    other = best_of(
        problem,
        objective,
        force=() if inside else (item,),
        forbid=(item,) if inside else (),
        deadline=deadline,
    )
    if other.status not in ("optimal", "infeasible"):
        raise OutOfTime("no_proof_in_time")
    return Case(problem, objective, item, best, other, deadline)
