"""Where each concept lies among the vectors of meaning: what a text is near to without saying it.

The vectors are of the concepts' first labels in three languages, made by the model that makes the
texts' (``scripts/concept_vectors.py``) and kept in the package in whole numbers of eight bits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

__all__ = ["Senses", "senses"]


@dataclass(frozen=True, slots=True, eq=False)
class Senses:
    """Concepts as directions of meaning.

    Parameters
    ----------
    concepts
        Codes.
    place
        Where each code stands in ``concepts``.
    vectors
        A row of length 1 for each, what all concepts share taken away.

    Examples
    --------
    >>> senses().vectors.shape[1]
    384
    """

    concepts: tuple[str, ...]
    place: Mapping[str, int]
    vectors: NDArray[np.float32]


@lru_cache(maxsize=1)
def senses() -> Senses:
    """Read the concepts' vectors.

    Returns
    -------
    Senses

    Examples
    --------
    >>> "drone" in senses().place
    True
    """
    data = resources.files("salkku.text").joinpath("concept_vectors.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as held:
        concepts = tuple(held["concepts"].tobytes().decode().split("\n"))
        vectors = held["vectors"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Senses(concepts, {code: n for n, code in enumerate(concepts)}, vectors)
