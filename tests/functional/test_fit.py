"""The command ``fit``: proposed, accepted by a person, counted when it is turned on, explained."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from salkku import workbench
from salkku.cli.main import main
from salkku.store.folder import open_folder

HEVI = Path(__file__).resolve().parents[2] / "examples" / "hevi"


@pytest.fixture
def hevi(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HEVI, tmp_path / "hevi"))


def _told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    assert main([*words, "--json"]) == code
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def _turn_on(folder: Path, criterion: str = "impact", duplicate: float = 3) -> None:
    with (folder / "agreement.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[fit]\ncriterion = "{criterion}"\nduplicate = {duplicate}\ncontinues = 0.5\n'
        )


def test_relations_are_proposed_with_their_because(
    hevi: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _told(capsys, "fit", str(hevi), "--propose", "--limit", "1", "--today", "2026-11-24")
    assert told["on"] is False
    assert told["value_without_fit"] is None
    drone = next(one for one in told["proposed"] if one["proposal"] == "01")
    assert (drone["project"], drone["relation"]) == ("metropolitan-uam", "continues")
    assert any("drone" in line for line in drone["because"])


def test_what_is_alike_at_an_unknown_time_is_not_proposed_as_what_costs(
    hevi: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _told(capsys, "fit", str(hevi), "--propose", "--today", "2026-11-24")
    by_pair = {(one["proposal"], one["project"]): one for one in told["proposed"]}
    undated = by_pair["01", "airmour"]
    assert (undated["likeness"], undated["relation"]) == ("overlaps", "related")
    assert "Whether they run at the same time is not known." in undated["because"]
    dated = by_pair["03", "circular-construction-pilots"]
    assert (dated["likeness"], dated["relation"]) == ("overlaps", "duplicate")
    assert "They run at the same time: November 2027 – December 2027." in dated["because"]
    unsure = [one for one in told["proposed"] if one["relation"] == "duplicate"]
    assert all("They run at the same time" in " ".join(one["because"]) for one in unsure)


def test_an_accepted_relation_is_a_row_and_nothing_else_changes(
    hevi: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in hevi.iterdir() if path.is_file()}
    options = ("--accept", "03,kiertotalot,duplicate", "--reason", "Sama, sama", "--by", "group")
    told = _told(capsys, "fit", str(hevi), *options, "--today", "2026-11-24")
    relation = {"proposal": "03", "project": "kiertotalot", "relation": "duplicate"}
    assert [{k: one[k] for k in relation} for one in told["relations"]] == [relation]
    assert told["relations"][0]["because"] == "off"
    after = {path.name: path.read_bytes() for path in hevi.iterdir() if path.is_file()}
    text = after.pop("fit.csv").decode()
    assert after == before
    assert text.splitlines()[1] == '03,kiertotalot,duplicate,"Sama, sama",,group,2026-11-24'
    again = _told(capsys, "fit", str(hevi), "--propose", "--today", "2026-11-24")
    pairs = [(one["proposal"], one["project"]) for one in again["proposed"]]
    assert ("03", "kiertotalot") not in pairs


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("03,nothing,duplicate", "unknown_reference"),
        ("99,kiertotalot,duplicate", "unknown_reference"),
        ("03,kiertotalot,twin", "unknown_word"),
        ("03,kiertotalot", "fit_wrong"),
    ],
)
def test_what_is_wrong_is_not_written(
    hevi: Path, capsys: pytest.CaptureFixture[str], wrong: str, code: str
) -> None:
    told = _told(capsys, "fit", str(hevi), "--accept", wrong, code=2)
    assert [fault["code"] for fault in told["faults"]] == [code]
    assert not (hevi / "fit.csv").exists()


def test_the_value_is_told_with_and_without_and_explained(
    hevi: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = _told(capsys, "solve", str(hevi))
    assert plain["value_without_fit"] is None
    inside = next(row for row in plain["chosen"] if row == "03")
    _turn_on(hevi)
    (hevi / "fit.csv").write_text(
        f"proposal,project,relation\n{inside},circular-construction-pilots,duplicate\n", "utf-8"
    )
    told = _told(capsys, "fit", str(hevi))
    assert told["on"] is True
    assert told["best_without_fit"] == plain["value"]
    assert told["chosen_without_fit"] == plain["chosen"]
    assert inside not in told["chosen"]
    solved = _told(capsys, "solve", str(hevi))
    assert (solved["value"], solved["value_without_fit"]) == (
        told["value"],
        told["value_without_fit"],
    )
    why = _told(capsys, "explain", str(hevi), inside)
    codes = [one["code"] for one in why["reasons"]]
    assert {"fit.duplicate", "fit.decides"} <= set(codes)
    for sentence in why["sentences"].values():
        assert "circular-construction-pilots" in sentence
        assert "{" not in sentence
    warned = _told(capsys, "check", str(hevi))["warnings"]
    assert any(one["code"] == "counted_twice" and one["column"] == "criteria.fit" for one in warned)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_people_read_it(hevi: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    _turn_on(hevi)
    (hevi / "fit.csv").write_text(
        "proposal,project,relation\n03,kiertotalot,duplicate\n01,metropolitan-uam,continues\n"
        "02,cityam,continues\n04,circuit,related\n05,kiertotalot,duplicate\n",
        "utf-8",
    )
    assert main(["fit", str(hevi), "--propose", "--lang", language]) == 0
    text = capsys.readouterr().out
    assert "{" not in text
    assert "fit." not in text


def test_fit_is_told_in_readings_decisions_and_reports(
    hevi: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _told(capsys, "solve", str(hevi))
    row = before["chosen"][-1]
    assert "without_fit" not in workbench.readings(workbench.read(open_folder(hevi))).solutions
    _told(capsys, "fit", str(hevi), "--accept", f"{row},kiertotalot,duplicate", "--reason", "Same")
    _turn_on(hevi, duplicate=0.5)
    now = _told(capsys, "solve", str(hevi))
    bare = workbench.readings(workbench.read(open_folder(hevi))).solutions["without_fit"]
    assert list(bare.chosen) == before["chosen"]
    assert float(bare.value or 0) == pytest.approx(before["value"])
    made = _told(capsys, "decide", str(hevi), "--by", "group", "--today", "2026-11-24")
    assert made["value_without_fit"] == now["value_without_fit"]
    assert _told(capsys, "verify", made["path"])["same"] is True
