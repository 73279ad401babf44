"""Alarms of the timeline become sentences of the week: only what is still to come, once each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from salkku import followup, workbench
from salkku.domain.agreement import Agreement, Criterion, Party, Theme
from salkku.domain.ecosystem import Call, FundedProject
from salkku.domain.periods import parse_half_year, parse_month
from salkku.domain.proposals import Commitment, Cost, Proposal, Result
from salkku.domain.terms import BudgetRow
from salkku.domain.weeks import WeekItem

H1 = parse_half_year("2027-H1")
ONE = Fraction(1)
PLAIN = Agreement(
    id="a",
    name={},
    period=(parse_month("2027-01"), parse_month("2030-12")),
    parties=(Party("p", {"en": "Port"}),),
    focus_areas=(Theme("f", {"en": "Fog"}), Theme("g", {"en": "Glow"})),
    methods=(),
    criteria=(Criterion("c", {}, Fraction(0), Fraction(5)),),
    proposals=(),
)


def running(row: str, *, months: int = 12, start: str = "2027-01", area: str = "f") -> Proposal:
    return Proposal(
        row,
        "running",
        focus_areas=((area, ONE),),
        start=parse_month(start),
        duration_months=months,
    )


def week(agreement: Agreement, today: date = date(2027, 6, 15)) -> dict[str, WeekItem]:
    items = workbench.week(agreement, today=today, since=today)
    for item in items:
        for language in ("fi", "sv", "en"):
            said = followup.sentence(item, language=language)
            assert "{" not in said
            assert not said.startswith("week.")
    return {item.kind: item for item in items}


def ids(item: WeekItem) -> list[str]:
    return [row.id for row in item.rows]


def test_missing_money_is_counted_once_a_line_and_forgotten_when_it_is_over() -> None:
    agreement = replace(
        PLAIN,
        proposals=(running("a"), running("b")),
        costs=(Cost("a", "own", 100_00, 0), Cost("b", "own", 60_00, 1), Cost("b", "eu", 7, 0)),
        budgets=(
            BudgetRow("own", 70_00, party="p", start=H1, end=H1, row=2),
            BudgetRow("own", 55_00, party="p", start=H1 + 1, end=H1 + 1, row=3),
            BudgetRow("own", 150_00, party="p", row=4),
            BudgetRow("eu", 7, row=5),
        ),
    )
    item = week(agreement)["money_short"]
    assert [(row.id, row.cents) for row in item.rows] == [("own", 30_00), ("own", 5_00)]
    assert item.number == 35_00
    assert item.rows[0].facts == {"party": "p", "from": "2027-H1", "until": "2027-H1"}
    later = week(agreement, date(2027, 9, 1))["money_short"]
    assert later.number == 10_00, "the whole line lacks more than what is left of its spans"
    rich = replace(
        agreement, budgets=tuple(replace(b, limit_cents=10**9) for b in agreement.budgets)
    )
    assert "money_short" not in week(rich)


@pytest.mark.parametrize(("carry", "missing"), [(True, 15_00), (False, 35_00)])
def test_what_a_span_hands_on_is_not_missing_in_the_next(carry: bool, missing: int) -> None:
    agreement = replace(
        PLAIN,
        proposals=(running("a"), running("b")),
        costs=(Cost("a", "own", 50_00, 0), Cost("b", "own", 90_00, 1)),
        budgets=(
            BudgetRow("own", 70_00, start=H1, end=H1, carry=carry, row=2),
            BudgetRow("own", 55_00, start=H1 + 1, end=H1 + 1, row=3),
        ),
    )
    item = week(agreement)["money_short"]
    assert (item.number, item.rows[0].facts["from"]) == (missing, "2027-H2")


def test_a_decided_row_without_a_start_counts_with_its_least() -> None:
    free = replace(running("a"), status="committed", start=None)
    agreement = replace(
        PLAIN,
        proposals=(free,),
        costs=(Cost("a", "own", 50_00, 0),),
        budgets=(
            BudgetRow("own", 10_00, start=H1, end=H1, row=2),
            BudgetRow("own", 40_00, row=3),
        ),
    )
    assert [(row.id, row.cents) for row in week(agreement)["money_short"].rows] == [("own", 10_00)]


def test_the_greatest_wave_of_ends_counts_the_portfolio_and_no_neighbour() -> None:
    project = FundedProject(
        "x", {"en": "Fern"}, "steered", start=parse_month("2026-01"), end=parse_month("2027-11")
    )
    agreement = replace(
        PLAIN,
        proposals=(running("a"), running("b"), running("c", months=24)),
        projects=(project, replace(project, id="y", scope="neighbour")),
    )
    item = week(agreement)["cliff"]
    assert sorted(ids(item)) == ["a", "b", "x"]
    assert item.values == {"half_year": "2027-H2", "running": 4}
    assert {row.id: row.name for row in item.rows}["x"] == {"en": "Fern"}
    assert "cliff" not in week(agreement, date(2028, 1, 1)), "that wave is over"


def test_a_focus_area_falls_quiet_unless_a_project_of_ours_runs_in_it() -> None:
    agreement = replace(
        PLAIN,
        proposals=(
            running("a"),
            running("b", start="2029-01"),
            running("g", months=36, area="g"),
        ),
    )
    item = week(agreement)["quiet"]
    assert ids(item) == ["f"]
    assert item.rows[0].facts == {"from": "2028-H1", "until": "2029-H1"}
    assert "quiet" in week(agreement, date(2028, 12, 1))
    assert "quiet" not in week(agreement, date(2029, 1, 1))
    bridge = FundedProject(
        "x",
        {},
        "aligned",
        focus_areas=(("f", ONE),),
        start=parse_month("2027-10"),
        end=parse_month("2028-12"),
    )
    assert "quiet" not in week(replace(agreement, projects=(bridge,)))


def test_a_result_waits_for_its_money() -> None:
    agreement = replace(
        PLAIN,
        proposals=(running("a"), running("b")),
        results=(Result("a.1", "a", {"en": "Lamp"}),),
        commitments=(
            Commitment("a", "o", "a.1", "", 5, parse_month("2029-02"), "signed"),
            Commitment("b", "o", "", "", 5, parse_month("2028-01"), "signed"),
        ),
    )
    item = week(agreement)["funding_gap"]
    assert ids(item) == ["a.1"]
    assert item.rows[0].name == {"en": "Lamp"}
    assert (item.rows[0].facts["from"], item.rows[0].facts["half_years"]) == ("2028-H1", "2")
    assert "funding_gap" in week(agreement, date(2028, 12, 31))
    assert "funding_gap" not in week(agreement, date(2029, 1, 1))


def test_ideas_have_a_last_useful_call_until_it_closes() -> None:
    agreement = replace(
        PLAIN,
        proposals=(
            Proposal("i", "idea", duration_months=12, focus_areas=(("f", ONE),)),
            Proposal("j", "idea", duration_months=12, focus_areas=(("g", ONE),)),
        ),
        calls=(
            Call("fog", closes="2027-10-01", focus_areas=("f",)),
            Call("any", closes="2027-08-01"),
            Call("late", closes="2030-06-01", earliest_decision="2030-09-01"),
        ),
    )
    item = week(agreement)["latest_call"]
    assert [(row.id, row.facts["call"]) for row in item.rows] == [("j", "any"), ("i", "fog")]
    assert item.values["day"] == "2027-08-01"
    after = week(agreement, date(2027, 8, 2))
    assert (ids(after["latest_call"]), ids(after["no_useful_call"])) == (["i"], ["j"])
    assert after["no_useful_call"].rows[0].facts == {"latest_start": "2030-H1"}


def test_without_a_period_nothing_is_said_of_the_timeline() -> None:
    kinds = week(replace(PLAIN, period=None, proposals=(running("a"), running("b"), running("c"))))
    assert not {"cliff", "quiet", "money_short"} & set(kinds)
