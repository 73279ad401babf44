"""Answers of the engine as sentences and tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from salkku.cli.answer import Block, Sheet
from salkku.cli.wording import Wording

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.domain.answers import (
        Fairness,
        Front,
        NearSet,
        Ranking,
        Robustness,
        Solution,
    )
    from salkku.domain.problem import NotCompeting

__all__ = [
    "fairness_view",
    "front_view",
    "money_sheet",
    "near_view",
    "ranking_view",
    "robustness_view",
    "solution_view",
]

SHOWN = 20


def solution_view(
    agreement: Agreement,
    solution: Solution,
    out: Iterable[NotCompeting],
    *,
    without_fit: Fraction | None = None,
    language: str,
) -> Iterator[Block]:
    """Say the status and the value, list the chosen rows, the criteria and the money."""
    words = Wording(language)
    yield words.say(
        f"solve_{solution.status}",
        count=len(solution.chosen),
        value=words.number(solution.value, 4),
        bound=words.number(solution.bound, 4),
        cost=words.euros(solution.cost_cents),
    )
    if not solution.chosen:
        return
    if without_fit is not None:
        yield words.say("value_without_fit", value=words.number(without_fit, 4))
    yield _chosen_sheet(agreement, solution.chosen, words)
    yield Sheet(
        words.say("criteria"),
        (words.say("criterion"), words.say("value")),
        tuple((name, words.number(value, 2)) for name, value in solution.values.items()),
        frozenset({1}),
    )
    yield money_sheet(agreement, solution.chosen, language=language)
    for row in out:
        yield words.say(
            "below_threshold",
            row=words.row(agreement, row.id),
            criterion=row.criterion,
            score=words.number(row.score),
            threshold=words.number(row.threshold),
        )
    if solution.tied:
        yield words.say("tied")


def _chosen_sheet(agreement: Agreement, chosen: Sequence[str], words: Wording) -> Sheet:
    costs = _costs(agreement)
    return Sheet(
        "",
        (words.say("row"), words.say("proposal"), words.say("status"), words.say("cost")),
        tuple(
            (
                row.id,
                words.name(row.name),
                words.say(f"status_{row.status}"),
                words.euros(costs.get(row.id, 0)),
            )
            for row in agreement.proposals
            if row.id in set(chosen)
        ),
        frozenset({3}),
    )


def money_sheet(agreement: Agreement, chosen: Sequence[str], *, language: str) -> Sheet:
    """List each budget line: what the chosen rows use, the limit, what is left."""
    words = Wording(language)
    inside = set(chosen)
    used: dict[str, int] = {}
    for cost in agreement.costs:
        if cost.proposal in inside:
            used[cost.line] = used.get(cost.line, 0) + cost.cents
    rows = [
        (
            line,
            words.euros(used.get(line, 0)),
            words.euros(limit),
            words.euros(limit - used.get(line, 0)),
        )
        for line, limit in _limits(agreement).items()
    ]
    columns = tuple(words.say(name) for name in ("line", "used", "limit", "left"))
    return Sheet(words.say("money"), columns, tuple(rows), frozenset({1, 2, 3}))


def near_view(agreement: Agreement, near: NearSet, *, language: str) -> Iterator[Block]:
    """Say how many portfolios are nearly best, what they share and what tells them apart."""
    words = Wording(language)
    if not near.feasible:
        yield words.say("infeasible")
        return
    code = "near_complete" if near.complete else "near_partial"
    yield words.say(code, count=len(near.portfolios))
    yield _listed(words, agreement, "shared", near.shared)
    yield _listed(words, agreement, "telling", near.telling)
    telling = set(near.telling)
    yield Sheet(
        "",
        (words.say("number"), words.say("value"), words.say("telling_chosen")),
        tuple(
            (
                str(place),
                words.number(one.value, 4),
                " ".join(i for i in one.chosen if i in telling),
            )
            for place, one in enumerate(near.portfolios[:SHOWN], 1)
        ),
        frozenset({0, 1}),
    )
    yield from _more(words, len(near.portfolios))


def front_view(front: Front, *, language: str) -> Iterator[Block]:
    """List the efficient points with one portfolio each."""
    words = Wording(language)
    if not front.feasible:
        yield words.say("infeasible")
        return
    code = "front_complete" if front.complete else "front_partial"
    yield words.say(code, count=len(front.points), epsilon=words.number(front.epsilon, 6))
    width = len(front.objectives)
    proof = () if front.complete else (words.say("point_is"),)
    yield Sheet(
        "",
        (*front.objectives, words.say("equal"), *proof, words.say("chosen")),
        tuple(
            (
                *(words.number(value, 2) for value in point.values),
                str(point.count),
                *(words.say("proved" if point.proved else "found") for _ in proof),
                " ".join(point.chosen),
            )
            for point in front.points[:SHOWN]
        ),
        frozenset(range(width + 1)),
    )
    yield from _more(words, len(front.points))


def robustness_view(agreement: Agreement, robust: Robustness, *, language: str) -> Iterator[Block]:
    """List the classes of the rows with their core indices."""
    words = Wording(language)
    if not robust.feasible:
        yield words.say("infeasible")
        return
    yield words.say(
        "robust_exact" if robust.exact else "robust_partial",
        count="" if robust.count is None else robust.count,
    )
    rows = []
    for group in ("core", "borderline", "exterior", "undecided"):
        for row in getattr(robust, group):
            index = robust.index.get(row)
            low, high = robust.bounds.get(row, (None, None))
            told = (
                words.number(index, 3)
                if index is not None
                else f"{words.number(low, 3)} – {words.number(high, 3)}"
            )
            rows.append((words.row(agreement, row), words.say(group), told))
    columns = tuple(words.say(name) for name in ("proposal", "class", "core_index"))
    yield Sheet("", columns, tuple(rows), frozenset({2}))


def ranking_view(
    agreement: Agreement, ranking: Ranking, because: Sequence[str], *, language: str
) -> Iterator[Block]:
    """List the ranking by points, then each difference with its reason."""
    words = Wording(language)
    columns = ("number", "proposal", "points", "passes", "funded")
    yield Sheet(
        words.say("ranking"),
        tuple(words.say(name) for name in columns),
        tuple(
            (
                str(place),
                words.row(agreement, row.proposal),
                words.number(row.points, 2),
                words.answer(row.passes),
                words.answer(row.funded),
            )
            for place, row in enumerate(ranking.ranking, 1)
        ),
        frozenset({0, 2}),
    )
    if ranking.differs:
        yield Sheet(
            words.say("differs", count=len(ranking.differs)),
            (words.say("proposal"), words.say("because")),
            tuple(
                (words.row(agreement, proposal), sentence)
                for (proposal, _, _), sentence in zip(ranking.differs, because, strict=True)
            ),
        )


def fairness_view(agreement: Agreement, fair: Fairness, *, language: str) -> Iterator[Block]:
    """List what each party pays and gains, then the efficient pairs of fairness and value."""
    words = Wording(language)
    names = {party.id: words.name(party.name) or party.id for party in agreement.parties}
    columns = ("party", "pays", "benefit", "alone", "ratio")
    yield Sheet(
        words.say("parties"),
        tuple(words.say(name) for name in columns),
        tuple(
            (
                names.get(party, party),
                words.euros(one.pays_cents),
                words.number(one.benefit, 3),
                words.number(one.alone, 3),
                words.number(one.ratio, 3),
            )
            for party, one in fair.parties.items()
        ),
        frozenset({1, 2, 3, 4}),
    )
    if fair.assumed_equal_shares:
        yield words.say("equal_shares")
    yield Sheet(
        words.say("fair_points", count=len(fair.points)),
        (words.say("fairness"), words.say("value"), words.say("chosen")),
        tuple(
            (words.number(one.fairness, 4), words.number(one.value, 4), " ".join(one.chosen))
            for one in fair.points[:SHOWN]
        ),
        frozenset({0, 1}),
    )
    yield from _more(words, len(fair.points))


def _listed(words: Wording, agreement: Agreement, code: str, rows: Sequence[str]) -> str:
    told = ", ".join(words.row(agreement, row) for row in rows) or words.say("none")
    return words.say(f"near_{code}", count=len(rows), rows=told)


def _more(words: Wording, count: int) -> Iterator[Block]:
    if count > SHOWN:
        yield words.say("more", count=count - SHOWN)


def _costs(agreement: Agreement) -> dict[str, int]:
    costs: dict[str, int] = {}
    for cost in agreement.costs:
        costs[cost.proposal] = costs.get(cost.proposal, 0) + cost.cents
    return costs


def _limits(agreement: Agreement) -> dict[str, int]:
    """Give each line's limit in questions without time: its open row, else the sum of rows."""
    limits: dict[str, int] = {}
    whole: set[str] = set()
    for row in agreement.budgets:
        if row.start is None and row.end is None:
            limits[row.line] = row.limit_cents
            whole.add(row.line)
        elif row.line not in whole:
            limits[row.line] = limits.get(row.line, 0) + row.limit_cents
    return limits
