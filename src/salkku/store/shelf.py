"""The index of the loaded projects, kept in ``.salkku/index`` with a stamp of what it holds."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from salkku.domain.errors import SourceError
from salkku.store.aside import put_whole, writing_whole

__all__ = [
    "KeptIndex",
    "keep_arrays",
    "keep_beside",
    "keep_index",
    "open_arrays",
    "open_index",
    "read_beside",
]

_PLACE = "index"
_ASIDE = ".being-written-"


@dataclass(frozen=True, slots=True, eq=False)
class KeptIndex:
    """An index that was kept: arrays by name, and one record a project read when asked for.

    Parameters
    ----------
    arrays
        Arrays by name.
    records
        The file of records, one JSON object a line; it stays readable when it is replaced.
    places
        Where each record begins; one more at the end.

    Examples
    --------
    >>> from tempfile import TemporaryFile
    >>> with TemporaryFile() as file:
    ...     KeptIndex({}, file, np.zeros(1, dtype=np.int64)).arrays
    {}
    """

    arrays: Mapping[str, NDArray[Any]]
    records: BinaryIO
    places: NDArray[np.int64]

    def record(self, number: int) -> dict[str, Any]:
        """Read one record.

        Parameters
        ----------
        number
            The project's number, from 0.

        Returns
        -------
        dict

        Examples
        --------
        >>> from tempfile import TemporaryFile
        >>> with TemporaryFile() as file:
        ...     KeptIndex({}, file, np.array([0, 0])).places.tolist()
        [0, 0]
        """
        begins, ends = int(self.places[number]), int(self.places[number + 1])
        told: dict[str, Any] = json.loads(os.pread(self.records.fileno(), ends - begins, begins))
        return told


def keep_beside(*, folder: Path, stamp: str, name: str, values: Sequence[str]) -> None:
    """Keep one text a project beside the index that has a stamp; nothing when it is not there.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.
    name
        What the texts are called: letters and digits.
    values
        In the order of the projects.

    Examples
    --------
    >>> keep_beside(folder=Path("nowhere"), stamp="0", name="areas", values=["urban"])
    """
    place = folder / ".salkku" / _PLACE / stamp
    if not place.is_dir():
        return
    with suppress(OSError):
        put_whole(place / f"{name}.json", json.dumps(list(values)).encode())


def read_beside(*, folder: Path, stamp: str, name: str) -> tuple[str, ...] | None:
    """Give the texts that were kept beside an index; None when none were.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.
    name
        What the texts are called.

    Returns
    -------
    tuple of str or None

    Examples
    --------
    >>> read_beside(folder=Path("nowhere"), stamp="0", name="areas") is None
    True
    """
    file = folder / ".salkku" / _PLACE / stamp / f"{name}.json"
    try:
        return tuple(json.loads(file.read_text("utf-8")))
    except (OSError, ValueError):
        return None


def open_index(*, folder: Path, stamp: str) -> KeptIndex | None:
    """Open the index that has a stamp.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.

    Returns
    -------
    KeptIndex or None
        None when there is none, or it cannot be read.

    Examples
    --------
    >>> open_index(folder=Path("nowhere"), stamp="0") is None
    True
    """
    place = folder / ".salkku" / _PLACE / stamp
    try:
        with np.load(place / "arrays.npz", allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        return KeptIndex(arrays, (place / "records.jsonl").open("rb"), arrays["records.places"])
    except (OSError, ValueError, KeyError, BadZipFile):
        return None


def keep_index(
    *,
    folder: Path,
    stamp: str,
    arrays: Mapping[str, NDArray[Any]],
    records: Iterable[Mapping[str, Any]],
) -> KeptIndex:
    """Keep an index in the place of any other: whole or not at all.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Its stamp.
    arrays
        Arrays by name.
    records
        One for each project, in the order of the arrays.

    Returns
    -------
    KeptIndex

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
    ...     keep_index(folder=Path(place), stamp="s", arrays={}, records=[{"key": "x:1"}]).record(0)
    {'key': 'x:1'}
    """
    home = folder / ".salkku" / _PLACE
    for part in (home.parent, home):
        if part.is_symlink():
            raise SourceError("tables_linked", folder=part.name)
        part.mkdir(exist_ok=True)
    lines = [json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records]
    places = np.concatenate(([0], np.cumsum([len(line) for line in lines]))).astype(np.int64)
    whole: dict[str, Any] = {**arrays, "records.places": places}
    aside = Path(tempfile.mkdtemp(dir=home, prefix=_ASIDE))
    try:
        (aside / "records.jsonl").write_bytes(b"".join(lines))
        np.savez(aside / "arrays.npz", **whole)
        kept = KeptIndex(whole, (aside / "records.jsonl").open("rb"), places)
        _put(aside, home / stamp)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return kept


def open_arrays(*, folder: Path, stamp: str, name: str) -> dict[str, NDArray[Any]] | None:
    """Open arrays that were kept beside an index.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Stamp of the index.
    name
        Name of the arrays.

    Returns
    -------
    dict or None
        None when there are none, or they cannot be read.

    Examples
    --------
    >>> open_arrays(folder=Path("nowhere"), stamp="0", name="a") is None
    True
    """
    try:
        with np.load(_beside(folder, stamp, name), allow_pickle=False) as held:
            return {each: held[each] for each in held.files}
    except (OSError, ValueError, KeyError, BadZipFile):
        return None


def keep_arrays(*, folder: Path, stamp: str, name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Keep arrays beside an index, in the place of those of the same kind; they go when it goes.

    Parameters
    ----------
    folder
        The agreement folder.
    stamp
        Stamp of the index; where it is not kept, the arrays are not either.
    name
        Name of the arrays; what stands before its dash is their kind.
    arrays
        Arrays by name.

    Raises
    ------
    OSError
        If the disk refuses.

    Examples
    --------
    >>> keep_arrays(folder=Path("nowhere"), stamp="0", name="a", arrays={})
    """
    path = _beside(folder, stamp, name)
    if not path.parent.is_dir() or path.parent.is_symlink():
        return
    with writing_whole(path) as file:
        whole: dict[str, Any] = dict(arrays)
        np.savez(file, **whole)
        for old in path.parent.glob(f"{name.split('-', maxsplit=1)[0]}-*.npz"):
            old.unlink(missing_ok=True)


def _beside(folder: Path, stamp: str, name: str) -> Path:
    return folder / ".salkku" / _PLACE / stamp / f"{name}.npz"


def _put(aside: Path, place: Path) -> None:
    """Give an index its place; another process that keeps the same one meanwhile is left alone."""
    for old in place.parent.iterdir():
        if not old.name.startswith(_ASIDE):
            shutil.rmtree(old, ignore_errors=True)
    with suppress(OSError):
        aside.rename(place)
