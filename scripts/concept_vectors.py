"""Make the vectors of the vocabulary's concepts anew: run it when a concept's first label changes.

``python -m scripts.concept_vectors`` needs ``salkku[text]`` and takes about two minutes.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from salkku.text import MODEL, embed, vocabulary

__all__ = ["labels", "stamp"]

PLACE = Path(__file__).resolve().parent.parent / "src" / "salkku" / "text" / "concept_vectors.npz"


def labels() -> list[str]:
    """Give the text of each concept: its first label in each language."""
    return [
        " / ".join(each.names[language] for language in ("en", "fi", "sv"))
        for each in vocabulary().values()
    ]


def stamp() -> bytes:
    """Give what the vectors were made of: the model and the labels."""
    told = "\n".join((MODEL, *vocabulary(), *labels()))
    return hashlib.blake2b(told.encode(), digest_size=16).digest()


def save(made: NDArray[np.float32]) -> None:
    """Take away what all share, and keep eight bits a number."""
    apart = made - made.mean(axis=0)
    whole = np.rint(apart / np.abs(apart).max(axis=1, keepdims=True) * 127).astype(np.int8)
    codes = np.frombuffer("\n".join(vocabulary()).encode(), dtype=np.uint8)
    np.savez(PLACE, concepts=codes, vectors=whole, stamp=np.frombuffer(stamp(), dtype=np.uint8))


if __name__ == "__main__":
    save(embed(labels()))
