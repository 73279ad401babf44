"""The examples are what they say they are: labelled, sourced, in three languages, and sound."""

from __future__ import annotations

import io
import json
import tomllib
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from tests.functional.story import HEVI, read

from salkku.cli.main import main

TINY = HEVI.parent / "tiny"
INVENTED = {"fi": "Keksitty esimerkki.", "sv": "Påhittat exempel.", "en": "Invented example."}
LANGUAGES = ("fi", "sv", "en")


def asked(*arguments: str) -> dict[str, Any]:
    with redirect_stdout(io.StringIO()) as out:
        main([*arguments, "--json"])
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


@pytest.mark.parametrize("folder", [HEVI, TINY], ids=lambda folder: folder.name)
def test_the_examples_are_sound(folder: Path) -> None:
    answer = asked("check", str(folder))
    assert answer["ok"], answer["faults"]
    assert {w["code"] for w in answer["warnings"]} <= {"parties_disagree"}


def test_thirty_proposals_are_invented_and_say_so_in_three_languages() -> None:
    rows = read(HEVI, "proposals.csv")
    made_up = [row for row in rows if row["label"] == "invented"]
    assert len([row for row in made_up if row["status"] == "proposal"]) == 30
    assert {row["id"] for row in rows} - {row["id"] for row in made_up} == {"coordination"}
    for row in made_up:
        assert "invented" in row["tags"].split(";")
        for language, words in INVENTED.items():
            assert row[f"name_{language}"]
            assert row[f"summary_{language}"].endswith(words)


@pytest.mark.parametrize("file", ["rules", "results", "needs", "events", "calls"])
def test_what_is_made_up_has_a_name_in_every_language(file: str) -> None:
    stem = "need" if file == "needs" else "name"
    for row in read(HEVI, f"{file}.csv"):
        assert all(row[f"{stem}_{language}"] for language in LANGUAGES), row


def test_settings_have_names_in_every_language() -> None:
    settings = tomllib.loads((HEVI / "agreement.toml").read_text(encoding="utf-8"))
    named = [settings["agreement"]]
    for table in ("parties", "focus_areas", "methods", "criteria", "goals"):
        named += settings[table]
    assert all(set(entry["name"]) == set(LANGUAGES) for entry in named)
    assert {goal["source"] for goal in settings["goals"]} == {"invented for this example"}


def test_every_real_fact_keeps_its_source_and_date() -> None:
    for file in ("projects.csv", "calls.csv", "organisations.csv", "facts.csv", "testbeds.csv"):
        for row in read(HEVI, file):
            assert row["source"], row
            assert row["as_of"], row
    scopes = {row["scope"] for row in read(HEVI, "projects.csv")}
    assert scopes == {"steered", "aligned", "neighbour"}


def test_facts_that_contradict_stand_side_by_side() -> None:
    rows = read(HEVI, "facts.csv")
    totals = {r["value"] for r in rows if r["project"] == "food-waste-ecosystem"}
    assert {"1187471", "1186405", "248110", "248073"} <= totals


def test_no_real_project_is_scored() -> None:
    scored = {row["proposal"] for row in read(HEVI, "scores.csv")}
    assert "coordination" not in scored
    assert len(scored) == 30


def test_two_assessors_of_each_city_share_proposals() -> None:
    impact = [row for row in read(HEVI, "scores.csv") if row["criterion"] == "impact"]
    assert {row["assessor"] for row in impact} == {f"a{n}" for n in range(1, 7)}


def test_tiny_has_one_of_everything() -> None:
    proposals = read(TINY, "proposals.csv")
    assert len(proposals) == 8
    assert [row["id"] for row in proposals if row["level_of"]] == ["lab-small"]
    kinds = [row["kind"] for row in read(TINY, "relations.csv")]
    assert sorted(kinds) == ["excludes", "overlap", "requires", "synergy", "together"]
    assert len(read(TINY, "rules.csv")) == 1
    assert {row["assessor"] for row in read(TINY, "scores.csv")} == {"a1", "a2"}


def test_tiny_is_solved_by_eye() -> None:
    """(5 + 4 - 2 × 2) / 2 × 3 / 5 = 1.5; 2.0; 0.2; and 0.1 of the pair that hub and lab make."""
    answer = asked("solve", str(TINY))
    assert answer["chosen"] == ["tram", "lab", "hub"]
    assert float(answer["value"]) == pytest.approx(1.5 + 2.0 + 0.2 + 0.1)
