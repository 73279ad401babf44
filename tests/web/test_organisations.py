"""Organisations and the correction queue: who may rule, what a ruling does, undo and audit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from salkku import workbench
from salkku.domain.dossier import Dossier
from salkku.web.desk.models import FileRecord, RowRecord
from salkku.web.desk.opening import Desk, open_desk, replace
from tests.unit.ingest import horizon

SignedIn = Callable[[str], Client]
ORGANISATIONS = """\
id,name,aliases,kind,city,country,business_id,pic,source
north-town,Northbay,,municipality,Northbay,FI,,,invented
south-town,Southbay,,municipality,Southbay,FI,,,invented
wave,Wave Oy,Wave Ltd;Aalto ja Laine Oy,company,Southbay,FI,,,invented
robot,Kuutio Robotti Oy,,company,Oulu,FI,2647375-4,11,invented
study,Kuutio Robotti Tutkimus Oy,,company,Oulu,FI,,12,invented
"""
PAIR = ("Kuutio Robotti Oy", "Kuutio Robotti Tutkimus Oy")
PROJECTS = (
    "id;acronym;title;startDate;endDate\n7;A;Doves;2024-01-01;2026-12-31\n"
    "8;B;Tides;2020-01-01;2022-12-31\n"
)
PARTS = (
    "projectID;organisationID;vatNumber;name;city;country;order;role;ecContribution\n"
    "7;11;FI26473754;KUUTIO ROBOTTI OY;OULU;FI;1;coordinator;100000\n"
    "8;11;FI99999999;KUUTIO ROBOTTI;OULU;FI;2;participant;5000\n"
    "8;15;;Vanha Robotti ry;Oulu;FI;3;participant;2000\n"
)
"""Invented bodies."""


@pytest.fixture
def laid(desk: Desk) -> Desk:
    """The tiny example with two organisations more, whose names are alike."""
    files = {**desk.workspace.dossier().files, "organisations.csv": ORGANISATIONS.encode()}
    return replace(desk=desk, dossier=Dossier(files))


@pytest.fixture
def loaded(laid: Desk, tmp_path: Path) -> Desk:
    """The same with invented open data loaded."""
    files = {"project.csv": PROJECTS.encode(), "organization.csv": PARTS.encode()}
    path = horizon.write_folder(tmp_path / "in", files)
    workbench.load("cordis", [path], into=laid.tables)
    return laid


def _queue(desk: Desk) -> str:
    return f"/en/a/{desk.key}/landscape/organisations/queue/"


def _one(desk: Desk, client: Client, name: str, language: str = "en") -> str:
    path = f"/{language}/a/{desk.key}/landscape/organisations/one/"
    return client.get(path, {"name": name, "country": "FI"}).content.decode()


def _rule(client: Client, desk: Desk, verdict: str, **more: str) -> object:
    names = {"name": PAIR[0], "country": "FI", "other": PAIR[1], "other_country": "FI"}
    return client.post(f"{_queue(desk)}rule/", {**names, "verdict": verdict, **more})


def _text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_the_queue_shows_a_pair_with_reasons(laid: Desk, signed_in: SignedIn) -> None:
    page = _text(signed_in("editor"), _queue(laid))
    assert all(name in page for name in PAIR)
    assert "Only one name tells the kind of body." in page
    assert "The same city: Oulu." in page
    assert page.count('data-key="') == 5


def test_a_ruling_is_kept_told_and_not_asked_again(
    laid: Desk, signed_in: SignedIn, today: object
) -> None:
    client = signed_in("editor")
    before = laid.workspace.dossier().files
    answer = _rule(client, laid, "apart", note="a company of its own")
    assert answer.status_code == 302
    page = _text(client, answer["Location"])
    assert "No pair of names is doubtful enough" in page
    assert "a company of its own" in page
    assert "2026-11-24, editor" in page
    row = laid.workspace.read_bytes("links.csv").decode().splitlines()[1]
    assert row == f"{PAIR[0]},FI,{PAIR[1]},FI,apart,,2026-11-24,a company of its own"
    undone = client.post(
        f"{_queue(laid)}undo/", {"name": PAIR[1], "country": "FI", "other": PAIR[0]}
    )
    assert undone.status_code == 302
    assert open_desk(laid.key).workspace.dossier().files == before
    assert open_desk(laid.key).digest == laid.digest


def test_every_change_has_its_author_in_the_history(laid: Desk, signed_in: SignedIn) -> None:
    _rule(signed_in("editor"), laid, "same")
    names = {"name": PAIR[0], "country": "FI", "other": PAIR[1], "other_country": "FI"}
    signed_in("secretary").post(f"{_queue(laid)}undo/", names)
    assert not FileRecord.objects.filter(path="links.csv").exists()
    mine = [one for one in RowRecord.history.all() if PAIR[0] in one.cells and "same" in one.cells]
    acts = sorted((one.history_type, one.history_user.username) for one in mine)
    assert acts == [("+", "editor"), ("-", "secretary")]


def test_only_editors_rule(laid: Desk, signed_in: SignedIn) -> None:
    for role, code in (("viewer", 403), ("assessor", 403), ("outsider", 404), ("editor", 302)):
        assert _rule(signed_in(role), laid, "same").status_code == code
    page = _text(signed_in("viewer"), _queue(laid))
    assert "Rulings are made by those who may edit the agreement." in page
    assert "Take back" not in page
    assert signed_in("viewer").post(f"{_queue(laid)}undo/", {}).status_code == 403
    assert signed_in("editor").get(f"{_queue(laid)}rule/").status_code == 405


def test_a_contradiction_is_said_and_changes_nothing(laid: Desk, signed_in: SignedIn) -> None:
    client = signed_in("editor")
    _rule(client, laid, "same")
    digest = open_desk(laid.key).digest
    page = _text(client, _rule(client, laid, "apart")["Location"])
    assert "ruled same already" in page
    _rule(client, laid, "same", other="Wave Ltd")
    page = _text(client, _rule(client, laid, "apart", name=PAIR[1], other="wave ltd")["Location"])
    assert "contradicts what rows 2, 3 say together" in page
    assert _text(client, _queue(laid)).count("Take back<span") == 2
    assert open_desk(laid.key).digest != digest


@pytest.mark.parametrize(
    "form",
    [
        {"verdict": "maybe"},
        {"verdict": "same", "other": ""},
        {"verdict": "same", "name": "x" * 5000, "other": "x" * 5000},
        {"verdict": "became", "since": "once"},
        {"verdict": "same", "note": '=cmd|"/c calc"\x00'},
    ],
)
def test_odd_forms_break_nothing(laid: Desk, signed_in: SignedIn, form: dict[str, str]) -> None:
    client = signed_in("editor")
    names = {"name": PAIR[0], "country": "FI", "other": PAIR[1], "other_country": "FI"}
    answer = client.post(f"{_queue(laid)}rule/", {**names, **form})
    assert answer.status_code == 302
    page = _text(client, answer["Location"])
    assert "hds-notification--error" in page
    assert open_desk(laid.key).digest == laid.digest


@pytest.mark.parametrize(("verdict", "first"), [("became", 0), ("came", 1)])
def test_lineage_is_one_history_of_two_bodies(
    loaded: Desk, signed_in: SignedIn, answered: None, verdict: str, first: int
) -> None:
    client = signed_in("editor")
    old, new = (PAIR[first], PAIR[1 - first])
    _rule(client, loaded, verdict, since="2023-01")
    page = _one(loaded, client, new)
    name = old.removesuffix(" Oy")
    assert re.search(rf"(?i)In the place of\s*<a [^>]*>{name}", page)
    assert "since 2023-01" in page
    assert "Its place was taken by" in _one(loaded, client, old)
    assert ("Projects of its predecessors" in page) == (first == 0)


def test_an_organisation_is_shown_with_its_sources(
    loaded: Desk, signed_in: SignedIn, answered: None
) -> None:
    page = _one(loaded, signed_in("viewer"), "kuutio robotti OY")
    assert "A – Doves" in page
    assert "B – Tides" in page
    assert "FI26473754" in page
    assert "FI99999999" in page
    assert page.count("sources differ") == 2, "both VAT numbers are marked, side by side"
    assert "2647375-4" in page
    assert "organisations.csv" in page
    assert "Vanha Robotti" not in page


def test_an_organisation_of_the_agreement_shows_rows_and_ties(
    laid: Desk, signed_in: SignedIn
) -> None:
    page = _one(laid, signed_in("viewer"), "Wave Ltd")
    assert "The same row of a source also gives the name" in page
    assert f"/en/a/{laid.key}/proposals/lab/" in page
    assert "Northbay" in page
    assert "Ties in this agreement: 2" in page


def test_the_list_finds_by_any_name(loaded: Desk, signed_in: SignedIn, answered: None) -> None:
    client = signed_in("viewer")
    path = f"/en/a/{loaded.key}/landscape/organisations/"
    assert "Organisations of this agreement: 5" in _text(client, path)
    page = client.get(path, {"q": "vanha"}).content.decode()
    assert "Vanha Robotti ry" in page
    assert "No organisation has such a name." in client.get(path, {"q": "zzz"}).content.decode()
    nobody = client.get(f"{path}one/", {"name": "Nobody"})
    assert nobody.status_code == 404


def test_names_are_compared_by_the_worker_first(loaded: Desk, signed_in: SignedIn) -> None:
    """Nobody waits in a request for what takes long; the part asks again by itself."""
    page = _text(signed_in("viewer"), _queue(loaded))
    assert "data-waiting" in page
    assert 'hx-select="#part"' in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_queue_speaks_every_language(laid: Desk, signed_in: SignedIn, language: str) -> None:
    page = _text(signed_in("editor"), _queue(laid).replace("/en/", f"/{language}/"))
    words = re.sub(r"<[^>]+>", " ", page)
    assert not re.search(r"\b(web_organisations|linking)\.", words)
    assert {"fi": "Eri PIC", "sv": "Olika PIC", "en": "Different PICs"}[language] in words
