"""Many files changed as one: after an interruption all of them are as they were before.

New content and copies of what it replaces are written aside in ``.salkku/replacing`` first; then
a journal says that the swap has begun; then each file takes its place by a rename; removing the
journal ends it. Whoever opens the folder after an interruption finds the journal and puts the
former files back. Readers and writers lock the folder itself, which leaves no file behind and
which the system releases even when a process dies.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["locked", "recover", "swap"]

_ASIDE = ".salkku/replacing"
_JOURNAL = "journal.json"


def swap(folder: Path, changes: Mapping[str, bytes | None]) -> None:
    """Write files and remove those whose content is None, all or none of them.

    The caller holds the folder's lock for writing (:func:`locked`).

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
    _clear(aside)


def recover(folder: Path) -> None:
    """Put the former files back where a swap was interrupted; wait where one is going on.

    Examples
    --------
    >>> recover(Path("no such folder"))
    """
    if (folder / _ASIDE).exists():
        with locked(folder, writing=True):
            _undo(folder)


@contextmanager
def locked(folder: Path, *, writing: bool) -> Iterator[None]:
    """Hold a folder's lock: many may read at once, one alone writes.

    A file system without locks is used without; a folder is locked once a process at a time.

    Examples
    --------
    >>> with locked(Path(), writing=False):
    ...     pass
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX if writing else fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


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
    if aside.exists():
        _clear(aside)


def _write(path: Path, content: bytes) -> None:
    """Write a file and flush it to the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _clear(aside: Path) -> None:
    """Remove what was written aside, and the folder around it where nothing else is in it."""
    shutil.rmtree(aside, ignore_errors=True)
    with suppress(OSError):
        aside.parent.rmdir()
