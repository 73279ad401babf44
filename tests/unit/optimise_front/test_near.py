"""The near-best set against brute force, and its manners under limits."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.counts import seeds
from tests.unit.optimise_front.instances import portfolios, random_problem

from salkku.optimise.near import near
from salkku.optimise.objective import value_objective, worth_of

TRIALS = seeds(60, 400)


def by_brute_force(
    seed: int, within: Fraction
) -> tuple[list[tuple[tuple[str, ...], Fraction]], set[str]]:
    problem = random_problem(seed)
    objective = value_objective(problem)
    values = {c: worth_of(objective, c) * objective.unit for c in portfolios(problem)}
    if not values:
        return [], set()
    best = max(values.values())
    kept = [c for c, value in values.items() if value >= best - within * abs(best)]

    def rank(chosen: tuple[int, ...]) -> tuple[Fraction, int, int]:
        cost = sum(problem.costs[j] for j in chosen)
        return -values[chosen], cost, sum(problem.keys[j] for j in chosen)

    kept.sort(key=rank)
    shared = set.intersection(*(set(c) for c in kept))
    named = [(tuple(problem.ids[j] for j in c), values[c]) for c in kept]
    return named, {problem.ids[j] for j in shared}


@pytest.mark.parametrize("seed", TRIALS)
def test_near_is_what_brute_force_finds(seed: int) -> None:
    within = (Fraction(0), Fraction(1, 50), Fraction(1, 5))[seed % 3]
    wanted, shared = by_brute_force(seed, within)
    answer = near(random_problem(seed), within=within)
    assert [(p.chosen, p.value) for p in answer.portfolios] == wanted
    assert set(answer.shared) == shared
    assert answer.complete
    assert answer.feasible is bool(wanted)
    some = {row for chosen, _ in wanted for row in chosen}
    assert set(answer.telling) == some - shared


def test_near_says_so_when_time_ends() -> None:
    answer = near(random_problem(4), seconds=0)
    assert not answer.complete
    assert answer.feasible
