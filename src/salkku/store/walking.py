"""Walking an agreement's folder: its files, and the faults of what cannot be one of them."""

from __future__ import annotations

import stat
from pathlib import Path

from salkku.domain.errors import Fault
from salkku.store.layout import BY_FILE, SETTINGS, is_kept
from salkku.store.paths import is_inside

__all__ = ["LARGEST_FILE", "LARGEST_FOLDER", "MOST_FILES", "content_of", "files_of"]

_MEGABYTE = 1_000_000
LARGEST_FILE = 64 * _MEGABYTE
"""Most bytes of one file of an agreement."""
LARGEST_FOLDER = 512 * _MEGABYTE
"""Most bytes of all files together."""
MOST_FILES = 5_000
"""Most files of an agreement."""


def files_of(root: Path) -> tuple[dict[str, Path], list[Fault]]:
    """Find the agreement's files, by their paths inside it.

    Parameters
    ----------
    root
        The folder, links resolved.

    Returns
    -------
    tuple
        Path → place, and faults: ``file_is_folder``, ``link_outside``, ``link_broken``,
        ``not_a_file``, ``name_not_utf8``, ``name_not_plain``, ``file_unreadable``,
        ``too_many_files``.

    Notes
    -----
    A link to a file inside the agreement is that file; a link to a folder inside it is passed
    over, because the files of that folder are found in their own place.
    """
    found: dict[str, Path] = {}
    faults: list[Fault] = []
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(folder.iterdir())
        except OSError:
            faults.append(Fault(_name(folder, root), "file_unreadable"))
            continue
        for entry in entries:
            path = _name(entry, root)
            if not is_kept(path):
                continue
            code = _fault_of(entry, path, root)
            if code == "folder":
                waiting.append(entry)
            elif code:
                faults.append(Fault(printable(path), code))
            elif not entry.is_dir():
                found[path] = entry
        if len(found) > MOST_FILES:
            faults.append(Fault(".", "too_many_files", values={"limit": str(MOST_FILES)}))
            break
    return dict(sorted(found.items())), faults


def content_of(path: str, place: Path, faults: list[Fault]) -> bytes | None:
    """Read one file, or note why it cannot be read."""
    try:
        with place.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        size = place.stat().st_size
    except OSError:
        faults.append(Fault(path, "file_unreadable"))
        return None
    if len(content) > LARGEST_FILE:
        megabytes = {"size": f"{size / _MEGABYTE:.0f}", "limit": f"{LARGEST_FILE // _MEGABYTE}"}
        faults.append(Fault(path, "file_too_large", values=megabytes))
        return None
    return content


def printable(path: str) -> str:
    r"""Give a path as a sentence can show it.

    Examples
    --------
    >>> printable("a\udce5.csv")
    'a�.csv'
    """
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _fault_of(entry: Path, path: str, root: Path) -> str:
    """Say what is wrong with an entry; ``folder`` for one to walk, nothing for a file."""
    if printable(path) != path:
        return "name_not_utf8"
    if not is_inside(path):
        return "name_not_plain"
    try:
        kind = entry.stat().st_mode
        real = entry.resolve(strict=True)
    except (OSError, RuntimeError):
        return "link_broken" if entry.is_symlink() else "file_unreadable"
    if not real.is_relative_to(root):
        return "link_outside"
    if stat.S_ISDIR(kind):
        if path in BY_FILE or path == SETTINGS:
            return "file_is_folder"
        return "" if entry.is_symlink() else "folder"
    return "" if stat.S_ISREG(kind) else "not_a_file"


def _name(entry: Path, root: Path) -> str:
    return entry.relative_to(root).as_posix()
