"""Months and half-years as whole numbers, with the text forms of the agreement folder."""

from __future__ import annotations

import re

__all__ = [
    "HalfYear",
    "Month",
    "format_half_year",
    "format_month",
    "half_year_of",
    "parse_half_year",
    "parse_month",
]

Month = int
"""Months since year 0: ``12 * year + month - 1``."""

HalfYear = int
"""Half-years since year 0: ``2 * year`` for H1 and ``2 * year + 1`` for H2."""


def parse_month(text: str) -> Month:
    """Read ``YYYY-MM``.

    Raises
    ------
    ValueError
        If the text is no month.

    Examples
    --------
    >>> format_month(parse_month("2027-03"))
    '2027-03'
    """
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if not found:
        raise ValueError(text)
    return 12 * int(found[1]) + int(found[2]) - 1


def format_month(month: Month) -> str:
    """Write ``YYYY-MM``.

    Examples
    --------
    >>> format_month(12 * 2027)
    '2027-01'
    """
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def parse_half_year(text: str) -> HalfYear:
    """Read ``YYYY-H1`` or ``YYYY-H2``.

    Raises
    ------
    ValueError
        If the text is no half-year.

    Examples
    --------
    >>> format_half_year(parse_half_year("2027-H2"))
    '2027-H2'
    """
    found = re.fullmatch(r"(\d{4})-H([12])", text)
    if not found:
        raise ValueError(text)
    return 2 * int(found[1]) + int(found[2]) - 1


def format_half_year(half_year: HalfYear) -> str:
    """Write ``YYYY-H1`` or ``YYYY-H2``.

    Examples
    --------
    >>> format_half_year(2 * 2027 + 1)
    '2027-H2'
    """
    return f"{half_year // 2:04d}-H{half_year % 2 + 1}"


def half_year_of(month: Month) -> HalfYear:
    """Give the half-year that a month lies in.

    Examples
    --------
    >>> format_half_year(half_year_of(parse_month("2027-07")))
    '2027-H2'
    """
    return 2 * (month // 12) + (month % 12) // 6
