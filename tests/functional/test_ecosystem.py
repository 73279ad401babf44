"""The command ``ecosystem``: numbers of a portfolio, beside what would be otherwise."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from salkku.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HEVI = EXAMPLES / "hevi"


def _told(capsys: pytest.CaptureFixture[str], *options: str, code: int = 0) -> dict[str, Any]:
    assert main(["ecosystem", *options, "--json"]) == code
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def test_companies_of_two_trainings_are_counted_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "both.json"
    file.write_text(json.dumps({"chosen": ["19", "20", "nobody"]}), encoding="utf-8")
    told = _told(capsys, str(HEVI), "--portfolio", str(file), "--today", "2026-11-24")
    with (HEVI / "participations.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["organisation"].startswith("firm-")]
    mentions = {(row["proposal"], row["organisation"]) for row in rows}
    firms = {organisation for _, organisation in mentions}
    assert told["counts"]["unique_companies"] == len(firms)
    assert told["counts"]["company_mentions"] == len(mentions) > len(firms)
    assert told["absent"] == ["nobody"]
    assert told["status"] == "given"
    assert told["as_of"] == "2026-11-24"
    english = {one["code"]: one["text"] for one in told["sentences"]["en"]}
    assert f"come to {len(mentions)}." in english["companies"]


def test_the_best_portfolio_is_asked_where_none_is_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = _told(capsys, str(HEVI), "--today", "2026-11-24")
    assert main(["solve", str(HEVI), "--json"]) == 0
    assert told["chosen"] == json.loads(capsys.readouterr().out)["chosen"]
    states = [tie["state"] for tie in told["ties"]]
    for state in ("new", "renewed", "kept", "dropped"):
        assert told["counts"][state] == states.count(state)
    assert told["otherwise"]["dropped"] >= told["counts"]["dropped"] > 0
    codes = {
        language: [one["code"] for one in said] for language, said in told["sentences"].items()
    }
    assert set(codes) == {"fi", "sv", "en"}
    assert codes["fi"] == codes["sv"] == codes["en"]
    assert told["loaded_projects"] is None


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_people_read_sentences_without_holes(
    capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert main(["ecosystem", str(HEVI), "--today", "2026-11-24", "--lang", language]) == 0
    text = capsys.readouterr().out
    assert "{" not in text
    assert "ecosystem." not in text
    assert "Aalto-yliopisto" in text


def test_no_portfolio_has_no_ecosystem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "hevi"
    shutil.copytree(HEVI, folder)
    with (folder / "rules.csv").open("a", encoding="utf-8") as stream:
        stream.write("never,all,all,count,99,,,,,,,\n")
    told = _told(capsys, str(folder), code=3)
    assert (told["status"], told["chosen"]) == ("infeasible", [])


def test_no_organisation_is_in_more_ties_than_a_cap_allows(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "hevi"
    shutil.copytree(HEVI, folder)
    free = _told(capsys, str(folder))["counts"]["broker"]
    assert free["ties"] == 2
    with (folder / "rules.csv").open("a", encoding="utf-8") as stream:
        stream.write("broker,all,all,ties_of_one,,1,,,,,,\n")
    told = _told(capsys, str(folder))
    assert told["status"] == "optimal"
    assert (told["counts"]["broker"]["ties"], told["counts"]["ties"]) == (1, 1)


def test_a_floor_is_kept_and_what_is_wrong_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    def solved(*options: str, code: int = 0) -> dict[str, Any]:
        assert main(["solve", str(HEVI), *options, "--json"]) == code
        answer = json.loads(capsys.readouterr().out)
        assert isinstance(answer, dict)
        return answer

    free = solved()
    assert "at_least" not in free
    told = solved("--at-least", "unique_companies=110")
    assert {"19", "20"} <= set(told["chosen"])
    assert told["at_least"] == {"unique_companies": 110}
    assert told["status"] == "optimal"
    assert told["value"] < free["value"]
    assert solved("--at-least", "unique_companies=111", code=3)["status"] == "infeasible"
    for wrong, code in (("ties=many", "floor_wrong"), ("friends=3", "objective_unknown")):
        faults = solved("--at-least", wrong, code=2)["faults"]
        assert [fault["code"] for fault in faults] == [code]


def test_a_file_that_is_no_portfolio_is_wrong_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = _told(capsys, str(HEVI), "--portfolio", str(tmp_path / "none.json"), code=2)
    assert [fault["code"] for fault in told["faults"]] == ["baseline_unreadable"]
