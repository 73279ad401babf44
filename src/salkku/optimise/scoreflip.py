"""The mean score of a row at which it falls out of the best portfolio, or comes in."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from salkku.domain.answers import Threshold
from salkku.optimise.case import Case, Variant
from salkku.optimise.whatif import with_score

__all__ = ["at_score", "score_flips"]

SCORE_STEP = Fraction(1, 1000)
"""Scores are told to three decimals."""


def at_score(case: Case, criterion: int) -> Variant:
    """Give the problem as a function of the row's mean score."""
    return lambda value: with_score(case.problem, case.item, criterion, value)


def score_flips(case: Case) -> Iterator[tuple[int, Threshold, bool]]:
    """Find the mean score at which the row flips, criterion by criterion, to three decimals.

    Returns
    -------
    iterator
        Criterion, limit, and whether beyond it the row would not even compete.

    Notes
    -----
    The value is linear in one row's score: a row stays in while its worth on the criterion falls
    by no more than the price of the flip. Rows with funding levels are left out, for a level may
    take the score.
    """
    problem, item = case.problem, case.item
    levels = {j for c in problem.constraints if c.letter == "G" for j, _ in c.coefficients}
    if item in levels:
        return
    for number, scale in enumerate(problem.scales):
        at = _score_at(case, number)
        if at is None:
            continue
        beyond = at - SCORE_STEP if case.inside else at + SCORE_STEP
        subject = f"score:{problem.criteria[number]}"
        found = Threshold(subject, problem.scores[number][item], at, beyond, case.inside)
        yield number, found, scale.threshold is not None and beyond < scale.threshold


def _score_at(case: Case, criterion: int) -> Fraction | None:
    """Give the last score of three decimals that changes nothing, or None."""
    problem, item = case.problem, case.item
    scale, now = problem.scales[criterion], problem.scores[criterion][item]
    slope = problem.slopes[criterion][item] * problem.weights[criterion]
    gate = max(scale.low, scale.threshold) if scale.threshold is not None else None
    if case.other.worth is None or case.best.worth is None:
        turning = None
    else:
        price = (case.best.worth - case.other.worth) * case.objective.unit
        turning = price / slope if slope > 0 else None
    if not case.inside:
        return None if turning is None else _below(case, criterion, now + turning, scale.high)
    lowest = None if turning is None else now - turning
    if lowest is not None and lowest >= scale.low:
        exact = _above(case, criterion, lowest)
        if exact is not None and (gate is None or exact > gate):
            return exact
    return None if gate is None or gate <= scale.low or gate > now else _up(gate)


def _above(case: Case, criterion: int, turning: Fraction) -> Fraction | None:
    """Give the least score on the grid at which an inside row stays in, near the turning point."""
    at = _up(turning)
    if at == turning and not case.holds(at_score(case, criterion)(at)):
        at += SCORE_STEP
    return at if at - SCORE_STEP >= case.problem.scales[criterion].low else None


def _below(case: Case, criterion: int, turning: Fraction, high: Fraction) -> Fraction | None:
    """Give the greatest score on the grid at which an outside row stays out."""
    at = floor(turning / SCORE_STEP) * SCORE_STEP
    if at > high:
        return None
    if at == turning and case.holds(at_score(case, criterion)(at)):
        at -= SCORE_STEP
    return at if at + SCORE_STEP <= high else None


def _up(value: Fraction) -> Fraction:
    return ceil(value / SCORE_STEP) * SCORE_STEP
