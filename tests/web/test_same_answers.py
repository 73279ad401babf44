"""The API and the command line answer the same question with the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from pydantic import BaseModel

from salkku.cli.main import main
from salkku.web.api.routes import api
from salkku.web.desk.opening import Desk
from salkku.workbench.objects.plain import as_text
from tests.web.conftest import EXAMPLES

TINY = EXAMPLES / "tiny"
TRAM = "tram"
QUESTIONS: dict[str, tuple[list[str], dict[str, object]]] = {
    "solve": ([], {}),
    "near": (["--within", "0.05"], {"within": 0.05}),
    "front": (["--objectives", "impact,cost"], {"objectives": ["impact", "cost"]}),
    "robust": ([], {}),
    "rank": ([], {}),
    "repair": ([], {}),
    "repair-in-time": (["--timed"], {}),
    "repair?": (
        ["--force", TRAM, "--force", "wells", "--force", "lab"],
        {"force": [TRAM, "wells", "lab"]},
    ),
    "explain": ([TRAM], {}),
    "fair": ([], {}),
    "conditional": (
        ["--if", "tram=signed", "--until", "2027-02-28"],
        {"proposal": "tram", "level": "signed", "until": "2027-02-28"},
    ),
    "budget": (["--line", "common"], {"line": "common"}),
    "reserve": ([], {}),
    "design": (["--call", "2026", "--samples", "5"], {"call": "2026", "samples": 5}),
    "doubt": (["--draws", "5"], {"draws": 5}),
    "questions": ([], {}),
    "schedule": ([], {}),
    "coverage": ([], {}),
    "ecosystem": (["--today", "2026-11-24"], {"today": "2026-11-24"}),
}
"""Options of the command, and the query of the address."""


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(question: str, *options: str) -> str:
        assert main([question, str(TINY), *options, "--lang", "en", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        answer.pop("seconds", None)
        return as_text(answer)

    return run


def _address(desk: Desk, question: str, query: dict[str, object]) -> str:
    place = f"explain/{TRAM}" if question == "explain" else question.rstrip("?")
    return f"/api/v1/agreements/{desk.key}/{place}?{urlencode(query, doseq=True)}"


def test_the_api_answers_with_the_bytes_of_the_command_line(
    desk: Desk, signed_in: Callable[[str], Client], answered: None, told: Callable[..., str]
) -> None:
    client = signed_in("secretary")
    shapes = {
        operation.view_func.__name__: operation.response_models.get(200)
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
    }
    for question, (options, query) in QUESTIONS.items():
        answer = client.get(_address(desk, question, query), headers={"Accept-Language": "en"})
        assert answer.status_code == 200, (question, answer.content)
        place = question.rstrip("?")
        command = "repair" if options == ["--timed"] else place
        assert answer.content.decode() == told(command, *options), question
        described = shapes[place.replace("-", "_")].model_validate({"response": answer.json()})
        assert list(_undescribed(described.response)) == [], question


def test_two_decisions_are_compared_and_planned_anew_as_on_the_command_line(
    desk: Desk,
    signed_in: Callable[[str], Client],
    answered: None,
    told: Callable[..., str],
    tmp_path: Path,
) -> None:
    client = signed_in("secretary")
    for name, body in (("a", {"by": "x"}), ("b", {"by": "x", "forbid": [TRAM]})):
        path = f"/api/v1/agreements/{desk.key}/decisions/new"
        made = client.post(path, json.dumps(body), content_type="application/json").json()
        answer = desk.workspace.read_bytes(f"decisions/{made['name']}/decision.json")
        (tmp_path / name).mkdir()
        (tmp_path / name / "decision.json").write_bytes(answer)
    names = [row["name"] for row in client.get(_address(desk, "decisions", {})).json()]
    b, a = names
    compared = client.get(_address(desk, "compare", {"a": a, "b": b}))
    assert compared.content.decode() == told("compare", str(tmp_path / "a"), str(tmp_path / "b"))
    again = client.get(_address(desk, "replan", {"decision": b}))
    assert again.content.decode() == told("replan", "--baseline", str(tmp_path / "b"))
    assert client.get(_address(desk, "replan", {"decision": "2020-01-01-01"})).status_code == 404


def _undescribed(value: Any) -> Iterator[str]:
    """Yield the keys of a validated answer that its shape does not name."""
    if isinstance(value, BaseModel):
        yield from value.model_extra or {}
        for name in type(value).model_fields:
            yield from _undescribed(getattr(value, name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _undescribed(one)
