"""The best portfolio for one set of weights, by the whole tie rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from salkku.domain.answers import Solution
from salkku.domain.errors import NotFound
from salkku.domain.problem import Objective, Problem, Weights
from salkku.mip import Answer, Deadline, Program, Row, Solver, maximise
from salkku.optimise.exact import ids_of
from salkku.optimise.formulate import at_least, formulate, objective_terms, other_than
from salkku.optimise.objective import criterion_objective, floor_row, value_objective, worth_of
from salkku.optimise.sole import sole_best

__all__ = ["Best", "best_of", "item_of", "solve"]

Chosen = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The tie rule's best set of items under an objective.

    Parameters
    ----------
    status
        As of :class:`~salkku.domain.answers.Solution`.
    worth, bound
        In the objective's whole numbers.
    tied
        Whether another set is equal in objective, cost and keys.
    proof
        What a proved status rests on, the weakest of all its parts; see
        :class:`salkku.domain.answers.Solution`.
    """

    status: str
    chosen: Chosen = ()
    worth: int | None = None
    bound: int | None = None
    tied: bool = False
    solver: str = ""
    proof: str = ""


def solve(
    problem: Problem,
    *,
    weights: Weights | None = None,
    seconds: float | None = None,
    force: tuple[str, ...] = (),
    forbid: tuple[str, ...] = (),
    floors: Mapping[str, int] | None = None,
    solver: str | Solver = "auto",
) -> Solution:
    """Find the portfolio of the greatest value, then the lowest cost, then the smallest keys.

    Parameters
    ----------
    problem
        n items, m criteria.
    weights
        m weights that sum to 1; the problem's point weights when None.
    seconds
        Time limit; the answer is then ``feasible`` or ``unknown`` with a proved bound.
    force, forbid
        Row ids that must be in, that must be out. A row that is forced and forbidden, or forced
        against the rules, gives ``infeasible``.
    floors
        Least numbers of some of ``COUNTS`` that the portfolio must reach.
    solver
        ``"auto"`` or a name; see :func:`salkku.mip.maximise`.

    Returns
    -------
    Solution
        ``infeasible`` when no portfolio keeps all the rules. A ``feasible`` answer is the best
        found, perhaps not the tie rule's choice.

    Raises
    ------
    NotFound
        If a forced or forbidden id does not compete; the reason is among the values. If a floor
        is on no count, or the agreement has no participations.
    """
    objective = value_objective(problem, weights=weights)
    rows = []
    for name, low in (floors or {}).items():
        if name not in problem.unions:
            raise NotFound("unknown_objective", objective=name)
        objective, row = floor_row(problem, objective, name, low)
        rows.append(row)
    best = best_of(
        problem,
        objective,
        force=tuple(item_of(problem, row) for row in force),
        forbid=tuple(item_of(problem, row) for row in forbid),
        deadline=Deadline(seconds),
        solver=solver,
        rows=tuple(rows),
    )
    bound = None if best.bound is None else best.bound * objective.unit
    if best.status == "infeasible":
        return Solution(status="infeasible", solver=best.solver, proof=best.proof)
    if best.status == "unknown" or best.worth is None:
        return Solution(status="unknown", bound=bound, solver=best.solver)
    return Solution(
        status="optimal" if best.status == "optimal" else "feasible",
        chosen=ids_of(problem, best.chosen),
        values=_values(problem, best.chosen),
        value=best.worth * objective.unit,
        bound=bound,
        tied=best.tied,
        cost_cents=sum(problem.costs[j] for j in best.chosen),
        solver=best.solver,
        proof=best.proof,
    )


def item_of(problem: Problem, row: str) -> int:
    """Give the item of a row id.

    Raises
    ------
    NotFound
        ``not_competing`` with criterion, score and threshold where a threshold keeps the row out,
        else ``unknown_proposal``.
    """
    if row in problem.ids:
        return problem.ids.index(row)
    for kept_out in problem.not_competing:
        if kept_out.id == row:
            raise NotFound(
                "not_competing",
                id=row,
                criterion=kept_out.criterion,
                score=float(kept_out.score),
                threshold=float(kept_out.threshold),
            )
    raise NotFound("unknown_proposal", id=row)


def best_of(
    problem: Problem,
    objective: Objective,
    *,
    force: tuple[int, ...] = (),
    forbid: tuple[int, ...] = (),
    deadline: Deadline,
    solver: str | Solver = "auto",
    rows: tuple[Row, ...] = (),
) -> Best:
    """Find the tie rule's best set under any objective.

    Parameters
    ----------
    rows
        Further rows over items and the objective's pairs.
    """
    program = formulate(problem, objective, force=force, forbid=forbid).with_rows(*rows)
    sole = sole_best(program, size=len(problem.ids), solver=solver, deadline=deadline)
    first = sole.answer
    if first.status != "optimal" or first.objective is None:
        return _unproved(problem, first)
    if sole.alone:
        chosen, worth = first.ones(size=len(problem.ids)), first.objective
        return Best("optimal", chosen, worth, worth, solver=first.solver, proof=first.proof)
    return _tie_rule(problem, sole.program, objective, first, deadline, solver)


def _unproved(problem: Problem, answer: Answer) -> Best:
    chosen = answer.ones(size=len(problem.ids))
    return Best(
        answer.status,
        chosen,
        answer.objective,
        answer.bound,
        solver=answer.solver,
        proof=answer.proof,
    )


def _tie_rule(
    problem: Problem,
    program: Program,
    objective: Objective,
    first: Answer,
    deadline: Deadline,
    solver: str | Solver,
) -> Best:
    """Among the sets of the greatest worth find the cheapest, then the smallest keys.

    The second solve looks for the best *other* set: where there is none, or it is worth less, the
    choice is settled at once. Else the third looks for the cheapest other one.
    """
    size = len(problem.ids)
    chosen = first.ones(size=size)
    worth = worth_of(objective, chosen)
    others = program.with_rows(other_than(chosen, size=size))
    second = maximise(others, solver=solver, deadline=deadline)
    if not second.proved:
        settled = second.bound is not None and second.bound < worth
        status, proof = ("optimal", "solver") if settled else ("feasible", "")
        return Best(status, chosen, worth, worth, solver=first.solver, proof=proof)
    if second.objective is None or second.objective < worth:
        proof = _weakest(first, second)
        return Best("optimal", chosen, worth, worth, solver=first.solver, proof=proof)
    known = (chosen, worth)
    return _cheapest(problem, program, objective, known, (first, second), (deadline, solver))


def _cheapest(
    problem: Problem,
    program: Program,
    objective: Objective,
    known: tuple[Chosen, int],
    before: tuple[Answer, ...],
    means: tuple[Deadline, str | Solver],
) -> Best:
    """Settle by cost what the worth leaves open."""
    chosen, worth = known
    name = before[0].solver
    size, cost = len(problem.ids), _terms(problem.costs)
    equal = program.with_rows(at_least("value", objective_terms(objective, size=size), worth))
    others = _aiming(equal.with_rows(other_than(chosen, size=size)), cost, -1)
    third = maximise(others, solver=means[1], deadline=means[0])
    if not third.proved or third.objective is None:
        return Best("feasible", chosen, worth, worth, solver=name)
    least = sum(problem.costs[j] for j in chosen)
    if -third.objective > least:
        proof = _weakest(*before, third)
        return Best("optimal", chosen, worth, worth, solver=name, proof=proof)
    cheapest = equal.with_rows(Row("cost", cost, high=-third.objective))
    if -third.objective < least:
        chosen = third.ones(size=size)
    return _smallest_keys(problem, cheapest, (chosen, worth), (*before, third), means)


def _smallest_keys(
    problem: Problem,
    cheapest: Program,
    known: tuple[Chosen, int],
    before: tuple[Answer, ...],
    means: tuple[Deadline, str | Solver],
) -> Best:
    """Settle what value and cost leave open, and say whether anything is left after that."""
    deadline, solver = means
    chosen, worth = known
    name = before[0].solver
    size, keys = len(problem.ids), _terms(problem.keys)
    best = maximise(_aiming(cheapest, keys, -1), solver=solver, deadline=deadline)
    if best.status != "optimal" or best.objective is None:
        return Best("feasible", chosen, worth, worth, solver=name)
    chosen = best.ones(size=size)
    rest = cheapest.with_rows(
        Row("keys", keys, high=-best.objective), other_than(chosen, size=size)
    )
    last = maximise(_aiming(rest, (), 1), solver=solver, deadline=deadline)
    tied = last.objective is not None
    if not last.proved and not tied:
        return Best("feasible", chosen, worth, worth, solver=name)
    proof = _weakest(*before, best, *(() if tied else (last,)))
    return Best("optimal", chosen, worth, worth, tied=tied, solver=name, proof=proof)


def _weakest(*answers: Answer) -> str:
    """Give what answers rest on together."""
    proofs = {answer.proof for answer in answers}
    return next(one for one in ("", "solver", "solvers", "numbers") if one in proofs)


def _aiming(program: Program, terms: tuple[tuple[int, int], ...], sign: int) -> Program:
    """Give the same program with another objective."""
    objective = tuple((column, sign * value) for column, value in terms)
    return Program(program.upper, program.rows, objective, program.pairs)


def _terms(numbers: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((j, value) for j, value in enumerate(numbers) if value)


def _values(problem: Problem, chosen: Chosen) -> dict[str, Fraction]:
    """Give every criterion's plain value, pairs included."""
    values = {}
    for criterion in problem.criteria:
        objective = criterion_objective(problem, criterion)
        values[criterion] = worth_of(objective, chosen) * objective.unit
    return values
