"""The comparators' environment, made from ``requirements/bench.lock`` on Python ≥ 3.12."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["bench_python", "make"]

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "bench-venv"
LOCK = ROOT / "requirements" / "bench.lock"
OLDEST = (3, 12)
NEWEST = 20


def bench_python() -> Path | None:
    """Give the environment's Python; None where it has not been made."""
    python = FOLDER / "bin" / "python"
    return python if python.exists() else None


def make() -> int:
    """Make the environment anew; tell what is missing when it cannot be."""
    python = next(_new_enough(), None)
    if python is None:
        print(
            "benchmarks: the comparators need Python 3.12 or newer, and there is none:"
            " they will be told as absent",
            file=sys.stderr,
        )
        return 0
    subprocess.run([python, "-m", "venv", "--clear", FOLDER], check=True)
    inside = FOLDER / "bin" / "python"
    for name in ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS"):
        os.environ.setdefault(name, "true")
    uv = shutil.which("uv") or str(Path(sys.executable).parent / "uv")
    command: list[str | Path] = [uv, "pip", "install", "--quiet", "--python", inside]
    if not Path(uv).exists():
        command = [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return subprocess.run([*command, "--require-hashes", "-r", LOCK], check=False).returncode


def _new_enough() -> Iterator[str]:
    """Give Pythons that are new enough: this one, those on the path, those that pyenv keeps."""
    names = [f"python3.{minor}" for minor in range(OLDEST[1], NEWEST)]
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    places = [sys.executable, *map(shutil.which, names)]
    places += [str(path) for path in sorted(kept.glob("3.*/bin/python"))]
    check = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    for place in filter(None, places):
        if subprocess.run([place, "-c", check], capture_output=True, check=False).returncode == 0:
            yield place


if __name__ == "__main__":
    sys.exit(make())
