"""Loading, fetching, news and contradictions through the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.unit.ingest import eura, funds, horizon, registers

from salkku.cli.main import main
from salkku.ingest import fetch

Ask = Callable[..., Any]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def call(*arguments: object, code: int = 0) -> Any:
        got = main([*map(str, arguments), "--json"])
        out = capsys.readouterr().out
        assert got == code, out
        return json.loads(out)

    return call


def test_a_second_load_prints_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = horizon.write_folder(tmp_path / "in", horizon.files())
    said = []
    for _ in range(2):
        assert main(["load", "cordis", str(path), "--into", str(tmp_path / "a"), "--json"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


def test_news_between_two_days(tmp_path: Path, ask: Ask) -> None:
    into = tmp_path / "agreement"
    for day, cost in (("2026-01-01", "5"), ("2026-02-01", "7")):
        data = f"id;acronym;title;startDate;totalCost\n7;A;Doves;2025-01-01;{cost}\n"
        path = horizon.write_folder(tmp_path / day, {"project.csv": data.encode()})
        ask("load", "cordis", path, "--into", into, "--as-of", day)
    told = ask("news", into, "--since", "2026-01-01")
    assert told["changes"] == [
        {
            "source": "cordis",
            "table": "projects",
            "kind": "changed",
            "project": "7",
            "name": "A – Doves",
            "before": "2026-01-01",
            "day": "2026-02-01",
            "fields": [{"field": "total_cost_eur", "before": 5, "after": 7}],
        }
    ]
    assert told["compared"][0] | {"file": ""} == {
        "source": "cordis",
        "table": "projects",
        "file": "",
        "from": "2026-01-01",
        "to": "2026-02-01",
        "rows": [1, 1],
        "shared": 1,
    }
    assert ask("news", into, "--since", "2026-02-01")["changes"] == []
    assert ask("news", into, "--since", "soon", code=2)


def test_what_is_contradicted_is_named(tmp_path: Path, ask: Ask) -> None:
    path = horizon.write_folder(tmp_path / "in", eura.files())
    ask("load", "eura2014", path, "--into", tmp_path / "a")
    told = ask("facts", tmp_path / "a", "eura2014:A5")
    assert {"ends", "status"} <= set(told["contradictions"])
    assert "granted_eur" not in told["contradictions"]
    assert [each["value"] for each in told["fields"]["ends"]] == ["2017-02-28", "2018-07-31"]
    assert told["fields"]["granted_eur"][0]["value"] == 443909
    assert ask("facts", tmp_path / "a", "eura2014:none", code=2)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_both_are_told_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    into = tmp_path / "a"
    for day, rows in (("2026-01-01", "7;A\n8;B\n"), ("2026-02-01", "7;C\n9;D\n")):
        data = "id;acronym;title;startDate\n" + rows.replace("\n", ";T;2025-01-01\n")
        path = horizon.write_folder(tmp_path / day, {"project.csv": data.encode()})
        assert main(["load", "cordis", str(path), "--into", str(into), "--as-of", day]) == 0
    capsys.readouterr()
    assert main(["news", str(into), "--since", "2026-01-01", "--lang", language]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in ("cordis:7", "cordis:8", "cordis:9", "A → C"))
    assert main(["facts", str(into), "cordis:7", "--lang", language]) == 0
    assert "2026-01-01" in capsys.readouterr().out


def client(answers: dict[str, bytes]) -> httpx.Client:
    """Answer addresses that hold a word as it is told."""

    def answer(request: httpx.Request) -> httpx.Response:
        body = next(data for word, data in answers.items() if word in str(request.url))
        return httpx.Response(200, stream=httpx.ByteStream(body))

    return httpx.Client(transport=httpx.MockTransport(answer))


def test_files_are_named_by_their_address(tmp_path: Path) -> None:
    got = fetch(
        source="kohesio", into=tmp_path, client=client({"FI-pp21": b"x"}), pause=lambda _: None
    )
    assert got.file.name == "FI-pp21-27-latest.csv"


def test_the_register_is_asked_about_the_agreements_own(
    tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    body = registers.companies()["companies.json"]

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, stream=httpx.ByteStream(body))

    web = httpx.Client(transport=httpx.MockTransport(handle))
    monkeypatch.setattr("salkku.ingest.fetch", lambda **told: fetch(**told, client=web))
    rows = "id,name,business_id\na,A Oy,0116480-8\nb,B,\nc,C Oy,0116480-8\n"
    (tmp_path / "organisations.csv").write_text(rows)
    assert ask("fetch", "ytj", "--into", tmp_path)["rows"] == {"organisations": 2}
    assert asked == ["https://avoindata.prh.fi/opendata-ytj-api/v3/companies?businessId=0116480-8"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("fetch", "keep"),
        ("fetch", "kohesio", "--part", "1999"),
        ("fetch", "cordis", "--id", "0116480-8"),
        ("fetch", "ytj", "--id", "0116480-7"),
    ],
)
def test_what_cannot_be_fetched_is_told(
    tmp_path: Path, ask: Ask, arguments: tuple[str, ...]
) -> None:
    assert ask(*arguments, "--into", tmp_path, code=2)
    assert not (tmp_path / ".salkku" / "tables.duckdb").exists()


def test_a_list_with_a_wrong_mapping_is_told(tmp_path: Path, ask: Ask) -> None:
    files = {"list.csv": b"code\n1\n", "list.toml": b'[[tables]]\ntable = "shops"'}
    path = horizon.write_folder(tmp_path / "in", files)
    told = ask("load", "plain", path, "--into", tmp_path / "a", code=2)
    assert [(each["file"], each["code"]) for each in told["faults"]] == [
        ("list.toml", "mapping_wrong")
    ]


def test_kohesio_tells_what_it_joined(tmp_path: Path, ask: Ask) -> None:
    path = horizon.write_folder(tmp_path / "in", funds.operations())
    told = ask("load", "kohesio", path, "--into", tmp_path / "a")
    assert (told["joined"], told["rejected"]) == (1, [])
