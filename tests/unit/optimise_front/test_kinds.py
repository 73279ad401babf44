"""Rows settled without enumeration, against brute force by the formula, literally."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from tests.counts import seeds
from tests.unit.optimise_front.instances import random_problem
from tests.unit.optimise_front.test_robust import by_brute_force, dominates

from salkku.domain.problem import Problem
from salkku.mip import Deadline
from salkku.optimise.enumeration.kinds import Kinds
from salkku.optimise.enumeration.optima import settle
from salkku.optimise.enumeration.robust_compiled import available
from salkku.optimise.enumeration.robust_walk import RobustWalk
from salkku.optimise.enumeration.spread import Spread
from salkku.optimise.exact import is_feasible

TRIALS = seeds(10, 60)
ENDLESS = Deadline(None)


def drawn(seed: int) -> Problem:
    return random_problem(seed, criteria=2 + seed % 2, most=8, spread=seed % 3 != 0)


@pytest.mark.parametrize("seed", TRIALS)
def test_every_question_is_answered_as_brute_force_does(seed: int) -> None:
    problem = drawn(seed)
    best = [frozenset(one) for one in by_brute_force(problem)]
    kinds = Kinds.of(problem, Spread.of(problem))
    for item, wanted in product(range(len(problem.ids)), (True, False)):
        verdict = kinds.ask(item, wanted, deadline=ENDLESS)
        assert set(verdict.found) <= set(best)
        if best:
            assert verdict.never is not any((item in one) is wanted for one in best)
            assert verdict.never or (item in verdict.found[-1]) is wanted
        else:
            assert verdict.never


@pytest.mark.parametrize("seed", TRIALS)
def test_small_changes_rule_out_a_kind_only_where_brute_force_has_none_of_it(seed: int) -> None:
    problem = drawn(seed)
    best = [frozenset(one) for one in by_brute_force(problem)]
    kinds = Kinds.of(problem, Spread.of(problem))
    for item, wanted in product(range(len(problem.ids)), (True, False)):
        verdict = kinds.withstand(item, wanted, most=10_000, deadline=ENDLESS)
        some = any((item in one) is wanted for one in best)
        assert set(verdict.found) <= set(best)
        assert verdict.never <= (not some)
        if available():
            assert verdict.never or verdict.found


def test_draws_find_non_dominated_portfolios_alone() -> None:
    shown, there = 0, 0
    for problem in map(drawn, TRIALS):
        best = [frozenset(one) for one in by_brute_force(problem)]
        for item, wanted in product(range(len(problem.ids)), (True, False)):
            kinds = Kinds.of(problem, Spread.of(problem))
            verdict = kinds.draw(item, wanted, range(6), deadline=ENDLESS)
            assert set(verdict.found) <= set(best)
            shown += any((item in one) is wanted for one in verdict.found)
            there += any((item in one) is wanted for one in best)
    assert shown > there / 2


@pytest.mark.parametrize("seed", TRIALS)
def test_a_rival_is_non_dominated_and_better(seed: int) -> None:
    problem = drawn(seed)
    best = {frozenset(one) for one in by_brute_force(problem)}
    rivals = Kinds.of(problem, Spread.of(problem)).rivals
    for bits in product((0, 1), repeat=len(problem.ids)):
        chosen = frozenset(j for j, bit in enumerate(bits) if bit)
        if not is_feasible(problem, tuple(sorted(chosen))):
            continue
        found = rivals.above(chosen, deadline=ENDLESS)
        assert found in best
        if chosen in best:
            assert found == chosen
        else:
            assert found is not None
            assert dominates(problem, tuple(sorted(found)), tuple(sorted(chosen)))


@pytest.mark.parametrize("seed", TRIALS)
def test_what_is_learnt_rules_out_dominated_portfolios_alone(seed: int) -> None:
    problem = drawn(seed)
    best = [frozenset(one) for one in by_brute_force(problem)]
    swaps = Kinds.of(problem, Spread.of(problem)).swaps
    for bits in product((0, 1), repeat=len(problem.ids)):
        chosen = frozenset(j for j, bit in enumerate(bits) if bit)
        if not is_feasible(problem, tuple(sorted(chosen))):
            continue
        for item in range(len(problem.ids)):
            for refusal in swaps.better(chosen, item):
                assert chosen not in best
                for one in (*best, chosen):
                    uses = swaps.uses[:, sorted(one)].sum(axis=1)
                    held = any((j in one) is state for j, state in refusal.states)
                    held |= any(uses[row] > most for row, most in refusal.rooms)
                    assert held is (one != chosen)


@pytest.mark.parametrize("seed", TRIALS)
def test_rows_are_settled_as_brute_force_has_them(seed: int) -> None:
    problem = drawn(seed)
    best = by_brute_force(problem)
    settled = settle(problem, RobustWalk.of(problem), deadline=ENDLESS)
    assert settled.infeasible is not bool(best)
    if not best:
        return
    everything = set(range(len(problem.ids)))
    inside, outside = set().union(*best), set().union(*(everything - set(one) for one in best))
    assert settled.once_in == inside
    assert settled.never_in == everything - inside
    assert settled.once_out == outside
    assert settled.never_out >= everything - outside
    flags = np.array(settled.optima)
    assert all(tuple(np.flatnonzero(one).tolist()) in best for one in flags)
