"""Say the fields of open data, and the lists that belong to a project, in the reader's language."""

from __future__ import annotations

from salkku import locale
from salkku.web.ui.templatetags.say import language

__all__ = ["field_word", "field_words"]

CENTS = "_cents"


def field_word(name: str) -> str:
    """Say one field; one that has no word is written as it is.

    Examples
    --------
    >>> field_word("no_such_field")
    'no_such_field'
    """
    code = f"web_fields.{name.removesuffix(CENTS).removesuffix('_eur')}"
    return locale.say(code, {}, language=language()) if locale.has(code) else name


def field_words(names: str) -> str:
    """Say fields that stand with commas between.

    Examples
    --------
    >>> field_words("")
    ''
    """
    return ", ".join(field_word(one) for one in names.split(", ") if one)
