"""Fit and relations in the browser: proposed, accepted by whoever may edit, taken out again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from salkku.web.desk.opening import Desk, open_desk

SignedIn = Callable[[str], Client]
FIT = {"proposal": "tram", "project": "old-lab", "relation": "duplicate"}
PAIR = {"kind": "overlap", "from": "tram", "to": "wells", "criterion": "impact", "value": "-0,5"}


def _page(client: Client, desk: Desk, language: str = "en", asked: str = "") -> str:
    answer = client.get(f"/{language}/a/{desk.key}/portfolio/fit/{asked}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def _post(client: Client, desk: Desk, path: str, sent: dict[str, str]) -> tuple[int, str]:
    answer = client.post(f"/en/a/{desk.key}/portfolio/fit/{path}/", sent, follow=True)
    return answer.status_code, answer.content.decode()


def _file(desk: Desk, name: str) -> str:
    return open_desk(desk.key).workspace.dossier().files.get(name, b"").decode()


def test_a_relation_to_a_funded_project_is_accepted_and_taken_out(
    desk: Desk, signed_in: SignedIn, answered: None
) -> None:
    editor = signed_in("editor")
    before = open_desk(desk.key).workspace.dossier().files
    status, page = _post(editor, desk, "in", {**FIT, "reason": "The same lab"})
    assert status == 200
    assert "The relation is in fit.csv now." in page
    assert "tram,old-lab,duplicate,The same lab" in _file(desk, "fit.csv")
    held = open_desk(desk.key).read().fits
    assert [(one.proposal, one.relation, bool(one.by)) for one in held] == [
        ("tram", "duplicate", True)
    ]
    assert "The same lab" in _page(editor, desk)
    after = dict(open_desk(desk.key).workspace.dossier().files)
    after.pop("fit.csv")
    assert after == before, "every other file stays as it was"
    _, page = _post(editor, desk, "out", FIT)
    assert "The relation is out of fit.csv." in page
    assert open_desk(desk.key).read().fits == ()
    _, page = _post(editor, desk, "out", FIT)
    assert "fit.csv has no such row any more" in page


@pytest.mark.parametrize("wrong", [{"project": "nothing"}, {"relation": "twin"}, {"proposal": ""}])
def test_what_is_wrong_is_said_and_not_written(
    desk: Desk, signed_in: SignedIn, answered: None, wrong: dict[str, str]
) -> None:
    _, page = _post(signed_in("editor"), desk, "in", {**FIT, **wrong})
    assert "The relation is in fit.csv now." not in page
    assert _file(desk, "fit.csv") == ""
    assert re.search(r'class="[^"]*(error|bad)', page)


def test_a_relation_between_proposals_is_accepted_and_taken_out(
    desk: Desk, signed_in: SignedIn, answered: None
) -> None:
    editor = signed_in("editor")
    held = open_desk(desk.key).read().relations
    _, page = _post(editor, desk, "relation-in", PAIR)
    assert "The relation is in relations.csv now." in page
    added = open_desk(desk.key).read().relations[-1]
    assert (added.kind, added.source, added.target, float(added.value)) == (
        "overlap", "tram", "wells", -0.5,
    )  # fmt: skip
    _, page = _post(editor, desk, "relation-in", {**PAIR, "value": "0.5"})
    assert "The relation is in relations.csv now." not in page, "an overlap is under 0"
    row = {key: PAIR[key] for key in ("kind", "from", "to", "criterion")}
    _post(editor, desk, "relation-out", {**row, "row": str(added.row)})
    assert open_desk(desk.key).read().relations == held
    _, page = _post(editor, desk, "relation-out", {**row, "row": "2"})
    assert "relations.csv has no such row any more" in page


def test_only_editors_change_and_everybody_sees(
    desk: Desk, signed_in: SignedIn, answered: None
) -> None:
    viewer = signed_in("viewer")
    page = _page(viewer, desk)
    assert "Proposed by likeness" in page
    assert "portfolio/fit/in/" not in page
    page = _page(viewer, desk, asked="?about=proposals")
    assert "Overlaps and synergies proposed" in page
    assert "portfolio/fit/relation-in/" not in page
    for path, sent in (("in", FIT), ("out", FIT), ("relation-in", PAIR), ("relation-out", PAIR)):
        assert _post(viewer, desk, path, sent)[0] == 403
    assert signed_in("editor").get(f"/en/a/{desk.key}/portfolio/fit/in/").status_code == 405


def test_proposals_are_folded_with_their_strongest_relation_and_narrowed(
    desk: Desk, signed_in: SignedIn, answered: None
) -> None:
    client = signed_in("editor")
    page = _page(client, desk, asked="?show=all")
    groups = re.findall(r'<details id="of-(\w+)"( open)?>', page)
    assert len(groups) == len({row for row, _ in groups}) >= 2
    assert not any(is_open for _, is_open in groups), "folded until one is asked for"
    first = re.findall(r'folds__first">([^<]+)<', page)
    assert len(first) == len(groups)
    assert all(": " in line and ". " in line for line in first), "relation, project and reason"
    narrow = _page(client, desk, asked=f"?show=all&of={groups[0][0]}")
    assert re.findall(r'<details id="of-(\w+)"( open)?>', narrow) == [(groups[0][0], " open")]
    assert "The same as a table" in narrow
    for odd in ("?about=x&show=y&page=0", "?page=99", "?of=nobody", "?open=%22%3E"):
        assert _page(client, desk, asked=odd)


def test_after_accepting_the_same_place_is_shown_again(
    desk: Desk, signed_in: SignedIn, answered: None
) -> None:
    editor = signed_in("editor")
    path = f"/en/a/{desk.key}/portfolio/fit/in/?about=funded&show=all&page=1&open=tram&next=//x"
    answer = editor.post(path, FIT)
    assert answer.status_code == 302
    end = "portfolio/fit/?about=funded&show=all&page=1&open=tram#of-tram"
    assert answer.headers["Location"].endswith(end)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_fit_speaks_every_language(
    desk: Desk, signed_in: SignedIn, answered: None, language: str
) -> None:
    page = _page(signed_in("editor"), desk, language)
    page += _page(signed_in("editor"), desk, language, "?about=proposals")
    assert not re.search(r"\b(web_portfolio|fit|pairs|errors)\.(?!csv)[a-z_]+", page)
