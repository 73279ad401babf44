"""Sentences, money, numbers and names in the reader's language, from the one catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django import template
from django.utils.translation import get_language

from salkku import locale
from salkku.domain.periods import format_month

register = template.Library()


def language() -> str:
    """Give the reader's language: fi, sv or en."""
    current = (get_language() or "fi")[:2]
    return current if current in locale.LANGUAGES else "en"


@register.simple_tag(name="say")
def say(code: str, **values: Any) -> str:
    """Say the sentence of a code; numbers are written in the language's style."""
    written = {name: _written(value) for name, value in values.items()}
    return locale.say(code, written, language=language())


@register.simple_tag(name="say_of")
def say_of(prefix: str, name: str) -> str:
    """Say ``prefix.name``: for words such as statuses and roles."""
    return locale.say(f"{prefix}.{name}", {}, language=language())


@register.filter(name="euros")
def euros(cents: int | None) -> str:
    """Write whole cents as euros; unknown as a dash."""
    return "–" if cents is None else locale.euros(cents, language=language())


@register.filter(name="number")
def number(value: Any, digits: int = 0) -> str:
    """Write a number with so many decimals; unknown as a dash."""
    return "–" if value is None else locale.number(Fraction(value), digits, language=language())


@register.filter(name="percent")
def percent(value: Any, digits: int = 0) -> str:
    """Write a share of 1 as per cent; unknown as a dash."""
    if value is None:
        return "–"
    return locale.percent(Fraction(value), digits, language=language())


@register.filter(name="signed")
def signed(value: Any, digits: int = 0) -> str:
    """Write a change as per cent with its sign; unknown as a dash."""
    return f"+{percent(value, digits)}" if value and value > 0 else percent(value, digits)


@register.filter(name="named")
def named(names: Mapping[str, str] | None) -> str:
    """Give a name in the reader's language, or in the next one that has it."""
    names = names or {}
    order = (language(), "en", "fi", "sv", "")
    return next((names[choice] for choice in order if names.get(choice)), "")


@register.filter(name="month")
def month(value: int | None) -> str:
    """Write a month as 3/2027; unknown as a dash."""
    if value is None:
        return "–"
    year, number_of_month = format_month(value).split("-")
    return f"{int(number_of_month)}/{year}"


@register.filter(name="short_month")
def short_month(value: Any) -> str:
    """Write a day's month as 3/2027; unknown as a dash."""
    return f"{value.month}/{value.year}" if value else "–"


@register.filter(name="day")
def day(value: Any) -> str:
    """Write a date in the language's style; unknown as a dash."""
    return locale.date(value, language=language()) if value else "–"


def _written(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        return str(value)
    whole = isinstance(value, int) or value == int(value)
    return locale.number(Fraction(value), 0 if whole else 2, language=language())


@register.filter(name="told")
def told(error: Mapping[str, Any] | None) -> str:
    """Say an error that was kept as its code and values."""
    if not error:
        return ""
    return locale.say(f"errors.{error['code']}", error.get("values", {}), language=language())


@register.filter(name="at")
def at(mapping: Mapping[str, Any] | None, key: str) -> Any:
    """Look a key up in a mapping; "" where it is not."""
    return (mapping or {}).get(key, "")


@register.filter(name="words")
def words(text: str) -> list[str]:
    """Split a text at its spaces."""
    return text.split()
