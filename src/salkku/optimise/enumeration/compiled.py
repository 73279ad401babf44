"""The compiled kernel, opened where the build made it; everything runs without it, more slowly.

The kernel is a small C++ library (``native/``) with a plain C face. It keeps an archive of points
and zones and sweeps the layers of a problem against it, in 64-bit integers whose sums are known to
fit. It gives the same complete fronts, portfolios and counts as the numpy twin.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from salkku.mip import Deadline
from salkku.optimise.enumeration.bounds import Bounds, Multipliers
from salkku.optimise.enumeration.implications import Implications
from salkku.optimise.enumeration.layers import Layers
from salkku.optimise.enumeration.zones import Zones

__all__ = ["LIBRARY", "Aim", "Archive", "Plan", "Swept", "available", "plan_of"]

LIBRARY = Path(__file__).with_name("_kernel.so")
VERSION = 3
"""What the library must say it is: one that an older build left is not opened."""

Whole = npt.NDArray[np.int64]
Array = npt.NDArray[Any]
_NUMBERS = ("items", "objectives", "ties", "rows", "columns", "directions", "pairs")
_TABLES = (
    "order", "gains", "uses", "limits", "need", "spare", "weights", "prices", "rest", "closing",
    "left", "right", "worths", "left_price", "right_price", "base", "ruled", "implied", "steps",
    "start", "corrections",
)  # fmt: skip


class _Plan(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int64) for name in _NUMBERS] + [
        (name, ctypes.c_void_p) for name in _TABLES
    ]


class _Outcome(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_int64)
        for name in ("whole", "stopped", "overflow", "narrowed", "peak", "total")
    ]


class _Aim(ctypes.Structure):
    _fields_ = [(name, ctypes.c_void_p) for name in ("floor", "margins")] + [
        (name, ctypes.c_int64) for name in ("points", "low", "high", "last")
    ]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a sweep looks for; only one without margins closes zones.

    Parameters
    ----------
    margins
        How far beyond a zone's corner a point must lie to be looked for; empty is 1 everywhere,
        which is all of the zone, and 0 looks for nothing there.
    points
        Whether to look for what equals a known point or dominates it.
    low, high
        Only corners and points whose first number is not below the one and below the other.
    last
        Whether, with this sweep, everything has been looked for; parts go upwards.
    """

    margins: tuple[int, ...] = ()
    points: bool = True
    low: int = -(2**62)
    high: int = 2**62
    last: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """A problem laid out for the kernel: the structure and the arrays that it points into."""

    face: _Plan
    arrays: tuple[Array, ...]

    @property
    def linked(self) -> bool:
        """Whether implications hold the rules of two items."""
        return bool(self.face.implied)


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did.

    Parameters
    ----------
    whole
        Nothing was dropped unproved: the archive holds the whole front.
    stopped
        The time ended, or the memory; nothing was learnt.
    counted
        Every point's portfolio and count are the tie rule's: a whole sweep whose counts fit.
    narrowed
        The room held fewer labels than asked for.
    peak, total
        Labels of the largest layer, and of all layers.
    """

    whole: bool
    stopped: bool
    counted: bool
    narrowed: bool
    peak: int
    total: int


@cache
def _library() -> ctypes.CDLL | None:
    """Open the library; None where there is none of this version."""
    try:
        library = ctypes.CDLL(str(LIBRARY))
        library.salkku_version.restype = ctypes.c_int64
        if library.salkku_version() != VERSION:
            return None
    except (OSError, AttributeError):
        return None
    number, table = ctypes.c_int64, ctypes.c_void_p
    library.salkku_open.restype = table
    library.salkku_open.argtypes = [number, number, table, table, number]
    library.salkku_close.argtypes = [table]
    library.salkku_close.restype = None
    library.salkku_insert.restype = library.salkku_climb.restype = number
    library.salkku_sweep.restype = number
    library.salkku_insert.argtypes = [table, number, table, table]
    library.salkku_sizes.argtypes = [table, table, table]
    library.salkku_read.argtypes = [table] * 6
    library.salkku_climb.argtypes = [table, table, number, ctypes.c_double]
    library.salkku_sweep.argtypes = [
        table, table, table, number, number, ctypes.c_double, table,
    ]  # fmt: skip
    return library


def available() -> bool:
    """Whether the kernel was built for this installation."""
    return _library() is not None


def plan_of(
    layers: Layers,
    bounds: Bounds,
    found: Multipliers,
    *,
    objectives: int,
    tied: Implications | None = None,
) -> Plan | None:
    """Lay a problem out for the kernel; None where its sums may not fit into 64 bits.

    Parameters
    ----------
    layers, bounds, found
        Of the same objectives: the first ``objectives`` are searched over, the others break ties.
    tied
        What follows from each choice, where rules of two items are to be held by that.
    """
    if object in (layers.gains.dtype, layers.uses.dtype):
        return None
    pairs, count, width = layers.pairs, layers.count, layers.gains.shape[1]
    sides = np.zeros((2, len(pairs), count), dtype=np.uint8)
    for index, pair in enumerate(pairs):
        sides[0, index, list(pair.left)] = 1
        sides[1, index, list(pair.right)] = 1
    worths = np.array([pair.worths for pair in pairs], dtype=np.int64).reshape(len(pairs), width)
    closing = np.array([max(*pair.left, *pair.right) for pair in pairs], dtype=np.int64)
    arrays: tuple[Array, ...] = tuple(
        np.ascontiguousarray(table, dtype=kind)
        for table, kind in (
            (layers.order, np.int64),
            *((table, np.int64) for table in (layers.gains, layers.uses, layers.limits)),
            *((table, np.int64) for table in (layers.need, layers.spare)),
            (found.weights[:, :objectives], np.float64),
            (found.rows, np.float64),
            (bounds.rest - bounds.rest[-1] + bounds.slip, np.float64),
            (closing, np.int64),
            (sides[0], np.uint8),
            (sides[1], np.uint8),
            (worths, np.int64),
            *((t, np.float64) for t in (found.pair_left, found.pair_right, found.pair_base)),
        )
    )
    numbers = (
        count, objectives, width - objectives, layers.uses.shape[1], len(found.weights),
        found.directions, len(pairs),
    )  # fmt: skip
    if tied is not None:
        arrays += _linked(bounds, tied)
    places = [table.ctypes.data for table in arrays]
    return Plan(_Plan(*numbers, *places, *(None for _ in _TABLES[len(places) :])), arrays)


def _linked(bounds: Bounds, tied: Implications) -> tuple[Array, ...]:
    """Give the tables that only a walk with implications reads."""
    return (
        tied.ruled,
        tied.implied,
        np.ascontiguousarray(bounds.steps, dtype=np.float64),
        np.ascontiguousarray(bounds.rest[0] + bounds.slip, dtype=np.float64),
        np.ascontiguousarray([table.T for table in bounds.closing], dtype=np.float64),
    )


class Archive:
    """Points and open zones inside the kernel; ``with`` gives the memory back.

    Raises
    ------
    MemoryError
        By every method, when the memory is short.
    """

    def __init__(self, zones: Zones, *, items: int) -> None:
        library = _library()
        if library is None:
            raise OSError(LIBRARY)
        self._library, self._items = library, items
        self._size = zones.points.shape[1]
        self._floor = np.ascontiguousarray(zones.floor, dtype=np.int64)
        ceiling = np.ascontiguousarray(zones.ceiling, dtype=np.int64)
        corners = np.ascontiguousarray(zones.corners, dtype=np.int64)
        self._handle = library.salkku_open(
            self._size, items, ceiling.ctypes.data, corners.ctypes.data, len(corners)
        )
        _check(bool(self._handle))
        points = np.ascontiguousarray(zones.points, dtype=np.int64)
        flags = np.zeros((len(points), items), dtype=np.bool_)
        for index, point in enumerate(map(tuple, points.tolist())):
            flags[index, list(zones.chosen[point])] = True
        bits = _packed(flags)
        _check(
            library.salkku_insert(self._handle, len(points), points.ctypes.data, bits.ctypes.data)
        )

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._library.salkku_close(self._handle)

    def climb(self, plan: Plan, *, near: int, deadline: Deadline) -> None:
        """Leave every known point by small moves of the ``near`` least settled items each way."""
        left = _seconds(deadline)
        address = ctypes.addressof(plan.face)
        _check(self._library.salkku_climb(address, self._handle, near, left))

    def sweep(
        self, plan: Plan, *, width: int, room: int, deadline: Deadline, aim: Aim | None = None
    ) -> Swept:
        """Walk the layers with at most ``width`` labels each, fewer if ``room`` bytes ask it.

        Parameters
        ----------
        aim
            What to look for; None is everything.
        """
        out, aim = _Outcome(), aim or Aim()
        margins = np.array(aim.margins or (1,) * self._size, dtype=np.int64)
        face = _Aim(
            self._floor.ctypes.data,
            margins.ctypes.data,
            aim.points,
            aim.low,
            aim.high,
            aim.last,
        )
        _check(
            self._library.salkku_sweep(
                ctypes.addressof(plan.face),
                self._handle,
                ctypes.addressof(face),
                width,
                room,
                _seconds(deadline),
                ctypes.addressof(out),
            )
        )
        whole = bool(out.whole) and not out.stopped
        counted = whole and aim.points and not out.overflow and bool(np.all(margins == 1))
        return Swept(whole, bool(out.stopped), counted, bool(out.narrowed), out.peak, out.total)

    def read(self, zones: Zones) -> dict[tuple[int, ...], int]:
        """Put points, portfolios and open zones back; give each point's count (0: not counted)."""
        sizes = (ctypes.c_int64 * 2)()
        address = ctypes.addressof(sizes)
        self._library.salkku_sizes(self._handle, address, address + 8)
        count, corners = sizes[0], sizes[1]
        points = np.zeros((count, self._size), dtype=np.int64)
        open_ = np.zeros((corners, self._size), dtype=np.int64)
        words = (self._items + 63) // 64
        bits, counts = np.zeros((count, words), dtype=np.uint64), np.zeros(count, dtype=np.int64)
        proved = np.zeros(count, dtype=np.uint8)
        self._library.salkku_read(
            self._handle,
            points.ctypes.data,
            bits.ctypes.data,
            counts.ctypes.data,
            open_.ctypes.data,
            proved.ctypes.data,
        )
        keys = list(map(tuple, points.tolist()))
        flags = np.unpackbits(bits.view(np.uint8), axis=1, bitorder="little")
        sure = {key for key, one in zip(keys, proved.tolist(), strict=True) if one}
        chosen = {
            key: tuple(np.flatnonzero(row).tolist()) for key, row in zip(keys, flags, strict=True)
        }
        found = dict(zip(keys, counts.tolist(), strict=True))
        zones.points, zones.corners, zones.proved, zones.chosen = points, open_, sure, chosen
        return found


def _packed(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.uint64]:
    """Pack L × n flags into L × words bits, an item a bit."""
    words = (flags.shape[1] + 63) // 64
    padded = np.zeros((len(flags), 64 * words), dtype=np.bool_)
    padded[:, : flags.shape[1]] = flags
    packed = np.packbits(padded, axis=1, bitorder="little")
    return np.ascontiguousarray(packed).view(np.uint64).reshape(len(flags), words)


def _seconds(deadline: Deadline) -> float:
    """Seconds left as the kernel reads them: below 0 is endless."""
    left = deadline.left()
    return -1.0 if left is None else left


def _check(done: int | bool) -> None:
    """Raise when the kernel says that its memory was short."""
    if not done:
        raise MemoryError
