"""Stamps of the loaded tables: what is computed from them is kept under one, and is stale else."""

from __future__ import annotations

import hashlib
from pathlib import Path

from salkku.store import tables

__all__ = ["stamp_of"]


def stamp_of(*, folder: Path, reader: str) -> str:
    """Give the stamp of what is computed from the tables as they are now.

    Parameters
    ----------
    folder
        The agreement folder.
    reader
        What else decides the result: the vocabulary, the analysers, the recipe, the version.

    Returns
    -------
    str
        Sixteen hexadecimal digits; empty when nothing was loaded, and nothing is kept then.

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
