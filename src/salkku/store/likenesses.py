"""What was compared once, kept in ``.salkku/links`` with a stamp of what it was compared from."""

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

__all__ = ["keep", "kept", "stamp_of"]

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


def kept(*, folder: Path, stamp: str) -> Any:
    """Give what was kept with a stamp.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.

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
        return json.loads(gzip.decompress(_file(folder, stamp).read_bytes()))
    except (OSError, ValueError, EOFError, zlib.error):
        return None


def keep(*, folder: Path, stamp: str, told: object) -> None:
    """Keep a comparison in the place of any other, whole or not at all.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.
    told
        What JSON can say.

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
    target = _file(folder, stamp)
    for part in (target.parent.parent, target.parent):
        if part.is_symlink():
            raise SourceError("tables_linked", folder=part.name)
        part.mkdir(exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".being-written-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(json.dumps(told, ensure_ascii=False).encode(), 1, mtime=0))
        for old in target.parent.glob("*.json.gz"):
            if old != target:
                old.unlink(missing_ok=True)
        Path(aside).replace(target)
    finally:
        with suppress(OSError):
            Path(aside).unlink()


def _file(folder: Path, stamp: str) -> Path:
    return folder / ".salkku" / _PLACE / f"{stamp}.json.gz"
