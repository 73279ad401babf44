"""Robust classes and core indices against brute force by the formula, literally."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from time import process_time

import pytest
from tests.counts import seeds
from tests.unit.optimise_front.instances import plain_problem, portfolios, random_problem

from salkku.domain.problem import Problem, Weights
from salkku.optimise.enumeration.robust_walk import RobustWalk
from salkku.optimise.robust import robust

TRIALS = seeds(60, 300)
Items = tuple[int, ...]


def pair_sum(problem: Problem, chosen: Items, weights: Weights) -> Fraction:
    inside = set(chosen)
    return sum(
        (
            weights[p.criterion] * p.value / problem.widths[p.criterion]
            for p in problem.pairs
            if inside & set(p.left) and inside & set(p.right)
        ),
        Fraction(0),
    )


def total(table: tuple[tuple[Fraction, ...], ...], items: set[int], weights: Weights) -> Fraction:
    return sum(
        (w * row[j] for w, row in zip(weights, table, strict=True) for j in items), Fraction(0)
    )


def dominates(problem: Problem, better: Items, worse: Items) -> bool:
    first, second = set(better) - set(worse), set(worse) - set(better)
    strict = False
    for weights in {w for vertices in problem.vertices.values() for w in vertices}:
        pairs = pair_sum(problem, better, weights) - pair_sum(problem, worse, weights)
        low, high = problem.least, problem.most
        if total(low, first, weights) - total(high, second, weights) + pairs < 0:
            return False
        strict |= total(high, first, weights) - total(low, second, weights) + pairs > 0
    return strict


def by_brute_force(problem: Problem) -> list[Items]:
    everything = list(portfolios(problem))
    return [x for x in everything if not any(dominates(problem, y, x) for y in everything)]


@pytest.mark.parametrize("seed", TRIALS)
def test_classes_and_indices_are_those_of_brute_force(seed: int) -> None:
    problem = random_problem(seed, criteria=2 + seed % 2, most=8, spread=seed % 3 != 0)
    found = by_brute_force(problem)
    answer = robust(problem)
    assert answer.exact
    assert answer.feasible is bool(found)
    assert answer.count == len(found)
    if not found:
        return
    for item, row in enumerate(problem.ids):
        share = Fraction(sum(item in chosen for chosen in found), len(found))
        assert answer.index[row] == share
        assert answer.bounds[row] == (share, share)
        wanted = answer.core if share == 1 else answer.exterior if share == 0 else answer.borderline
        assert row in wanted
    assert answer.undecided == ()


@pytest.mark.parametrize("seed", range(10))
def test_what_is_said_without_enumerating_is_true(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = random_problem(seed, most=8, spread=True)
    found = by_brute_force(problem)
    monkeypatch.setattr(RobustWalk, "run", lambda *_, **__: False)
    answer = robust(problem)
    assert answer.feasible is bool(found)
    if not found:
        return
    rows = (*answer.core, *answer.borderline, *answer.exterior, *answer.undecided)
    assert sorted(rows) == sorted(problem.ids)
    for item, row in enumerate(problem.ids):
        share = Fraction(sum(item in chosen for chosen in found), len(found))
        low, high = answer.bounds[row]
        assert low <= share <= high
        assert row not in answer.core or share == 1
        assert row not in answer.exterior or share == 0
        assert row not in answer.borderline or 0 < share < 1
    assert not answer.exact
    assert answer.count is None


@pytest.mark.parametrize("spread", [False, True])
def test_many_rows_alike_keep_to_the_time(spread: bool) -> None:
    scores = [[5] * 24, [3] * 24]
    problem = plain_problem(scores, [([2] * 24, None, 24)])
    if spread:
        low = tuple(tuple(score - Fraction(1, 2) for score in row) for row in problem.worth)
        problem = replace(problem, worth_low=low)
    began = process_time()
    answer = robust(problem, seconds=2)
    assert process_time() - began < 6
    assert answer.feasible
    assert not answer.core
    assert not answer.exterior
