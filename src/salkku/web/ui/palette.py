"""Colours of charts: told apart without colour sight too, since every one is also named."""

from __future__ import annotations

from typing import Final

__all__ = ["BAD", "BRAND", "GOOD", "HUES", "INK", "LINE", "SOFT", "WAIT", "hue"]

HUES: Final = ("#2f6fb3", "#b0416b", "#2b8a5f", "#9c5f10", "#6a51a3", "#5b6b73")
INK: Final = "#16222a"
SOFT: Final = "#47545c"
LINE: Final = "#d5dbdd"
BRAND: Final = "#0d3b45"
GOOD: Final = "#00653b"
WAIT: Final = "#d99a2b"
BAD: Final = "#a8172c"


def hue(place: int) -> str:
    """Give the colour of the n-th theme.

    Examples
    --------
    >>> hue(0) == hue(len(HUES))
    True
    """
    return HUES[place % len(HUES)]
