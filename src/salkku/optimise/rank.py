"""The ranking that the law makes by itself, beside the portfolio."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from salkku.domain.agreement import Agreement, Criterion
from salkku.domain.answers import Ranked, Ranking
from salkku.domain.problem import Problem
from salkku.domain.proposals import Proposal, Shares
from salkku.optimise.differing import Standing, reason_of
from salkku.optimise.purse import Purse, Short

__all__ = ["rank"]


@dataclass(frozen=True, slots=True)
class _Row:
    """A proposal with what its level takes from the base row."""

    id: str
    base: str
    call: str
    areas: Shares
    points: Fraction
    cost: int
    item: int | None


def rank(agreement: Agreement, problem: Problem, *, portfolio: tuple[str, ...]) -> Ranking:
    """Rank each call's proposals by points and fund them in order while the money lasts.

    Parameters
    ----------
    agreement
        Calls in the order of calls.csv, then proposals without a call.
    problem
        Of the same agreement: scores, costs and lines.
    portfolio
        Row ids of the choice to compare with.

    Returns
    -------
    Ranking
        Every row of status proposal once, call by call, points descending, ties by lower cost
        and then by id; and each row funded by only one of ranking and portfolio, with a reason.

    Notes
    -----
    Points are the sum of ``points`` × mean score over the criteria that are not general; a score
    that is missing is its scale's low end. A row passes when no threshold keeps it out of the
    competition and its points reach the call's ``threshold_share`` of the most that there is.
    A row is funded when every line holds its costs and its call's money does too, else it is
    skipped and the next is tried. Committed and running rows are paid first. Rules over
    categories and relations are not the ranking's business: that is the difference to be seen.
    """
    rows = _rows(agreement, problem)
    purse = Purse.of(agreement, problem)
    needed = _needed(agreement)
    ranked: list[Ranked] = []
    standings: dict[str, Standing] = {}
    decided = {problem.ids[j] for j in problem.fixed}
    bases = {row.level_of or row.id for row in agreement.proposals if row.id in decided}
    for place, row in enumerate(rows, 1):
        passes = row.item is not None and row.points >= needed.get(row.call, Fraction(0))
        because, short = _tried(row, purse, bases, passes=passes)
        if not because:
            bases.add(row.base)
        ranked.append(
            Ranked(row.id, row.points, passes, not because, call=row.call, because=because)
        )
        standings[row.id] = Standing(
            place, row.points, needed.get(row.call, Fraction(0)), because, short
        )
    return Ranking(tuple(ranked), _differs(agreement, problem, ranked, standings, portfolio))


def _tried(row: _Row, purse: Purse, bases: set[str], *, passes: bool) -> tuple[str, Short | None]:
    """Fund a row, or give the code of what prevents it."""
    if not passes or row.item is None:
        return "threshold", None
    if row.base in bases:
        return "level", None
    short = purse.pay(row.item, call=row.call, areas=row.areas)
    return (short.code, short) if short else ("", None)


def _rows(agreement: Agreement, problem: Problem) -> list[_Row]:
    """Every row of status proposal, in the order in which money is offered."""
    by_id = {row.id: row for row in agreement.proposals}
    place = {row: j for j, row in enumerate(problem.ids)}
    order = {call.id: number for number, call in enumerate(agreement.calls)}
    found = []
    for row in agreement.proposals:
        if row.status != "proposal":
            continue
        parent = by_id.get(row.level_of, row)
        item = place.get(row.id)
        found.append(
            _Row(
                id=row.id,
                base=row.level_of or row.id,
                call=row.call or parent.call,
                areas=row.focus_areas or parent.focus_areas,
                points=_points(agreement, problem, row, item),
                cost=sum(cost.cents for cost in agreement.costs if cost.proposal == row.id),
                item=item,
            )
        )
    return sorted(
        found, key=lambda row: (order.get(row.call, len(order)), -row.points, row.cost, row.id)
    )


def _points(agreement: Agreement, problem: Problem, row: Proposal, item: int | None) -> Fraction:
    """Give the lawful points of a row."""
    total = Fraction(0)
    for number, criterion in enumerate(problem.criteria):
        declared = next(c for c in agreement.criteria if c.id == criterion)
        if declared.kind == "general":
            continue
        score = (
            problem.scores[number][item] if item is not None else _mean(agreement, row, declared)
        )
        total += declared.points * score
    return total


def _mean(agreement: Agreement, row: Proposal, criterion: Criterion) -> Fraction:
    """Mean of the assessors' midpoints of a row that does not compete, as it was given."""
    for source in (row.id, row.level_of):
        given = [
            (score.low + score.high) / 2
            for score in agreement.scores
            if score.proposal == source and score.criterion == criterion.id
        ]
        if given:
            return sum(given, Fraction(0)) / len(given)
    return criterion.low


def _needed(agreement: Agreement) -> dict[str, Fraction]:
    """Points that each call asks for."""
    most = sum((c.points * c.high for c in agreement.criteria if c.kind != "general"), Fraction(0))
    return {
        call.id: call.threshold_share * most
        for call in agreement.calls
        if call.threshold_share is not None
    }


def _differs(
    agreement: Agreement,
    problem: Problem,
    ranked: list[Ranked],
    standings: dict[str, Standing],
    portfolio: tuple[str, ...],
) -> tuple[tuple[str, str, dict[str, str]], ...]:
    """Each row that only one of the two funds, in the order of the ranking."""
    found = []
    for row in ranked:
        if row.funded != (row.proposal in portfolio):
            code, values = reason_of(
                agreement, problem, row.proposal, standings[row.proposal], portfolio
            )
            found.append((row.proposal, code, values))
    return tuple(found)
