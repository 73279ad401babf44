"""Doubtful names listed and ruled on through the command line; what is loaded later obeys."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.ingest import horizon

from salkku.cli.main import main

EXAMPLES = Path(__file__).parents[2] / "examples"
Ask = Callable[..., Any]
PROJECTS = "id;acronym;title\n7;A;Doves\n8;B;Tides\n"
PARTS = (
    "projectID;organisationID;name;city;country;order;ecContribution\n"
    "7;11;KUUTIO ROBOTTI OY;OULU;FI;1;100000\n"
    "8;12;KUUTIO ROBOTTI TUTKIMUS OY;OULU;FI;1;250000\n"
    "8;11;Kuutio Robotti;Oulu;FI;2;5000\n"
)
"""Invented bodies."""


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Ask:
    def call(*arguments: object, code: int = 0) -> Any:
        got = main([*map(str, arguments), "--json"])
        out = capsys.readouterr().out
        assert got == code, out
        return json.loads(out)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "tiny", tmp_path / "tiny"))


def _load(folder: Path, ask: Ask, parts: str, name: str = "in") -> None:
    files = {"project.csv": PROJECTS.encode(), "organization.csv": parts.encode()}
    path = horizon.write_folder(folder.parent / name, files)
    ask("load", "cordis", path, "--into", folder)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_ruling_is_written_holds_through_a_later_load_and_is_taken_back(
    folder: Path, ask: Ask
) -> None:
    names = ("Kuutio Robotti Oy", "Wave Oy (invented)")
    before = _files(folder)
    _load(folder, ask, PARTS)
    first = ask("link", folder)
    told = ask("link", folder, "--same", *names, "--country", "FI", "--today", "2026-11-24")
    assert (told["verdict"], told["rulings"]) == ("same", 1)
    assert (folder / "links.csv").read_text("utf-8").splitlines()[1] == (
        "Kuutio Robotti Oy,FI,Wave Oy (invented),,same,,2026-11-24,"
    )
    assert ask("link", folder)["organisations"] == first["organisations"] - 1
    _load(folder, ask, PARTS.replace("100000", "90000") + "7;13;Wave oy (INVENTED);Espoo;FI;3;1\n")
    assert ask("link", folder)["organisations"] == first["organisations"] - 1
    ask("link", folder, "--undo", *reversed(names), "--country", "FI")
    assert _files(folder) == before


def test_the_queue_asks_once(folder: Path, ask: Ask) -> None:
    _load(folder, ask, PARTS)
    names = {"KUUTIO ROBOTTI OY", "KUUTIO ROBOTTI TUTKIMUS OY"}

    def asked() -> list[dict[str, Any]]:
        found = ask("link", folder, "--queue")["queue"]
        return [one for one in found if {one["left"]["name"], one["right"]["name"]} == names]

    pair = asked()[0]
    assert not pair["joined"]
    assert (pair["moves"], pair["moves_eur"]) == (2, 105000)
    assert {one["code"] for one in pair["because"]} >= {"same_city", "other_pic"}
    assert all(set(one["sentences"]) == {"fi", "sv", "en"} for one in pair["because"])
    held = list((folder / ".salkku" / "links").glob("*.compared.json.gz"))
    assert len(held) == 1
    assert asked() == [pair], "the kept comparison gives the same"
    ask("link", folder, "--apart", *sorted(names))
    assert asked() == []
    held[0].write_bytes(b"no longer a comparison")
    assert asked() == [], "what cannot be read is made anew"


def test_lineage_is_told_with_its_date(folder: Path, ask: Ask) -> None:
    pair = ("Northbay (invented)", "Southbay (invented)")
    ask("link", folder, "--became", *pair, "--from", "2017-01", "--note", "merged")
    told = ask("link", folder)
    assert [one["from"] for one in told["lineage"]] == ["2017-01"]
    assert ask("check", folder)["ok"]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (("--same", "A", "B", "--apart", "A", "B"), ["one_ruling"]),
        (("--same", "A", "B", "--queue"), ["one_ruling"]),
        (("--same", "A", "B", "--from", "2017"), ["from_without_became"]),
        (("--same", "A", " a "), ["ruling_itself"]),
        (("--same", "A", ""), ["empty_cell"]),
        (("--became", "D", "B", "--from", "someday"), ["bad_date"]),
        (("--became", "C", "A"), ["ruling_there"]),
        (("--apart", "B", "C"), ["ruling_contradicted"]),
        (("--queue", "--limit", "0"), ["limit_unreadable"]),
    ],
)
def test_a_wrong_ruling_is_told_and_not_written(
    folder: Path, ask: Ask, options: tuple[str, ...], codes: list[str]
) -> None:
    ask("link", folder, "--same", "A", "B")
    ask("link", folder, "--same", "A", "C")
    before = (folder / "links.csv").read_bytes()
    told = ask("link", folder, *options, code=2)
    assert [one["code"] for one in told["faults"]] == codes
    assert (folder / "links.csv").read_bytes() == before


def test_what_was_never_ruled_cannot_be_taken_back(folder: Path, ask: Ask) -> None:
    told = ask("link", folder, "--undo", "A", "B", code=2)
    assert [one["code"] for one in told["faults"]] == ["unknown_ruling"]
    assert not (folder / "links.csv").exists()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_people_read_it_in_their_language(
    folder: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert main(["link", str(folder), "--queue", "--lang", language]) == 0
    assert main(["link", str(folder), "--same", "A", "B", "--lang", language]) == 0
    assert main(["link", str(folder), "--lang", language]) == 0
    said = capsys.readouterr().out
    assert "linking." not in said
    assert {"fi": "sama organisaatio", "sv": "samma organisation", "en": "one organisation"}[
        language
    ] in said


def test_two_names_are_weighed_term_by_term(folder: Path, ask: Ask) -> None:
    _load(folder, ask, PARTS)
    found = ask("link", folder, "--why", "kuutio robotti", "Kuutio Robotti Tutkimus Oy")
    assert (found["left"]["city"], found["right"]["pic"]) == ("Oulu", "12")
    assert not found["joined"]
    bits = {one["term"]: one["bits"] for one in found["terms"]}
    assert bits["words"] > 0 > bits["identifier"]
    assert sum(bits.values()) == pytest.approx(found["weight"], abs=0.2)
    assert all(set(one["sentences"]) == {"fi", "sv", "en"} for one in found["terms"])
    asked = [
        one["weight"]
        for one in ask("link", folder, "--queue")["queue"]
        if {one["left"]["name"], one["right"]["name"]}
        == {"KUUTIO ROBOTTI OY", "KUUTIO ROBOTTI TUTKIMUS OY"}
    ]
    assert asked == [pytest.approx(found["weight"], abs=0.002)], "the queue weighs alike"


def test_names_that_nobody_has_are_weighed_as_they_stand(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("Vantaan kaupunki", "Vantaan Nicehearts ry")
    assert main(["link", str(folder), "--why", *names, "--country", "FI", "--lang", "fi"]) == 0
    told = capsys.readouterr().out
    assert "Kahden organisaation puolesta" in told
    assert "alle tarvittavan" in told
