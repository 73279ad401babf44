"""The landscape over HTTP: the same as the pages and the command line, for those who may."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from salkku import workbench
from salkku.cli.main import main
from salkku.web.desk.opening import Desk, open_desk
from salkku.workbench.objects.plain import as_text
from tests.web.conftest import EXAMPLES
from tests.web.test_organisations import PAIR, laid, loaded

__all__ = ["laid", "loaded"]
SignedIn = Callable[[str], Client]
RULING = {"name": PAIR[0], "other": PAIR[1], "country": "FI"}


def _get(client: Client, desk: Desk, path: str, status: int = 200, **query: object) -> dict:
    answer = client.get(f"/api/v1/agreements/{desk.key}/{path}", query)
    assert answer.status_code == status, answer.content
    found: dict = answer.json()
    return found


def _post(client: Client, desk: Desk, path: str, body: dict, status: int = 201) -> dict:
    place = f"/api/v1/agreements/{desk.key}/landscape/links/{path}"
    answer = client.post(place, json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content
    found: dict = answer.json()
    return found


def test_projects_are_searched_by_words_time_and_facets(loaded: Desk, signed_in: SignedIn) -> None:
    client = signed_in("viewer")
    every = _get(client, loaded, "landscape/projects")
    assert every["total"] == 3
    found = _get(client, loaded, "landscape/projects", words="tides", source="cordis")
    assert [one["project"] for one in found["projects"]] == ["cordis:8"]
    assert found["facets"]["source"] == [{"count": 1, "value": "cordis"}]
    late = _get(client, loaded, "landscape/projects", first="2026-01-01", limit=1)
    assert [one["project"] for one in late["projects"]] == ["cordis:7"]
    assert _get(client, loaded, "landscape/projects", 422, limit=201)["code"] == "wrong_request"
    assert _get(client, loaded, "landscape/projects", 422, order="best")["code"]


def test_what_is_like_a_text_is_worked_out_first(
    loaded: Desk, signed_in: SignedIn, answered: None
) -> None:
    found = _get(signed_in("viewer"), loaded, "landscape/projects", like="doves")
    assert {one["relation"] for one in found["projects"]} <= {
        "duplicate", "overlaps", "complements", "continues", "related",
    }  # fmt: skip


def test_a_project_is_given_with_every_saying(loaded: Desk, signed_in: SignedIn) -> None:
    client = signed_in("viewer")
    found = _get(client, loaded, "landscape/projects/cordis:8")
    assert [one["value"] for one in found["fields"]["title"]] == ["Tides"]
    assert found["organisations"] == len(found["partners"]) == 2
    own = _get(client, loaded, "landscape/projects/projects:old-lab")
    assert own["fields"]["total_cost_eur"][0]["value"] == 240000
    assert _get(client, loaded, "landscape/projects/cordis:0", 404)["code"] == "unknown_project"


def test_neighbours_are_those_of_the_page(loaded: Desk, signed_in: SignedIn) -> None:
    client = signed_in("viewer")
    found = _get(client, loaded, "landscape/network", organisation="Vanha Robotti ry")
    assert [one["name"] for one in found["organisations"]] == ["KUUTIO ROBOTTI"]
    assert found["organisations_told"] == "named"
    of = _get(client, loaded, "landscape/network", project="cordis:8")
    assert len(of["organisations"]) == 2
    assert _get(client, loaded, "landscape/network", 422)["code"] == "wrong_request"
    both = {"organisation": "a", "project": "b"}
    assert _get(client, loaded, "landscape/network", 422, **both)["code"] == "wrong_request"


def test_calls_and_the_map_are_told(desk: Desk, signed_in: SignedIn) -> None:
    client = signed_in("viewer")
    calls = _get(client, desk, "landscape/calls", today="2020-01-01")
    assert [one["call"] for one in calls["ours"]]
    assert _get(client, desk, "landscape/calls", today="2090-01-01")["ours"] == []
    told = _get(client, desk, "landscape/map")
    assert {one["testbed"] for one in told["testbeds"]}
    assert told["areas"] == {"features": [], "type": "FeatureCollection"}


def test_coverage_over_time_is_that_of_the_command_line(
    desk: Desk, signed_in: SignedIn, capsys: pytest.CaptureFixture[str]
) -> None:
    day = "2026-11-24"
    client = signed_in("viewer")
    given = client.get(f"/api/v1/agreements/{desk.key}/coverage-over-time", {"today": day})
    assert main(["coverage", str(EXAMPLES / "tiny"), "--over-time", "--today", day, "--json"]) == 0
    assert given.content.decode() == as_text(json.loads(capsys.readouterr().out))
    gaps = _get(client, desk, "landscape/gaps", today=day)
    whole = given.json()["over_time"]
    assert gaps["gaps"] == whole["gaps"]
    assert {one["code"] for one in gaps["sentences"]["fi"]} <= {
        "gap_never", "gap_ended", "gap_ending", "no_gaps",
    }  # fmt: skip


def test_the_queue_is_that_of_the_command_line(
    laid: Desk, signed_in: SignedIn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, content in laid.workspace.dossier().files.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    place = f"/api/v1/agreements/{laid.key}/landscape/links"
    given = signed_in("viewer").get(place, {"limit": 5})
    assert main(["link", str(tmp_path), "--queue", "--limit", "5", "--json"]) == 0
    assert given.content.decode() == as_text(json.loads(capsys.readouterr().out))


def test_names_are_compared_by_the_worker_before_a_queue(loaded: Desk, signed_in: SignedIn) -> None:
    assert _get(signed_in("viewer"), loaded, "landscape/links", 202)["state"] == "waiting"


def test_an_organisation_has_every_name_and_number(
    loaded: Desk, signed_in: SignedIn, answered: None
) -> None:
    client = signed_in("viewer")
    found = _get(client, loaded, "landscape/organisation", name="kuutio robotti OY")
    assert {one["name"] for one in found["names"]} >= {"KUUTIO ROBOTTI OY", "KUUTIO ROBOTTI"}
    assert {one["value"] for one in found["identifiers"]["vat"]} == {"FI26473754", "FI99999999"}
    assert "vat" in found["contradictions"]
    assert all(one["source"] for said in found["identifiers"].values() for one in said)
    listed = _get(client, loaded, "landscape/organisations", name="vanha")
    assert [one["name"] for one in listed["organisations"]] == ["Vanha Robotti ry"]
    assert _get(client, loaded, "landscape/organisation", 404, name="Nobody")["code"] == "not_found"


def test_a_ruling_is_for_those_who_may_edit_and_can_be_taken_back(
    loaded: Desk, signed_in: SignedIn, answered: None
) -> None:
    ruling = {**RULING, "verdict": "apart"}
    assert _post(signed_in("viewer"), loaded, "rule", ruling, 403)["code"] == "role_too_small"
    editor = signed_in("editor")
    told = _post(editor, loaded, "rule", {**ruling, "note": "invented"})
    assert (told["verdict"], told["rulings"]) == ("apart", 1)
    ruled = workbench.read(open_desk(loaded.key).workspace).rulings
    assert [(one.name, one.verdict, one.note) for one in ruled] == [(PAIR[0], "apart", "invented")]
    again = _post(editor, loaded, "rule", {**RULING, "verdict": "same"}, 422)
    assert again["code"] == "ruling_there"
    assert PAIR[1] in again["message"] or PAIR[0] in again["message"]
    assert _post(editor, loaded, "undo", RULING)["rulings"] == 0
    assert _post(editor, loaded, "undo", RULING, 404)["code"] == "unknown_ruling"
    assert _post(editor, loaded, "rule", {**ruling, "name": ""}, 422)["code"] == "wrong_request"


def test_strangers_see_nothing(loaded: Desk, client: Client) -> None:
    for path in ("projects", "calls", "network", "map", "gaps", "links", "organisations"):
        answer = client.get(f"/api/v1/agreements/{loaded.key}/landscape/{path}")
        assert answer.status_code == 401, path
