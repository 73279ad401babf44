"""The formulation in time, one golden LP a letter; ``SALKKU_GOLDEN=write`` writes them anew."""

from __future__ import annotations

import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from salkku.appraise.timetable import timetable_of
from salkku.domain import ecosystem
from salkku.domain.agreement import Agreement, Criterion
from salkku.domain.periods import format_half_year, parse_half_year, parse_month
from salkku.domain.proposals import Cost, Proposal, Score
from salkku.domain.terms import BudgetRow, Relation, Rule
from salkku.mip import lp_text
from salkku.optimise.steps import Steps, aim_at_value

GOLDEN = Path(__file__).parent / "lp"
H1, H2 = parse_half_year("2027-H1"), parse_half_year("2027-H2")

PLAIN = Agreement(
    id="golden",
    name={},
    period=(parse_month("2027-01"), parse_month("2028-06")),
    parties=(),
    focus_areas=(),
    methods=(),
    criteria=(Criterion("impact", {}, Fraction(0), Fraction(5)),),
    proposals=(
        Proposal("01", "proposal", duration_months=12, effort_pm=Fraction(8)),
        Proposal("02", "proposal", duration_months=6, effort_pm=Fraction(3)),
    ),
    weights={"impact": Fraction(1)},
    scores=(
        Score("01", "impact", Fraction(4), Fraction(4)),
        Score("02", "impact", Fraction(2), Fraction(2)),
    ),
)
AGREEMENTS = {
    "W": replace(
        PLAIN,
        proposals=(
            replace(PLAIN.proposals[0], earliest_start=parse_month("2027-08")),
            replace(PLAIN.proposals[1], latest_start=parse_month("2027-12")),
        ),
    ),
    "E": replace(
        PLAIN,
        rules=(Rule("team", "all", "all", "effort_pm", maximum=Fraction(4), start=H1, end=H2),),
    ),
    "E-slots": replace(
        PLAIN,
        proposals=(
            replace(PLAIN.proposals[0], testbeds=(("pier", 2),)),
            replace(PLAIN.proposals[1], testbeds=(("pier", 1),), develops=(("pier", 1),)),
        ),
        testbeds=(ecosystem.Testbed("pier", {}, capacity=2), ecosystem.Testbed("lab", {})),
    ),
    "A": replace(PLAIN, rules=(Rule("wave", "all", "all", "ends", maximum=Fraction(1)),)),
    "T": replace(PLAIN, loss_per_year=Fraction(19, 100)),
    "P-lag": replace(PLAIN, relations=(Relation("requires", "01", "02", 2, lag_months=6),)),
    "B-carry": replace(
        PLAIN,
        costs=(Cost("01", "support", 100_01), Cost("02", "support", 50_00, 0)),
        budgets=(
            BudgetRow("support", 60_00, start=H1, end=H1, carry=True, row=2),
            BudgetRow("support", 70_00, start=H2, row=3),
            BudgetRow("support", 120_00, row=4),
        ),
    ),
    "S-time": replace(
        PLAIN,
        loss_per_year=Fraction(19, 100),
        relations=(Relation("synergy", "01", "02", 2, criterion="impact", value=Fraction(1)),),
    ),
}


@pytest.mark.parametrize("letter", AGREEMENTS)
def test_letter_in_time(letter: str) -> None:
    timetable = timetable_of(AGREEMENTS[letter])
    steps = Steps(timetable, timetable.starts, aim_at_value(timetable), 1000)
    names = [
        f"y_{row}_{format_half_year(start).replace('-', '')}"
        for row, own in zip(timetable.problem.ids, steps.starts, strict=True)
        for start in own
    ]
    text = lp_text(steps.program(), names=names)
    path = GOLDEN / f"{letter}.lp"
    if os.environ.get("SALKKU_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
