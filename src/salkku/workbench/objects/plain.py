"""Exact answers as plain JSON: whole numbers stay whole, other fractions become floats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath

__all__ = ["Object", "as_text", "euros_of", "number", "plain"]

Object = dict[str, object]
"""One JSON object, its values exact."""


def number(value: Fraction | Decimal | int) -> int | float:
    """Give the whole number, or the float nearest to a fraction.

    Examples
    --------
    >>> number(Fraction(4, 2)), number(Fraction(1, 4))
    (2, 0.25)
    """
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else float(exact)


def euros_of(cents: int) -> Fraction:
    """Give whole cents as euros.

    Examples
    --------
    >>> euros_of(150)
    Fraction(3, 2)
    """
    return Fraction(cents, 100)


def plain(value: object) -> object:
    """Make a value of JSON's own kinds, keeping the order of lists.

    Examples
    --------
    >>> plain({"chosen": ("01", "02"), "value": Fraction(1, 2)})
    {'chosen': ['01', '02'], 'value': 0.5}
    """
    if value is None or isinstance(value, bool | str | int | float):
        return value
    if isinstance(value, Fraction | Decimal):
        return number(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(item) for item in items]
    if isinstance(value, date | PurePath):
        return str(value)
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(type(value).__name__)


def as_text(payload: Mapping[str, object]) -> str:
    """Write one JSON object with sorted keys, ending in a newline."""
    text = json.dumps(plain(payload), ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return text + "\n"
