"""How near the projects' meanings are to a text's: vectors kept, and made batch by batch."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from salkku.landscape.shelves import Shelf, standing_for
from salkku.store.vectors import add_vectors, read_vectors
from salkku.text import DIMENSIONS, MODEL, can_embed, embed, embed_query

__all__ = ["Nearness", "make_vectors", "open_nearness"]

_BATCH = 64


class Nearness:
    """Vectors of some projects.

    What all projects have in common is taken away first, so that the rest tells them apart (Mu,
    Viswanath 2018); only the order of nearness is used, never its size, which is no scale.

    Parameters
    ----------
    numbers
        The projects that have a vector.
    vectors
        A row for each.

    Examples
    --------
    >>> Nearness(np.zeros(0, dtype=np.int64), np.zeros((0, 384), dtype=np.float32)).held
    0
    """

    def __init__(self, numbers: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        self._numbers = numbers
        self._vectors = vectors
        self._middle = vectors.mean(axis=0) if len(vectors) else np.zeros(DIMENSIONS)
        squares = np.einsum("ij,ij->i", vectors, vectors) - 2 * (vectors @ self._middle)
        self._lengths = np.sqrt(np.maximum(squares + self._middle @ self._middle, 1e-9))

    @property
    def held(self) -> int:
        """How many projects have a vector."""
        return len(self._numbers)

    def nearest(self, text: str, limit: int) -> list[int]:
        """Rank the projects by nearness to a text.

        Parameters
        ----------
        text
            The text.
        limit
            Most projects.

        Returns
        -------
        list of int
            Numbers of projects, the nearest first; equal ones by their number.

        Examples
        --------
        >>> nobody = Nearness(np.zeros(0, dtype=np.int64), np.zeros((0, 384), dtype=np.float32))
        >>> nobody.nearest("Drones", 5)
        []
        """
        if not self.held or not text:
            return []
        asked = embed_query(text) - self._middle
        near = (self._vectors @ asked - self._middle @ asked) / self._lengths
        order = np.lexsort((self._numbers, -near))[:limit]
        found: list[int] = self._numbers[order].tolist()
        return found


def open_nearness(*, folder: Path, shelves: Sequence[Shelf]) -> tuple[Nearness, list[int]]:
    """Read the vectors that are kept for the projects of some shelves.

    Parameters
    ----------
    folder
        The agreement folder.
    shelves
        The shelves, in the library's order.

    Returns
    -------
    tuple
        The vectors, and the numbers of the projects that have none yet.

    Examples
    --------
    >>> open_nearness(folder=Path("nowhere"), shelves=[])[1]
    []
    """
    keys, vectors = read_vectors(folder=folder, model=MODEL, dimensions=DIMENSIONS)
    wanted = np.concatenate([np.zeros((0, 16), dtype=np.uint8), *(each.keys for each in shelves)])
    asked = np.ascontiguousarray(wanted).view("V16").ravel()
    if not len(keys):
        return Nearness(np.zeros(0, dtype=np.int64), vectors), list(range(len(asked)))
    places = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    held = keys[places] == asked
    numbers = np.flatnonzero(held)
    missing: list[int] = np.flatnonzero(~held).tolist()
    return Nearness(numbers, vectors[places[numbers]]), missing


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
