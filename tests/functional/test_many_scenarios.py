"""Commands that solve many scenarios: the same object whoever asks them, and an honest count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from salkku.cli.main import main

HEVI = str(Path(__file__).resolve().parents[2] / "examples" / "hevi")
DOUBT = ("doubt", str(Path(HEVI).with_name("tiny")), "--draws", "60")
DESIGN = ("design", HEVI, "--call", "hevi-2027", "--samples", "40")


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, object]:
    assert main([*arguments, "--json"]) == 0
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    answer.pop("seconds")
    return answer


@pytest.mark.parametrize("command", [DESIGN, DOUBT])
def test_the_runner_does_not_change_the_answer(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    inline = ask(capsys, *command, "--runner", "inline", "--workers", "1")
    pool = ask(capsys, *command, "--runner", "pool", "--workers", "2")
    assert pool == inline


def test_a_design_says_how_many_rounds_it_was_tried_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ask(capsys, *DESIGN)["samples"] == 40


def test_an_unknown_runner_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*DESIGN, "--runner", "pigeons", "--lang", "en", "--json"]) == 2
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert (fault["code"], fault["column"]) == ("unknown_runner", "--runner")
    assert "inline, pool, spark" in fault["message"]


def test_the_settings_name_the_runner(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALKKU_RUNNER", "pigeons")
    assert main([*DESIGN, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["faults"][0]["code"] == "unknown_runner"
