"""The compiled loops give what numpy gives, and the same answers with and without them."""

from __future__ import annotations

import os
from importlib.util import find_spec

import numpy as np
import pytest
from tests.unit.optimise_front.instances import plain_problem, random_problem

from salkku.domain.answers import Front
from salkku.domain.problem import Problem
from salkku.optimise.enumeration import dominance, fast, targets
from salkku.optimise.front import front

TRIALS = 300 if os.environ.get("SALKKU_FULL") else 40

pytestmark = pytest.mark.skipif(
    find_spec("numba") is None, reason="the compiled loops come with the extra [fast]"
)


def without(patch: pytest.MonkeyPatch) -> None:
    for module in (dominance, targets):
        patch.setattr(module, "kernel", lambda: None)


def always(patch: pytest.MonkeyPatch) -> None:
    for module in (dominance, targets):
        patch.setattr(module, "ENOUGH", 0)


@pytest.mark.parametrize("seed", range(TRIALS))
def test_dominance_is_the_same_flag_by_flag(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(seed)
    size, width = int(dice.integers(2, 700)), int(dice.integers(2, 7))
    table = dice.integers(0, int(dice.integers(2, 60)), (size, width))
    strict = int(dice.integers(0, width))
    always(monkeypatch)
    compiled = dominance.undominated(table, strict=strict)
    without(monkeypatch)
    assert np.array_equal(compiled, dominance.undominated(table, strict=strict))


@pytest.mark.parametrize("seed", range(TRIALS))
def test_targets_are_the_same_one_by_one(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(seed)
    asked = dice.integers(0, 9, (int(dice.integers(1, 90)), 3)).astype(np.float64)
    bounds = dice.integers(0, 9, (300, 3)).astype(np.float64)
    hints = dice.integers(0, len(asked), 300)
    always(monkeypatch)
    compiled = targets.Targets(asked).reached(bounds, hints)
    without(monkeypatch)
    plain = targets.Targets(asked).reached(bounds, hints)
    assert np.array_equal(compiled[0], plain[0])
    assert np.array_equal(compiled[1], plain[1])


def both_ways(problem: Problem, names: tuple[str, ...]) -> tuple[Front, Front]:
    with pytest.MonkeyPatch.context() as patch:
        always(patch)
        compiled = front(problem, objectives=names)
    with pytest.MonkeyPatch.context() as patch:
        without(patch)
        return compiled, front(problem, objectives=names)


@pytest.mark.parametrize("seed", range(TRIALS // 2))
def test_fronts_are_the_same(seed: int) -> None:
    compiled, plain = both_ways(random_problem(seed), ("c0", "c1", "cost"))
    assert compiled == plain


def test_a_front_of_thousands_of_labels_is_the_same() -> None:
    dice = np.random.default_rng(7)
    gains = dice.integers(1, 100, (2, 45)).tolist()
    uses = dice.integers(1, 100, (2, 45)).tolist()
    problem = plain_problem(gains, [(row, None, sum(row) // 2) for row in uses])
    compiled, plain = both_ways(problem, problem.criteria)
    assert compiled == plain
    assert compiled.complete


def test_the_loops_are_there() -> None:
    assert fast.kernel() is not None
