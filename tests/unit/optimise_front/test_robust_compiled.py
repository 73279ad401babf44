"""The compiled walk gives the portfolios of the plain one."""

from __future__ import annotations

import os

import pytest
from tests.unit.optimise_front.instances import random_problem

from salkku.mip import Deadline
from salkku.optimise.enumeration import robust_compiled
from salkku.optimise.enumeration.robust_walk import RobustWalk

pytestmark = pytest.mark.skipif(
    not robust_compiled.available() and not os.environ.get("CI"),
    reason="the kernel was not built here",
)


@pytest.mark.parametrize("seed", range(25))
def test_both_walks_find_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = random_problem(seed, criteria=2 + seed % 3, most=14, spread=seed % 4 != 0)
    compiled, plain = RobustWalk.of(problem), RobustWalk.of(problem)
    assert compiled.run(deadline=Deadline(None))
    monkeypatch.setattr(RobustWalk, "_compiled", lambda *_, **__: None)
    assert plain.run(deadline=Deadline(None))
    assert compiled.found().tolist() == plain.found().tolist()


def test_a_walk_past_its_time_says_so() -> None:
    problem = random_problem(3, criteria=3, most=14, spread=True)
    walk = RobustWalk.of(problem)
    assert not walk.run(deadline=Deadline(0))
