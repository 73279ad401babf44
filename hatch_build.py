"""Compiles the libraries in C++ while the project is built or installed, where it can.

Without a C++ compiler nothing fails: the same answers come from numpy. ``CXX`` names the compiler,
as everywhere; an empty ``CXX`` asks for none. A wheel with the kernel inside is for one platform.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARIES = {
    "salkku/optimise/enumeration/_kernel.so": (
        "asking.cpp",
        "kernel.cpp",
        "loops.cpp",
        "robust.cpp",
    ),
    "salkku/mip/_tree.so": ("tree.cpp",),
}
"""Where each library goes, and what it is made of; they stand on different floors."""

FLAGS = ("-std=c++17", "-O3", "-ffp-contract=off", "-fPIC", "-shared", "-s")
WIDE = ("-DSALKKU_CLONES",)
"""Loops for wide registers beside the plain ones, where compiler and loader can choose."""


def compiler() -> list[str]:
    """Return the command of the C++ compiler; empty when there is none."""
    if "CXX" in os.environ:
        named = shlex.split(os.environ["CXX"])
        return named if named and shutil.which(named[0]) else []
    for name in ("c++", "g++", "clang++"):
        if shutil.which(name):
            return [name]
    return []


def build(root: Path, target: Path, names: tuple[str, ...]) -> bool:
    """Compile one library; False, and none left there, where that fails."""
    target.unlink(missing_ok=True)
    command = compiler()
    if os.name == "nt" or not command:
        return False
    sources = [str(root / "native" / name) for name in names]
    fresh = target.with_suffix(f".{os.getpid()}.tmp")
    for extra in (WIDE, ()):
        try:
            done = subprocess.run(
                [*command, *FLAGS, *extra, "-o", str(fresh), *sources],
                capture_output=True,
                check=False,
            )
        except OSError:
            return False
        if done.returncode == 0 and fresh.exists():
            fresh.replace(target)
            return True
    fresh.unlink(missing_ok=True)
    return False


class KernelHook(BuildHookInterface[Any]):
    """Puts the libraries in place for editable installs, and into wheels beside the tree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; only a wheel that holds the libraries gets a platform's tag."""
        root = Path(self.root)
        if version != "editable":
            self.scratch = Path(tempfile.mkdtemp(prefix="salkku-kernel-"))
        for inside, names in LIBRARIES.items():
            target = root / "src" / inside
            if self.scratch is not None:
                target = self.scratch / target.name
            if not build(root, target, names):
                self.app.display_warning("salkku: no C++ compiler: the same answers, slower")
            elif self.scratch is not None:
                platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
                build_data["pure_python"] = False
                build_data["tag"] = f"py3-none-{platform}"
                build_data["force_include"][str(target)] = inside

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Forget what was compiled for a wheel."""
        if self.scratch is not None:
            shutil.rmtree(self.scratch, ignore_errors=True)

    scratch: Path | None = None
