"""What if: conditions are recorded with both branches, cuts and wish lists are answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction

import pytest
from django.test import Client

from salkku import workbench
from salkku.domain.errors import NotFound
from salkku.web.desk.decisions import decisions_of
from salkku.web.desk.opening import Desk

CONDITION = "if=tram&level=signed&until=2027-02-28"


def test_a_condition_is_recorded_with_both_branches(
    desk: Desk, signed_in: Callable[[str], Client], answered: None, today: object
) -> None:
    client = signed_in("secretary")
    page = client.get(f"/en/a/{desk.key}/whatif/condition/?{CONDITION}").content.decode()
    assert f"decisions/new/?{CONDITION.replace('&', '&amp;')}" in page
    form = {"by": "board", "if": "tram", "level": "signed", "until": "2027-02-28"}
    made = client.post(f"/en/a/{desk.key}/decisions/new/", form)
    assert made.status_code == 302
    (decision,) = decisions_of(desk)
    assert "tram" not in decision.answer["chosen"]
    assert "tram" in decision.answer["condition"]["then"]["chosen"]
    shown = client.get(made["Location"]).content.decode()
    assert "If the condition comes true by 28 February 2027" in shown
    assert "Otherwise, and until then" in shown


def test_a_condition_of_the_api_is_the_same_decision(
    desk: Desk, signed_in: Callable[[str], Client], today: object
) -> None:
    condition = {"proposal": "tram", "level": "signed", "until": "2027-02-28"}
    body = json.dumps({"by": "board", "condition": condition})
    path = f"/api/v1/agreements/{desk.key}/decisions/new"
    made = signed_in("secretary").post(path, body, content_type="application/json")
    assert made.status_code == 201
    assert "tram" not in made.json()["chosen"]
    assert decisions_of(desk)[0].answer["condition"]["row"] == "tram"


@pytest.mark.parametrize(
    "query", ["if=tram&level=signed", "if=nobody&level=signed&until=2027-01-01"]
)
def test_half_a_condition_is_asked_for_again(
    query: str, desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    page = signed_in("viewer").get(f"/en/a/{desk.key}/whatif/condition/?{query}").content.decode()
    assert "Choose a project, a promise and a day." in page


def test_a_viewer_sees_both_branches_and_records_neither(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    page = signed_in("viewer").get(f"/en/a/{desk.key}/whatif/condition/?{CONDITION}")
    assert "Otherwise" in page.content.decode()
    assert "decisions/new" not in page.content.decode()


def test_less_money_changes_the_plan_with_a_reason(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    path = f"/en/a/{desk.key}/whatif/again/"
    assert "Nothing has to change." in signed_in("viewer").get(path).content.decode()
    cut = signed_in("viewer").get(f"{path}?line=common&less=30").content.decode()
    assert "would be exceeded" in cut
    for nonsense in ("-5", "abc", "1e9", "95"):
        page = signed_in("viewer").get(f"{path}?line=common&less={nonsense}").content.decode()
        assert "Nothing has to change." in page, nonsense


def test_a_wish_list_that_does_not_fit_is_mended(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    path = f"/en/a/{desk.key}/whatif/repair/"
    assert "Nothing has to be mended" in signed_in("viewer").get(path).content.decode()
    query = "&".join(f"force={row}" for row in ("tram", "wells", "lab", "app"))
    page = signed_in("viewer").get(f"{path}?{query}").content.decode()
    assert "together allow no portfolio" in page
    assert "Raise the limit of" in page
    assert "“tram Tram instead of an electric bus excludes wells Wells under the streets”" in page
    tried = signed_in("viewer").get(f"/en/a/{desk.key}/whatif/?{query}").content.decode()
    assert f"whatif/repair/?{query.replace('&', '&amp;')}" in tried


def test_a_wish_list_that_does_not_fit_in_time_is_mended_where_and_when(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    path = f"/en/a/{desk.key}/whatif/repair/?timed=1"
    assert "there is a timetable" in signed_in("viewer").get(path).content.decode()
    query = "&".join(f"force={row}" for row in ("tram", "wells", "lab", "app"))
    page = signed_in("viewer").get(f"{path}&{query}").content.decode()
    assert "Raise the limit of" in page
    assert 'name="timed" value="1" checked' in page


def test_two_plans_are_compared_with_reasons(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    path = f"/en/a/{desk.key}/whatif/compare/"
    same = signed_in("viewer").get(f"{path}?a=best&b=best").content.decode()
    assert "The two plans are the same." in same
    page = signed_in("viewer").get(path).content.decode()
    assert "What the ranking funds" in page


def test_what_is_supposed_leaves_the_agreement_alone(desk: Desk) -> None:
    agreement = desk.read()
    found = workbench.suppose(agreement, decided=["tram"], line="common", less=Fraction(1, 10))
    assert next(row.status for row in found.proposals if row.id == "tram") == "committed"
    limits = {row.line: row.limit_cents for row in found.budgets}
    before = {row.line: row.limit_cents for row in agreement.budgets}
    assert limits == {**before, "common": before["common"] * 9 // 10}
    with pytest.raises(NotFound):
        workbench.suppose(agreement, decided=["nobody"])
    with pytest.raises(NotFound):
        workbench.suppose(agreement, line="nothing")
