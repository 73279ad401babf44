"""Every role at every address: let in or refused as the view declares, and not otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from salkku.web.accounts.permissions import ANYONE, OWNER, SIGNED_IN, allowed, requires
from salkku.web.accounts.roles import ACTIONS, ROLES, actions_of
from salkku.web.desk.opening import Desk

WHO = ("anonymous", "outsider", *ROLES)
VALUES = {
    "proposal": "tram",
    "project": "projects:nothing",
    "kind": "empty_cells",
    "name": "2026-01-01-01",
    "token": "x",
    "table": "costs.csv",
    "row": "0",
}


@dataclass(frozen=True)
class Address:
    path: str
    permission: str
    of_agreement: bool


def _addresses(key: str) -> Iterator[Address]:
    def walk(
        before: str, patterns: list[URLPattern | URLResolver]
    ) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(before + str(pattern.pattern), pattern.url_patterns)
            else:
                yield before + str(pattern.pattern), pattern

    for route, pattern in walk("/", get_resolver().url_patterns):
        path = route
        for name, value in {**VALUES, "agreement": key}.items():
            for kind in ("slug:", "str:", "int:", "path:", ""):
                path = path.replace(f"<{kind}{name}>", value)
        assert "<" not in path, route
        yield Address(path, pattern.callback.permission, "agreement>" in route)


def _expected(address: Address, who: str) -> str:
    if address.permission == ANYONE:
        return "in"
    if who == "anonymous":
        return "sign in"
    if address.permission == SIGNED_IN:
        return "in"
    if address.permission == OWNER:
        return "refused"
    if who == "outsider":
        return "hidden"
    return "in" if address.permission in actions_of(who) else "refused"


def _met(client: Client, address: Address) -> str:
    answer = client.get(address.path)
    if answer.status_code == 401:
        return "sign in"
    if answer.status_code == 302 and "/account/login/?next=" in answer["Location"]:
        return "sign in"
    if answer.status_code == 403:
        return "refused"
    if answer.status_code == 404 and _is_hidden(client, address):
        return "hidden"
    assert answer.status_code < 500, address
    return "in"


def _is_hidden(client: Client, address: Address) -> bool:
    """Tell a hidden agreement from one page of it that does not exist."""
    week = f"/en/a/{address.path.split('/a/')[1].split('/')[0]}/" if "/a/" in address.path else ""
    if not week:
        return address.of_agreement and "api" in address.path and _hides_api(client, address)
    return client.get(week).status_code == 404


def _hides_api(client: Client, address: Address) -> bool:
    key = address.path.split("/agreements/")[1].split("/")[0]
    return client.get(f"/api/v1/agreements/{key}/proposals").status_code == 404


@pytest.mark.parametrize("who", WHO)
@pytest.mark.filterwarnings("ignore")
def test_every_address_as_declared(
    who: str, desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in(who)
    addresses = list(_addresses(desk.key))
    assert len(addresses) > 50
    wrong = [
        (address.path, address.permission, expected, met)
        for address in addresses
        if (expected := _expected(address, who)) != (met := _met(client, address))
        and "logout" not in address.path
    ]
    assert wrong == []


def test_what_changes_something_needs_more_than_looking(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    for path, least in (("decisions/new/", "secretary"), ("folder/new/", "editor")):
        for role in ROLES:
            answer = signed_in(role).post(f"/en/a/{desk.key}/{path}", {})
            may = ROLES.index(role) >= ROLES.index(least)
            assert (answer.status_code == 403) != may, (path, role, answer.status_code)


def test_a_person_of_one_agreement_finds_nothing_of_another(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("admin")
    assert client.get("/en/a/another/").status_code == 404
    assert client.get("/api/v1/agreements/another/proposals").status_code == 404


def test_an_undeclared_permission_lets_nobody_in(desk: Desk, people: dict[str, object]) -> None:
    assert not allowed(people["admin"], "everything", desk.key)
    with pytest.raises(ValueError, match="everything"):
        requires("everything")


def test_fragments_are_guarded_like_pages(desk: Desk, signed_in: Callable[[str], Client]) -> None:
    headers = {"HX-Request": "true"}
    path = f"/en/a/{desk.key}/whatif/?force=tram"
    assert signed_in("outsider").get(path, headers=headers).status_code == 404
    answer = signed_in("anonymous").get(path, headers=headers)
    assert answer.status_code == 401
    assert answer["HX-Redirect"].endswith("/account/login/")


def test_each_role_may_all_that_the_lesser_one_may() -> None:
    for less, more in pairwise(ROLES):
        assert actions_of(less) < actions_of(more)
    assert actions_of("admin") == set(ACTIONS)


def test_no_tab_leads_where_the_person_may_not_go(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    path = f"/en/a/{desk.key}/doubt/"
    cautious = f'href="{path}cautious/"'
    assert cautious in signed_in("assessor").get(path).content.decode()
    assert cautious not in signed_in("viewer").get(path).content.decode()
    assert signed_in("viewer").get(f"{path}cautious/").status_code == 403
