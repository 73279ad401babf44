"""The compiled loops, where numba is installed: imported at the first large layer."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

__all__ = ["ENOUGH", "Kernel", "kernel"]

ENOUGH = 1_000
"""Labels of a layer from which loading the compiled loops pays."""

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Kernel(Protocol):
    """Loops that give what their numpy twins give, flag by flag."""

    def undominated(self, table: Whole, strict: int) -> Flags:
        """Flag the rows that none dominates, as :func:`~.dominance.undominated` does."""

    def reached(self, bounds: Floats, asked: Floats, least: Floats, hints: Whole) -> Whole:
        """Give for each label the first target in reach, or -1, its hint before all others."""


@cache
def kernel() -> Kernel | None:
    """Load the compiled loops; None without numba.

    Examples
    --------
    >>> kernel() is kernel()
    True
    """
    if find_spec("numba") is None:
        return None
    return cast(Kernel, import_module("salkku.optimise.enumeration.compiled"))
