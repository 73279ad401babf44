"""What is known of each mention of an organisation, as columns that linkage compares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log2
from typing import Any

from salkku.domain.ecosystem import country_code
from salkku.resolve.names import NameForm, name_form, place_words

__all__ = ["Mention", "columns"]

_SHORTEST_ACRONYM = 3
_LONGEST_ACRONYM = 10
_RARE_WORDS = 3
_FEWEST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation as one row of some table names it.

    Parameters
    ----------
    name
        As the table writes it.
    city, country
        As the table writes them; empty when unknown. Country is a code of two letters.
    pic, business_id
        Identifiers, as evidence and not as truth; empty when unknown.
    aliases
        Other names that the same row gives to the same organisation.

    Examples
    --------
    >>> Mention("Forum Virium Helsinki Oy", "Helsinki", "FI").pic
    ''
    """

    name: str
    city: str = ""
    country: str = ""
    pic: str = ""
    business_id: str = ""
    aliases: tuple[str, ...] = field(default=())


def columns(mentions: Sequence[Mention]) -> tuple[dict[str, list[Any]], list[list[int]]]:
    """Lay mentions out as the rows that linkage compares, equal ones once.

    Parameters
    ----------
    mentions
        In any order.

    Returns
    -------
    tuple
        Columns by name, and for each mention the numbers of its rows: its name's first, then
        its aliases'. Rows are numbered by what they say, whatever the order of mentions.

    Examples
    --------
    >>> rows, places = columns([Mention("Aalto Oy", "Espoo", "FI"), Mention("AALTO", "ESBO", "FI")])
    >>> rows["words"], places
    ([['alto']], [[0], [0]])
    """
    keyed = [
        [_key(name, mention) for name in (mention.name, *mention.aliases)] for mention in mentions
    ]
    ordered = sorted({key for keys in keyed for key in keys})
    numbers = {key: number for number, key in enumerate(ordered)}
    places = [[numbers[key] for key in keys] for keys in keyed]
    forms: list[NameForm] = [key[0] for key in numbers]
    frequency = Counter(word for form in forms for word in form.words)
    bits = {word: _bits(number, len(forms)) for word, number in frequency.items()}
    rows: dict[str, list[Any]] = {
        "unique_id": list(range(len(numbers))),
        "words": [list(form.words) or None for form in forms],
        "kinds": [[kind for kind in key[0].kinds if kind != key[2]] for key in numbers],
        "bodies": [list(form.bodies) for form in forms],
        "bits": [
            [f"{word}{bit}" for word in form.words for bit in range(bits[word])] for form in forms
        ],
        "told": [form.told for form in forms],
        "digits": ["".join(filter(str.isdigit, form.told)) for form in forms],
        "compact": [form.compact for form in forms],
        "start": [form.compact[:5] for form in forms],
        "initials": [form.initials for form in forms],
        "acronyms": [_acronyms(form) or None for form in forms],
        "rare": [
            sorted(form.words, key=lambda word: (frequency[word], word))[:_RARE_WORDS] or None
            for form in forms
        ],
    }
    rows["cities"] = [list(key[1]) or None for key in numbers]
    for place, name in enumerate(("country", "pic", "business_id"), start=2):
        rows[name] = [key[place] or None for key in numbers]
    return rows, places


def _key(name: str, mention: Mention) -> tuple[Any, ...]:
    return (
        name_form(name),
        place_words(mention.city),
        country_code(mention.country),
        mention.pic.strip(),
        mention.business_id.strip().upper(),
    )


def _bits(number: int, rows: int) -> int:
    """Give how many bits it tells that two names share a word: the rarer, the more."""
    return round(log2(max(rows, _FEWEST_ROWS) / number))


def _acronyms(form: NameForm) -> list[str]:
    """Give what may stand for the whole name elsewhere: its initials, and itself when short."""
    found = {form.initials, form.compact}
    return sorted(each for each in found if _SHORTEST_ACRONYM <= len(each) <= _LONGEST_ACRONYM)
