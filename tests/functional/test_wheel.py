"""The wheel brings everything a reader needs: no node, no clone, no test tool inside."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src" / "salkku" / "web" / "static" / "vendor"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    if not (VENDOR / "app.css").exists():
        pytest.fail("the pages' bundle is not built: run `make bundle`")
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = target.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_the_bundle_and_the_words(names: set[str]) -> None:
    vendor = "salkku/web/static/vendor"
    assert {f"{vendor}/app.css", f"{vendor}/app.js", f"{vendor}/charts.js"} <= names
    for language in ("fi", "sv", "en"):
        assert any(name.startswith(f"salkku/locale/{language}/") for name in names)
    assert "salkku/py.typed" in names
    assert any(name.startswith("salkku/web/ui/templates/") for name in names)


def test_the_wheel_has_the_demo_example_and_the_licence(names: set[str]) -> None:
    assert any(name.endswith("hevi/agreement.toml") for name in names)
    assert any(name.endswith("licenses/LICENCE") for name in names)


def test_the_wheel_has_nothing_of_ours_alone(names: set[str]) -> None:
    assert not [name for name in names if "axe" in name.rsplit("/", 1)[-1]]
    assert not [name for name in names if name.startswith(("tests/", "scripts/", "docs/"))]
    assert not [name for name in names if name.endswith((".sqlite3", ".duckdb", ".map"))]
