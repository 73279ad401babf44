"""The money pages say what the curves hold, and hand them out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from salkku.web.desk.opening import Desk
from salkku.web.pages.money.curve import standing_of
from salkku.web.pages.money.fairness import price_of
from salkku.web.pages.money.holding import held_of
from salkku.web.ui.plot import ticks


def _point(limit: int, value: float, *chosen: str) -> dict[str, object]:
    return {"limit_eur": limit, "value": value, "chosen": list(chosen)}


def test_the_limit_stands_between_two_jumps() -> None:
    points = [_point(100, 2, "a"), _point(250, 4, "b"), _point(400, 5, "b", "c")]
    found = standing_of({"limit_eur": 300, "points": points})
    assert found is not None
    assert (found.value, found.needed, found.idle) == (4, 250, 50)
    assert found.more is not None
    assert found.less is not None
    assert (found.more.euros, found.more.change) == (100, 0.25)
    assert (found.more.enters, found.more.leaves) == (("c",), ())
    assert (found.less.change, found.less.enters, found.less.leaves) == (-0.5, ("a",), ("b",))


def test_a_limit_under_every_point_holds_no_portfolio() -> None:
    assert standing_of({"limit_eur": 50, "points": [_point(100, 2, "a")]}) is None


def test_the_last_jump_has_nothing_above() -> None:
    found = standing_of({"limit_eur": 300, "points": [_point(100, 2, "a")]})
    assert found is not None
    assert (found.more, found.less, found.idle) == (None, None, 200)


def test_the_bar_is_against_the_average_euro() -> None:
    answer = {"points": [{"reserve_eur": 100, "value": 3, "bar": 0.01}]}
    (held,) = held_of(answer, value=4, limit=200)
    assert held.lost == pytest.approx(0.25)
    assert held.times == pytest.approx(0.5)


def test_the_price_of_fairness_is_the_least_at_which_nobody_loses() -> None:
    points = [
        {"fairness": 0.8, "value": 10, "chosen": ["a", "b"]},
        {"fairness": 1.0, "value": 9, "chosen": ["a", "c"]},
        {"fairness": 1.5, "value": 4, "chosen": ["c"]},
    ]
    price = price_of({"points": points})
    assert price is not None
    assert (price.share, price.enters, price.leaves) == (pytest.approx(0.1), ("c",), ("b",))
    assert price_of({"points": points[:1]}) is None


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 3_140_000), (-0.2, 0.31), (82.6, 168.1)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 7
    assert low <= found[0]
    assert found[-1] <= high + 1e-9


def test_a_figure_is_handed_out_as_picture_and_as_table(
    desk: Desk, signed_in: Callable[[str], Client], answered: None
) -> None:
    path = f"/sv/a/{desk.key}/money/?line=common"
    page = signed_in("viewer").get(path).content.decode()
    assert "line=common&amp;as=svg" in page
    picture = signed_in("viewer").get(f"{path}&as=svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")
    table = signed_in("viewer").get(f"{path}&as=csv").content.decode()
    assert table.splitlines()[0].startswith("\ufeffGräns;Värde")
    assert len(table.splitlines()) > 3
    assert signed_in("viewer").get(f"{path}&as=exe").status_code == 404
