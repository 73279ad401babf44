"""The page of the ecosystem: the portfolio, one row the other way, wishes that mean nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.test import Client

from salkku.web.desk.opening import Desk
from salkku.web.pages.portfolio.ecosystem import with_row


def test_a_row_goes_out_or_comes_in_its_level_in_its_place(desk: Desk) -> None:
    agreement = desk.read()
    assert with_row(["lab", "tram"], "tram", agreement) == ["lab"]
    assert with_row(["lab"], "tram", agreement) == ["tram", "lab"]
    assert with_row(["lab", "tram"], "lab-small", agreement) == ["tram", "lab-small"]
    assert with_row(["lab"], "no-such-row", agreement) is None
    assert with_row(["lab"], "", agreement) is None


def test_a_tried_row_stands_beside_the_portfolio(
    desk: Desk, signed_in: Callable[[str], Client], answered: None, today: date
) -> None:
    client = signed_in("viewer")
    plain = client.get(f"/en/a/{desk.key}/portfolio/ecosystem/").content.decode()
    assert "data-waiting" not in plain
    assert ">Tried<" not in plain
    tried = client.get(f"/en/a/{desk.key}/portfolio/ecosystem/?row=lab").content.decode()
    assert ">Tried<" in tried
    assert "Back to the best portfolio" in tried
    strange = client.get(f"/en/a/{desk.key}/portfolio/ecosystem/?row=%3Cscript%3E").content.decode()
    assert "<script>" not in strange.replace("<script src", "")
    assert ">Tried<" not in strange
