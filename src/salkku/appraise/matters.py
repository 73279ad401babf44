"""What is unknown of single projects today: commitments not signed, scores that differ.

Each has two answers whose chances and effects leave today's value as their mean. A commitment is
given (signed) or not: without it the low end of what its level now is thought to keep is counted.
A score lies in the upper or the lower half of its interval, counted at the middle of that half.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from salkku.appraise.lasting import lasting_of, levels_of
from salkku.appraise.rows import Rows, rows_of
from salkku.appraise.scores import Estimate, estimates_of
from salkku.domain.agreement import Agreement
from salkku.domain.doubt import Matter
from salkku.domain.problem import Problem
from salkku.domain.proposals import LEVELS, Commitment, Level

__all__ = ["matters_of"]

SURE: Level = "signed"


def matters_of(agreement: Agreement, *, problem: Problem) -> tuple[Matter, ...]:
    """Give what could be asked of the competing rows that are not decided.

    Parameters
    ----------
    problem
        Of the same agreement; effects are in its value at its point weights.

    Returns
    -------
    tuple of Matter
        Commitments first, then scores; in file order. A row without doubt has none.
    """
    rows = rows_of(agreement)
    return (*_commitments(agreement, problem, rows), *_scores(agreement, problem, rows))


def _commitments(agreement: Agreement, problem: Problem, rows: Rows) -> Iterator[Matter]:
    """(L) One for each row whose weakest main result is not signed for."""
    if agreement.continuation is None:
        return
    levels = levels_of(agreement, rows)
    own = {result.proposal for result in agreement.results if result.main}
    own |= {commitment.proposal for commitment in agreement.commitments}
    for source, items in _by_source(problem, rows, own).items():
        level = levels[source]
        weak = _weakest_results(agreement, source, level)
        signed = levels_of(_signed(agreement, source, weak), rows)[source]
        if LEVELS.index(level) >= LEVELS.index(SURE) or signed == level:
            continue
        now, then = lasting_of(agreement, level), lasting_of(agreement, signed)
        without = _lowest(agreement, level)
        if not without < now < then:
            continue
        yield Matter(
            "commitment",
            source,
            (now - without) / (then - without),
            tuple(
                (j, worth * (then - now) / now, worth * (without - now) / now)
                for j, worth in ((j, _worth(problem, j)) for j in items)
            ),
            values={"row": source, "results": weak, "who": _carriers(agreement, source, weak)},
        )


def _scores(agreement: Agreement, problem: Problem, rows: Rows) -> Iterator[Matter]:
    """Give one for each row and criterion whose assessors leave an interval."""
    estimates = estimates_of(agreement, rows)
    for place, criterion in enumerate(problem.criteria):
        weight = problem.weights[place]
        own = {score.proposal for score in agreement.scores if score.criterion == criterion}
        for source, items in _by_source(problem, rows, own).items():
            said = estimates[source, criterion]
            if weight and said.low < said.mean < said.high:
                yield _score(problem, (source, criterion, place), said, items)


def _score(
    problem: Problem, about: tuple[str, str, int], said: Estimate, items: list[int]
) -> Matter:
    source, criterion, place = about
    up, down = (said.high - said.mean) / 2, (said.mean - said.low) / 2
    slopes = [(j, problem.slopes[place][j] * problem.weights[place]) for j in items]
    return Matter(
        "score",
        f"{source}:{criterion}",
        (said.mean - said.low) / (said.high - said.low),
        tuple((j, slope * up, -slope * down) for j, slope in slopes),
        values={"row": source, "criterion": criterion},
    )


def _by_source(problem: Problem, rows: Rows, own: set[str]) -> dict[str, list[int]]:
    """Group open items by the row whose cells they are judged by: a level's may be its base's."""
    groups: dict[str, list[int]] = defaultdict(list)
    for item, row in enumerate(problem.ids):
        if item not in problem.fixed:
            groups[row if row in own else rows.base[row]].append(item)
    return groups


def _worth(problem: Problem, item: int) -> Fraction:
    return sum(
        (w * row[item] for w, row in zip(problem.weights, problem.worth, strict=True)), Fraction(0)
    )


def _lowest(agreement: Agreement, level: Level) -> Fraction:
    """Share of a value counted at the low end of what a level keeps."""
    continuation = agreement.continuation
    if continuation is None:
        return Fraction(1)
    low, _ = continuation.persistence.get(level, (Fraction(0), Fraction(0)))
    return continuation.running + (1 - continuation.running) * low


def _weakest_results(agreement: Agreement, source: str, level: Level) -> tuple[str, ...]:
    """Give the main results at the weakest level; empty where the row lists none."""
    given = [c for c in agreement.commitments if c.proposal == source]
    return tuple(
        result.id
        for result in agreement.results
        if result.proposal == source and result.main and _level(given, result.id) == level
    )


def _level(given: list[Commitment], result: str) -> Level:
    levels = [c.level for c in given if c.result in ("", result)]
    return max(levels, key=LEVELS.index, default="none")


def _signed(agreement: Agreement, source: str, results: tuple[str, ...]) -> Agreement:
    """Give the agreement as it is when some results are signed for."""
    more = tuple(Commitment(source, "", result, "", 0, None, SURE) for result in (results or ("",)))
    return replace(agreement, commitments=(*agreement.commitments, *more))


def _carriers(agreement: Agreement, source: str, results: tuple[str, ...]) -> tuple[str, ...]:
    """Give the organisations that the tables name as carriers of the results."""
    wanted = set(results) or {""}
    return tuple(
        dict.fromkeys(
            c.organisation
            for c in agreement.commitments
            if c.proposal == source and (c.result in wanted or not results) and c.organisation
        )
    )
