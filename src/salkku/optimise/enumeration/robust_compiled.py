"""The robust walk inside the compiled kernel, where it was built: the same portfolios, sooner."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.optimise.enumeration.bounds import Bounds
from salkku.optimise.enumeration.layers import Layers
from salkku.optimise.enumeration.spread import Spread, Standing

__all__ = ["Walked", "available", "walked"]

LIBRARY = Path(__file__).with_name("_kernel.so")
VERSION = 2
MOST_ITEMS = 512
WORD = 64

Array = npt.NDArray[Any]
Flags = npt.NDArray[np.bool_]
_NUMBERS = (
    "items", "vertices", "columns", "rows", "pairs", "references", "known_count", "words",
    "first", "most",
)  # fmt: skip
_TABLES = (
    "low", "width", "scale", "uses", "limits", "need", "spare", "steps", "rest", "prices",
    "closing", "worths", "left", "right", "last", "known", "asked",
)  # fmt: skip


class _Plan(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in _NUMBERS] + [
        (name, ctypes.c_void_p) for name in _TABLES
    ]


@dataclass(frozen=True, slots=True)
class Walked:
    """What a walk found: whether nothing was left out, and flags N × n by item."""

    whole: bool
    chosen: Flags


@cache
def _library() -> ctypes.CDLL | None:
    """Open the library; None where there is none, or one without this walk."""
    try:
        library = ctypes.CDLL(str(LIBRARY))
        walk = library.salkku_robust
        if library.salkku_robust_version() != VERSION:
            return None
    except (OSError, AttributeError):
        return None
    number, table = ctypes.c_int64, ctypes.c_void_p
    walk.restype, walk.argtypes = table, [table, ctypes.c_double, ctypes.c_double]
    for name in ("count", "whole"):
        asked = getattr(library, f"salkku_robust_{name}")
        asked.restype, asked.argtypes = number, [table]
    library.salkku_robust_read.restype = library.salkku_robust_close.restype = None
    library.salkku_robust_read.argtypes = [table, table]
    library.salkku_robust_close.argtypes = [table]
    return library


def available() -> bool:
    """Whether the walk was compiled for this installation."""
    return _library() is not None


def walked(
    spread: Spread,
    layers: Layers,
    bounds: Bounds,
    known: Standing,
    *,
    references: int,
    first: bool | None = None,
    most: int,
    seconds: float | None,
    patience: float | None = None,
) -> Walked | None:
    """Walk a problem depth first; None where the kernel is missing or cannot hold the numbers.

    Parameters
    ----------
    known
        Portfolios, the ``references`` best for cutting first; what they dominate is not found.
    first
        Only portfolios with the first position chosen, or not chosen; all when None.
    most
        Portfolios held at most; past it the walk gives up.
    seconds
        None is as long as it takes.
    patience
        Seconds after which it gives up unless the end is in sight; None judges that by its steps.
    """
    library = _library()
    large = object in (spread.low.dtype, layers.uses.dtype)
    if library is None or large or not 0 < layers.count <= MOST_ITEMS:
        return None
    order = list(layers.order)
    tables = _tables(spread, layers, bounds, known.chosen[:, order])
    tables["asked"] = _asked(spread, bounds, known)
    numbers = (
        layers.count, len(spread.high), bounds.steps.shape[1], layers.uses.shape[1],
        len(layers.pairs), min(references, len(known)), len(known), -(-layers.count // WORD),
        -1 if first is None else int(first), most,
    )  # fmt: skip
    plan = _Plan(*numbers, *(tables[name].ctypes.data for name in _TABLES))
    limits = [-1.0 if one is None else one for one in (seconds, patience)]
    handle = library.salkku_robust(ctypes.addressof(plan), *limits)
    if not handle:
        return None
    try:
        bits = np.zeros((library.salkku_robust_count(handle), numbers[7]), dtype=np.uint64)
        library.salkku_robust_read(handle, bits.ctypes.data)
        whole = bool(library.salkku_robust_whole(handle))
    finally:
        library.salkku_robust_close(handle)
    place = np.argsort(np.array(order, dtype=np.intp))
    return Walked(whole, _unpacked(bits, layers.count)[:, place])


def _tables(spread: Spread, layers: Layers, bounds: Bounds, known: Flags) -> dict[str, Array]:
    """Lay a problem out as the kernel reads it; ``known`` is by position."""
    order, count, vertices = list(layers.order), layers.count, len(spread.high)
    sides = np.zeros((2, len(layers.pairs), count), dtype=np.bool_)
    for index, pair in enumerate(layers.pairs):
        sides[0, index, list(pair.left)] = True
        sides[1, index, list(pair.right)] = True
    worths = np.array([pair.worths for pair in layers.pairs], dtype=np.int64)
    last = [max(*pair.left, *pair.right) for pair in layers.pairs]
    found = {
        "low": (spread.low[:, order].T, np.int64),
        "width": (spread.width[:, order].T, np.int64),
        "scale": (np.diag(bounds.weights[: bounds.directions]), np.float64),
        "uses": (layers.uses, np.int64),
        "limits": (layers.limits, np.int64),
        "need": (layers.need, np.int64),
        "spare": (layers.spare, np.int64),
        "steps": (bounds.steps, np.float64),
        "rest": (bounds.rest, np.float64),
        "prices": (bounds.rows, np.float64),
        "closing": (np.array(bounds.closing), np.float64),
        "worths": (worths.reshape(len(layers.pairs), vertices), np.int64),
        "left": (_packed(sides[0]), np.uint64),
        "right": (_packed(sides[1]), np.uint64),
        "last": (np.array(last), np.int64),
        "known": (_packed(known), np.uint64),
    }
    return {name: np.ascontiguousarray(table, dtype=kind) for name, (table, kind) in found.items()}


def _asked(spread: Spread, bounds: Bounds, known: Standing) -> Array:
    """Give what a label's bound must reach for each known portfolio, as References has it."""
    scale = np.diag(bounds.weights[: bounds.directions])
    slip = bounds.slip.reshape(-1, bounds.directions).max(axis=0)
    asked = known.low.astype(np.float64) * scale - 8.0 * slip
    return np.ascontiguousarray(asked, dtype=np.float64)


def _packed(flags: Flags) -> Array:
    """Give flags as bits, the first position lowest, in 64-bit words."""
    rows, count = flags.shape
    padded = np.zeros((rows, -(-count // WORD) * WORD), dtype=np.bool_)
    padded[:, :count] = flags
    bits = np.packbits(padded, axis=1, bitorder="little")
    return np.ascontiguousarray(bits).view(np.uint64).reshape(rows, padded.shape[1] // WORD)


def _unpacked(bits: Array, count: int) -> Flags:
    """Give bits as flags."""
    flags = np.unpackbits(
        bits.view(np.uint8).reshape(len(bits), 8 * bits.shape[1]), axis=1, bitorder="little"
    )
    return flags[:, :count].astype(np.bool_)
