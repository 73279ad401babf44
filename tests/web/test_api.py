"""The API: its description as recorded, its answers as the workbench's, fuzzed from outside."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from salkku import workbench
from salkku.web.api.routes import api
from salkku.web.desk.opening import Desk
from salkku.web.wsgi import application
from tests.counts import count

GOLDEN = Path(__file__).parents[1] / "golden" / "openapi.json"
EXAMPLES_EACH = count(6, 40)
schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))


def _written() -> str:
    described = json.loads(json.dumps(api.get_openapi_schema()))
    return json.dumps(described, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def test_the_description_is_as_recorded() -> None:
    if os.environ.get("SALKKU_GOLDEN") == "write":
        GOLDEN.write_text(_written(), "utf-8")
    assert json.loads(_written())["openapi"] == "3.1.0"
    assert _written() == GOLDEN.read_text("utf-8"), "SALKKU_GOLDEN=write records it anew"


def test_every_operation_declares_its_refusals() -> None:
    for path, operations in api.get_openapi_schema()["paths"].items():
        for method, operation in operations.items():
            declared = {int(code) for code in operation["responses"]}
            assert {401, 403, 404, 422} <= declared, (path, method)


@pytest.fixture
def asking(desk: Desk, signed_in: Callable[[str], Client]) -> Callable[..., tuple[int, object]]:
    def ask(path: str, who: str = "secretary") -> tuple[int, object]:
        answer = signed_in(who).get(f"/api/v1/agreements/{desk.key}/{path}")
        return answer.status_code, answer.json()

    return ask


def test_a_question_is_under_way_until_it_is_answered(
    asking: Callable[..., tuple[int, object]],
) -> None:
    status, body = asking("solve")
    assert (status, body["state"]) == (202, "waiting")


def test_answers_are_the_workbenchs(
    desk: Desk, asking: Callable[..., tuple[int, object]], answered: None
) -> None:
    agreement = desk.read()
    best = workbench.solve(agreement)
    status, solved = asking("solve")
    assert status == 200
    assert tuple(solved["chosen"]) == best.chosen
    assert solved["value"] == pytest.approx(float(best.value))
    assert solved["status"] == "optimal"
    _, near = asking("near?within=0.05")
    assert near["count"] == len(near["portfolios"]) >= 1
    assert best.chosen in [tuple(one["chosen"]) for one in near["portfolios"]]
    _, robust = asking("robust")
    rows = [*robust["core"], *robust["borderline"], *robust["exterior"], *robust["undecided"]]
    assert len(rows) == len(set(rows)) >= len(best.chosen)
    _, ranked = asking("rank")
    assert {one["proposal"] for one in ranked["ranking"]} >= set(best.chosen) - {
        row.id for row in agreement.proposals if row.fixed
    }
    _, cells = asking("coverage")
    assert {"focus_area", "method", "party", "count", "eur"} == set(cells["cells"][0])
    _, explained = asking(f"explain/{best.chosen[0]}")
    assert explained["in"] is True
    assert set(explained["sentences"]) == {"fi", "sv", "en"}


def test_forced_and_forbidden_rows_are_kept(
    desk: Desk, asking: Callable[..., tuple[int, object]], answered: None
) -> None:
    _, best = asking("solve")
    fixed = {row.id for row in desk.read().proposals if row.fixed}
    out = next(row for row in best["chosen"] if row not in fixed)
    _, without = asking(f"solve?forbid={out}")
    assert out not in without["chosen"]
    assert without["value"] <= best["value"]


def test_scores_stay_with_those_who_may_see_them(
    asking: Callable[..., tuple[int, object]], answered: None
) -> None:
    assert asking("solve")[1]["values"]
    assert asking("solve", "viewer")[1]["values"] == {}
    assert asking("robust", "viewer")[1]["core_index"] == {}
    assert {one["points"] for one in asking("rank", "viewer")[1]["ranking"]} == {None}
    assert asking("front?objectives=value&objectives=cost", "viewer")[0] == 403
    explained = asking("explain/tram", "viewer")[1]
    assert not [one for one in explained["thresholds"] if "score" in one["subject"]]


def test_what_does_not_exist_is_told_in_a_sentence(
    asking: Callable[..., tuple[int, object]], answered: None
) -> None:
    status, body = asking("explain/no-such-row")
    assert status == 422
    assert body["code"] == "unknown_proposal"
    assert "no-such-row" in body["message"]
    status, body = asking("near?within=7")
    assert (status, body["code"]) == (422, "wrong_request")


def test_a_decision_is_recorded_once_with_its_seal(
    desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        signed_in("secretary").get("/en/").wsgi_request.user,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    path = f"/api/v1/agreements/{desk.key}/decisions/new"
    body = json.dumps({"by": "steering group"})
    assert client.post(path, body, content_type="application/json").status_code == 403
    answer = signed_in("secretary").post(path, body, content_type="application/json")
    assert answer.status_code == 201
    name = answer.json()["name"]
    manifest = desk.workspace.read_bytes(f"decisions/{name}/MANIFEST")
    assert sha256(manifest).hexdigest() == answer.json()["digest"]


@schema.include(method="GET").parametrize()
@settings(
    max_examples=EXAMPLES_EACH,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_asked_gets_a_declared_answer(
    case: schemathesis.Case, desk: Desk, signed_in: Callable[[str], Client]
) -> None:
    client = signed_in("secretary")
    if "agreement" in case.path_parameters:
        case.path_parameters["agreement"] = desk.key
    case.cookies["sessionid"] = client.cookies["sessionid"].value
    response = case.call(base_url="http://testserver/api/v1", app=application)
    assert response.status_code not in (401, 403), "the person is signed in and may do all this"
    wanted = ("not_a_server_error", "status_code_conformance", "response_schema_conformance")
    case.validate_response(response, checks=[CHECKS.get_one(name) for name in wanted])
