"""Slots of test environments: what is used, what there is, and what is missing, made by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tests.unit.optimise_time.instances import FIRST, agreement_of

from salkku import workbench
from salkku.domain import ecosystem
from salkku.domain.agreement import Agreement
from salkku.domain.proposals import Proposal
from salkku.domain.terms import Rule
from salkku.domain.timetable import Baseline


def agreement(*rows: Proposal, capacity: int | None = 1) -> Agreement:
    return replace(
        agreement_of(1, rows=2, half_years=4),
        proposals=rows,
        costs=(),
        scores=(),
        relations=(),
        rules=(),
        testbeds=(ecosystem.Testbed("pier", {"en": "The pier"}, capacity=capacity),),
    )


BUILDER = Proposal(
    "build", "committed", start=6 * FIRST, duration_months=6, develops=(("pier", 2),)
)


def user(name: str, *, slots: int = 1, level_of: str = "") -> Proposal:
    used = () if level_of else (("pier", slots),)
    return Proposal(name, "committed", duration_months=6, testbeds=used, level_of=level_of)


def test_what_a_project_builds_is_there_from_the_half_year_after_its_end() -> None:
    answer = workbench.schedule(agreement(BUILDER, user("a", slots=3)))
    assert answer.starts["a"] == FIRST + 1
    alone = replace(BUILDER, develops=())
    assert workbench.schedule(agreement(alone, user("a", slots=3))).status == "infeasible"


def test_an_unknown_capacity_limits_nothing_and_is_told_as_unknown() -> None:
    free = agreement(user("a", slots=9), capacity=None)
    assert workbench.schedule(free).status == "optimal"
    assert {one.capacity for one in workbench.slots_of_testbeds(free)} == {None}


def test_users_wait_for_one_another() -> None:
    answer = workbench.schedule(agreement(user("a"), user("b"), user("c")))
    assert sorted(answer.starts.values()) == [FIRST, FIRST + 1, FIRST + 2]


def test_use_and_capacity_are_told_for_every_half_year() -> None:
    held = replace(user("a", slots=2), start=6 * FIRST, duration_months=12)
    told = workbench.slots_of_testbeds(agreement(BUILDER, held))
    assert [(one.half_year - FIRST, one.used, one.capacity, one.short) for one in told] == [
        (0, 2, 1, 1),
        (1, 2, 3, 0),
        (2, 0, 3, 0),
        (3, 0, 3, 0),
    ]
    assert told[0].rows == ("a",)


def test_too_few_slots_are_an_alarm_and_a_reason() -> None:
    held = replace(user("a"), start=6 * FIRST)
    other = Proposal("b", "proposal", duration_months=6, testbeds=(("pier", 1),))
    (alarm,) = workbench.alarms(agreement(held, replace(held, id="c")))
    assert (alarm.code, alarm.rows, alarm.values["slots"]) == ("slots_short", ("a", "c"), 1)
    before = Baseline(("a", "b"), {"a": FIRST, "b": FIRST})
    answer = workbench.replan(agreement(held, other), baseline=before)
    (move,) = answer.moves
    assert (move.proposal, move.reason, move.values["slots"]) == ("b", "testbed", 1)
    for language in ("fi", "sv", "en"):
        assert "pier" in workbench.move_sentence(move, language=language)
        assert "pier" in workbench.alarm_sentence(alarm, language=language)


def test_decided_rows_that_overfill_a_test_environment_are_told_and_mended() -> None:
    """Where and when, by how much, and the cheapest way out – also where one slot is no answer."""
    rows = tuple(
        replace(user(name), start=6 * FIRST, duration_months=12) for name in ("a", "b", "c")
    )
    answer = workbench.schedule(agreement(*rows))
    (short,) = answer.shortfalls
    assert (short.item, short.measure, short.missing) == ("testbed:pier", "slots", 2)
    assert short.span == (FIRST, FIRST + 1)
    assert short.rows == ("a", "b", "c")
    found = workbench.repair_in_time(agreement(*rows))
    assert set(found.clash) < {"committed:a", "committed:b", "committed:c", "testbed:pier"}
    best, *others = found.repairs
    (change,) = best.changes
    assert (change.item, change.before, change.after) == ("testbed:pier", "1", "3")
    assert change.span == (FIRST, FIRST + 1)
    assert best.cost == 200_000
    assert [one.cost for one in others] == sorted(one.cost for one in others)
    assert len({frozenset(c.item for c in one.changes) for one in found.repairs}) > 1


def test_effort_of_decided_rows_that_is_too_much_is_told() -> None:
    rows = tuple(
        Proposal(name, "committed", start=6 * FIRST, duration_months=12, effort_pm=Fraction(15))
        for name in ("a", "b")
    )
    team = Rule("team", "all", "all", "effort_pm", maximum=Fraction(25, 2), start=FIRST)
    tight = replace(agreement(*rows), rules=(team,))
    (short,) = workbench.schedule(tight).shortfalls
    assert (short.item, short.measure, short.missing) == ("rule:team", "effort_pm", Fraction(5, 2))
    (change,) = workbench.repair_in_time(tight).repairs[0].changes
    assert (change.item, change.before, change.after) == ("rule:team", "12.5", "15")


def test_a_level_uses_what_its_base_row_uses() -> None:
    base, level = user("a"), replace(user("a2", level_of="a"), status="proposal")
    clash = agreement(replace(base, status="proposal"), level, user("b"))
    used = workbench.slots_of_testbeds(clash, starts={"a2": FIRST, "b": FIRST})
    assert (used[0].used, used[0].short) == (2, 1)
