"""Many files changed as one: after an interruption all of them are as they were before.

New content and copies of what it replaces are written aside in ``.salkku/replacing`` first; then
a journal says that the swap has begun; then each file takes its place by a rename; removing the
journal ends it. Whoever opens the folder after an interruption finds the journal and puts the
former files back.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

__all__ = ["recover", "swap"]

_ASIDE = ".salkku/replacing"
_JOURNAL = "journal.json"
_LOCK = ".salkku/lock"


def swap(folder: Path, changes: Mapping[str, bytes | None]) -> None:
    """Write files and remove those whose content is None, all or none of them.

    Parameters
    ----------
    folder
        The agreement's folder.
    changes
        Path inside the folder → new content.

    Raises
    ------
    OSError
        If the disk refuses; the former files are back then.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     swap(Path(place), {"a.csv": b"id", "b.csv": None})
    ...     sorted(path.name for path in Path(place).iterdir())
    ['a.csv']
    """
    if not changes:
        return
    aside = folder / _ASIDE
    had_own = (folder / ".salkku").exists()
    with _locked(folder):
        _undo(folder)
        aside.mkdir(parents=True)
        try:
            _prepare(folder, aside, changes)
            for number, (path, content) in enumerate(changes.items()):
                _put(folder / path, aside / f"new-{number}", content)
        except BaseException:
            _undo(folder)
            raise
        (aside / _JOURNAL).unlink()
        shutil.rmtree(aside)
    if not had_own:
        shutil.rmtree(folder / ".salkku", ignore_errors=True)


def recover(folder: Path) -> None:
    """Put the former files back where a swap was interrupted; wait where one is going on.

    Examples
    --------
    >>> recover(Path("no such folder"))
    """
    if (folder / _ASIDE).exists():
        with _locked(folder):
            _undo(folder)


def _prepare(folder: Path, aside: Path, changes: Mapping[str, bytes | None]) -> None:
    """Write the new files and copies of the former ones aside, and the journal last."""
    journal = {}
    for number, (path, content) in enumerate(changes.items()):
        if content is not None:
            _write(aside / f"new-{number}", content)
        target = folder / path
        former = target.is_file()
        if former:
            _write(aside / f"old-{number}", target.read_bytes())
        journal[path] = f"old-{number}" if former else None
    _write(aside / "journal", json.dumps(journal).encode())
    (aside / "journal").replace(aside / _JOURNAL)


def _put(target: Path, waiting: Path, content: bytes | None) -> None:
    """Give one file its new content by a rename; a link keeps pointing where it points."""
    real = target.resolve()
    if content is None:
        target.unlink(missing_ok=True)
        return
    real.parent.mkdir(parents=True, exist_ok=True)
    if real.exists():
        waiting.chmod(real.stat().st_mode & 0o777)
    waiting.replace(real)


def _undo(folder: Path) -> None:
    """Put back what a journal says was there, and clear what was written aside."""
    aside = folder / _ASIDE
    if (aside / _JOURNAL).exists():
        journal: dict[str, str | None] = json.loads((aside / _JOURNAL).read_bytes())
        for path, old in journal.items():
            target = (folder / path).resolve()
            if old is None:
                target.unlink(missing_ok=True)
            elif not target.is_file() or target.read_bytes() != (aside / old).read_bytes():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(aside / old, aside / "back")
                (aside / "back").replace(target)
        (aside / _JOURNAL).unlink()
    shutil.rmtree(aside, ignore_errors=True)


def _write(path: Path, content: bytes) -> None:
    """Write a file and flush it to the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which the system releases even if we die."""
    (folder / ".salkku").mkdir(exist_ok=True)
    with (folder / _LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
