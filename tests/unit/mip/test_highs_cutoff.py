"""HiGHS takes a row that asks for a better objective as a bound, and says the same."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from salkku.mip import Program, Row, maximise
from salkku.mip.solvers.highs import Highs


def _drawn(rng: Random) -> Program:
    size = rng.randint(3, 8)
    objective = tuple((j, rng.randint(-3, 40)) for j in range(size))
    rows = []
    for number in range(rng.randint(1, 4)):
        terms = tuple((j, rng.randint(-2, 30)) for j in range(size))
        low = rng.randint(0, 8) if rng.random() < 0.3 else None
        rows.append(Row(f"line:{number}", terms, low, rng.randint(20, 20 * size)))
    return Program((1,) * size, tuple(rows), tuple(one for one in objective if one[1]))


def _best(program: Program) -> int | None:
    points = product((0, 1), repeat=program.size)
    return max((program.worth(one) for one in points if program.admits(one)), default=None)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_asked_for_is_found_and_no_more(seed: int) -> None:
    program = _drawn(Random(seed))
    best = _best(program)
    if best is None:
        assert Highs().maximise(program, seconds=20).status == "infeasible"
        return
    reached = program.with_rows(Row("better", program.objective, low=best))
    claim = Highs().maximise(reached, seconds=20)
    assert (claim.status, claim.bound) == ("optimal", best)
    assert claim.values is not None
    assert program.worth(tuple(round(value) for value in claim.values)) == best
    more = program.with_rows(Row("better", program.objective, low=best + 1))
    assert Highs().maximise(more, seconds=20).status == "infeasible"
    assert maximise(more, solver="highs").status == "infeasible"
    less = program.with_rows(Row("better", program.objective, low=best - 5))
    assert maximise(less, solver="highs").objective == best
