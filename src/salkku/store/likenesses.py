"""What linkage compared or joined, kept in ``.salkku/links`` with a stamp of what it was of."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

from salkku.domain.errors import SourceError
from salkku.store.aside import writing_whole

__all__ = ["changed", "keep", "kept", "newest", "place_of"]

_PLACE = "links"


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
    target = place_of(folder) / _file(folder, stamp, kind).name
    with writing_whole(target) as file:
        file.write(gzip.compress(json.dumps(told, ensure_ascii=False).encode(), 1, mtime=0))
        for old in target.parent.glob(f"*.{kind}.json.gz"):
            if old != target:
                old.unlink(missing_ok=True)


def place_of(folder: Path) -> Path:
    """Make the folder that things are kept in, and give it.

    Parameters
    ----------
    folder
        The agreement folder, with its ``.salkku`` or without.

    Returns
    -------
    Path

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
    ...     place_of(Path(place)).name
    'links'
    """
    found = folder / ".salkku" / _PLACE
    for part in (found.parent, found):
        if part.is_symlink():
            raise SourceError("tables_linked", folder=part.name)
        part.mkdir(exist_ok=True)
    return found


def _file(folder: Path, stamp: str, kind: str) -> Path:
    return folder / ".salkku" / _PLACE / f"{stamp}.{kind}.json.gz"
