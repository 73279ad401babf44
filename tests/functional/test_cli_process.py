"""The command line as a process of its own: quick help, one object, any terminal, any pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    return {**os.environ, "LANG": "C.UTF-8"}


def test_help_comes_at_once(environment: dict[str, str]) -> None:
    """Four tenths of a second on an idle machine; user time, for the machine is shared."""
    took = []
    for _ in range(3):
        start = os.times()
        done = subprocess.run(
            [sys.executable, "-m", "salkku", "--help"],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        end = os.times()
        took.append(end.children_user + end.children_system)
        took[-1] -= start.children_user + start.children_system
        assert "solve" in done.stdout
    assert min(took) < 0.4


def test_solving_prints_one_object_even_to_a_pipe(environment: dict[str, str]) -> None:
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "salkku", "solve", str(EXAMPLES / "tiny"), "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert 0 <= told["seconds"] <= time.monotonic() - started


def test_any_terminal_can_be_written_to(environment: dict[str, str]) -> None:
    poor = {**environment, "PYTHONIOENCODING": "ascii"}
    told = subprocess.run(
        [sys.executable, "-m", "salkku", "check", "/nö/such", "--json", "--lang", "fi"],
        env=poor, capture_output=True, check=False,
    )  # fmt: skip
    assert told.returncode == 2
    assert "/nö/such" in json.loads(told.stdout.decode())["faults"][0]["message"]
    shown = subprocess.run(
        [sys.executable, "-m", "salkku", "week", str(EXAMPLES / "tiny"), "--lang", "fi"],
        env=poor, capture_output=True, check=False,
    )  # fmt: skip
    assert shown.returncode == 0
    assert shown.stdout.decode("ascii")


def test_a_closed_pipe_is_no_traceback(environment: dict[str, str]) -> None:
    script = f"'{sys.executable}' -m salkku check '{EXAMPLES / 'tiny'}' | true"
    done = subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert "Traceback" not in done.stderr


HEAVY = ("django", "duckdb", "ibis", "ortools", "pandas", "pydantic_settings", "rich")


@pytest.mark.parametrize("command", ["solve", "near", "rank", "front --objectives impact,cost"])
def test_an_answer_about_a_portfolio_loads_nothing_heavy(
    environment: dict[str, str], command: str
) -> None:
    """The process adds eight tenths of a second to the answer at most: no room for tables."""
    name, *options = command.split()
    arguments = [name, str(EXAMPLES / "hevi"), *options, "--json"]
    program = (
        "import sys\nfrom salkku.cli.main import main\n"
        f"code = main({arguments!r})\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout)
    assert done.stderr.splitlines()[-1] == ""
