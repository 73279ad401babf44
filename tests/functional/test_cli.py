"""Every command of the road on the examples: its object, its exit number, its silence elsewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from salkku.cli.main import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SALKKU_TODAY", "2026-11-24")
    for name in ("SALKKU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    def call(*arguments: object, code: int = 0) -> Any:
        got, out, _ = run(*arguments, "--json")
        assert got == code, out
        return json.loads(out)

    return call


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "tiny", tmp_path / "tiny"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


READING: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "solve": (
        (),
        {"status", "chosen", "values", "value", "bound", "gap", "not_competing", "tied", "seconds"},
    ),
    "front": (
        ("--objectives", "impact,cost"),
        {"objectives", "complete", "points", "epsilon", "seconds"},
    ),
    "near": (("--within", "0.1"), {"count", "complete", "portfolios", "shared", "telling"}),
    "robust": (
        (),
        {
            "core",
            "borderline",
            "exterior",
            "undecided",
            "core_index",
            "core_bounds",
            "portfolios",
            "exact",
        },
    ),
    "rank": ((), {"ranking", "differs"}),
    "repair": ((), {"feasible", "clash", "clashes", "repairs"}),
    "explain": (("hub",), {"in", "price_of_flip", "thresholds", "sentences"}),
    "fair": ((), {"parties", "points"}),
    "coverage": ((), {"cells"}),
    "similar": (("--text", "a data lab"), {"hits", "compared", "without"}),
    "idea": (
        ("--text", "a data lab"),
        {"verdict", "hits", "needs", "results", "partners", "testbeds", "calls", "without"},
    ),
    "week": (("--since", "2026-01-01"), {"items"}),
    "link": ((), {"organisations", "merged"}),
}


@pytest.mark.parametrize("command", READING)
def test_each_command_prints_its_object_and_nothing_else(
    ask: Callable[..., Any], tiny: Path, command: str
) -> None:
    before = bytes_of(tiny)
    options, keys = READING[command]
    told = ask(command, tiny, *options)
    assert keys <= set(told)
    again = ask(command, tiny, *options)
    assert {**told, "seconds": 0} == {**again, "seconds": 0}
    assert bytes_of(tiny) == before


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("command", [*READING, "check"])
def test_each_command_speaks_each_language(
    run: Run, tiny: Path, command: str, language: str
) -> None:
    options = READING.get(command, ((), set()))[0]
    code, out, _ = run(command, tiny, *options, "--lang", language)
    assert code == 0
    assert out.strip()
    assert "{" not in out
    assert "cli." not in out


@pytest.mark.parametrize("command", [*READING, "check", "decide", "report", "publish"])
def test_each_command_checks_the_folder_first(
    run: Run, ask: Callable[..., Any], tiny: Path, tmp_path: Path, command: str
) -> None:
    change(tiny, "costs.csv", "tram,common,200000,", "tram,nowhere,-1,")
    change(tiny, "proposals.csv", "wells,proposal", "wells,perhaps")
    before = bytes_of(tiny)
    options = {
        **{name: options for name, (options, _) in READING.items()},
        "decide": ("--by", "x"),
        "report": ("--out", str(tmp_path / "out")),
        "publish": ("--out", str(tmp_path / "out")),
    }.get(command, ())
    told = ask(command, tiny, *options, code=2)
    assert told["ok"] is False
    assert {"unknown_reference", "negative_amount", "unknown_word"} <= {
        fault["code"] for fault in told["faults"]
    }
    for fault in told["faults"]:
        assert set(fault) == {"file", "row", "column", "code", "message"}
        assert fault["message"].endswith(".")
    code, out, err = run(command, tiny, *options)
    assert code == 2
    assert "costs.csv" in out
    assert "Traceback" not in out + err
    assert bytes_of(tiny) == before
    assert not (tmp_path / "out").exists()


def test_the_answer_of_solve_is_what_the_eye_sees(ask: Callable[..., Any], tiny: Path) -> None:
    told = ask("solve", tiny)
    assert told["status"] == "optimal"
    assert told["chosen"] == ["tram", "lab", "hub"]
    assert told["value"] == told["bound"] == 3.8
    assert told["gap"] == 0
    assert told["values"]["eligible"] == 3
    assert isinstance(told["values"]["eligible"], int)
    forced = ask("solve", tiny, "--force", "farm", "--forbid", "tram")
    assert {"farm", "fest"} <= set(forced["chosen"])
    assert "tram" not in forced["chosen"]
    assert forced["value"] < told["value"]
    weighed = ask("solve", tiny, "--weights", "fit=1")
    assert weighed["value"] != told["value"]


def test_an_infeasible_agreement_is_told_as_such(
    run: Run, ask: Callable[..., Any], tiny: Path
) -> None:
    change(
        tiny, "rules.csv", "south-twice,party,south,count,2,", "south-twice,party,south,count,9,"
    )
    for command, empty in {
        "solve": ["chosen"],
        "near": ["portfolios", "shared", "telling"],
        "front": ["points"],
        "robust": ["core", "borderline", "exterior", "undecided"],
    }.items():
        options = READING[command][0]
        told = ask(command, tiny, *options, code=3)
        assert told["status"] == "infeasible"
        assert [told[name] for name in empty] == [[] for _ in empty]
        assert run(command, tiny, *options)[0] == 3
    told = ask("repair", tiny)
    assert told["feasible"] is False
    assert "rule:south-twice" in told["clash"]
    assert told["repairs"]
    for language, said in {
        "en": "number of projects: Southbay (south-twice)",
        "fi": "hankkeiden määrä: Etelälahti (south-twice)",
        "sv": "antal projekt: Söderviken (south-twice)",
    }.items():
        shown = " ".join(run("repair", tiny, "--lang", language)[1].split())
        assert said in shown
        assert "rule:" not in shown
    for command in ("decide", "report", "publish"):
        options = {"decide": ("--by", "x")}.get(command, ("--out", tiny.parent / "out"))
        assert ask(command, tiny, *options, code=3)["ok"] is False
        assert ask(command, tiny, *options, code=3)["status"] == "infeasible"
    assert not (tiny / "decisions").exists()
    assert not (tiny.parent / "out").exists()
    assert ask("rank", tiny)["differs"] == []
    assert ask("explain", tiny, "hub", code=3)["status"] == "infeasible"
    assert ask("fair", tiny, code=3)["status"] == "infeasible"


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (("solve", "--force", "nobody"), ["option_unknown_proposal"]),
        (("solve", "--forbid", "nobody"), ["option_unknown_proposal"]),
        (("solve", "--weights", "nothing=1"), ["weights_unknown_criterion"]),
        (("solve", "--weights", "impact"), ["weights_unreadable"]),
        (("solve", "--weights", "impact=0"), ["weights_all_zero"]),
        (("solve", "--seconds", "-1"), ["usage"]),
        (("solve", "--seconds", "soon"), ["usage"]),
        (("solve", "--nonsense"), ["usage"]),
        (("front", "--objectives", "impact,beauty"), ["objective_unknown"]),
        (("front", "--objectives", "impact"), ["objectives_wrong"]),
        (("front", "--objectives", "impact,impact"), ["objectives_wrong"]),
        (("front",), ["usage"]),
        (("near", "--within", "much"), ["share_unreadable"]),
        (("explain", "nobody"), ["option_unknown_proposal"]),
        (("similar",), ["one_of_two"]),
        (("similar", "--text", "a", "--proposal", "hub"), ["one_of_two"]),
        (("similar", "--text", "a", "--limit", "0"), ["limit_unreadable"]),
        (("week", "--since", "yesterday"), ["date_unreadable"]),
        (("decide",), ["usage"]),
        (("check", "--lang", "de"), ["unknown_language"]),
        (("nonsense",), ["usage"]),
    ],
)
def test_a_wrong_option_is_wrong_input(
    run: Run, ask: Callable[..., Any], arguments: tuple[str, ...], codes: list[str]
) -> None:
    command, *options = arguments
    told = ask(command, EXAMPLES / "tiny", *options, code=2)
    assert told["ok"] is False
    assert [fault["code"] for fault in told["faults"]] == codes
    assert told["warnings"] == []
    code, out, err = run(command, EXAMPLES / "tiny", *options)
    assert code == 2
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


def test_a_row_that_does_not_compete_cannot_be_forced(ask: Callable[..., Any], tiny: Path) -> None:
    change(tiny, "proposals.csv", "wells,proposal", "wells,rejected")
    told = ask("solve", tiny, "--force", "wells", code=2)
    assert [fault["code"] for fault in told["faults"]] == ["option_not_competing"]
    assert "wells" not in ask("solve", tiny, "--forbid", "wells")["chosen"]


def test_a_row_under_a_threshold_is_told_and_cannot_be_forced(
    ask: Callable[..., Any], tiny: Path
) -> None:
    change(tiny, "scores.csv", "tram,eligible,1,1", "tram,eligible,0,0")
    told = ask("solve", tiny)
    assert [row["proposal"] for row in told["not_competing"]] == ["tram"]
    assert told["not_competing"][0]["because"] == "below_threshold"
    forced = ask("solve", tiny, "--force", "tram", code=2)
    assert [fault["code"] for fault in forced["faults"]] == ["option_below_threshold"]


@pytest.mark.parametrize("example", ["tiny", "hevi"])
def test_every_number_of_the_week_is_what_its_list_comes_to(
    ask: Callable[..., Any], example: str
) -> None:
    items = ask("week", EXAMPLES / example, "--since", "2026-01-01")["items"]
    assert {item["unit"] for item in items} == {"count", "eur"}
    for item in items:
        rows = item["list"]
        total = sum(row["eur"] for row in rows) if item["unit"] == "eur" else len(rows)
        assert item["number"] == total
        assert set(item["sentences"]) == {"fi", "sv", "en"}


def test_a_decision_is_recorded_and_verified(ask: Callable[..., Any], tiny: Path) -> None:
    before = bytes_of(tiny)
    made = ask("decide", tiny, "--by", "steering group", "--note", "N", "--force", "farm")
    folder = Path(made["path"])
    assert folder == tiny / "decisions" / "2026-11-24-01"
    assert made["chosen"] == ask("solve", tiny, "--force", "farm")["chosen"]
    assert {name: bytes_of(tiny)[name] for name in before} == before
    told = ask("verify", folder)
    assert (told["same"], told["digest"]) == (True, made["digest"])
    (folder / "inputs" / "rules.csv").write_bytes(b"")
    told = ask("verify", folder, code=2)
    assert told["same"] is False
    assert told["differences"][0] == {"kind": "changed", "path": "inputs/rules.csv"}
    assert ask("verify", tiny, code=2)["ok"] is False
    second = ask("decide", tiny, "--by", "x")
    assert second["path"].endswith("2026-11-24-02")
    assert not any(name.startswith("inputs/decisions") for name in second["files"])


def test_report_and_publish_tell_their_files(ask: Callable[..., Any], tiny: Path) -> None:
    out = tiny.parent / "out"
    for command in ("report", "publish"):
        files = [Path(path) for path in ask(command, tiny, "--out", out)["files"]]
        assert len(files) >= 3
        assert all(path.is_file() and path.parent == out for path in files)
    (tiny.parent / "taken").mkdir()
    (tiny.parent / "taken" / "portfolio.json").write_text("mine")
    told = ask("publish", tiny, "--out", tiny.parent / "taken", code=2)
    assert [fault["code"] for fault in told["faults"]] == ["out_exists"]
    assert (tiny.parent / "taken" / "portfolio.json").read_text() == "mine"


def test_clusters_are_written_row_by_row(ask: Callable[..., Any], tiny: Path) -> None:
    rows = 'id,name,country\n1,"  Oy, Ab ",FI\n2,Ä ö,\n3,"  Oy, Ab ",FI\n'
    (tiny / "organisations.csv").write_text(rows, "utf-8")
    for name in ("participations.csv", "commitments.csv"):
        (tiny / name).unlink()
    out = tiny.parent / "clusters.csv"
    told = ask("link", tiny, "--out", out)
    assert (told["organisations"], told["merged"]) == (2, 1)
    lines = out.read_text("utf-8").splitlines()
    assert lines[0] == "id,name,country,cluster"
    assert lines[1].startswith('1,"  Oy, Ab ",FI,') or lines[1].startswith("1,  Oy")
    assert lines[1].rsplit(",", 1)[1] == lines[3].rsplit(",", 1)[1]


def test_open_data_is_loaded_and_loading_it_again_changes_nothing(
    ask: Callable[..., Any], shared_data: Path, tmp_path: Path
) -> None:
    into = tmp_path / "held"
    source = shared_data / "cordis" / "horizon" / "reportSummaries.csv"
    told = ask("load", "cordis", source, "--into", into)
    assert told["rows"]["reports"] == 3521
    assert {"rows", "repaired", "rejected"} <= set(told)
    assert ask("load", "cordis", source, "--into", into) == told
    assert [path.name for path in into.iterdir()] == [".salkku"]
    assert ask("load", "nowhere", source, "--into", tmp_path / "x", code=2)["ok"] is False
    assert ask("fetch", "nowhere", "--into", tmp_path / "x", code=2)["ok"] is False
    assert not (tmp_path / "x").exists()


def test_the_demo_says_it_all(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALKKU_NO_SERVE", "1")
    code, out, _ = run("demo", "--lang", "en")
    assert code == 0
    assert "Optimal." in out
    for line in ("support", "own_helsinki", "own_espoo", "own_vantaa"):
        assert line in out
    assert "within 2 % of the best" in out
    assert "core " in out
    assert "borderline " in out
    reasons = out.split("One reason for each project")[1]
    for number in range(1, 31):
        assert f"{number:02d} " in reasons


def test_our_own_fault_is_one_sentence(
    run: Run, ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a detail")

    monkeypatch.setattr("salkku.workbench.opening.check", broken)
    code, out, err = run("check", EXAMPLES / "tiny")
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert "a detail" not in err
    assert ask("check", EXAMPLES / "tiny", code=1)["ok"] is False
    monkeypatch.setenv("SALKKU_DEBUG", "1")
    assert "a detail" in run("check", EXAMPLES / "tiny")[2]


def test_progress_goes_to_standard_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from salkku.ingest import Loaded

    def fetch(source: str, *, progress: Callable[[int, int | None], None], **_: object) -> Loaded:
        for done in (0, 10, 600, 1000):
            progress(done, 1000)
        progress(5, None)
        return Loaded({"projects": 3}, 1, (), (), ())

    monkeypatch.setattr("salkku.workbench.exploring.fetch", fetch)
    code, out, err = run("fetch", "cordis", "--json")
    assert code == 0
    assert json.loads(out) == {
        "rows": {"projects": 3},
        "repaired": 1,
        "joined": 0,
        "rejected": [],
        "doubts": [],
    }
    assert "600 of 1,000" in err
    assert len(err.splitlines()) == 4
