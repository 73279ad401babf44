"""Rules of two items are held by what follows from a choice, and nothing of the front changes."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from tests.counts import seeds
from tests.unit.optimise_front.instances import plain_problem, random_problem

from salkku.domain.answers import Front
from salkku.domain.problem import Pair, Problem
from salkku.optimise.algorithms import label_setting
from salkku.optimise.enumeration import compiled, narrowing
from salkku.optimise.enumeration.cycles import odd_cycles, tightened
from salkku.optimise.enumeration.implications import clauses_of, implications
from salkku.optimise.enumeration.layers import Row, one_sided
from salkku.optimise.front import front
from salkku.optimise.objective import objective_named

TRIALS = seeds(25, 600)
NAMES = (("c0", "c1"), ("c0", "cost"), ("value", "cost", "c1"), ("c0", "c1", "c2", "cost"))

needs_kernel = pytest.mark.skipif(
    not compiled.available() and not os.environ.get("CI"), reason="the kernel was not built here"
)


def tied_problem(seed: int, *, items: int, goals: int, rules: int) -> Problem:
    """Draw an invented problem: two purses, floors and caps of groups, rules of two, pairs."""
    dice = random.Random(seed)
    rows: list[tuple[list[int], int | None, int | None]] = []
    for _ in range(2):
        costs = [dice.randint(1, 9) for _ in range(items)]
        rows.append((costs, None, sum(costs) * 2 // 5))
    group = [dice.randint(0, 1) for _ in range(items)]
    rows.append((group, min(1, sum(group)), max(1, sum(group) // 2)))
    for number in range(rules):
        row = [0] * items
        chosen = dice.sample(range(items), 2 if number % 5 else 3)
        kind = dice.choice(("excludes", "requires", "one of", "alike"))
        for item in chosen:
            row[item] = 1
        if kind in ("requires", "alike") and len(chosen) == 2:
            row[chosen[1]] = -1
            rows.append((row, 0 if kind == "alike" and not number % 3 else None, 0))
        elif kind == "one of" and number % 4 == 0:
            rows.append((row, 1, None))
        else:
            rows.append((row, None, 1))
    problem = plain_problem(
        [[dice.randint(0, 12) for _ in range(items)] for _ in range(goals)], rows
    )
    pairs = tuple(
        Pair((a,), (b,), dice.randrange(goals), Fraction(dice.choice((-4, 3, 6))), turn + 2)
        for turn in range(3)
        for a, b in [dice.sample(range(items), 2)]
    )
    return replace(problem, pairs=pairs) if seed % 2 else problem


@needs_kernel
@pytest.mark.parametrize("seed", TRIALS)
def test_the_front_is_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tied_problem(seed, items=13, goals=2 + seed % 2, rules=4 + seed % 9)
    theirs = front(problem, objectives=problem.criteria, algorithm="label-setting-plain")
    monkeypatch.setattr(label_setting, "RULES", 1)
    ours = front(problem, objectives=problem.criteria, algorithm="label-setting")
    assert replace(ours, method="") == replace(theirs, method="")


@needs_kernel
@pytest.mark.parametrize("seed", TRIALS)
def test_the_front_of_all_kinds_of_rules_is_the_same(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, names = random_problem(seed, criteria=3, most=12), NAMES[seed % len(NAMES)]
    theirs = front(problem, objectives=names, algorithm="label-setting-plain")
    monkeypatch.setattr(label_setting, "RULES", 0)
    ours = front(problem, objectives=names, algorithm="label-setting")
    assert replace(ours, method="") == replace(theirs, method="")


@needs_kernel
@pytest.mark.parametrize("seed", TRIALS)
def test_parts_close_the_same_front(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = tied_problem(seed, items=15, goals=2 + seed % 2, rules=6)
    theirs = front(problem, objectives=problem.criteria, algorithm="label-setting-plain")
    monkeypatch.setattr(label_setting, "RULES", 1)
    monkeypatch.setattr(narrowing, "BEAMS", (2,))
    monkeypatch.setattr(narrowing, *(("WIDEST", 20) if seed % 3 else ("PART", 5)))
    ours = front(problem, objectives=problem.criteria)
    if ours.method == "label-setting":
        assert replace(ours, method="") == replace(theirs, method="")
    assert _values(ours) == _values(theirs)


@needs_kernel
@pytest.mark.parametrize("proving", [False, True])
@pytest.mark.parametrize("seed", TRIALS)
def test_what_margins_certify_is_true(
    seed: int, proving: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = tied_problem(seed, items=15, goals=2 + seed % 2, rules=6)
    theirs = front(problem, objectives=problem.criteria, algorithm="label-setting-plain")
    monkeypatch.setattr(label_setting, "RULES", 1)
    monkeypatch.setattr(narrowing, "BEAMS", (2,))
    monkeypatch.setattr(narrowing, "MARGINS", (0.3, 0.15))
    if proving:
        monkeypatch.setattr(narrowing, "PROVED", 1.0)
        monkeypatch.setattr(narrowing, "LONG", -1)
    ours = front(problem, objectives=problem.criteria, algorithm="label-setting")
    if ours.complete:
        assert _values(ours) == _values(theirs)
        return
    true = set(_values(theirs))
    assert all(values in true for values in _values(ours, proved=True))
    assert not proving or all(point.proved for point in ours.points)
    assert ours.epsilon is not None
    spans = [max(column) - min(column) for column in zip(*_values(ours), strict=True)]
    slack = [ours.epsilon * max(1, span) for span in spans]
    for point in true:
        assert any(
            all(mine + room >= its for mine, its, room in zip(own, point, slack, strict=True))
            for own in _values(ours)
        )


@needs_kernel
def test_margins_leave_some_fronts_open() -> None:
    problem = tied_problem(2, items=40, goals=3, rules=20)
    answer = front(problem, objectives=problem.criteria, megabytes=1, seconds=3)
    assert answer.points
    assert answer.complete or answer.epsilon is not None


def _values(answer: Front, *, proved: bool = False) -> list[tuple[Fraction, ...]]:
    return [point.values for point in answer.points if point.proved or not proved]


def test_rows_of_two_items_are_clauses_of_what_breaks_them() -> None:
    for a, b in product((-3, -1, 2), repeat=2):
        for high in range(-4, 5):
            clauses = clauses_of(Row(((0, a), (1, b)), high))
            assert clauses is not None
            for x, y in product((0, 1), repeat=2):
                held = {0 + x, 2 + y}
                assert (a * x + b * y <= high) == all(held & set(clause) for clause in clauses)


def test_a_row_of_three_is_clauses_only_where_two_items_break_it() -> None:
    group = clauses_of(Row(((0, 1), (1, 1), (2, 1)), 1))
    assert group == ((0, 2), (0, 4), (2, 4))
    assert clauses_of(Row(((0, 1), (1, 1), (2, 1)), 2)) is None
    assert clauses_of(Row(((0, 1), (1, 1), (2, -1)), 0)) is None


def test_what_follows_goes_along_chains() -> None:
    rows = (Row(((0, 1), (1, -1)), 0), Row(((1, 1), (2, -1)), 0), Row(((2, 1), (3, 1)), 1))
    found = implications(rows, (3, 2, 1, 0), own=3)
    assert found.ruled.tolist() == [1, 1, 1]
    taken = found.implied[3, 1]  # item 0 stands last
    assert [int(one) for one in taken.ravel()] == [0b0001, 0b0110]
    left = found.implied[1, 0]  # without item 2 neither 1 nor 0
    assert [int(one) for one in left.ravel()] == [0b1100, 0]


def test_an_odd_cycle_of_mixed_rules_is_cut() -> None:
    edges = ((0, 1, 1, 1, 1), (1, 2, 1, -1, 0), (0, 2, 1, -1, 0), (2, 3, 1, 1, 1))
    cut = Row(((0, 1), (1, 1), (2, -1)), 0)
    assert odd_cycles(edges, np.array([0.5, 0.5, 0.5, 0.0])) == [cut]
    assert odd_cycles(edges, np.array([1.0, 0.0, 0.0, 1.0])) == []


@pytest.mark.parametrize("seed", range(12))
def test_no_portfolio_breaks_a_row_that_is_added(seed: int) -> None:
    problem = tied_problem(seed, items=11, goals=2, rules=14)
    goals = tuple(objective_named(problem, name) for name in problem.criteria)
    more = tightened(problem, goals, np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0]]))
    own = len(one_sided(problem))
    added = one_sided(more)[own:]
    for chosen in product((0, 1), repeat=11):
        if all(_kept(row, chosen) for row in one_sided(problem)):
            assert all(_kept(row, chosen) for row in added)


def _kept(row: Row, chosen: tuple[int, ...]) -> bool:
    return sum(use * chosen[item] for item, use in row.coefficients) <= row.high
