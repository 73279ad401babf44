"""Installs the Debian packages that some tests want, where this machine lets us."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the machine: what it is for, how to see it, what brings it."""

    purpose: str
    packages: tuple[str, ...]
    library: str = ""
    program: str = ""

    def present(self) -> bool:
        """Say whether this machine has the part."""
        if self.library:
            return ctypes.util.find_library(self.library) is not None
        if shutil.which(self.program):
            return True
        return any(Path("/usr/lib/postgresql").glob(f"*/bin/{self.program}"))


PARTS = (
    Part("browser tests", ("chromium", "fonts-dejavu-core"), program="chromium"),
    Part("PostgreSQL tests", ("postgresql",), program="initdb"),
    Part("Finnish compounds", ("libvoikko1", "voikko-fi"), library="voikko"),
    Part(
        "PDF reports",
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
        library="pango-1.0",
    ),
)


CLUSTER = (Part("Spark tests", ("openjdk-17-jre-headless",), program="java"),)
"""Large, so only where Spark is asked for."""


def apt() -> list[str] | None:
    """Return the command that may install packages, or None."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo"):
        allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if allowed.returncode == 0:
            return ["sudo", "-n", "apt-get"]
    return None


def install(packages: list[str]) -> bool:
    """Install the packages and say whether that went well."""
    command = apt()
    if command is None:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*command, "-qq", "update"], env=quiet, stdin=subprocess.DEVNULL, check=False)
    done = subprocess.run(
        [*command, "-qq", "install", "-y", "--no-install-recommends", *packages],
        env=quiet,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0


def main() -> int:
    """Install what is absent; with CI=true an absent part is a failure.

    ``cluster`` as the argument asks for the parts of Spark instead.
    """
    parts = CLUSTER if sys.argv[1:] == ["cluster"] else PARTS
    absent = [part for part in parts if not part.present()]
    if absent:
        wanted = [package for part in absent for package in part.packages]
        print(f"salkku: installing {' '.join(wanted)}", file=sys.stderr)
        install(wanted)
    still = [part for part in parts if not part.present()]
    for part in still:
        print(f"salkku: no {part.purpose}: apt install {' '.join(part.packages)}", file=sys.stderr)
    return 1 if still and os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
