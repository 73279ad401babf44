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

__all__ = ["KEY_BYTES", "add_vectors", "find_vectors", "held_vectors", "size_of_vectors"]

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
    ...     asked = np.zeros((1, 16), dtype=np.uint8)
    ...     find_vectors(folder=Path(place), model="m", dimensions=4, keys=asked)[1].tolist()
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


def find_vectors(
    *, folder: Path, model: str, dimensions: int, keys: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Find the vectors that are kept for some texts.

    Parameters
    ----------
    folder
        The agreement folder.
    model
        Name of the model that made them.
    dimensions
        Numbers of a vector.
    keys
        Hash of each text, a row of 16 bytes.

    Returns
    -------
    tuple of arrays
        Which of the texts have one, ascending, and a row for each.

    Examples
    --------
    >>> nothing = np.zeros((0, 16), dtype=np.uint8)
    >>> find_vectors(folder=Path("nowhere"), model="m", dimensions=4, keys=nothing)[1].shape
    (0, 4)
    """
    places = held_vectors(folder=folder, model=model, dimensions=dimensions, keys=keys)
    held = np.flatnonzero(places >= 0)
    if not len(held):
        return held, np.zeros((0, dimensions), dtype=np.float32)
    records = _records(folder, model, dimensions)
    return held, np.asarray(records["vector"][places[held]]).astype(np.float32)


def held_vectors(
    *, folder: Path, model: str, dimensions: int, keys: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """Say where the vectors of some texts are kept.

    Parameters
    ----------
    folder, model, dimensions, keys
        As for :func:`find_vectors`.

    Returns
    -------
    array
        The place of each text's record; -1 where it has none.

    Examples
    --------
    >>> asked = np.zeros((1, 16), dtype=np.uint8)
    >>> held_vectors(folder=Path("nowhere"), model="m", dimensions=4, keys=asked).tolist()
    [-1]
    """
    records = _records(folder, model, dimensions)
    if not len(records) or not len(keys):
        return np.full(len(keys), -1, dtype=np.int64)
    held, asked = _halves(records["key"]), _halves(keys)
    order = np.argsort(held[:, 0], kind="stable")
    places = np.searchsorted(held[order, 0], asked[:, 0])
    found = order[np.minimum(places, len(records) - 1)]
    return np.where((held[found] == asked).all(axis=1), found, -1)


def _records(folder: Path, model: str, dimensions: int) -> NDArray[np.void]:
    path, kind = _home(folder, model), _record(dimensions)
    count = path.stat().st_size // kind.itemsize if path.is_file() else 0
    return np.memmap(path, dtype=kind, mode="r", shape=(count,)) if count else np.zeros(0, kind)


def _halves(keys: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Give the two halves of each hash as whole numbers, which sort quickly."""
    return np.ascontiguousarray(keys).view(np.uint64).reshape(-1, 2)


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
