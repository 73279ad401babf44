"""The worker of the jobs: it answers questions until its server is gone."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

__all__ = ["main"]


def main(name: str) -> None:
    """Answer questions one after another; stop with the process that started this one.

    Parameters
    ----------
    name
        Of this worker: what the former one of the name was answering is told as failed first.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salkku.web.settings.embedded")
    import django

    django.setup()
    from django.core.management import call_command

    from salkku.web.jobs.left import give_up

    give_up(worker=name)
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    call_command(
        "db_worker",
        worker_id=name,
        interval=0.2,
        startup_delay=False,
        reload=False,
        verbosity=0,
    )


def _leave_with(parent: int) -> None:
    """End this process when its parent has ended."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
