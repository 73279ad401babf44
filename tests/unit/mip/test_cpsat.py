"""A program on which CP-SAT's presolve once lost the optimum and called the rest optimal."""

from __future__ import annotations

from itertools import product

import pytest

from salkku.mip import Program, Row, maximise

WORTH = (
    14358177018,
    14141164374,
    921478705007,
    949978046399,
    9572118011,
    9427442917,
    614319136671,
    21803157694,
    1420756097949,
    -1276282402,
    -1256992389,
    -81909218222,
    -5105129606,
    -5027969555,
    -327636872891,
)
OBJECTIVE = tuple(enumerate(WORTH))
PROGRAM = Program(
    upper=(1,) * 15,
    rows=(
        Row("step:0", ((0, 1), (1, -1)), high=0),
        Row("step:0", ((1, 1), (2, -1)), high=0),
        Row("step:2", ((4, 1), (5, -1)), high=0),
        Row("line", ((0, 22), (3, 14), (4, 21)), high=32),
        Row("line", ((0, -22), (2, 22), (3, 28), (4, -21), (6, 21)), high=20),
        Row("better", OBJECTIVE, low=949978046399),
        Row("pair:10", ((1, 1), (8, 1), (10, -1)), high=1),
        Row("pair:11", ((2, 1), (8, 1), (11, -1)), high=1),
        Row("pair:13", ((5, 1), (8, 1), (13, -1)), high=1),
    ),
    objective=OBJECTIVE,
)


@pytest.mark.parametrize("solver", ["cpsat", "highs", "auto"])
def test_the_objective_may_be_a_row_as_well(solver: str) -> None:
    best = max(
        PROGRAM.worth(values)
        for values in product((0, 1), repeat=PROGRAM.size)
        if PROGRAM.admits(values)
    )
    answer = maximise(PROGRAM, solver=solver)
    assert (answer.status, answer.objective, answer.bound) == ("optimal", best, best)
