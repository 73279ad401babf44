"""How each language writes numbers, money, shares and dates."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - the function here is called date
from decimal import Decimal
from fractions import Fraction

from salkku.domain.periods import parse_month

__all__ = ["Quantity", "date", "euros", "month", "number", "percent"]

Quantity = int | Fraction | Decimal | float | str
"""Any number, or its text (``"1/3"`` too)."""

_SPACE = "\u00a0"
_MINUS = "\u2212"
_GROUP = {"fi": _SPACE, "sv": _SPACE, "en": ","}
_POINT = {"fi": ",", "sv": ",", "en": "."}


def number(value: Quantity, digits: int | None = None, *, language: str) -> str:
    """Write a number.

    Parameters
    ----------
    value
        The number.
    digits
        Decimals to show, rounded half up; None shows at most three and no closing zeros.
    language
        ``fi``, ``sv`` or ``en``.

    Examples
    --------
    >>> number(1333333, language="en"), number("5/2", 1, language="fi")
    ('1,333,333', '2,5')
    """
    exact = Fraction(value)
    places = 3 if digits is None else digits
    steps = (2 * abs(exact.numerator) * 10**places + exact.denominator) // (2 * exact.denominator)
    whole, rest = divmod(steps, 10**places)
    decimals = f"{rest:0{places}d}" if places else ""
    if digits is None:
        decimals = decimals.rstrip("0")
    text = f"{whole:,}".replace(",", _GROUP[language])
    if decimals:
        text += _POINT[language] + decimals
    return (_MINUS if exact < 0 and steps else "") + text


def euros(cents: Quantity, *, language: str, decimals: bool | None = None) -> str:
    """Write money; cents show only where there are any, unless ``decimals`` says.

    Examples
    --------
    >>> euros(133333300, language="en"), euros(150, language="en")
    ('€1,333,333', '€1.50')
    >>> euros(133333300, language="fi").replace(chr(160), " ")
    '1 333 333 €'
    """
    exact = Fraction(cents) / 100
    shown = exact.denominator != 1 if decimals is None else decimals
    text = number(exact, 2 if shown else 0, language=language)
    if language != "en":
        return f"{text}{_SPACE}€"
    return f"{_MINUS}€{text[1:]}" if text.startswith(_MINUS) else f"€{text}"


def percent(share: Quantity, digits: int = 0, *, language: str) -> str:
    """Write a share of 1 as per cent.

    Examples
    --------
    >>> percent("1/8", 1, language="en"), percent(1, language="fi").replace(chr(160), " ")
    ('12.5%', '100 %')
    """
    text = number(100 * Fraction(share), digits, language=language)
    return f"{text}%" if language == "en" else f"{text}{_SPACE}%"


def date(day: Date | str, *, language: str) -> str:
    """Write a day; text is ``YYYY-MM-DD``, and text that is no day is given back.

    Examples
    --------
    >>> [date("2026-11-04", language=language) for language in ("fi", "sv", "en")]
    ['4.11.2026', '4.11.2026', '4 November 2026']
    """
    if isinstance(day, str):
        try:
            day = Date.fromisoformat(day)
        except ValueError:
            return str(day)
    if language == "en":
        return f"{day.day} {_MONTHS['en'][day.month - 1]} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def month(value: int | str, *, language: str) -> str:
    """Write a month; a number counts months since year 0, text is ``YYYY-MM``.

    Examples
    --------
    >>> [month("2027-03", language=language) for language in ("fi", "sv", "en")]
    ['maaliskuu 2027', 'mars 2027', 'March 2027']
    """
    if isinstance(value, str):
        try:
            value = parse_month(value)
        except ValueError:
            return str(value)
    return f"{_MONTHS[language][value % 12]} {value // 12}"


_MONTHS = {
    language: tuple(months.split())
    for language, months in {
        "fi": "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu"
        " heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu",
        "sv": "januari februari mars april maj juni"
        " juli augusti september oktober november december",
        "en": "January February March April May June"
        " July August September October November December",
    }.items()
}
