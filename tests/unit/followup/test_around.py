"""News of the focus areas: one sentence an area, what is of no area left out."""

from __future__ import annotations

from datetime import date

from salkku.domain.agreement import Agreement, Theme
from salkku.domain.weeks import AreaChange
from salkku.followup import sentence, week

DAY = date(2026, 11, 20)
AREAS = (Theme("urban", {"en": "Urban"}), Theme("health", {"en": "Health", "fi": "Terveys"}))
AGREEMENT = Agreement("a", {}, None, (), AREAS, (), (), ())


def test_each_area_has_its_own_number_and_list() -> None:
    changes = (
        AreaChange("cordis:1", "Drones", "urban", "appeared", DAY),
        AreaChange("cordis:2", "Wards", "health", "changed", DAY, None, ("status", "ends")),
        AreaChange("topics:T", "Care", "health", "opened", DAY, date(2027, 1, 29)),
        AreaChange("cordis:3", "Muons", "", "appeared", DAY),
    )
    items = week(AGREEMENT, today=date(2026, 11, 24), since=date(2026, 11, 1), around=changes)
    news = [one for one in items if one.kind == "area_news"]
    assert [(one.values["area_id"], one.number) for one in news] == [("urban", 1), ("health", 2)]
    told = news[1].rows
    assert [row.id for row in told] == ["cordis:2", "topics:T"]
    assert told[0].facts["what"] == "status, ends"
    assert told[1].facts["until"] == "2027-01-29"
    assert "Terveys" in sentence(news[1], language="fi")
    assert sentence(news[1], language="en").endswith("Health since 1 November 2026: 2.")


def test_without_news_the_week_is_as_it_was() -> None:
    items = week(AGREEMENT, today=DAY, since=DAY)
    assert "area_news" not in {one.kind for one in items}
