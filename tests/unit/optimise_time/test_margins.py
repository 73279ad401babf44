"""A bound that falls by margins is never under the best, whoever lies about a margin."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.unit.mip.lying import LIES, Lying, instead_of
from tests.unit.optimise_time.instances import agreement_of

from salkku.appraise.timetable import timetable_of
from salkku.domain.timetable import Timetable
from salkku.mip import Deadline, open_solver
from salkku.optimise.schedule import Timed, best_plan
from salkku.optimise.steps import Aim, aim_at_value

MARGINS = (Fraction(1, 20), Fraction(1, 200), Fraction(1, 1000))
SEEDS = (1, 2, 3, 7)


@pytest.fixture(autouse=True)
def margins_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the first turn and the neighbourhoods, which small timetables would end with."""
    for name, seconds in (("QUICK", 0.0), ("SEEK", 0.0), ("AGAIN", 0.0)):
        monkeypatch.setattr(f"salkku.optimise.schedule.{name}", seconds)


def drawn(seed: int) -> tuple[Timetable, Fraction, Timed]:
    """Give a timetable, the worth of its best plan, and a plan that nobody chose for its worth."""
    timetable = timetable_of(agreement_of(seed, rows=12, half_years=8, decided=0))
    nothing = Aim({(j, s): Fraction(0) for j, own in enumerate(timetable.starts) for s in own})
    best = best_plan(timetable, aim_at_value(timetable), deadline=Deadline(None), settle=False)
    poor = best_plan(timetable, nothing, deadline=Deadline(None), settle=False)
    assert best.status == "optimal"
    assert best.worth is not None
    return timetable, best.worth, poor


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_proved_margin_bounds_the_best(seed: int, count: int) -> None:
    timetable, best, poor = drawn(seed)
    found = best_plan(
        timetable, aim_at_value(timetable), deadline=Deadline(20.0), settle=False, polish=0.0,
        known=poor.plan, margins=MARGINS[:count],
    )  # fmt: skip
    assert found.worth is not None
    assert found.bound is not None
    assert found.worth <= best <= found.bound
    if found.status != "optimal":
        assert found.bound <= found.worth * (1 + MARGINS[count - 1])
        assert found.bound_by == "highs"
    else:
        assert bool(found.bound_by) is not found.certain


@pytest.mark.parametrize("lie", ["infeasible", "bound alone", "low bound", "wrong optimal"])
def test_a_lie_about_a_margin_is_no_optimum(lie: str) -> None:
    timetable, best, poor = drawn(SEEDS[0])
    with instead_of("highs", Lying(open_solver("highs"), LIES[lie], 1, 10**9)):
        found = best_plan(
            timetable, aim_at_value(timetable), deadline=Deadline(20.0), settle=False, polish=0.0,
            known=poor.plan, margins=MARGINS,
        )  # fmt: skip
    assert found.status != "optimal" or found.worth == best
    assert found.worth == best  # the other solver has the last turn
