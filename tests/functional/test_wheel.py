"""The wheel brings everything a reader needs: no node, no clone, no test tool inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VENDOR = ROOT / "src" / "salkku" / "web" / "static" / "vendor"


LIBRARIES = {"salkku/optimise/enumeration/_kernel.so", "salkku/mip/_tree.so"}
COMPILERS = ("c++", "g++", "clang++")


def built(target: Path, **environment: str) -> Path:
    """Build a wheel and give its file."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT, check=True, capture_output=True, env={**os.environ, **environment},
    )  # fmt: skip
    (wheel,) = target.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (VENDOR / "app.css").exists():
        pytest.fail("the pages' bundle is not built: run `make bundle`")
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.skipif(
    not any(map(shutil.which, COMPILERS)) and not os.environ.get("CI"),
    reason="no C++ compiler here",
)
def test_a_wheel_with_the_kernel_is_for_one_platform(wheel: Path, names: set[str]) -> None:
    assert names >= LIBRARIES
    assert "-py3-none-" in wheel.name
    assert not wheel.name.endswith("-any.whl")


@pytest.mark.parametrize("compiler", ["", "false"], ids=["no compiler", "a broken one"])
def test_a_wheel_without_a_compiler_is_for_all(tmp_path: Path, compiler: str) -> None:
    before = {one for one in LIBRARIES if (ROOT / "src" / one).exists()}
    plain = built(tmp_path, CXX=compiler)
    with zipfile.ZipFile(plain) as archive:
        assert LIBRARIES.isdisjoint(archive.namelist())
    assert plain.name.endswith("-py3-none-any.whl")
    assert {one for one in LIBRARIES if (ROOT / "src" / one).exists()} == before


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
