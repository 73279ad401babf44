"""Vectors kept by the hash of their text in ``.salkku/vectors``: added batch by batch, never lost.

A record is the hash and the numbers in half precision. Batches are appended under a lock; a record
that an interruption cut short is dropped by whoever appends next, and never read.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from salkku.domain.errors import SourceError

__all__ = ["KEY_BYTES", "add_vectors", "read_vectors", "size_of_vectors"]

KEY_BYTES = 16
"""Bytes of a text's hash."""


def add_vectors(
    *, folder: Path, model: str, keys: list[bytes], vectors: NDArray[np.float32]
) -> None:
    """Append vectors.

    Parameters
    ----------
    folder
        The agreement folder; ``.salkku`` is made when missing.
    model
        Name of the model that made them.
    keys
        Hash of each text, 16 bytes.
    vectors
        One row a text.

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
    ...     one = np.ones((1, 4), dtype=np.float32)
    ...     add_vectors(folder=Path(place), model="m", keys=[bytes(16)], vectors=one)
    ...     read_vectors(folder=Path(place), model="m", dimensions=4)[1].tolist()
    [[1.0, 1.0, 1.0, 1.0]]
    """
    path = _home(folder, model)
    for part in (path.parent.parent, path.parent):
        if part.is_symlink():
            raise SourceError("tables_linked", folder=part.name)
        part.mkdir(exist_ok=True)
    records = np.zeros(len(keys), dtype=_record(vectors.shape[1]))
    records["key"] = np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, KEY_BYTES)
    records["vector"] = vectors
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        whole = os.fstat(file.fileno()).st_size // records.itemsize * records.itemsize
        file.truncate(whole)
        file.write(records.tobytes())


def read_vectors(
    *, folder: Path, model: str, dimensions: int
) -> tuple[NDArray[np.void], NDArray[np.float32]]:
    """Read every vector that is kept.

    Parameters
    ----------
    folder
        The agreement folder.
    model
        Name of the model that made them.
    dimensions
        Numbers of a vector.

    Returns
    -------
    tuple of arrays
        The hashes, sorted, and a row for each.

    Examples
    --------
    >>> read_vectors(folder=Path("nowhere"), model="m", dimensions=4)[1].shape
    (0, 4)
    """
    path, kind = _home(folder, model), _record(dimensions)
    held = path.stat().st_size // kind.itemsize if path.is_file() else 0
    records = np.fromfile(path, dtype=kind, count=held) if held else np.zeros(0, dtype=kind)
    keys = np.ascontiguousarray(records["key"]).view(f"V{KEY_BYTES}").ravel()
    order = np.argsort(keys, kind="stable")
    return keys[order], records["vector"][order].astype(np.float32)


def size_of_vectors(*, folder: Path, model: str) -> int:
    """Give the bytes of the vectors that are kept: they change when vectors are added.

    Parameters
    ----------
    folder
        The agreement folder.
    model
        Name of the model that made them.

    Returns
    -------
    int

    Examples
    --------
    >>> size_of_vectors(folder=Path("nowhere"), model="m")
    0
    """
    path = _home(folder, model)
    return path.stat().st_size if path.is_file() else 0


def _home(folder: Path, model: str) -> Path:
    return folder / ".salkku" / "vectors" / f"{model}.f16"


def _record(dimensions: int) -> np.dtype[np.void]:
    return np.dtype([("key", np.uint8, KEY_BYTES), ("vector", np.float16, dimensions)])
