"""Runs every console session of the tutorials and how-to guides as it stands on the page."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.console import missing, steps

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("tutorial", "how-to")
PAGES = sorted(
    [*(ROOT / "docs" / "tutorial").glob("*.md"), *(ROOT / "docs" / "how-to").glob("*.md")]
)
EXECUTED = [page for page in PAGES if steps(page)]


def test_the_tutorials_are_executed() -> None:
    tutorials = {page for page in PAGES if page.parent.name == "tutorial"}
    assert len(tutorials) >= 2
    assert tutorials <= set(EXECUTED)


@pytest.mark.parametrize("page", EXECUTED, ids=lambda page: page.stem)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    env = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "SALKKU_LANG": "en",
        "SALKKU_DATA": str(tmp_path / "data"),
        "COLUMNS": "100",
    }
    for step in steps(page):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", step.command],
            cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        said = f"$ {step.command}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == step.code, said
        assert missing(step.promised, done.stdout) is None, said


@pytest.mark.parametrize(
    ("promised", "output", "absent"),
    [
        (("one", "two"), "one\nzero\ntwo", None),
        (("two", "one"), "one\ntwo", "one"),
        (("value … euros",), "value   12.5  euros", None),
        (("three",), "one", "three"),
    ],
)
def test_a_broken_promise_is_seen(
    promised: tuple[str, ...], output: str, absent: str | None
) -> None:
    assert missing(promised, output) == absent
