"""What every registered solver must do: one body, all solvers, each checking the others."""

from __future__ import annotations

from random import Random

import pytest

from salkku.mip import Program, Row, Solver, maximise, open_solver, solver_names


@pytest.fixture(params=solver_names())
def solver(request: pytest.FixtureRequest) -> Solver:
    opened = open_solver(request.param)
    assert isinstance(opened, Solver)
    assert opened.name == request.param
    return opened


def _knapsack(size: int, seed: int) -> Program:
    dice = Random(seed)
    uses = [dice.randint(10, 99) for _ in range(size)]
    rows = [
        Row("line:a", tuple(enumerate(uses)), high=sum(uses) // 2),
        Row("line:b", tuple((j, dice.randint(10, 99)) for j in range(size)), high=20 * size),
        Row("rule:r", tuple((j, 1) for j in range(0, size, 3)), low=2),
    ]
    rows += [
        Row(
            f"relation:{k}",
            tuple(zip(sorted(dice.sample(range(size), 2)), (1, -1), strict=True)),
            0,
        )
        for k in range(size // 5)
    ]
    gains = tuple((j, dice.randint(10, 999)) for j in range(size))
    return Program((1,) * size, tuple(rows), gains)


def test_finds_and_proves_the_best(solver: Solver) -> None:
    program = Program(
        (1, 1, 1), (Row("a", ((0, 2), (1, 3), (2, 4)), high=6),), ((0, 3), (1, 4), (2, 6))
    )
    claim = solver.maximise(program, seconds=None)
    assert claim.status == "optimal"
    assert claim.bound == 9
    assert claim.values is not None
    assert [round(value) for value in claim.values] == [1, 0, 1]


def test_says_infeasible(solver: Solver) -> None:
    program = Program((1,), (Row("a", ((0, 1),), low=2),), ((0, 1),))
    assert solver.maximise(program, seconds=None).status == "infeasible"


@pytest.mark.parametrize(("low", "high", "status"), [(0, 0, "optimal"), (1, None, "infeasible")])
def test_rows_without_terms(solver: Solver, low: int, high: int | None, status: str) -> None:
    program = Program((1,), (Row("rule:none", (), low, high),), ((0, 1),))
    assert solver.maximise(program, seconds=None).status == status


def test_nothing_to_choose(solver: Solver) -> None:
    assert maximise(Program((), ()), solver=solver).objective == 0
    nothing = Program((), (Row("rule:none", (), 1, None),))
    assert maximise(nothing, solver=solver).status == "infeasible"


def test_no_objective_is_a_question_of_existence(solver: Solver) -> None:
    program = Program((1, 1), (Row("a", ((0, 1), (1, 1)), low=1),))
    claim = solver.maximise(program, seconds=None)
    assert claim.status == "optimal"
    assert claim.values is not None
    assert sum(claim.values) >= 1 - 1e-6


def test_no_time_claims_no_proof(solver: Solver) -> None:
    claim = solver.maximise(_knapsack(60, 1), seconds=0.0)
    assert claim.status in ("feasible", "unknown")


def test_same_question_same_answer(solver: Solver) -> None:
    program = _knapsack(25, 7)
    assert solver.maximise(program, seconds=None) == solver.maximise(program, seconds=None)


def test_prints_nothing(solver: Solver, capfd: pytest.CaptureFixture[str]) -> None:
    solver.maximise(_knapsack(12, 3), seconds=None)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("seed", range(12))
def test_solvers_agree(seed: int) -> None:
    program = _knapsack(30, seed)
    answers = [maximise(program, solver=name) for name in solver_names()]
    assert {answer.status for answer in answers} <= {"optimal", "infeasible"}
    assert len({(answer.status, answer.objective, answer.bound) for answer in answers}) == 1
