"""The first start, new agreements, invitations, and ideas that are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from salkku import workbench
from salkku.domain.dossier import Dossier
from salkku.store.archive import pack
from salkku.web.accounts.entry import demo_entry, first_entry, invite
from salkku.web.accounts.models import Membership
from salkku.web.desk.opening import Desk, open_desk

EXAMPLES = Path(__file__).parents[2] / "examples"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_the_first_start_makes_an_owner_and_only_the_first(db: object, client: Client) -> None:
    entry = first_entry()
    assert entry is not None
    assert first_entry() is None
    client.post(f"/enter/{entry.token}/")
    assert "/en/new/" in client.get("/en/").content.decode()


def test_the_owner_brings_an_agreement_in(db: object, client: Client) -> None:
    client.force_login(User.objects.create_superuser("owner"), backend=BACKEND)
    folder = workbench.open_folder(EXAMPLES / "tiny")
    sent = SimpleUploadedFile("tiny.zip", pack(folder.dossier()))
    answer = client.post("/en/new/", {"folder": sent})
    assert answer["Location"] == "/en/a/tiny/"
    assert client.get("/en/a/tiny/people/").status_code == 200
    broken = SimpleUploadedFile("x.zip", b"no zip")
    assert client.post("/en/new/", {"folder": broken}).status_code == 422


def test_an_invitation_signs_in_once(desk: Desk, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("admin")
    path = f"/en/a/{desk.key}/people/"
    text = client.post(path, {"username": "newcomer", "role": "editor"}).content.decode()
    link = re.search(r"http://testserver(/enter/[^/]+/)", text)
    assert link is not None
    assert link[1] not in client.get(path).content.decode(), "shown only once"
    newcomer = Client()
    newcomer.post(link[1])
    assert newcomer.get(f"/en/a/{desk.key}/folder/new/").status_code == 200
    client.post(path, {"username": "newcomer", "role": "end"})
    assert newcomer.get(f"/en/a/{desk.key}/").status_code == 404


def test_no_link_into_another_agreement(desk: Desk, signed_in: Callable[[str], Client]) -> None:
    """An administrator of one agreement cannot become somebody of another."""
    invite(username="elsewhere", agreement="another", role="secretary")
    User.objects.create_superuser("root", password=None)
    for name in ("elsewhere", "root"):
        answer = signed_in("admin").post(
            f"/en/a/{desk.key}/people/", {"username": name, "role": "viewer"}
        )
        assert "/enter/" not in answer.content.decode()


@pytest.mark.parametrize(
    "form",
    [
        {"username": "", "role": "viewer"},
        {"username": "a b", "role": "viewer"},
        {"username": "a", "role": "king"},
        {"username": "admin", "role": "viewer"},
    ],
)
def test_wrong_invitations_change_nothing(
    desk: Desk, signed_in: Callable[[str], Client], form: dict[str, str]
) -> None:
    client = signed_in("admin")
    before = sorted(Membership.objects.values_list("user__username", "role"))
    assert client.post(f"/en/a/{desk.key}/people/", form).status_code == 422
    assert sorted(Membership.objects.values_list("user__username", "role")) == before


def test_the_demonstration_has_a_person_in_every_role(
    desk: Desk, client: Client, settings: Settings
) -> None:
    settings.SALKKU_DEMO = True
    demo_entry(agreement=desk.key)
    client.post("/en/account/demo/", {"role": "viewer"})
    assert client.get(f"/en/a/{desk.key}/decisions/new/").status_code == 403
    client.post("/en/account/demo/")
    assert client.get(f"/en/a/{desk.key}/decisions/new/").status_code == 200


def test_an_idea_is_kept_as_a_row(desk: Desk, signed_in: Callable[[str], Client]) -> None:
    before = len(desk.read().proposals)
    path = f"/fi/a/{desk.key}/landscape/keep/"
    text = 'Anturit tulvavedelle, "halvat". Toinen virke;\n=1+1'
    assert signed_in("viewer").post(path, {"q": text}).status_code == 403
    answer = signed_in("editor").post(path, {"q": text})
    assert answer["Location"].endswith("/proposals/idea-1/")
    rows = open_desk(desk.key).read().proposals
    assert len(rows) == before + 1
    assert rows[-1].status == "idea"
    assert rows[-1].name["fi"] == 'Anturit tulvavedelle, "halvat"'
    assert rows[-1].summary["fi"] == text
    shown = signed_in("viewer").get(answer["Location"]).content.decode()
    assert "Toinen virke" in shown


def test_the_box_opens_a_project_by_its_code(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("viewer")
    found = client.get(f"/en/a/{desk.key}/find/?q=TRAM")
    assert found["Location"] == f"/en/a/{desk.key}/proposals/tram/"
    idea = client.get(f"/en/a/{desk.key}/find/?q=flood+sensors+%26+more")
    assert idea["Location"].endswith("/landscape/?q=flood+sensors+%26+more")


def test_documents_that_became_wrong_are_told_by_place(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    """A newer version may be stricter than the one that let the folder in."""
    files = {**desk.workspace.dossier().files, "costs.csv": b"proposal,line,amount_eur\nx,y,-1\n"}
    desk.workspace.replace(Dossier(files))
    answer = signed_in("viewer").get(f"/en/a/{desk.key}/proposals/")
    assert answer.status_code == 422
    assert "costs.csv" in answer.content.decode()
    assert signed_in("viewer").get(f"/en/a/{desk.key}/folder/").status_code == 200


def test_whoever_enters_by_link_chooses_a_password(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    text = signed_in("admin").post(
        f"/en/a/{desk.key}/people/", {"username": "newcomer", "role": "viewer"}
    )
    link = re.search(r"http://testserver(/enter/[^/]+/)", text.content.decode())
    assert link is not None
    newcomer = Client()
    form = {"password1": "a long enough word", "password2": "a long enough word"}
    led = newcomer.post(link[1])["Location"]
    assert newcomer.get(led).status_code == 200
    newcomer.post(led, form)
    again = Client()
    signed = again.post("/en/account/login/", {"login": "newcomer", "password": form["password1"]})
    assert signed.status_code == 302
    assert again.get("/en/me/").status_code == 200
