"""The limit of a budget line at which a row falls out of the best portfolio, or comes in."""

from __future__ import annotations

from salkku.domain.answers import Threshold
from salkku.mip import Answer, Program, Row, maximise
from salkku.optimise.case import MOST_STEPS, Case, Variant, flip_of
from salkku.optimise.formulate import formulate, objective_terms
from salkku.optimise.objective import worth_of
from salkku.optimise.whatif import with_limit, without

__all__ = ["at_limit", "limit_flip"]


def at_limit(case: Case, line: str) -> Variant:
    """Give the problem as a function of the line's limit in cents."""
    return lambda value: with_limit(case.problem, line, int(value))


def limit_flip(case: Case, line: str) -> Threshold | None:
    """Find the limit of a line, in cents, at which the row flips.

    An inside row while the line shrinks, an outside one while it grows.
    """
    now = case.problem.line_limits[line][0]
    subject = f"line:{line}"
    if case.inside:
        last = _shrinking(case, line)
        return None if last is None else flip_of(case, subject, now, last, last - 1)
    first = _growing(case, line, now)
    return None if first is None else flip_of(case, subject, now, first - 1, first)


def _shrinking(case: Case, line: str) -> int | None:
    """Walk down to the last limit at which an inside row stays in.

    What sets without the row reach never grows while the line shrinks. So the row is in at every
    limit down to the least use of the line by a set with it that is worth more than the best
    without it is now. Where no such set fits, the tie rule decides, and the whole is solved.
    """
    limit = case.problem.line_limits[line][0]
    costs = case.problem.line_costs[line]
    for _ in range(MOST_STEPS):
        rival = _rival(case, line, limit)
        if not rival.certain:
            return None
        worth = None if rival.objective is None else rival.objective + 1
        used = _least_limit(case, line, worth, 0)
        if used is None or used > limit:
            following = case.solved(with_limit(case.problem, line, limit))
            if following is None:
                return None
            if case.item not in following.chosen:
                return limit + 1
            used = sum(costs[j] for j in following.chosen)
        if used <= 0:
            return None
        limit = used - 1
    return None


def _rival(case: Case, line: str, limit: int) -> Answer:
    """Give the best set without the row at a limit."""
    changed = with_limit(case.problem, line, limit)
    return maximise(formulate(changed, case.objective, forbid=(case.item,)), deadline=case.deadline)


def _growing(case: Case, line: str, now: int) -> int | None:
    """Walk up to the first limit at which the row comes in.

    The next limit worth looking at is the least one at which sets with the row reach the value
    that the best had at the last one.
    """
    best, objective = case.best, case.objective
    costs = case.problem.line_costs[line]
    strict = 0
    for _ in range(MOST_STEPS):
        worth = worth_of(objective, best.chosen) + strict
        least = _least_limit(case, line, worth, now + 1)
        if least is None:
            return None
        following = case.solved(with_limit(case.problem, line, least))
        if following is None:
            return None
        if case.item in following.chosen:
            return least
        strict = int(worth_of(objective, following.chosen) == worth)
        best = following
        now = max(now, least - 1)
        if now >= sum(costs):
            return None
    return None


def _least_limit(case: Case, line: str, worth: int | None, floor_limit: int) -> int | None:
    """Give the least use of a line by a set with the row that reaches a worth; at least a floor."""
    problem = case.problem
    objective = case.objective
    open_line = without(problem, f"line:{line}")
    program = formulate(open_line, objective, force=(case.item,))
    value = Row("value", objective_terms(objective, size=len(problem.ids)), low=worth)
    program = program.with_rows(value) if worth is not None else program
    costs = tuple((j, -cents) for j, cents in enumerate(problem.line_costs[line]) if cents)
    cheap = Program(program.upper, program.rows, costs, program.pairs)
    answer = maximise(cheap, deadline=case.deadline)
    if answer.status != "optimal" or answer.objective is None:
        return None
    return max(floor_limit, -answer.objective)
