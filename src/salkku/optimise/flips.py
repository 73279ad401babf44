"""Where a row's being in or out flips: every limit solved anew on both sides."""

from __future__ import annotations

from collections.abc import Iterator

from salkku.domain.answers import Threshold
from salkku.optimise.case import Case, Variant
from salkku.optimise.costflip import at_cost, cost_flip
from salkku.optimise.liftflip import lifted_flips
from salkku.optimise.limitflip import at_limit, limit_flip
from salkku.optimise.scoreflip import at_score, score_flips

__all__ = ["flips_of"]


def flips_of(case: Case) -> Iterator[Threshold]:
    """Give every limit of the row: its cost on each line, scores, lines' limits, rules lifted.

    Each is confirmed: the best portfolio was found anew at ``at`` and at ``beyond``. Committed
    and running rows have none, for nothing of this moves them.
    """
    if case.item in case.problem.fixed:
        return
    lines = [line for line, costs in case.problem.line_costs.items() if costs[case.item] > 0]
    for line in lines:
        yield from _confirmed(case, cost_flip(case, line), at_cost(case, line))
    yield from _scores(case)
    for line in (one for one in case.problem.line_costs if one in case.problem.line_limits):
        yield from _confirmed(case, limit_flip(case, line), at_limit(case, line))
    yield from lifted_flips(case)


def _confirmed(case: Case, found: Threshold | None, variant: Variant) -> Iterator[Threshold]:
    """Pass a limit on only when solving on both sides says the same."""
    if found is None or found.at is None or found.beyond is None:
        return
    at, beyond = case.holds(variant(found.at)), case.holds(variant(found.beyond))
    if at is not None and beyond is not None and at == case.inside != beyond:
        yield found


def _scores(case: Case) -> Iterator[Threshold]:
    """Give the scores that flip the row; one that its gate flips needs no second solve."""
    for criterion, found, gated in score_flips(case):
        if not gated:
            yield from _confirmed(case, found, at_score(case, criterion))
        elif found.at is not None and case.holds(at_score(case, criterion)(found.at)):
            yield found
