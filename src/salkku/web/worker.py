"""The worker of the jobs: it answers questions until its server is gone."""

from __future__ import annotations

import os
import signal
import threading
import time

__all__ = ["main"]


def main() -> None:
    """Answer questions one after another; stop with the process that started this one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salkku.web.settings.embedded")
    import django

    django.setup()
    from django.core.management import call_command

    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    call_command("db_worker", interval=0.2, startup_delay=False, reload=False, verbosity=0)


def _leave_with(parent: int) -> None:
    """End this process when its parent has ended."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
