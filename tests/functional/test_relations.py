"""The command ``relations``: proposed with evidence, accepted by a person, then counted."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from salkku.cli.main import main

HEVI = Path(__file__).resolve().parents[2] / "examples" / "hevi"


@pytest.fixture
def hevi(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HEVI, tmp_path / "hevi"))


def _told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    assert main([*words, "--json"]) == code
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def test_proposed_pairs_are_new_and_say_because(
    hevi: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = _told(capsys, "relations", str(hevi), "--limit", "50")
    known = {frozenset((one["from"], one["to"])) for one in told["relations"]}
    pairs = [frozenset((one["from"], one["to"])) for one in told["proposed"]]
    assert pairs
    assert not known & set(pairs)
    for one in told["proposed"]:
        for language in ("fi", "sv", "en"):
            assert one["because"][language]
            assert not any("{" in line for line in one["because"][language])
    strengths = [one["strength"] for one in told["proposed"]]
    assert strengths == sorted(strengths, reverse=True)


def test_an_accepted_overlap_counts_and_every_other_byte_stays(
    hevi: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path.name: path.read_bytes() for path in hevi.iterdir() if path.is_file()}
    plain = _told(capsys, "solve", str(hevi))
    options = ("--accept", "overlap,03,06,impact,-0.5", "--reason", "Sama halli", "--by", "group")
    told = _told(capsys, "relations", str(hevi), *options)
    assert told["relations"][-1] == {
        "kind": "overlap", "from": "03", "to": "06", "criterion": "impact", "value": -0.5,
        "row": 14,
    }  # fmt: skip
    assert ("03", "06") not in [(one["from"], one["to"]) for one in told["proposed"]]
    after = {path.name: path.read_bytes() for path in hevi.iterdir() if path.is_file()}
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"relations.csv"}
    lines = after["relations.csv"].decode().splitlines()
    assert [line[: len(old)] for line, old in zip(
        lines, before["relations.csv"].decode().splitlines(), strict=False
    )] == before["relations.csv"].decode().splitlines()  # fmt: skip
    assert {"03", "06"} <= set(plain["chosen"])
    assert _told(capsys, "solve", str(hevi))["value"] < plain["value"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("overlap,03,06,impact,0.5", "overlap_not_negative"),
        ("overlap,03,06", "pair_without_criterion"),
        ("overlap,03,03,impact,-1", "self_relation"),
        ("overlap,03,nobody,impact,-1", "unknown_reference"),
        ("overlap,03", "relation_wrong"),
    ],
)
def test_what_is_wrong_is_not_written(
    hevi: Path, capsys: pytest.CaptureFixture[str], wrong: str, code: str
) -> None:
    before = (hevi / "relations.csv").read_bytes()
    told = _told(capsys, "relations", str(hevi), "--accept", wrong, code=2)
    assert code in [fault["code"] for fault in told["faults"]]
    assert (hevi / "relations.csv").read_bytes() == before


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_people_read_it(hevi: Path, capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert main(["relations", str(hevi), "--lang", language]) == 0
    text = capsys.readouterr().out
    assert "{" not in text
    assert "pairs." not in text
    assert "similar." not in text
