"""One cell of open data read by its own form: money, days, numbers, yes and no, plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from salkku.ingest.mending import plain, without_contacts

__all__ = [
    "Reader",
    "UnreadableError",
    "balance",
    "business_id",
    "cents",
    "day",
    "flag",
    "prose",
    "text",
    "whole",
]

Reader = Callable[[str], Any]
"""Turns a cell that is not empty into its value, or raises `UnreadableError`."""

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD])
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?P<mark>[.,' ])\d{3}((?P=mark)\d{3})+")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASH_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_BUSINESS_ID = re.compile(r"(?:FI)?([0-9]{6,7})-?([0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2)
_LARGEST = Decimal(10) ** 13
_YES = frozenset({"true", "yes", "1", "y", "t"})
_NO = frozenset({"false", "no", "0", "n", "f"})


class UnreadableError(ValueError):
    """A cell that is not what its column promises; the argument is the reason's code."""


def text(cell: str) -> str:
    r"""Read text: invisible characters, outer spaces and e-mail addresses taken away.

    Parameters
    ----------
    cell
        The cell as it stands.

    Returns
    -------
    str

    Examples
    --------
    >>> text(" Aalto\u200b ")
    'Aalto'
    """
    value = cell.strip() if cell.isascii() else cell.translate(_INVISIBLE).strip()
    return without_contacts(value) if "@" in value else value


def prose(cell: str) -> str:
    """Read a description: mark-up, e-mail addresses and telephone numbers taken away.

    Parameters
    ----------
    cell
        The cell as it stands.

    Returns
    -------
    str

    Examples
    --------
    >>> prose("<p>Ask a@example.org, tel. 09 1234 567.</p>")
    'Ask …, ….'
    """
    return without_contacts(plain(text(cell)))


def cents(cell: str) -> int:
    """Read money in euros, whichever decimal mark the value uses, as whole cents.

    A single mark is the decimal mark; of two different marks the last is.

    Parameters
    ----------
    cell
        The cell, as ``"2998012,75"``, ``"299250.5"`` or ``"1.234.567,89"``.

    Returns
    -------
    int
        Whole cents, halves up.

    Raises
    ------
    UnreadableError
        ``not_a_number``, ``negative_amount`` or ``number_too_large``.

    Examples
    --------
    >>> cents("2998012,75"), cents("299250.5"), cents("1 234.5")
    (299801275, 29925050, 123450)
    """
    amount = balance(cell)
    if amount < 0:
        raise UnreadableError("negative_amount")
    return amount


def balance(cell: str) -> int:
    """Read money as `cents` does, also less than nothing: what was paid may be claimed back.

    Parameters
    ----------
    cell
        The cell.

    Returns
    -------
    int
        Whole cents, halves away from nothing.

    Raises
    ------
    UnreadableError
        ``not_a_number`` or ``number_too_large``.

    Examples
    --------
    >>> balance("-6")
    -600
    """
    return int((_decimal(cell) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def business_id(cell: str) -> str:
    """Read a Finnish business id, whose last digit checks the others.

    Parameters
    ----------
    cell
        The cell, as ``"0116480-8"``, ``"116480-8"``, ``"01164808"`` or ``"FI01164808"``.

    Returns
    -------
    str
        As ``"0116480-8"``.

    Raises
    ------
    UnreadableError
        ``not_a_business_id``.

    Examples
    --------
    >>> business_id("FI01164808")
    '0116480-8'
    """
    found = _BUSINESS_ID.fullmatch(text(cell))
    if not found:
        raise UnreadableError("not_a_business_id")
    digits = found[1].zfill(7)
    rest = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11
    if rest == 1 or (11 - rest) % 11 != int(found[2]):
        raise UnreadableError("not_a_business_id")
    return f"{digits}-{found[2]}"


def whole(cell: str) -> int:
    """Read a whole number, also when a program wrote it as ``"7.0"``.

    Parameters
    ----------
    cell
        The cell.

    Returns
    -------
    int

    Raises
    ------
    UnreadableError
        ``not_a_number``, ``not_whole`` or ``number_too_large``.

    Examples
    --------
    >>> whole("7.0")
    7
    """
    number = _decimal(cell)
    if number != number.to_integral_value():
        raise UnreadableError("not_whole")
    return int(number)


def day(cell: str) -> date:
    """Read a day: ``2024-05-01`` (with or without a time after it) or ``01/05/2024``.

    Parameters
    ----------
    cell
        The cell; slashes and dots mean day, month, year.

    Returns
    -------
    datetime.date

    Raises
    ------
    UnreadableError
        ``not_a_day``.

    Examples
    --------
    >>> day("2024-07-24 11:59:53").isoformat()
    '2024-07-24'
    """
    value = cell.strip()
    iso, slash = _ISO_DAY.match(value), _SLASH_DAY.match(value)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if slash:
            return date(int(slash[3]), int(slash[2]), int(slash[1]))
    except ValueError as error:
        raise UnreadableError("not_a_day") from error
    raise UnreadableError("not_a_day")


def flag(cell: str) -> bool:
    """Read yes or no.

    Parameters
    ----------
    cell
        The cell, as ``"true"``, ``"False"``, ``"N"`` or ``"1"``.

    Returns
    -------
    bool

    Raises
    ------
    UnreadableError
        ``not_yes_or_no``.

    Examples
    --------
    >>> flag("True"), flag("N")
    (True, False)
    """
    value = cell.strip().lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise UnreadableError("not_yes_or_no")


def _decimal(cell: str) -> Decimal:
    value = _SPACES.sub("", cell).replace("€", "").replace("'", "")
    value = _one_mark(value)
    if not _NUMBER.fullmatch(value) or not value.isascii():
        raise UnreadableError("not_a_number")
    try:
        number = Decimal(value)
    except InvalidOperation as error:  # pragma: no cover - the pattern lets nothing else through
        raise UnreadableError("not_a_number") from error
    if abs(number) >= _LARGEST:
        raise UnreadableError("number_too_large")
    return number


def _one_mark(value: str) -> str:
    """Leave one point as the decimal mark and no mark of thousands."""
    comma, point = value.rfind(","), value.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "." if comma > point else ","
        return value.replace(thousands, "").replace(",", ".")
    if _THOUSANDS.fullmatch(value):
        return value.replace(",", "").replace(".", "")
    return value.replace(",", ".")
