"""What linkage compared or joined, kept in ``.salkku/links`` with a stamp of what it was of."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from salkku.domain.errors import SourceError
from salkku.store import tables

__all__ = ["changed", "keep", "kept", "newest", "stamp_of"]

_PLACE = "links"


def stamp_of(*, folder: Path, reader: str) -> str:
    """Give the stamp of a comparison that is fresh.

    Parameters
    ----------
    folder
        The agreement folder.
    reader
        What else decides the comparison: the recipe, the agreement's own organisations.

    Returns
    -------
    str
        Empty when nothing was loaded: then nothing is kept.

    Examples
    --------
    >>> stamp_of(folder=Path("nowhere"), reader="1")
    ''
    """
    path = tables.home(folder=folder)
    if not path.is_file():
        return ""
    state = path.stat()
    told = f"{reader}|{state.st_size}|{state.st_mtime_ns}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def changed(*, folder: Path, stamp: str, kind: str = "compared") -> int | None:
    """Say when what is kept with a stamp was written, in nanoseconds; None when nothing is.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.
    kind
        What is kept: ``compared`` pairs, or ``bodies``.

    Returns
    -------
    int or None

    Examples
    --------
    >>> changed(folder=Path("nowhere"), stamp="0") is None
    True
    """
    try:
        return _file(folder, stamp, kind).stat().st_mtime_ns
    except OSError:
        return None


def newest(*, folder: Path, kind: str) -> int:
    """Say when anything of a kind was kept last, in nanoseconds; 0 when nothing is.

    Parameters
    ----------
    folder
        The agreement folder.
    kind
        What is kept: ``compared`` pairs, or ``bodies``.

    Returns
    -------
    int

    Examples
    --------
    >>> newest(folder=Path("nowhere"), kind="bodies")
    0
    """
    files = (folder / ".salkku" / _PLACE).glob(f"*.{kind}.json.gz")
    return max((file.stat().st_mtime_ns for file in files), default=0)


def kept(*, folder: Path, stamp: str, kind: str = "compared") -> Any:
    """Give what was kept with a stamp.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.
    kind
        What is kept: ``compared`` pairs, or ``bodies``.

    Returns
    -------
    object
        None when there is nothing, or it cannot be read.

    Examples
    --------
    >>> kept(folder=Path("nowhere"), stamp="0") is None
    True
    """
    try:
        return json.loads(gzip.decompress(_file(folder, stamp, kind).read_bytes()))
    except (OSError, ValueError, EOFError, zlib.error):
        return None


def keep(*, folder: Path, stamp: str, told: object, kind: str = "compared") -> None:
    """Keep something in the place of any other of its kind, whole or not at all.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.
    told
        What JSON can say.
    kind
        What is kept: ``compared`` pairs, or ``bodies``.

    Raises
    ------
    SourceError
        ``tables_linked`` when ``.salkku`` leads elsewhere.
    OSError
        If the disk refuses.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as place:
    ...     (Path(place) / ".salkku").mkdir()
    ...     keep(folder=Path(place), stamp="s", told=[1])
    ...     kept(folder=Path(place), stamp="s")
    [1]
    """
    target = _file(folder, stamp, kind)
    for part in (target.parent.parent, target.parent):
        if part.is_symlink():
            raise SourceError("tables_linked", folder=part.name)
        part.mkdir(exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".being-written-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(json.dumps(told, ensure_ascii=False).encode(), 1, mtime=0))
        for old in target.parent.glob(f"*.{kind}.json.gz"):
            if old != target:
                old.unlink(missing_ok=True)
        Path(aside).replace(target)
    finally:
        with suppress(OSError):
            Path(aside).unlink()


def _file(folder: Path, stamp: str, kind: str) -> Path:
    return folder / ".salkku" / _PLACE / f"{stamp}.{kind}.json.gz"
