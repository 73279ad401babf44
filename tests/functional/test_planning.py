"""Timetables, plans made anew and portfolios compared, at the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.functional.test_cli import EXAMPLES, Run, ask, bytes_of, change, run, tiny

__all__ = ["ask", "run", "tiny"]

Ask = Callable[..., Any]
SCHEDULE = {
    *("status", "starts", "value", "bound", "bound_by", "gap", "seconds", "alarms", "shortfalls")
}
REPLAN = {"status", "changes", "value", "free_value", "proved_fewest", "weight", "shortfalls"}
COMPARE = {"a", "b", "shared", "only_a", "only_b", "moved", "differences", "limits", "cells"}
TIME = "seconds"


@pytest.fixture
def saved(ask: Ask, tiny: Path, tmp_path: Path) -> dict[str, Path]:
    """Answers of the example as it is, saved beside it: solve, another solve, and schedule."""
    found = {}
    for name, arguments in {
        "solve": ("solve", tiny),
        "other": ("solve", tiny, "--force", "farm", "--forbid", "tram"),
        "schedule": ("schedule", tiny),
    }.items():
        found[name] = tmp_path / f"{name}.json"
        found[name].write_text(json.dumps(ask(*arguments)), "utf-8")
    return found


def questions(tiny: Path, saved: dict[str, Path]) -> dict[str, tuple[object, ...]]:
    return {
        "schedule": ("schedule", tiny),
        "replan": ("replan", tiny, "--baseline", saved["schedule"]),
        "untimed": ("replan", tiny, "--baseline", saved["solve"]),
        "compare": ("compare", tiny, saved["solve"], saved["other"]),
        "compare_times": ("compare", tiny, saved["solve"], saved["schedule"]),
    }


def test_each_prints_its_object_the_same_twice_and_writes_nothing(
    ask: Ask, tiny: Path, saved: dict[str, Path]
) -> None:
    before = bytes_of(tiny)
    keys = {"schedule": SCHEDULE, "compare": COMPARE, "compare_times": COMPARE}
    for name, arguments in questions(tiny, saved).items():
        told = ask(*arguments)
        assert keys.get(name, REPLAN) <= set(told)
        assert {**told, TIME: 0} == {**ask(*arguments), TIME: 0}
    assert bytes_of(tiny) == before


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_each_speaks_each_language(
    run: Run, tiny: Path, saved: dict[str, Path], language: str
) -> None:
    change(tiny, "budgets.csv", "common,600000", "common,400000")
    for arguments in questions(tiny, saved).values():
        code, out, _ = run(*arguments, "--lang", language)
        assert code == 0
        assert out.strip()
        for mark in ("{", "cli.", "timing.", "compare."):
            assert mark not in out


def test_a_schedule_starts_what_solve_chooses(ask: Ask, tiny: Path) -> None:
    told = ask("schedule", tiny)
    assert (told["status"], told["gap"], told["bound_by"]) == ("optimal", 0, None)
    assert set(told["starts"]) == set(ask("solve", tiny)["chosen"])
    assert set(told["starts"].values()) == {"2026-H2"}


def test_without_a_plan_it_is_infeasible_and_names_the_money(
    ask: Ask, run: Run, tiny: Path
) -> None:
    change(tiny, "proposals.csv", "tram,proposal", "tram,committed")
    change(tiny, "budgets.csv", "common,600000", "common,150000")
    told = ask("schedule", tiny, code=3)
    assert (told["status"], told["starts"], told["value"]) == ("infeasible", {}, None)
    assert [(one["line"], one["missing_eur"]) for one in told["shortfalls"]] == [("common", 50000)]
    assert told["shortfalls"][0]["rows"] == ["tram"]
    code, out, _ = run("schedule", tiny)
    assert code == 3
    assert "€50,000" in out


def test_no_time_at_all_is_no_answer(ask: Ask, tiny: Path, saved: dict[str, Path]) -> None:
    told = ask("schedule", tiny, "--seconds", "0.000001", code=4)
    assert (told["status"], told["starts"]) == ("unknown", {})
    told = ask("replan", tiny, "--baseline", saved["schedule"], "--seconds", "0.000001", code=4)
    assert (told["status"], told["changes"], told["proved_fewest"]) == ("unknown", [], False)


def test_an_agreement_without_a_period_has_no_timetable(
    ask: Ask, tiny: Path, saved: dict[str, Path]
) -> None:
    change(tiny, "agreement.toml", 'period = ["2026-01", "2028-12"]\n', "")
    for arguments in (("schedule", tiny), ("replan", tiny, "--baseline", saved["schedule"])):
        told = ask(*arguments, code=2)
        assert [fault["code"] for fault in told["faults"]] == ["period_missing"]
        assert told["faults"][0]["file"] == "agreement.toml"
    assert ask("replan", tiny, "--baseline", saved["solve"])["status"] == "optimal"


@pytest.mark.parametrize("kind", ["schedule", "solve", "decision"])
def test_a_plan_made_anew_changes_little_and_says_why(
    ask: Ask, tiny: Path, saved: dict[str, Path], kind: str
) -> None:
    decision = Path(ask("decide", tiny, "--by", "x")["path"])
    baseline = saved.get(kind, decision)
    assert ask("replan", tiny, "--baseline", baseline)["changes"] == []
    change(tiny, "budgets.csv", "common,600000", "common,500000")
    told = ask("replan", tiny, "--baseline", baseline)
    assert (told["status"], told["proved_fewest"]) == ("optimal", True)
    assert told["changes"]
    for one in told["changes"]:
        assert {"proposal", "from", "to", "reason", "sentences"} <= set(one)
        assert set(one["sentences"]) == {"fi", "sv", "en"}
        assert len(set(one["sentences"].values())) == 3
        assert "out" in (one["from"], one["to"])
    assert "money" in {one["reason"] for one in told["changes"]} <= {"money", "relation"}
    assert told["free_value"] >= told["value"]
    assert (told["starts"] is None) == (kind != "schedule")


def test_commitments_alone_that_break_the_money_are_said_with_their_mending(
    ask: Ask, run: Run, tiny: Path, saved: dict[str, Path]
) -> None:
    change(tiny, "proposals.csv", "tram,proposal", "tram,committed")
    change(tiny, "proposals.csv", "lab,proposal", "lab,committed")
    change(tiny, "budgets.csv", "common,600000", "common,450000")
    told = ask("replan", tiny, "--baseline", saved["schedule"], code=3)
    assert (told["status"], told["changes"]) == ("infeasible", [])
    short = told["shortfalls"][0]
    assert (short["line"], short["missing_eur"]) == ("common", 50000)
    assert sorted(short["rows"]) == ["lab", "tram"]
    assert told["remedies"]
    assert run("replan", tiny, "--baseline", saved["schedule"])[0] == 3


BAD = {
    "nothing": None,
    "empty": b"",
    "no-json": b"chosen: tram",
    "bytes": b"\xff\xfe\x00",
    "list": b'["tram"]',
    "number": b"7",
    "deep": b"[" * 100_000,
    "no-key": b'{"status": "optimal"}',
    "numbers": b'{"chosen": [1, 2]}',
    "text": b'{"chosen": "tram"}',
    "months": b'{"starts": {"tram": "2026-07"}}',
    "null": b'{"starts": {"tram": null}}',
}


@pytest.mark.parametrize("kind", BAD)
def test_what_is_no_baseline_is_wrong_input(
    ask: Ask, run: Run, tiny: Path, saved: dict[str, Path], kind: str, tmp_path: Path
) -> None:
    file = tmp_path / "bad.json"
    content = BAD[kind]
    if content is not None:
        file.write_bytes(content)
    asked = {
        "--baseline": ("replan", tiny, "--baseline", file),
        "A": ("compare", tiny, file, saved["solve"]),
        "B": ("compare", tiny, saved["solve"], file),
    }
    for column, arguments in asked.items():
        told = ask(*arguments, code=2)
        assert told["ok"] is False
        fault = told["faults"][0]
        assert (fault["code"], fault["column"]) == ("baseline_unreadable", column)
        assert "bad.json" in fault["message"]
        assert fault["message"].startswith(f"{column}: ")
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert "Traceback" not in err


def test_a_folder_that_is_no_decision_is_no_baseline(ask: Ask, tiny: Path) -> None:
    for arguments in (("replan", tiny, "--baseline", tiny), ("compare", tiny, tiny, tiny)):
        told = ask(*arguments, code=2)
        assert {fault["code"] for fault in told["faults"]} == {"baseline_unreadable"}


def test_a_broken_folder_is_told_before_the_question(
    ask: Ask, tiny: Path, saved: dict[str, Path]
) -> None:
    change(tiny, "costs.csv", "tram,common,200000,", "tram,nowhere,-1,")
    before = bytes_of(tiny)
    for arguments in questions(tiny, saved).values():
        told = ask(*arguments, code=2)
        codes = {fault["code"] for fault in told["faults"]}
        assert {"unknown_reference", "negative_amount"} <= codes
    assert bytes_of(tiny) == before


def test_two_portfolios_compared_say_what_each_has(
    ask: Ask, run: Run, tiny: Path, saved: dict[str, Path]
) -> None:
    told = ask("compare", tiny, saved["solve"], saved["other"])
    a, b = (set(json.loads(saved[name].read_text())["chosen"]) for name in ("solve", "other"))
    assert (set(told["only_a"]), set(told["only_b"]), set(told["shared"])) == (a - b, b - a, a & b)
    assert told["a"]["value"] == ask("solve", tiny)["value"] > told["b"]["value"]
    assert (told["a"]["breaks"], told["b"]["breaks"]) == ([], [])
    for one in told["differences"]:
        assert len(set(one["sentences"].values())) == 3
        assert f"({one['proposal']}) is only in {one['only'].upper()}" in one["sentences"]["en"]
    limits = {one["item"]: one for one in told["limits"]}
    assert limits["line:common"]["a"]["used"] + limits["line:common"]["a"]["room"] == 600000
    for name in ("a", "b"):
        cells = sum(one[name]["eur"] for one in told["cells"])
        assert cells == pytest.approx(told[name]["cost_eur"])
    _, out, _ = run("compare", tiny, saved["solve"], saved["other"])
    for row in {*told["only_a"], *told["only_b"]}:
        assert row in out


def test_a_decision_is_compared_by_todays_rules(ask: Ask, run: Run, tiny: Path) -> None:
    decision = ask("decide", tiny, "--by", "x", "--force", "farm")["path"]
    change(tiny, "proposals.csv", "farm,proposal", "farm,rejected")
    change(tiny, "budgets.csv", "common,600000", "common,1")
    told = ask("compare", tiny, decision, decision)
    assert (told["a"]["absent"], told["differences"]) == (["farm"], [])
    assert "line:common" in told["a"]["breaks"]
    code, out, _ = run("compare", tiny, decision, decision)
    assert code == 0
    assert "the limit of Common money (common)" in out


def test_a_timetable_is_repaired_where_and_when(ask: Ask, run: Run, tiny: Path) -> None:
    assert ask("repair", tiny, "--timed") == {
        "feasible": True, "clash": [], "clashes": [], "repairs": [],
    }  # fmt: skip
    wishes = [word for row in ("tram", "wells", "lab") for word in ("--force", row)]
    told = ask("repair", tiny, "--timed", *wishes)
    assert told["clash"]
    costs = [one["cost"] for one in told["repairs"]]
    assert costs == sorted(costs)
    for repair in told["repairs"]:
        assert set(repair["changes"][0]) == {"item", "from", "to", "half_years"}
        assert repair["starts"]
    for language in ("fi", "sv", "en"):
        code, out, _ = run("repair", tiny, "--timed", *wishes, "--lang", language)
        assert code == 0
        assert "relations.csv" in out or "tram" in out


def test_two_timetables_compared_say_what_moves(
    ask: Ask, tiny: Path, saved: dict[str, Path], tmp_path: Path
) -> None:
    said = json.loads(saved["schedule"].read_text("utf-8"))
    said["starts"]["tram"] = "2027-H1"
    later = tmp_path / "later.json"
    later.write_text(json.dumps(said), "utf-8")
    settings = tiny / "agreement.toml"
    settings.write_text(settings.read_text("utf-8") + "\n[time]\nloss_per_year = 0.19\n", "utf-8")
    told = ask("compare", tiny, saved["schedule"], later)
    assert (told["moved"], told["only_a"], told["only_b"]) == (["tram"], [], [])
    assert told["a"]["value"] == told["b"]["value"]
    assert told["a"]["value_in_time"] > told["b"]["value_in_time"]
    assert "2027-H1" in told["differences"][0]["sentences"]["fi"]


def test_the_example_of_three_cities_is_planned_and_planned_anew(ask: Ask, tmp_path: Path) -> None:
    hevi = Path(shutil.copytree(EXAMPLES / "hevi", tmp_path / "hevi"))
    saved = tmp_path / "plan.json"
    saved.write_text(json.dumps(ask("schedule", hevi)), "utf-8")
    change(hevi, "budgets.csv", "3000000", "2700000")
    told = ask("replan", hevi, "--baseline", saved)
    assert (told["status"], told["proved_fewest"]) == ("optimal", True)
    assert len(told["changes"]) == 1


CHANGES: dict[str, tuple[tuple[tuple[str, str, str], ...], set[str]]] = {
    "a partner leaves": (
        (
            ("budgets.csv", "own_vantaa,470000", "own_vantaa,0"),
            ("rules.csv", "some-vantaa,party,vantaa,count,3", "some-vantaa,party,vantaa,count,0"),
        ),
        {"money"},
    ),
    "a project is late": (
        (("proposals.csv", ",2027-09,2028-03,invented;rehab", ",2028-07,2029-01,invented;rehab"),),
        {"window"},
    ),
    "a late idea is taken": ((("proposals.csv", "i1,idea", "i1,committed"),), {"decided"}),
    "a new focus area": (
        (
            (
                "agreement.toml",
                '[[focus_areas]]\nid = "open"',
                '[[focus_areas]]\nid = "climate"\nname = { en = "Climate" }\n\n'
                '[[focus_areas]]\nid = "open"',
            ),
            ("rules.csv", "each-open,focus_area,open", "each-open,focus_area,climate"),
            (
                "proposals.csv",
                "helsinki,urban,testbeds,helsinki",
                "helsinki,climate,testbeds,helsinki",
            ),
        ),
        {"rule"},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_world_changes_and_the_plan_changes_least(
    ask: Ask, run: Run, tmp_path: Path, name: str
) -> None:
    hevi = Path(shutil.copytree(EXAMPLES / "hevi", tmp_path / "hevi"))
    saved = tmp_path / "plan.json"
    before = ask("schedule", hevi)
    saved.write_text(json.dumps(before), "utf-8")
    edits, wanted = CHANGES[name]
    for edit in edits:
        change(hevi, *edit)
    told = ask("replan", hevi, "--baseline", saved)
    assert (told["status"], told["proved_fewest"]) == ("optimal", True)
    assert wanted <= {one["reason"] for one in told["changes"]}
    assert told["free_value"] >= told["value"]
    moved = {one["proposal"] for one in told["changes"]}
    kept = {row: start for row, start in before["starts"].items() if row not in moved}
    assert kept.items() <= told["starts"].items()
    told_in_finnish = run("replan", hevi, "--baseline", saved, "--lang", "fi")[1]
    assert "{" not in told_in_finnish
    assert all(row in told_in_finnish for row in moved)
