"""Whether a portfolio of a kind withstands all small changes: asked of the compiled kernel.

Clauses are learnt from changes (``swaps``) and from conflicts between them and the rows, in whole
numbers. Nothing of it rests on floating point or on a solver.
"""

from __future__ import annotations

import ctypes
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np

from salkku.optimise.enumeration.swaps import SHORT, Swaps

__all__ = ["withstanding"]

LIBRARY = Path(__file__).with_name("_kernel.so")
VERSION = 1
MOST_ITEMS = 300

_NUMBERS = ("items", "vertices", "rows", "item", "wanted", "shortest")
_TABLES = ("entering", "leaving", "uses", "limits", "liked")
_NEVER, _STANDS = 1, 2


class _Plan(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in _NUMBERS] + [
        (name, ctypes.c_void_p) for name in _TABLES
    ]


@cache
def _library() -> ctypes.CDLL | None:
    """Open the library; None where there is none, or one without this search."""
    number, table = ctypes.c_int64, ctypes.c_void_p
    try:
        library = ctypes.CDLL(str(LIBRARY))
        library.salkku_ask_version.restype = number
        if library.salkku_ask_version() != VERSION:
            return None
        library.salkku_ask.restype, library.salkku_ask.argtypes = table, [table]
        library.salkku_ask_run.restype = number
        library.salkku_ask_run.argtypes = [table, number, ctypes.c_double, table]
        library.salkku_ask_close.restype, library.salkku_ask_close.argtypes = None, [table]
    except (OSError, AttributeError):
        return None
    return library


def withstanding(
    swaps: Swaps,
    item: int,
    wanted: bool,
    *,
    liked: frozenset[int],
    conflicts: int,
    seconds: float | None,
) -> frozenset[int] | Literal["never", "unknown"]:
    """Look for a feasible portfolio with an item (or without it) that no small change makes better.

    Parameters
    ----------
    liked
        A portfolio near which to begin.
    conflicts, seconds
        After which it gives up.

    Returns
    -------
    frozenset of int or str
        Such a portfolio, which larger changes may still make better; ``"never"`` where it is
        proved that there is none, so that none of the kind is non-dominated; or ``"unknown"``.
    """
    library, count = _library(), swaps.entering.shape[1] - 1
    given = (swaps.entering[:, :count], swaps.leaving[:, :count], swaps.uses[:, :count])
    if library is None or count > MOST_ITEMS or any(one.dtype == object for one in given):
        return "unknown"
    likes = np.array([j in liked for j in range(count)])
    tables = [np.ascontiguousarray(one, dtype=np.int64) for one in (*given, swaps.limits, likes)]
    plan = _Plan(
        count, len(tables[0]), len(swaps.limits), item, int(wanted), SHORT,
        *(table.ctypes.data for table in tables),
    )  # fmt: skip
    handle = library.salkku_ask(ctypes.addressof(plan))
    if not handle:
        return "unknown"
    point = np.zeros(count, dtype=np.int64)
    try:
        limit = -1.0 if seconds is None else seconds
        said = library.salkku_ask_run(handle, conflicts, limit, point.ctypes.data)
    finally:
        library.salkku_ask_close(handle)
    if said == _NEVER:
        return "never"
    return frozenset(np.flatnonzero(point).tolist()) if said == _STANDS else "unknown"
