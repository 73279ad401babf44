"""How near the projects' meanings are to a text's: vectors kept, and made batch by batch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from salkku.domain.errors import SourceError
from salkku.landscape.bearing import Nearness, blend, spoken
from salkku.landscape.shelves import Shelf, standing_for
from salkku.store import shelf as kept
from salkku.store.vectors import add_vectors, find_vectors, held_vectors, size_of_vectors
from salkku.text import DIMENSIONS, MODEL, WordIndex, can_embed, embed

__all__ = ["make_vectors", "missing_vectors", "open_nearness"]

_BATCH = 64


def open_nearness(
    *, folder: Path, shelves: Sequence[Shelf], stamp: str = ""
) -> tuple[Nearness, list[int]]:
    """Read the vectors that are kept for the projects of some shelves.

    The directions of the last shelf – the loaded projects – are kept as they are compared, beside
    its index, until it or the vectors change.

    Parameters
    ----------
    folder
        The agreement folder.
    shelves
        The shelves, in the library's order.
    stamp
        Stamp of the last shelf's index; empty keeps nothing.

    Returns
    -------
    tuple
        The directions, and the numbers of the projects that have no vector yet.

    Examples
    --------
    >>> open_nearness(folder=Path("nowhere"), shelves=[])[1]
    []
    """
    if not shelves:
        nobody = np.zeros((0, DIMENSIONS), dtype=np.float32)
        return Nearness(np.zeros(0, dtype=np.int64), nobody, np.zeros_like(nobody[:0].sum(0))), []
    weigh = WordIndex([shelves[-1].concepts]).weight
    name = f"meaning-{size_of_vectors(folder=folder, model=MODEL)}"
    arrays = kept.open_arrays(folder=folder, stamp=stamp, name=name) if stamp else None
    if arrays is None:
        held, vectors = _vectors_of(folder, shelves[-1])
        middle = vectors.mean(axis=0) if len(vectors) else np.zeros(DIMENSIONS, dtype=np.float32)
        rows = blend(vectors, spoken(shelves[-1].concepts, weigh)[held], middle)
        arrays = {"held": held, "rows": rows.astype(np.float16), "middle": middle}
        _keep(folder, stamp, name, arrays)
    weigh = WordIndex([each.concepts for each in shelves]).weight
    parts = [(arrays["held"], arrays["rows"].astype(np.float32))]
    for shelf in reversed(shelves[:-1]):
        held, vectors = _vectors_of(folder, shelf)
        named = spoken(shelf.concepts, weigh)[held]
        parts.insert(0, (held, blend(vectors, named, arrays["middle"])))
    return _laid_out(parts, shelves, arrays["middle"])


def _laid_out(
    parts: Sequence[tuple[NDArray[np.int64], NDArray[np.float32]]],
    shelves: Sequence[Shelf],
    middle: NDArray[np.float32],
) -> tuple[Nearness, list[int]]:
    """Count the projects of all shelves through; give those without a vector too."""
    starts = np.cumsum([0, *(shelf.count for shelf in shelves)])
    held = [each + start for (each, _), start in zip(parts, starts, strict=False)]
    numbers = np.concatenate(held)
    lacking = np.ones(starts[-1], dtype=np.bool_)
    lacking[numbers] = False
    missing: list[int] = np.flatnonzero(lacking).tolist()
    return Nearness(numbers, np.concatenate([rows for _, rows in parts]), middle), missing


def _vectors_of(folder: Path, shelf: Shelf) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    return find_vectors(folder=folder, model=MODEL, dimensions=DIMENSIONS, keys=shelf.keys)


def _keep(folder: Path, stamp: str, name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    if stamp and len(arrays["held"]):
        with suppress(OSError, SourceError):
            kept.keep_arrays(folder=folder, stamp=stamp, name=name, arrays=arrays)


def missing_vectors(*, folder: Path, shelves: Sequence[Shelf]) -> list[int]:
    """Give the numbers of the projects that have no vector yet.

    Parameters
    ----------
    folder
        The agreement folder.
    shelves
        The shelves, in the library's order.

    Returns
    -------
    list of int

    Examples
    --------
    >>> missing_vectors(folder=Path("nowhere"), shelves=[])
    []
    """
    keys = np.concatenate([np.zeros((0, 16), dtype=np.uint8), *(each.keys for each in shelves)])
    held = held_vectors(folder=folder, model=MODEL, dimensions=DIMENSIONS, keys=keys)
    missing: list[int] = np.flatnonzero(held < 0).tolist()
    return missing


def make_vectors(
    *,
    folder: Path,
    shelves: Sequence[Shelf],
    missing: Sequence[int],
    told: Callable[[int, int], None] | None = None,
    workers: int | None = None,
) -> int:
    """Make the vectors that are missing, and keep them batch by batch.

    Whoever interrupts it loses one batch at most: the next time goes on from there.

    Parameters
    ----------
    folder
        The agreement folder.
    shelves
        The shelves, in the library's order.
    missing
        Numbers of the projects without a vector.
    told
        Is told after each batch how many are made and how many there are to make.
    workers
        Processes; by default one a core when there is much to do.

    Returns
    -------
    int
        How many were made; 0 where the machine has no model.

    Examples
    --------
    >>> make_vectors(folder=Path("nowhere"), shelves=[], missing=[])
    0
    """
    if not missing or not can_embed():
        return 0
    done = 0
    for keys, vectors in _made(_batches(shelves, missing), len(missing), workers):
        add_vectors(folder=folder, model=MODEL, keys=keys, vectors=vectors)
        done += len(keys)
        if told is not None:
            told(done, len(missing))
    return done


def _made(
    batches: Iterator[tuple[list[bytes], list[str]]], count: int, workers: int | None
) -> Iterator[tuple[list[bytes], NDArray[np.float32]]]:
    many = workers or (len(os.sched_getaffinity(0)) if count > 4 * _BATCH else 1)
    if many == 1:
        for keys, texts in batches:
            yield keys, embed(texts)
        return
    with ProcessPoolExecutor(many, mp_context=get_context("spawn")) as pool:
        while window := list(islice(batches, many * 2)):
            yield from zip(
                [keys for keys, _ in window],
                pool.map(embed, [texts for _, texts in window]),
                strict=True,
            )


def _batches(
    shelves: Sequence[Shelf], missing: Sequence[int]
) -> Iterator[tuple[list[bytes], list[str]]]:
    """Give the texts to embed with their keys, each text once."""
    seen: set[bytes] = set()
    keys: list[bytes] = []
    texts: list[str] = []
    for number in missing:
        shelf, place = _find(shelves, number)
        key = shelf.keys[place].tobytes()
        if key in seen:
            continue
        seen.add(key)
        keys.append(key)
        texts.append(standing_for(shelf.known(place)))
        if len(keys) == _BATCH:
            yield keys, texts
            keys, texts = [], []
    if keys:
        yield keys, texts


def _find(shelves: Sequence[Shelf], number: int) -> tuple[Shelf, int]:
    for shelf in shelves:
        if number < shelf.count:
            return shelf, number
        number -= shelf.count
    raise IndexError(number)
