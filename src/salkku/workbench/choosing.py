"""Questions about the choice: the best, the near-best, the efficient, the robust, the lawful."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from salkku import appraise, optimise
from salkku.domain.agreement import Agreement
from salkku.domain.answers import (
    Explanation,
    Fairness,
    Front,
    NearSet,
    Ranking,
    ReadingAnswers,
    Repairs,
    Robustness,
    Solution,
)
from salkku.domain.errors import NotFound
from salkku.domain.problem import NotCompeting, Problem, Weights

__all__ = [
    "explain",
    "fair",
    "front",
    "near",
    "not_competing",
    "rank",
    "readings",
    "repair",
    "robust",
    "solve",
    "weights_of",
]


def solve(
    agreement: Agreement,
    *,
    weights: Mapping[str, Fraction] | None = None,
    seconds: float | None = None,
    force: Sequence[str] = (),
    forbid: Sequence[str] = (),
    at_least: Mapping[str, int] | None = None,
) -> Solution:
    """Give the best portfolio for one set of weights.

    Parameters
    ----------
    weights
        Criterion → weight, not normalised; criteria not named weigh 0.
    seconds
        Time after which the best found so far is the answer.
    force, forbid
        Row ids that must be in, or out.
    at_least
        Floors on what the chosen make together: ``ties``, ``new_ties``, ``renewed_ties``,
        ``continued_ties``, ``cross_city``, ``cross_sector``, ``first_timers``,
        ``unique_companies``.

    Raises
    ------
    NotFound
        If a weight names no criterion or an id no row.
    """
    problem = appraise.problem_of(agreement)
    return optimise.solve(
        problem,
        weights=weights_of(problem, weights),
        seconds=seconds,
        force=tuple(force),
        forbid=tuple(forbid),
        floors=at_least,
    )


def not_competing(agreement: Agreement) -> tuple[NotCompeting, ...]:
    """Give the rows that a threshold keeps out before any choice, with the score that did."""
    return appraise.problem_of(agreement).not_competing


def weights_of(problem: Problem, given: Mapping[str, Fraction] | None) -> Weights | None:
    """Normalise weights given by criterion; None stays None.

    Raises
    ------
    NotFound
        If a weight names no criterion, is negative, or all are 0.
    """
    if given is None:
        return None
    for name, weight in given.items():
        if name not in problem.criteria:
            raise NotFound("unknown_criterion", criterion=name)
        if weight < 0:
            raise NotFound("negative_weight", cell=float(weight), criterion=name)
    total = sum(given.values(), Fraction(0))
    if not total:
        raise NotFound("weights_sum_to_zero")
    return tuple(given.get(name, Fraction(0)) / total for name in problem.criteria)


def near(
    agreement: Agreement, *, within: Fraction = Fraction(1, 50), seconds: float | None = None
) -> NearSet:
    """Give every portfolio whose value is within a share of the best."""
    return optimise.near(appraise.problem_of(agreement), within=within, seconds=seconds)


def front(
    agreement: Agreement,
    *,
    objectives: Sequence[str],
    seconds: float | None = None,
    megabytes: int | None = None,
) -> Front:
    """Give every efficient portfolio of two to five objectives.

    Parameters
    ----------
    megabytes
        Memory for partial portfolios; None is as much as usual. Where it is too little the answer
        is not complete.

    Raises
    ------
    NotFound
        If an objective is unknown or their number is not 2 … 5.
    """
    if not 2 <= len(objectives) <= 5 or len(set(objectives)) < len(objectives):
        raise NotFound("objectives_count", objectives=",".join(objectives))
    problem = appraise.problem_of(agreement)
    return optimise.front(
        problem, objectives=tuple(objectives), seconds=seconds, megabytes=megabytes
    )


def robust(agreement: Agreement, *, seconds: float | None = None) -> Robustness:
    """Say what holds whatever the weights and scores within what was stated."""
    return optimise.robust(appraise.problem_of(agreement), seconds=seconds)


def rank(agreement: Agreement) -> Ranking:
    """Give the ranking by points beside the best portfolio, each difference with its reason.

    Where no portfolio keeps all the rules there is nothing to differ from.
    """
    problem = appraise.problem_of(agreement)
    best = optimise.solve(problem)
    ranking = optimise.rank(agreement, problem, portfolio=best.chosen)
    return ranking if best.status == "optimal" else replace(ranking, differs=())


def repair(agreement: Agreement, *, seconds: float | None = None) -> Repairs:
    """Say why there is no portfolio, and the cheapest changes that give one."""
    problem = appraise.problem_of(agreement)
    return optimise.repair(problem, prices=agreement.repair, seconds=seconds)


def explain(agreement: Agreement, *, id: str, seconds: float | None = None) -> Explanation:
    """Say why a row is in or out, and what would change it.

    Raises
    ------
    NotFound
        If no row has the id.
    """
    return optimise.explain(appraise.problem_of(agreement), id=id, seconds=seconds)


def fair(agreement: Agreement, *, seconds: float | None = None) -> Fairness:
    """Give what each party pays and gains, and the efficient pairs of fairness and value."""
    return optimise.fair(appraise.problem_of(agreement), seconds=seconds)


def readings(agreement: Agreement, *, seconds: float | None = None) -> ReadingAnswers:
    """Solve under every defensible reading of the same scores.

    The agreement's own reading comes first, under the name ``declared``.
    """
    solutions = {
        reading.name: optimise.solve(
            appraise.problem_of(agreement, reading=reading), seconds=seconds
        )
        for reading in appraise.readings(agreement)
    }
    sets = [set(solution.chosen) for solution in solutions.values()]
    always = set.intersection(*sets)
    sometimes = set.union(*sets) - always
    order = [row.id for row in agreement.proposals]
    return ReadingAnswers(
        solutions,
        tuple(row for row in order if row in always),
        tuple(row for row in order if row in sometimes),
    )
