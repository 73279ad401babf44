"""One cell's text to an exact value, or the code of what is wrong with it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from salkku.domain.periods import parse_half_year, parse_month

__all__ = [
    "BadCellError",
    "date_text",
    "euros",
    "exact",
    "half_year",
    "month",
    "number",
    "share",
    "whole",
]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[.,]([0-9]*))?|[.,]([0-9]+))(?:[eE][+-]?[0-9]{1,2})?")
_GROUPED = re.compile(
    r"[+-]?[0-9]{1,3}(?:[ \u00a0\u202f\u2009'’.,][0-9]{3})+(?:[.,][0-9]+)?(?:\s*€)?"
)
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity|∞)", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{4}-[0-9]{2})-[0-9]{2}")
_LONGEST = 40
_MOST_DIGITS = 15
_MOST_DECIMALS = 20


class BadCellError(ValueError):
    """A cell that cannot be read; ``code`` names the fault."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@lru_cache(maxsize=4096)
def number(text: str) -> Fraction:
    """Read a number with a decimal point or a decimal comma.

    Raises
    ------
    BadCellError
        ``not_finite``, ``thousands_separator``, ``number_too_long`` or ``bad_number``.

    Examples
    --------
    >>> number("2,5") == number("2.50") == Fraction(5, 2)
    True
    """
    plain = text.replace("\u2212", "-")
    if _NUMBER.fullmatch(plain):
        if len(plain) > _LONGEST:
            raise BadCellError("number_too_long")
        return exact(Decimal(plain.replace(",", ".")))
    if _NOT_FINITE.fullmatch(plain):
        raise BadCellError("not_finite")
    if _GROUPED.fullmatch(plain):
        raise BadCellError("thousands_separator")
    raise BadCellError("bad_number")


def exact(value: Decimal) -> Fraction:
    """Give a finite decimal as a fraction, refusing sizes that no real figure has.

    Parameters
    ----------
    value
        Under 10¹⁵ in size, with at most 20 decimals.

    Raises
    ------
    BadCellError
        ``number_too_long``.

    Examples
    --------
    >>> exact(Decimal("0.25"))
    Fraction(1, 4)
    """
    exponent = value.as_tuple().exponent
    small = value.adjusted() < _MOST_DIGITS and isinstance(exponent, int)
    if value and not (small and exponent >= -_MOST_DECIMALS):  # type: ignore[operator]
        raise BadCellError("number_too_long")
    return Fraction(value) if value else Fraction(0)


def euros(text: str) -> int:
    """Read euros with at most two decimals as whole cents.

    Raises
    ------
    BadCellError
        As :func:`number`, or ``third_decimal``, or ``negative_amount``.

    Examples
    --------
    >>> euros("1200,5")
    120050
    """
    value = number(text)
    decimals = _NUMBER.fullmatch(text.replace("\u2212", "-"))
    if decimals and len(decimals[1] or decimals[2] or "") > 2:
        raise BadCellError("third_decimal")
    cents = 100 * value
    if cents.denominator != 1:
        raise BadCellError("third_decimal")
    if cents < 0:
        raise BadCellError("negative_amount")
    return int(cents)


def whole(text: str) -> int:
    """Read a whole number.

    Raises
    ------
    BadCellError
        As :func:`number`, or ``not_whole``.

    Examples
    --------
    >>> whole("24")
    24
    """
    value = number(text)
    if value.denominator != 1:
        raise BadCellError("not_whole")
    return int(value)


def share(text: str) -> Fraction:
    """Read a share of 0 … 1.

    Raises
    ------
    BadCellError
        As :func:`number`, or ``share_outside``.

    Examples
    --------
    >>> share("0,25")
    Fraction(1, 4)
    """
    value = number(text)
    if not 0 <= value <= 1:
        raise BadCellError("share_outside")
    return value


def month(text: str, *, days: bool = False) -> int:
    """Read ``YYYY-MM``; with ``days`` also ``YYYY-MM-DD``, of which the month counts.

    Raises
    ------
    BadCellError
        ``bad_month``.

    Examples
    --------
    >>> month("2027-03") == month("2027-03-31", days=True)
    True
    """
    day = _DAY.fullmatch(text) if days else None
    try:
        if day:
            date.fromisoformat(text)
        return parse_month(day[1] if day else text)
    except ValueError as error:
        raise BadCellError("bad_month") from error


def half_year(text: str) -> int:
    """Read ``YYYY-H1`` or ``YYYY-H2``.

    Raises
    ------
    BadCellError
        ``bad_half_year``.

    Examples
    --------
    >>> half_year("2027-H2")
    4055
    """
    try:
        return parse_half_year(text)
    except ValueError as error:
        raise BadCellError("bad_half_year") from error


def date_text(text: str) -> str:
    """Check a day, a month or a half-year and give it back as written.

    Raises
    ------
    BadCellError
        ``bad_date``.

    Examples
    --------
    >>> date_text("2027-03-31")
    '2027-03-31'
    """
    try:
        if _DAY.fullmatch(text):
            date.fromisoformat(text)
        elif "H" in text:
            parse_half_year(text)
        else:
            parse_month(text)
    except ValueError as error:
        raise BadCellError("bad_date") from error
    return text
