"""Fixed variables are those that no good point has otherwise: against every point of small ones."""

from __future__ import annotations

from itertools import product

import pytest
from tests.unit.optimise.drawn import drawn_problem

from salkku.mip import Program, Row, maximise, narrowing
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import value_objective


@pytest.mark.parametrize("seed", range(120))
def test_no_point_worth_so_much_breaks_a_fixing(seed: int) -> None:
    problem = drawn_problem(seed, most=8)
    program = formulate(problem, value_objective(problem))
    best = maximise(program)
    if best.objective is None:
        return
    for least in (best.objective, best.objective - abs(best.objective) // 10 - 1):
        fixed = narrowing(program, least=least)
        for values in product((0, 1), repeat=program.size):
            point = program.completed(values)
            if program.admits(point) and program.worth(point) >= least:
                assert all(row.holds(point) for row in fixed)


def test_most_of_a_knapsack_is_fixed_by_its_optimum() -> None:
    weights = tuple((j, 20 + 37 * j % 53) for j in range(60))
    worths = tuple((j, 100 + 61 * j % 97) for j in range(60))
    program = Program((1,) * 60, (Row("line:a", weights, high=1000),), worths)
    best = maximise(program)
    assert best.objective is not None
    fixed = narrowing(program, least=best.objective)
    assert len(fixed) > 30
    huge = Program(program.upper, program.rows, tuple((j, v * 10**12) for j, v in worths))
    assert len(narrowing(huge, least=best.objective * 10**12)) > 30


def test_whole_variables_above_one_are_left_alone() -> None:
    assert narrowing(Program((5,), (), ((0, 1),)), least=5) == ()
