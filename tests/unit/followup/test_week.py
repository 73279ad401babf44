"""The week says only what the tables support, and every number is what its list comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salkku import followup, workbench
from salkku.domain.agreement import Agreement, Party, Theme
from salkku.domain.ecosystem import Actual, Call, Event, FundedProject, Indicator, Need
from salkku.domain.periods import parse_month
from salkku.domain.proposals import Commitment, Cost, Proposal, Result
from salkku.domain.terms import BudgetRow
from salkku.domain.weeks import WeekItem

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TODAY, SINCE = date(2027, 6, 15), date(2027, 6, 8)
ONE = Fraction(1)


def agreement(**tables: object) -> Agreement:
    """An agreement of one cell, with the tables given."""
    base = Agreement(
        id="a",
        name={"en": "A"},
        period=None,
        parties=(Party("p", {"en": "Port"}),),
        focus_areas=(Theme("f", {"en": "Fog"}),),
        methods=(Theme("m", {"en": "Mud"}),),
        criteria=(),
        proposals=(),
    )
    return replace(base, **tables)  # type: ignore[arg-type]


def running(row: str = "r", **more: object) -> Proposal:
    made = Proposal(
        row,
        "running",
        focus_areas=(("f", ONE),),
        methods=(("m", ONE),),
        parties=("p",),
        start=parse_month("2026-07"),
        duration_months=24,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def week(given: Agreement) -> dict[str, WeekItem]:
    items = followup.week(given, today=TODAY, since=SINCE)
    assert len({item.kind for item in items}) == len(items)
    return {item.kind: item for item in items}


def rows(item: WeekItem) -> list[str]:
    return [row.id for row in item.rows]


@pytest.mark.parametrize("example", ["tiny", "hevi"])
@given(today=st.dates(date(2020, 1, 1), date(2032, 1, 1)), days=st.integers(0, 400))
def test_every_number_is_what_its_list_comes_to(example: str, today: date, days: int) -> None:
    given_agreement = READ[example]
    since = date.fromordinal(max(1, today.toordinal() - days))
    for item in followup.week(given_agreement, today=today, since=since):
        total = sum(row.cents for row in item.rows)
        assert item.number == (len(item.rows) if item.unit == "count" else total)
        assert item.rows
        for language in ("fi", "sv", "en"):
            said = followup.sentence(item, language=language)
            assert "{" not in said
            assert said != f"week.{item.kind}"


READ = {name: workbench.read(workbench.open_folder(EXAMPLES / name)) for name in ("tiny", "hevi")}


def test_nothing_is_said_of_an_agreement_without_tables() -> None:
    assert list(week(agreement())) == ["empty_cells"]
    assert week(agreement(parties=())) == {}


def test_money_comes_back_at_the_pace_so_far() -> None:
    given_agreement = agreement(
        proposals=(running(),),
        indicators=(Indicator("i", "r", code="spending", target=Fraction(240_000)),),
        actuals=(
            Actual("i", "2026-12-31", Fraction(10_000)),
            Actual("i", "2027-06-30", Fraction(99)),
            Actual("i", "2027-05-31", Fraction(50_000)),
        ),
        calls=(Call("c", closes="2027-09-30"), Call("d", closes="2027-01-31")),
    )
    assert "returning" not in week(given_agreement), "the latest actual lies in the future"
    given_agreement = replace(given_agreement, actuals=given_agreement.actuals[::2])
    item = week(given_agreement)["returning"]
    # 50,000 in 11 of 24 months is 109,090.90… in all: 130,909.09 of 240,000 would be left.
    assert item.number == 13_090_909
    assert item.values["day"] == "2027-09-30"
    bare = replace(given_agreement, calls=())
    assert "returning_no_call" in week(bare)
    assert "returning" not in week(replace(given_agreement, indicators=()))
    fast = replace(given_agreement, actuals=(Actual("i", "2027-05-31", Fraction(200_000)),))
    assert "returning" not in week(fast)


def test_a_result_without_a_carrier_is_told_with_the_support_behind_it() -> None:
    given_agreement = agreement(
        proposals=(running(), running("s"), Proposal("q", "proposal")),
        results=(
            Result("r.1", "r", {}),
            Result("r.2", "r", {}),
            Result("s.1", "s", {}),
            Result("q.1", "q", {}),
        ),
        budgets=(BudgetRow("common", 10**9), BudgetRow("own", 10**9, party="p")),
        costs=(Cost("r", "common", 700), Cost("r", "own", 50), Cost("q", "common", 11)),
        commitments=(
            Commitment("r", "o", "r.1", "", 5, None, "none"),
            Commitment("s", "o", "", "", 5, None, "spoken"),
        ),
    )
    items = week(given_agreement)
    assert rows(items["without_carrier"]) == ["r.1", "r.2"]
    assert items["without_carrier"].values == {"support": 700}
    assert rows(items["without_carrier_proposed"]) == ["q.1"]
    assert items["without_carrier_proposed"].values == {"support": 11}


def test_continuing_cost_is_promised_against_budgeted() -> None:
    given_agreement = agreement(
        proposals=(running(), Proposal("q", "proposal"), Proposal("x", "rejected")),
        commitments=(
            Commitment("r", "o", "", "", 100, None, "letter"),
            Commitment("r", "o", "", "", 30, None, "budgeted"),
            Commitment("r", "o", "", "", 999, None, "none"),
            Commitment("q", "o", "", "", 7, None, "spoken"),
            Commitment("x", "o", "", "", 5000, None, "signed"),
        ),
    )
    items = week(given_agreement)
    assert (items["continuing"].number, items["continuing"].values) == (100, {"budgeted": 30})
    assert items["continuing_proposed"].number == 7


def test_calls_and_decisions_wait_by_their_dates() -> None:
    given_agreement = agreement(
        calls=(
            Call("open", opens="2027-06-15", closes="2027-06-15"),
            Call("soon", opens="2027-08-14", closes="2027-09-30"),
            Call("later", opens="2027-08-15", closes="2027-09-30"),
            Call("over", opens="2027-01-01", closes="2027-06-14"),
            Call("bare"),
        ),
        proposals=(
            Proposal("a", "proposal", call="over"),
            Proposal("b", "rejected", call="over"),
            Proposal("c", "proposal", call="open"),
            Proposal("d", "idea", call="open"),
        ),
    )
    items = week(given_agreement)
    assert rows(items["calls_open"]) == ["open"]
    assert items["calls_open"].rows[0].facts["proposals"] == "2"
    assert rows(items["calls_coming"]) == ["soon"]
    assert rows(items["decisions_waiting"]) == ["a"]


def test_what_changed_lies_between_the_two_days() -> None:
    given_agreement = agreement(
        projects=(
            FundedProject("f1", {}, as_of="2027-06-08"),
            FundedProject("f2", {}, as_of="2027-06-16"),
            FundedProject("old", {}, as_of="2027-06-07"),
        ),
        actuals=(Actual("i", "2027-06-10", ONE),),
        events=(Event("e", {}, month=parse_month("2027-05")),),
    )
    item = week(given_agreement)["changed"]
    assert rows(item) == ["f1", "i"]
    wide = followup.week(given_agreement, today=TODAY, since=date(2027, 5, 1))
    assert any(row.id == "e" for one in wide if one.kind == "changed" for row in one.rows)


def test_the_portfolio_is_steered_aligned_and_decided() -> None:
    fact = FundedProject(
        "x", {}, "neighbour", focus_areas=(("f", ONE),), methods=(("m", ONE),), parties=("p",)
    )
    assert week(agreement(projects=(fact,)))["empty_cells"].number == 1
    for scope in ("steered", "aligned"):
        item = week(agreement(projects=(replace(fact, scope=scope),)))["emptiest_cell"]
        assert rows(item) == ["x"]
    assert rows(week(agreement(proposals=(running(),)))["emptiest_cell"]) == ["r"]


def test_needs_ends_and_checks() -> None:
    ended = FundedProject("x", {}, "steered", end=parse_month("2026-07"))
    given_agreement = agreement(
        needs=(
            Need("n1", "p", "", {}),
            Need("n2", "p", "", {}),
            Need("past", "p", "", {}, end=parse_month("2027-05")),
        ),
        proposals=(running(needs=("n1",), duration_months=13),),
        projects=(ended,),
    )
    items = week(given_agreement)
    assert rows(items["needs_unanswered"]) == ["n2"]
    assert rows(items["ending"]) == ["r"]
    assert [row.facts["months_after"] for row in items["checks_due"].rows] == ["12", "0"]


def test_the_strip_places_every_cent_of_the_parties() -> None:
    given_agreement = agreement(
        proposals=(
            running(duration_months=14),
            running("n", start=None),
            Proposal("q", "proposal"),
        ),
        budgets=(BudgetRow("own", 10**9, party="p"), BudgetRow("common", 10**9)),
        costs=(
            Cost("r", "own", 100),
            Cost("r", "own", 7, half_year=2),
            Cost("r", "common", 9999),
            Cost("n", "own", 5),
            Cost("q", "own", 6),
        ),
        commitments=(
            Commitment("r", "o", "", "", 1200, None, "signed"),
            Commitment("r", "o", "", "", 600, parse_month("2029-01"), "budgeted"),
        ),
    )
    strip = followup.strip(given_agreement)
    assert strip.years == tuple(range(2021, 2031))
    money = dict(zip(strip.years, strip.money["p"], strict=True))
    # 14 months are three half-years from 2026-H2: 33 + 33 + 34; 7 more in the third.
    assert (money[2026], money[2027]) == (33, 33 + 34 + 7)
    assert sum(money.values()) == 107
    assert strip.undated == ("n",)
    assert [bar.id for bar in strip.bars] == ["r"]
    # It ends in 2027-08: four months of 2027, then whole years.
    promised = dict(zip(strip.years, strip.promised, strict=True))
    assert (promised[2026], promised[2027], promised[2028]) == (0, 400, 1200)
    assert strip.budgeted == (0, 0, 0, 0, 0, 0, 0, 0, 600, 600)


def test_chosen_rows_can_be_laid_over_the_years() -> None:
    hevi = READ["hevi"]
    chosen = tuple(row.id for row in hevi.proposals if row.competes)
    strip = followup.strip(hevi, chosen=chosen)
    assert {bar.id for bar in strip.bars} >= set(chosen) - set(strip.undated)
    own = {row.line: row.party for row in hevi.budgets if row.party}
    for party in hevi.parties:
        lines = {line for line, payer in own.items() if payer == party.id}
        dated = set(chosen) - set(strip.undated)
        paid = sum(
            cost.cents for cost in hevi.costs if cost.line in lines and cost.proposal in dated
        )
        assert sum(strip.money[party.id]) == paid > 0
