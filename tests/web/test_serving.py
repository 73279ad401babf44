"""One command serves pages and worker; a taken port is told in a sentence."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from salkku import locale
from salkku.web.accounts.entry import demo_entry, redeem
from salkku.web.accounts.models import EntryLink
from salkku.web.desk.laying import lay
from salkku.web.desk.opening import Desk
from salkku.web.serve import PortTaken, refuse_taken, run

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_taken_port_is_told_in_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken) as error:
            run(port=port)
        for language in locale.LANGUAGES:
            told = locale.say(f"cli.{error.value.code}", error.value.values, language=language)
            assert str(port) in told
    refuse_taken(port)


def test_a_link_signs_in_once(desk: Desk, client: Client) -> None:
    entry = demo_entry(agreement=desk.key)
    assert not EntryLink.objects.filter(token_hash=entry.token).exists()
    path = f"/enter/{entry.token}/"
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200, "looking does not use it up"
    assert client.post(path)["Location"].endswith("/")
    assert client.get(f"/en/a/{desk.key}/").status_code == 200
    assert Client().post(path).status_code == 410
    assert redeem(entry.token) is None


def test_the_password_of_the_demonstration_signs_in(desk: Desk, client: Client) -> None:
    entry = demo_entry(agreement=desk.key)
    form = {"login": entry.username, "password": entry.password}
    assert client.post("/en/account/login/", {**form, "password": "wrong"}).status_code == 200
    assert client.post("/en/account/login/", form).status_code == 302
    assert client.get(f"/en/a/{desk.key}/").status_code == 200


def test_the_demonstrations_button_works_only_there(
    desk: Desk, client: Client, settings: Settings
) -> None:
    demo_entry(agreement=desk.key)
    assert client.post("/en/account/demo/").status_code == 404
    settings.SALKKU_DEMO = True
    assert client.post("/en/account/demo/", REMOTE_ADDR="192.0.2.7").status_code == 404
    assert client.post("/en/account/demo/").status_code == 302


def test_many_wrong_passwords_lock_for_a_while(desk: Desk, client: Client) -> None:
    entry = demo_entry(agreement=desk.key)
    form = {"login": entry.username, "password": "wrong"}
    codes = [client.post("/en/account/login/", form).status_code for _ in range(12)]
    assert codes[-1] in (403, 429)
    right = {"login": entry.username, "password": entry.password}
    assert client.post("/en/account/login/", right).status_code != 302


def test_nobody_signs_up(client: Client, db: object) -> None:
    form = {"username": "me", "password1": "a long enough word", "password2": "a long enough word"}
    client.post("/en/account/signup/", form)
    assert client.get("/en/").status_code == 302


def test_an_agreement_that_lies_there_is_left_alone(desk: Desk) -> None:
    assert lay(EXAMPLES / "tiny") == desk
