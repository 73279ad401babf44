"""The page of efficient portfolios: aims, the bend, a point opened and compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args
from urllib.parse import unquote

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation

from salkku import workbench
from salkku.domain.terms import Counted
from salkku.web.desk.aims import aims_of
from salkku.web.desk.opening import Desk
from salkku.web.pages.portfolio.front import Aims, aims_in, bend_of, front_of

KNOWN = {"value": "value", "cost": "cost", "ties": "ties", "party:north": "benefit"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", Aims("cost", "value")),
        ("x=ties&y=cost", Aims("ties", "cost")),
        ("x=ties&y=ties", Aims("cost", "value")),
        ("x=impact&y=value", Aims("cost", "value")),
        ("x=cost&y=value&z=party:north", Aims("cost", "value", "party:north")),
        ("x=cost&y=value&z=value", Aims("cost", "value")),
        ("x=%3Cscript%3E&y=cost&z=nothing", Aims("cost", "value")),
    ],
)
def test_aims_that_nobody_may_ask_are_not_asked(query: str, expected: Aims) -> None:
    assert aims_in(QueryDict(query), KNOWN) == expected


def test_swapped_axes_are_one_question() -> None:
    assert Aims("cost", "value", "ties").names == Aims("value", "ties", "cost").names


def test_a_bend_is_told_only_where_there_is_one() -> None:
    assert bend_of([(0, 0), (10, 8), (20, 10)]) == (10, 0.25)
    assert bend_of([(0, 0), (10, 6), (20, 10)]) == (10, pytest.approx(2 / 3))
    assert bend_of([(0, 0), (10, 5.2), (20, 10)]) is None
    assert bend_of([(0, 0), (10, 1), (20, 10)]) is None
    assert bend_of([(5, 1)]) is None


def _front(points: list[tuple[float, float]], **more: Any) -> dict[str, Any]:
    told = [
        {"values": list(one), "chosen": [f"p{k}"], "count": 1, "proved": True}
        for k, one in enumerate(points)
    ]
    return {"objectives": ["cost", "value"], "points": told, "complete": True, **more}


def test_every_point_is_in_the_twin_and_the_picture_thins_out() -> None:
    answer = _front([(1000.0 * k, k**0.5) for k in range(1, 301)])
    laid = front_of(answer, Aims("cost", "value"), names=KNOWN, best=["p7"], address="/f/")
    assert len(laid.twin()["rows"]) == 300
    drawn = laid.picture(title="t", open_place=100)
    assert 150 <= drawn.count("<a href") <= 152
    assert "point=100#point" in drawn
    assert "150" in laid.note()
    shown = laid.short(100)
    assert [one["open"] for one in shown].count(True) == 1
    assert [one["best"] for one in shown].count(True) == 1


def test_an_answer_that_is_not_whole_says_so() -> None:
    aims = Aims("cost", "value")
    for epsilon, said in ((0.0125, "1.25%"), (None, "not known")):
        answer = _front([(1, 1), (2, 2)], complete=False, epsilon=epsilon)
        laid = front_of(answer, aims, names=KNOWN, best=[], address="/f/")
        with translation.override("en"):
            note = laid.note()
        assert said in note
        assert "proved" not in note


def test_every_count_of_the_ecosystem_is_an_aim_in_one_group(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    page = signed_in("viewer").get(f"/en/a/{desk.key}/portfolio/front/").content.decode()
    aims = page[page.index('id="x"') : page.index('id="y"')]
    own = aims[aims.index('label="Ecosystem"') :].partition("</optgroup>")[0]
    assert re.findall(r'value="(\w+)"', own) == list(get_args(Counted))


def test_sums_of_scores_are_aims_only_for_those_who_see_scores(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    agreement = desk.read()
    criteria = {one.id for one in agreement.criteria}
    assert criteria & aims_of(agreement, sees_scores=True).keys()
    assert not criteria & aims_of(agreement, sees_scores=False).keys()
    path = f"/en/a/{desk.key}/portfolio/front/?x=cost&y=impact"
    assert "Sum of scores" in signed_in("secretary").get(path).content.decode()
    page = signed_in("viewer").get(path).content.decode()
    assert "Sum of scores" not in page
    assert 'value="value" selected' in page
    crafted = f"/en/a/{desk.key}/whatif/compare/?a=best&b=front~cost~impact~0"
    assert "An efficient portfolio" in signed_in("secretary").get(crafted).content.decode()
    assert "An efficient portfolio" not in signed_in("viewer").get(crafted).content.decode()


def test_a_point_is_opened_and_compared_with_todays_best(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    client = signed_in("viewer")
    found = workbench.front(desk.read(), objectives=("cost", "value"))
    for place, point in enumerate(found.points):
        page = client.get(f"/en/a/{desk.key}/portfolio/front/?point={place}").content.decode()
        assert 'id="point"' in page
        for row in point.chosen:
            assert f"/proposals/{row}/" in page.partition('id="point"')[2]
    cheapest = min(range(len(found.points)), key=lambda place: found.points[place].values[0])
    page = client.get(f"/en/a/{desk.key}/portfolio/front/?point={cheapest}").content.decode()
    link = re.search(r'href="([^"]+/whatif/compare/[^"]+)"', page)
    assert link is not None
    compared = client.get(unquote(link[1]).replace("&amp;", "&")).content.decode()
    assert f"An efficient portfolio (no. {cheapest + 1})" in compared
    assert "The two plans are the same." not in compared


@pytest.mark.parametrize("point", ["-1", "99", "x", "٣", "9" * 40, "0000000009", "<script>"])
def test_a_point_that_is_none_opens_nothing(
    point: str, desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    query = {"point": point}
    answer = signed_in("viewer").get(f"/en/a/{desk.key}/portfolio/front/", query)
    assert answer.status_code == 200
    assert 'id="point"' not in answer.content.decode()
    crafted = {"a": "best", "b": f"front~cost~value~{point}"}
    assert signed_in("viewer").get(f"/en/a/{desk.key}/whatif/compare/", crafted).status_code == 200


def test_the_picture_and_the_figures_are_files(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    client = signed_in("viewer")
    path = f"/fi/a/{desk.key}/portfolio/front/"
    assert client.get(f"{path}?as=svg").content.startswith(b"<svg")
    rows = client.get(f"{path}?as=csv").content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Kustannukset;")
    assert len(rows) == 1 + len(workbench.front(desk.read(), objectives=("cost", "value")).points)
    assert signed_in("outsider").get(path).status_code in (403, 404)
    assert signed_in("anonymous").get(path).status_code == 302
