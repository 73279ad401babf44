"""The depth-first search of a ledger in whole numbers, where it was compiled.

Nothing of it rests on floating point or on a solver, so what it finds is proved. The number of its
steps is limited and not its time: the same ledger has the same answer on every machine.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from salkku.mip.ledger import Ledger

__all__ = ["Found", "available", "searched"]

LIBRARY = Path(__file__).with_name("_tree.so")
VERSION = 1
MOST_COLUMNS = 2_000
"""The search goes as deep as there are columns."""

_NUMBERS = ("columns", "binary", "rows", "bounds", "goal", "counted", "improve", "most")
_TABLES = (
    "uses", "gains", "upper", "highs", "need", "spare", "scales", "prices", "rest", "point",
    "worth",
)  # fmt: skip
_WHOLE, _FOUND = 1, 2


class _Plan(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in _NUMBERS] + [
        (name, ctypes.c_void_p) for name in _TABLES
    ]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to.

    Parameters
    ----------
    whole
        Whether nothing was left out: without a point there is none that reaches the goal, with
        one (and the best asked for) none is better.
    point
        Values of the lowered program's columns; None when none was met.
    """

    whole: bool
    point: tuple[int, ...] | None = None


@cache
def _library() -> ctypes.CDLL | None:
    """Open the library; None where there is none, or one of another version."""
    try:
        library = ctypes.CDLL(str(LIBRARY))
        library.salkku_tree_version.restype = ctypes.c_int64
        if library.salkku_tree_version() != VERSION:
            return None
        library.salkku_tree.restype = ctypes.c_int64
        library.salkku_tree.argtypes = [ctypes.c_void_p]
    except (OSError, AttributeError):
        return None
    return library


def available() -> bool:
    """Whether the search was compiled for this installation."""
    return _library() is not None


def searched(ledger: Ledger, *, goal: int | None, steps: int, best: bool = False) -> Found | None:
    """Look for a point that reaches a goal.

    Parameters
    ----------
    goal
        The least worth asked for; None asks for any point.
    steps
        After which it gives up; looking at one column once in a row is about one.
    best
        Whether to go on from a point to better ones.

    Returns
    -------
    Found or None
        None where the search was not compiled, or the numbers are too great for it.
    """
    library = _library()
    count, width = ledger.uses.shape
    if library is None or not available() or ledger.uses.dtype == object or count > MOST_COLUMNS:
        return None
    tables = {
        name: np.ascontiguousarray(getattr(ledger, name), dtype=np.int64)
        for name in _TABLES
        if name not in ("point", "worth")
    }
    tables |= {"point": np.zeros(count, np.int64), "worth": np.zeros(1, np.int64)}
    touched = np.count_nonzero(ledger.uses) / max(1, count)
    most = round(steps / (4 + touched + len(ledger.scales)))
    asked = 0 if goal is None else goal - ledger.base
    plan = _Plan(
        count, ledger.binary, width, len(ledger.scales), asked, int(goal is not None),
        int(best), most, *(tables[name].ctypes.data for name in _TABLES),
    )  # fmt: skip
    said = library.salkku_tree(ctypes.addressof(plan))
    point = ledger.point(tables["point"].tolist()) if said & _FOUND else None
    return Found(bool(said & _WHOLE), point)
