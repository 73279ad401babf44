"""Money that is missing, alarms, and baselines, on small agreements made by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.unit.optimise_time.instances import FIRST, agreement_of

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Call, Event
from salkku.domain.errors import WrongInput
from salkku.domain.proposals import Cost, Proposal
from salkku.domain.terms import BudgetRow, Relation
from salkku.mip import maximise
from salkku.mip.exactly import Answer
from salkku.optimise import shortfall

PLAIN = replace(
    agreement_of(1, rows=2, half_years=4),
    proposals=tuple(
        Proposal(name, "committed", start=6 * FIRST, duration_months=12) for name in ("a", "b")
    ),
    costs=(Cost("a", "support", 100_00), Cost("b", "support", 60_00)),
    scores=(),
    relations=(),
    rules=(),
)


def budgets(agreement: Agreement, *rows: BudgetRow) -> Agreement:
    return replace(agreement, budgets=rows)


def test_it_says_where_and_by_how_much_commitments_break_the_money() -> None:
    agreement = budgets(
        PLAIN,
        BudgetRow("support", 70_00, start=FIRST, end=FIRST, carry=True, row=2),
        BudgetRow("support", 75_00, start=FIRST + 1, end=FIRST + 1, row=3),
    )
    answer = workbench.schedule(agreement)
    assert answer.status == "infeasible"
    missing = {one.span: one.cents for one in answer.shortfalls}
    assert sum(missing.values()) == 15_00  # of 160 euros 145 are there, and 80 of them at once
    assert missing[FIRST, FIRST] >= 10_00
    assert sum(one.cents for one in answer.remedies) == 15_00


def test_a_level_that_must_follow_its_own_base_has_no_timetable() -> None:
    """The base is an idea and in no portfolio, so nothing can begin a year after it."""
    level = Proposal("b", "committed", start=6 * FIRST, duration_months=12, level_of="a")
    follows = Relation("requires", "b", "a", row=2, lag_months=12)
    agreement = replace(
        PLAIN,
        proposals=(replace(PLAIN.proposals[0], status="idea"), level),
        budgets=(BudgetRow("support", 300_00, row=2),),
    )
    assert workbench.schedule(agreement).status == "optimal"
    assert workbench.schedule(replace(agreement, relations=(follows,))).status == "infeasible"
    at_once = replace(agreement, relations=(replace(follows, lag_months=0),))
    assert workbench.schedule(at_once).status == "optimal"
    assert workbench.solve(replace(agreement, relations=(follows,))).chosen == ("b",)


def test_a_lack_that_one_solver_vouches_for_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    agreement = budgets(PLAIN, BudgetRow("support", 70_00, row=2))
    assert [one.least for one in workbench.schedule(agreement).shortfalls] == [True]

    def alone(*given: Any, **named: Any) -> Answer:
        return replace(maximise(*given, **named), proof="solver")

    monkeypatch.setattr(shortfall, "maximise", alone)
    answer = workbench.schedule(agreement)
    assert [one.least for one in answer.shortfalls] == [False]
    assert [one.least for one in answer.remedies] == [False]
    said = list(
        workbench.shortfall_sentences(
            answer.shortfalls, answer.remedies, language="en", agreement=agreement
        )
    )
    assert any("one solver's word" in one for one in said)


def test_money_carried_on_is_enough() -> None:
    agreement = budgets(
        PLAIN,
        BudgetRow("support", 100_00, start=FIRST, end=FIRST, carry=True, row=2),
        BudgetRow("support", 60_00, start=FIRST + 1, end=FIRST + 1, row=3),
    )
    assert workbench.schedule(agreement).status == "optimal"
    kept = replace(agreement, budgets=tuple(replace(b, carry=False) for b in agreement.budgets))
    assert workbench.schedule(kept).status == "infeasible"


def test_an_event_and_a_call_hold_a_start_back() -> None:
    free = Proposal("c", "proposal", duration_months=6, call="k")
    agreement = budgets(replace(PLAIN, proposals=(free,), costs=()))
    assert dict(workbench.schedule(agreement).starts) in ({}, {"c": FIRST})
    fixed = replace(agreement, proposals=(replace(free, status="committed"),))
    late = replace(fixed, calls=(Call("k", earliest_decision="2028-02-01"),))
    assert dict(workbench.schedule(late).starts) == {"c": FIRST + 2}
    after = replace(fixed, events=(Event("e", {}, month=6 * FIRST + 6, precedes=("c",)),))
    assert dict(workbench.schedule(after).starts) == {"c": FIRST + 1}


def test_alarms_name_cliffs_and_the_last_useful_call() -> None:
    rows = tuple(
        Proposal(name, "running", start=6 * FIRST, duration_months=12) for name in ("a", "b", "c")
    )
    idea = Proposal("i", "idea", duration_months=12)
    calls = (
        Call("first", closes="2027-02-01", earliest_decision="2027-05-01"),
        Call("second", closes="2027-10-01", earliest_decision="2028-01-10"),
        Call("late", closes="2028-06-01", earliest_decision="2028-09-01"),
    )
    agreement = budgets(replace(PLAIN, proposals=(*rows, idea), costs=(), calls=calls))
    told = {one.code: one for one in workbench.alarms(agreement)}
    assert told["cliff"].rows == ("a", "b", "c")
    assert told["cliff"].half_year == FIRST + 1
    assert told["latest_call"].values == {"call": "second", "closes": "2027-10-01"}
    later = {one.code for one in workbench.alarms(agreement, today=date(2027, 11, 1))}
    assert "no_useful_call" in later


@pytest.mark.parametrize("text", ["", "[]", '{"starts": {"a": "2027"}}', '{"chosen": [1]}'])
def test_a_baseline_that_is_none_is_wrong_input(tmp_path: Path, text: str) -> None:
    file = tmp_path / "saved.json"
    file.write_text(text, "utf-8")
    with pytest.raises(WrongInput):
        workbench.baseline_of(file)


def test_a_baseline_is_a_decision_or_a_saved_answer(tmp_path: Path) -> None:
    (tmp_path / "decision.json").write_text(json.dumps({"chosen": ["a", "b"]}), "utf-8")
    assert workbench.baseline_of(tmp_path).starts is None
    saved = tmp_path / "s.json"
    saved.write_text(json.dumps({"starts": {"a": "2027-H1"}}), "utf-8")
    assert workbench.baseline_of(saved).starts == {"a": FIRST}


def test_a_drawn_agreement_has_a_small_proved_gap() -> None:
    agreement = agreement_of(1, rows=16, half_years=8, decided=0)
    answer = workbench.schedule(agreement, seconds=20)
    assert answer.gap is not None
    assert 0 <= answer.gap < Fraction(1, 50)
