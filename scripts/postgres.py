"""Runs a command beside a PostgreSQL server of its own, on a private port and folder.

``SALKKU_TEST_POSTGRES`` names the server to the command. Without PostgreSQL on the machine the
command runs all the same, and the tests that need the server say why they are skipped.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "SALKKU_TEST_POSTGRES"


def programs() -> Path | None:
    """Return the folder of the newest server's programs, or None."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).parent)
    return max(found, default=None, key=lambda path: (path.parent.name.zfill(4), str(path)))


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def owner() -> str | None:
    """Return the account that runs the server: PostgreSQL refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else None


@contextmanager
def server(*, tools: Path) -> Iterator[str]:
    """Start a server in a folder of its own, give its address, stop and remove it at the end."""
    user = owner()
    with tempfile.TemporaryDirectory(prefix="salkku-postgres-") as folder:
        data = Path(folder) / "data"
        if user:
            shutil.chown(folder, user=user)
        port = free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"

        def call(*command: str) -> None:
            subprocess.run(command, user=user, cwd=folder, stdout=subprocess.DEVNULL, check=True)

        control = str(tools / "pg_ctl")
        call(
            str(tools / "initdb"), "-D", str(data), "-U", "salkku", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        log = str(Path(folder) / "log")
        call(control, "-D", str(data), "-w", "-t", "60", "-l", log, "-o", options, "start")
        try:
            yield f"postgresql://salkku@127.0.0.1:{port}/postgres"
        finally:
            call(control, "-D", str(data), "-w", "-m", "immediate", "stop")


def main(command: list[str]) -> int:
    """Run the command with a server when there is one."""
    tools = programs()
    if tools is None or VARIABLE in os.environ:
        return subprocess.run(command, check=False).returncode
    with server(tools=tools) as address:
        env = {**os.environ, VARIABLE: address}
        return subprocess.run(command, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
