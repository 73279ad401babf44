"""Serve the workbench: the pages and the workers of the jobs by one command."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from salkku.domain.errors import SalkkuError

__all__ = ["PortTaken", "run"]

HOST = "127.0.0.1"
LOOK = 0.2
"""Seconds between two looks whether a worker is still there."""
REST = 1.0
"""Seconds before a worker that died is followed by another."""
FIRST = (
    "solve", "near", "rank", "questions", "reasons", "readings", "fair", "robust",
)  # fmt: skip
"""Questions put to the worker at the start, so that their pages need not wait."""


class PortTaken(SalkkuError):
    """Another program listens on the port already."""

    exit_code = 2


def run(
    *,
    port: int = 8000,
    data: Path | None = None,
    folder: Path | None = None,
    demo: bool = False,
    announce: Callable[[str, dict[str, str]], None] | None = None,
) -> None:
    """Prepare the database, lay an agreement on the desk, and serve until interrupted.

    Parameters
    ----------
    port
        On this computer only.
    data
        Folder of the database and the loaded tables; by default ``.salkku-data`` here.
    folder
        An agreement folder to lay on the desk; an agreement that lies there is left alone.
    demo
        Make the demonstration's person with a one-time link and password.
    announce
        Is told a code of the catalogue and its values when something is ready: ``web.serving``
        with ``url``, and ``web.entry`` with ``link``, ``username`` and ``password`` in the
        demonstration and at the first start of an installation.

    Raises
    ------
    PortTaken
        If the port is in use.
    WrongInput
        If the folder has faults.
    """
    refuse_taken(port)
    if data is not None:
        os.environ["SALKKU_DATA"] = str(data.resolve())
    if demo:
        os.environ["SALKKU_DEMO"] = "1"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salkku.web.settings.embedded")
    key = _prepare(folder)
    tell = announce or (lambda code, values: None)
    address = f"http://localhost:{port}/"
    from salkku.web.accounts.entry import demo_entry, first_entry

    entry = demo_entry(agreement=key) if demo and key else first_entry()
    if entry is not None:
        link = f"{address}enter/{entry.token}/"
        tell("web.entry", {"link": link, "username": entry.username, "password": entry.password})
    with _workers(_jobs()):
        ready = threading.Thread(
            target=_tell_when_ready, args=(port, lambda: tell("web.serving", {"url": address}))
        )
        ready.daemon = True
        ready.start()
        _serve(port)


def _tell_when_ready(port: int, tell: Callable[[], None]) -> None:
    """Wait until the pages answer, then say so."""
    for _ in range(600):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if probe.connect_ex((HOST, port)) == 0:
                tell()
                return
        time.sleep(0.1)


def refuse_taken(port: int) -> None:
    """Find out whether the port is free.

    Raises
    ------
    PortTaken
        If it is in use, or not allowed.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise PortTaken("port_taken", port=port, next=port + 1) from None
            raise


def _prepare(folder: Path | None) -> str:
    """Bring the tables up to date and lay the agreement on the desk; give its key."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    if getattr(settings, "STATIC_ROOT", None):
        call_command("collectstatic", interactive=False, verbosity=0)
    from salkku.web.jobs.left import clear

    clear()
    if folder is None:
        return ""
    from salkku.web.desk.laying import lay
    from salkku.web.jobs.asking import ask

    desk = lay(folder)
    for question in FIRST:
        ask(desk, question, ahead=False)
    return desk.key


def _jobs() -> int:
    """Give how many questions are worked on at once: ``SALKKU_JOBS``, else one or two."""
    told = os.environ.get("SALKKU_JOBS", "")
    return max(1, int(told)) if told.isdigit() else min(2, os.cpu_count() or 1)


@contextmanager
def _workers(count: int) -> Iterator[None]:
    """Run workers beside the server, ended with it; one that dies is followed by another."""
    ending = threading.Event()
    keepers = [
        threading.Thread(target=_keep, args=(str(number), ending)) for number in range(1, count + 1)
    ]
    for keeper in keepers:
        keeper.start()
    try:
        yield
    finally:
        ending.set()
        for keeper in keepers:
            keeper.join()


def _keep(name: str, ending: threading.Event) -> None:
    """Keep one worker running; the one that follows tells what became of its questions."""
    command = [sys.executable, "-m", "salkku.web.worker", name]
    while not ending.is_set():
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        while process.poll() is None and not ending.wait(LOOK):
            pass
        if ending.is_set():
            _end(process)
        else:
            ending.wait(REST)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a worker: at once when it is idle, with its question when that takes too long."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()


def _serve(port: int) -> None:
    """Serve the pages until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "salkku.web.wsgi:application",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()
