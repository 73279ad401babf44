"""One program, one solver that fails or lies: what is told as proved is true all the same."""

from __future__ import annotations

import os
from random import Random
from threading import Event

import pytest
from tests.unit.mip.lying import LIES, Lying, instead_of, without_search

from salkku.mip import (
    Claim,
    Deadline,
    Program,
    Row,
    maximise,
    open_solver,
    solver_names,
    tree,
    watch,
)


def knapsack(seed: int, size: int = 12) -> Program:
    dice = Random(seed)
    uses = [dice.randint(1, 20) for _ in range(size)]
    rows = (
        Row("line:a", tuple(enumerate(uses)), high=sum(uses) // 2),
        Row("rule:b", tuple((j, 1) for j in range(0, size, 2)), low=2, high=4),
        Row("relation:c", ((0, 1), (1, -1)), high=0),
        Row("relation:d", ((2, 1), (3, -1)), low=0, high=0),
    )
    gains = tuple((j, dice.randint(-3, 30)) for j in range(size))
    pair = (((0,), (4, 5)),)
    return Program((1,) * size, rows, (*gains, (size, 7)), pair)


@pytest.mark.parametrize("kind", LIES)
@pytest.mark.parametrize("name", solver_names())
@pytest.mark.parametrize("seed", range(3))
def test_no_lie_is_told_as_proved(kind: str, name: str, seed: int) -> None:
    program = knapsack(seed)
    honest = maximise(program)
    assert honest.status == "optimal"
    for last in (1, 2, 10**9):
        lying = Lying(open_solver(name), LIES[kind], 1, last)
        with without_search(), instead_of(name, lying):
            for solver in ("auto", *solver_names()):
                answer = maximise(program, solver=solver)
                assert answer.status != "infeasible"
                if answer.status == "optimal":
                    assert answer.objective == honest.objective
                    assert answer.proof in ("numbers", "solvers")
                if answer.values:
                    assert program.admits(answer.values)
            assert maximise(program).status == "optimal", "the other solver is asked"


@pytest.mark.parametrize("kind", LIES)
@pytest.mark.parametrize("name", solver_names())
def test_no_point_is_made_up_where_there_is_none(kind: str, name: str) -> None:
    program = knapsack(1).with_rows(Row("rule:none", ((0, 1), (4, 1)), low=3))
    lying = Lying(open_solver(name), LIES[kind], 1, 10**9)
    with without_search(), instead_of(name, lying):
        answer = maximise(program)
        assert answer.objective is None
        assert answer.status == "infeasible"
        assert answer.proof in ("numbers", "solvers")


@pytest.mark.parametrize("seed", range(6))
def test_a_proof_is_in_numbers_where_the_program_is_small(seed: int) -> None:
    for solver in solver_names():
        assert maximise(knapsack(seed), solver=solver).proof == "numbers"
        assert maximise(knapsack(seed), solver=solver, confirm=False).proof == "solver"


def test_many_valued_columns_are_proved_too() -> None:
    rows = (
        Row("least:0", ((0, 3), (1, 1), (2, -1)), low=0),
        Row("least:1", ((0, 1), (1, 4), (2, -2)), low=0),
        Row("line", ((0, 1), (1, 1)), high=1),
    )
    program = Program((1, 1, 9), rows, ((2, 1),))
    answer = maximise(program)
    assert (answer.objective, answer.proof) == (1, "numbers")


def test_a_search_needs_no_solver_at_all() -> None:
    if not tree.available() and not os.environ.get("CI"):
        pytest.skip("the search was not compiled here")
    for name in solver_names():
        with instead_of(name, Lying(open_solver(name))) as counting:
            answer = maximise(knapsack(1))
            assert (answer.status, answer.proof) == ("optimal", "numbers")
            assert counting.calls == 0


class Sleeper:
    """Comes back only when the test is over."""

    name, largest = "sleeper", 2**50

    def __init__(self) -> None:
        self.woken = Event()

    def maximise(self, program: Program, *, seconds: float | None) -> Claim:
        self.woken.wait(30)
        return Claim("optimal", (0.0,) * len(program.upper), 0)


def test_a_solver_that_hangs_has_said_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "GRACE", 0.1)
    sleeper = Sleeper()
    answer = maximise(knapsack(1), solver=sleeper, deadline=Deadline(0.1))
    sleeper.woken.set()
    assert (answer.status, answer.objective) == ("unknown", None)


def test_the_next_solver_answers_where_one_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    from salkku.mip import exactly

    monkeypatch.setattr(watch, "GRACE", 0.05)
    monkeypatch.setattr(exactly, "TURNS", (("cpsat", 0.05), ("highs", 9.0)))
    sleeper = Sleeper()
    monkeypatch.setattr(
        exactly, "open_solver", lambda one: sleeper if one == "cpsat" else open_solver(one)
    )
    with without_search():
        answer = maximise(knapsack(1))
    sleeper.woken.set()
    assert answer.status == "optimal"
    assert answer.objective == maximise(knapsack(1), solver="highs").objective
