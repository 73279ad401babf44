"""The timetable on half-years: bars, money to the cent, and what the page says."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from salkku.domain.dossier import Dossier
from salkku.domain.periods import parse_half_year
from salkku.web.desk.opening import Desk, replace
from salkku.web.jobs.questions import answer
from salkku.web.pages.time.laying import timeline_of


def test_bars_last_as_long_as_the_projects(desk: Desk) -> None:
    starts = {"tram": "2026-H2", "wells": "2027-H1", "fest": "2026-H2"}
    timeline = timeline_of(desk.read(), starts)
    spans = {bar.id: (bar.first, bar.last) for bar in timeline.bars}
    autumn, spring = parse_half_year("2026-H2"), parse_half_year("2027-H1")
    assert spans == {
        "fest": (autumn, autumn),
        "tram": (autumn, autumn + 3),
        "wells": (spring, spring + 2),
    }
    assert [bar.id for bar in timeline.bars] == ["fest", "tram", "wells"]
    assert timeline.halves == tuple(range(autumn, autumn + 4))
    assert timeline.fullest(ends=False) == (autumn, 2)
    assert timeline.fullest(ends=True) == (autumn + 3, 2)


def test_each_citys_money_adds_up_to_the_cent(desk: Desk) -> None:
    agreement = desk.read()
    starts = dict.fromkeys(answer(agreement, "solve", {})["chosen"], "2026-H2")
    timeline = timeline_of(agreement, starts)
    payers = {row.line: row.party for row in agreement.budgets}
    for party, row in timeline.money.items():
        costs = (
            cost.cents
            for cost in agreement.costs
            if cost.proposal in starts and payers[cost.line] == party
        )
        assert sum(row) == sum(costs)


def test_the_page_says_what_starts_when_and_hands_it_out(
    desk: Desk, signed_in: Callable[[str], Client], answered: None, today: object
) -> None:
    path = f"/en/a/{desk.key}/time/"
    page = signed_in("viewer").get(path).content.decode()
    assert "proved best" in page
    table = signed_in("viewer").get(f"{path}?as=csv").content.decode()
    starts = answer(desk.read(), "schedule", {})["starts"]
    assert len(table.splitlines()) == 1 + len(starts)


def test_where_money_is_short_the_page_says_by_how_much(
    desk: Desk, signed_in: Callable[[str], Client], answered: None, today: object
) -> None:
    files = dict(desk.workspace.dossier().files)
    files["proposals.csv"] = files["proposals.csv"].replace(b"lab,proposal", b"lab,committed")
    files["budgets.csv"] = files["budgets.csv"].replace(b"common,600000", b"common,250000")
    replace(desk=desk, dossier=Dossier(files))
    page = signed_in("viewer").get(f"/en/a/{desk.key}/time/").content.decode()
    assert "No timetable keeps all the rules." in page
    assert "€50,000 too little" in page
