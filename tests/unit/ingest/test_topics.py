"""Open topics come out alike from the portal's search, the collected form and the flat list."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.ingest import funds
from tests.unit.ingest.reading import held, loaded, reasons

from salkku.ingest import load
from salkku.ingest.mending import mend


def test_a_result_whose_values_are_lists(tmp_path: Path) -> None:
    found, folder = loaded("topics", tmp_path, {"search.json": funds.topics()["search.json"]})
    assert found.rows == {"calls": 1}
    assert held(folder, "calls") == [
        {
            "source": "topics",
            "id": "HORIZON-X-2027-01",
            "title": "Cities & doves",
            "call": "HORIZON-X-2027",
            "call_title": "Birds",
            "action": "HORIZON Innovation Actions",
            "opens": date(2026, 12, 1),
            "deadline": date(2027, 9, 17),
            "deadlines": "2027-04-29|2027-09-17",
            "deadline_model": "two-stage",
            "status": "forthcoming",
            "least_cents": 100000000,
            "most_cents": 200000000,
            "budget_cents": 400000000,
            "grants": 2,
            "keywords": "Doves, Cities",
            "summary": "Expected <outcome>:\nAsk …",
            "address": "https://ec.europa.eu/topic/1",
        }
    ]


def test_letters_that_were_broken_are_put_right(tmp_path: Path) -> None:
    found, folder = loaded("topics", tmp_path, {"topics.jsonl": funds.topics()["topics.jsonl"]})
    assert (found.rows, found.repaired) == ({"calls": 2}, 2)
    assert held(folder, "calls")[0]["title"] == "Café by the “sea”"
    assert held(folder, "calls")[0]["summary"] == "Työ"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("caf\u00e9", "café"),
        ("\u00c3\u00a4\u00c3\u00a4 ja \u00e4", "ää ja ä"),
        ("\u00e2\u20ac\u009d", "”"),
        ("\u00c3", "\u00c3"),
        ("plain", "plain"),
        ("\u00e2\u201a\u00ac 5", "€ 5"),
    ],
)
def test_only_what_is_broken_changes(given: str, wanted: str) -> None:
    assert mend(given) == wanted
    assert mend(mend(given)) == wanted


@pytest.mark.parametrize(
    "budget", ["no JSON", "[]", '{"budgetTopicActionMap": 5}', '{"budgetTopicActionMap": {"1": 7}}']
)
def test_a_budget_that_cannot_be_read_is_unknown(tmp_path: Path, budget: str) -> None:
    result: dict[str, Any] = {"metadata": {**funds.RESULT["metadata"], "budgetOverview": [budget]}}
    data = json.dumps([result]).encode()
    _, folder = loaded("topics", tmp_path, {"search.json": data})
    assert "budget_cents" not in held(folder, "calls")[0]


def test_a_file_that_breaks_off_is_named(tmp_path: Path) -> None:
    data = funds.topics()["topics.jsonl"][:-20]
    found, _ = loaded("topics", tmp_path, {"topics.jsonl": data})
    assert found.rows == {"calls": 1}
    assert reasons(found) == [("topics.jsonl", 2, "broken_record")]


def test_the_real_topics_in_both_forms(shared_data: Path, tmp_path: Path) -> None:
    portal = shared_data / "funding-portal"
    said = []
    for number, name in enumerate(("topics_2026-08.jsonl.gz", "calls_2026-08.csv")):
        folder = tmp_path / str(number)
        folder.mkdir()
        found = load(source="topics", paths=[portal / name], into=folder)
        assert (found.rows, found.rejected, found.doubts) == ({"calls": 629}, (), ())
        rows = held(folder, "calls")
        said.append([{key: each.get(key) for key in ("id", "title", "deadline")} for each in rows])
        assert not any(
            sign in str(rows) for sign in ("\u00e2\u20ac", "\u00c3\u00a9", "\u00c2\u00a0")
        )
    assert said[0] == said[1]
    both = tmp_path / "both"
    both.mkdir()
    assert load(source="topics", paths=[portal], into=both).rows == {"calls": 629}
    assert sum("summary" in each for each in held(both, "calls")) == 605
