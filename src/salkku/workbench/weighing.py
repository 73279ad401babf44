"""Where a portfolio stands: slack of every limit, grounds, and one reason for each row."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction

from salkku import appraise, optimise
from salkku import decide as decide_stage
from salkku.domain.agreement import Agreement
from salkku.domain.answers import Solution
from salkku.domain.problem import Constraint, Problem
from salkku.domain.standing import Reason, Slack
from salkku.locale import say
from salkku.workbench.naming import Naming

__all__ = ["ground_sentence", "grounds", "reason_sentence", "reasons", "slack"]


def slack(agreement: Agreement, *, chosen: Collection[str]) -> tuple[Slack, ...]:
    """Give what a portfolio uses of each budget line, rule and carrying capacity."""
    return decide_stage.slack(appraise.problem_of(agreement), chosen=chosen)


def grounds(agreement: Agreement, *, chosen: Collection[str]) -> tuple[Reason, ...]:
    """Say what money, rules and relations have to do with each row's place; scores never."""
    return decide_stage.grounds(appraise.problem_of(agreement), chosen=chosen)


def reasons(
    agreement: Agreement, *, solution: Solution, seconds: float | None = None
) -> tuple[Reason, ...]:
    """Give one reason for each competing row: what it would cost to have it the other way.

    Parameters
    ----------
    solution
        The best portfolio of the same agreement.
    seconds
        For each row; a row whose other way is not settled in time is said to be so.

    Returns
    -------
    tuple of Reason
        In file order, rows kept out by a threshold included. Each is confirmed by solving again
        with the row forced the other way: ``share`` of the best value lost, and the rows that
        would enter and leave.
    """
    problem = appraise.problem_of(agreement)
    flips = {row: _flip(problem, row, solution, seconds) for row in problem.ids}
    barred = {one.id: one for one in problem.not_competing}
    found = []
    for row in agreement.proposals:
        if row.id in flips:
            found.append(flips[row.id])
        elif row.id in barred:
            one = barred[row.id]
            values = {"criterion": one.criterion, "score": one.score, "threshold": one.threshold}
            found.append(Reason(row.id, False, "threshold", values))
    return tuple(found)


def reason_sentence(reason: Reason, *, language: str, agreement: Agreement | None = None) -> str:
    """Say a reason of :func:`reasons` in one language; with the agreement all by its name."""
    values = Naming(agreement, language).told(reason.code, reason.values)
    return say(f"report.reason.{reason.code}", values, language=language)


def ground_sentence(reason: Reason, *, language: str) -> str:
    """Say a ground of :func:`grounds` in one language."""
    return say(f"report.grounds.{reason.code}", reason.values, language=language)


def _flip(problem: Problem, row: str, best: Solution, seconds: float | None) -> Reason:
    inside = row in best.chosen
    if problem.ids.index(row) in problem.fixed:
        return Reason(row, inside, "fixed")
    other = optimise.near(
        _held(problem, row, inside=not inside), within=Fraction(0), seconds=seconds
    )
    if not other.feasible:
        return Reason(row, inside, "needed" if inside else "impossible")
    if not other.complete or not other.portfolios or best.value is None:
        return Reason(row, inside, "unsettled")
    flipped = min(other.portfolios, key=lambda one: _tie_rule(problem, one.chosen))
    lost = best.value - flipped.value
    values: dict[str, object] = {
        "lost": lost,
        "share": lost / abs(best.value) if best.value else Fraction(0),
        "leaves": _listed(best.chosen, flipped.chosen, row),
        "enters": _listed(flipped.chosen, best.chosen, row),
    }
    return Reason(row, inside, _code(inside, lost, values), values)


def _held(problem: Problem, row: str, *, inside: bool) -> Problem:
    """Add to a problem that a row is in, or out."""
    wanted = int(inside)
    name = f"held:{row}"
    held = Constraint(name, "K", ((problem.ids.index(row), 1),), wanted, wanted)
    return replace(problem, constraints=(*problem.constraints, held))


def _tie_rule(problem: Problem, chosen: Collection[str]) -> tuple[int, int]:
    places = [problem.ids.index(row) for row in chosen]
    return sum(problem.costs[j] for j in places), sum(problem.keys[j] for j in places)


def _code(inside: bool, lost: Fraction, values: dict[str, object]) -> str:
    if not lost:
        return "tie_in" if inside else "tie_out"
    if inside:
        return "better_than" if values["enters"] else "adds"
    return "would_push_out" if values["leaves"] else "would_lower"


def _listed(these: Collection[str], those: Collection[str], row: str) -> str:
    return ", ".join(_without(these, those, row))


def _without(these: Collection[str], those: Collection[str], row: str) -> Iterator[str]:
    kept = set(those)
    return (one for one in these if one not in kept and one != row)
