"""Keep a decision in its folder: written aside, then renamed, so that a crash leaves none."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

from salkku.decide.record import Decision

__all__ = ["keep"]

MOST = 99


def keep(decision: Decision, *, into: Path, today: date) -> Path:
    """Write a decision as the next ``DATE-NN`` of a folder.

    Parameters
    ----------
    into
        The folder of decisions; it is made when it is not there.
    today
        The date in its name.

    Returns
    -------
    Path
        The decision's own folder.

    Raises
    ------
    OSError
        If it cannot be written; then nothing of it is left behind.
    """
    into.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".being-written-", dir=into))
    try:
        for path, content in decision.files.items():
            _write(aside / path, content)
        aside.chmod(0o755)
        return _renamed(aside, into, today)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _renamed(aside: Path, into: Path, today: date) -> Path:
    for number in range(1, MOST + 1):
        target = into / f"{today.isoformat()}-{number:02d}"
        if target.exists() or target.is_symlink():
            continue
        try:
            return aside.rename(target)
        except OSError:
            if not target.exists():
                raise
    raise FileExistsError(str(into / f"{today.isoformat()}-{MOST}"))
