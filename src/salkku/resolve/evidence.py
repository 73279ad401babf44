"""What is known of each mention of an organisation, as columns that linkage compares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log2
from typing import Any

from salkku.domain.ecosystem import country_code
from salkku.resolve.names import NameForm, name_form, place_words
from salkku.resolve.recipe import weights
from salkku.resolve.words import common, stem
from salkku.resolve.words import words as word_list

__all__ = ["Mention", "columns"]

_ACRONYM = range(3, 11)
_RARE_WORDS = 3
_FEWEST_ROWS = 20_000
_SHORT_WORDS = {1: 3, 2: 6}
"""Bits that a word of so many letters tells at most."""
_MOST_CITY_BITS = 12
_FEWEST_AMONG = 16
"""Names of a country that the weights are taken to be learned among where they were fewer."""
_FEWEST_TOGETHER = 6
"""Names of a country that have two words before one says less beside the other."""
_WIDTH = 64
"""Room for the numbered bits of a word in one whole number."""


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


@dataclass(frozen=True, slots=True, order=True)
class _Row:
    """A name with what its table says beside it."""

    form: NameForm
    cities: tuple[str, ...]
    country: str
    pic: str
    business_id: str


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
    >>> rows["compact"], places
    (['alto'], [[0], [0]])
    """
    told = [[_row(name, one) for name in (one.name, *one.aliases)] for one in mentions]
    rows = sorted({row for own in told for row in own})
    numbers = {row: number for number, row in enumerate(rows)}
    places = [[numbers[row] for row in own] for own in told]
    seen = _Seen(rows)
    laid = [_laid(row, seen) for row in rows]
    names = laid[0].keys() if laid else _laid(_row("", Mention("")), seen).keys()
    made: dict[str, list[Any]] = {"unique_id": list(range(len(rows)))}
    made |= {name: [row[name] for row in laid] for name in names}
    return made, places


def _together(rows: Sequence[_Row]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, ...]]]:
    """Count in how many names of a country each beginning is, and each two of them."""
    names = {(row.country, row.form.words) for row in rows}
    begun = [(country, sorted({stem(word) for word in words})) for country, words in names]
    often = Counter((country, begin) for country, begins in begun for begin in begins)
    together: Counter[tuple[str, ...]] = Counter(
        (country, *pair)
        for country, begins in begun
        for pair in combinations(
            (begin for begin in begins if often[country, begin] >= _FEWEST_TOGETHER), 2
        )
    )
    return often, together


class _Seen:
    """What the rows together tell of words: how rare they are, and which are places."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self.rows = len(rows)
        self.words = Counter(word for row in rows for word in row.form.words)
        self._stems = Counter(
            begin for row in rows for begin in {stem(word) for word in row.form.words}
        )
        self._often, self._together = _together(rows)
        self._named = Counter((row.country, word) for row in rows for word in row.form.words)
        self._cities = Counter((row.country, word) for row in rows for word in row.cities)
        self._of_country = Counter(row.country for row in rows)
        self._with_city = Counter(row.country for row in rows if row.cities)
        self._numbers: dict[str, int] = {}

    def is_place(self, word: str, country: str) -> bool:
        """Say whether a word of a name is a place: listed, or more a city than a name here."""
        count = self._cities[country, word]
        if word in word_list().towns:
            return True
        return count > 1 and count >= 0.3 * self._named[country, word]

    def bits(self, begin: str) -> int:
        """Give how many bits it tells that two names share a beginning: the rarer, the more."""
        known = common()
        share = max(
            known.stems.get(begin, 1) / known.names,
            self._stems[begin] / max(self.rows, _FEWEST_ROWS),
        )
        return min(round(-log2(share)), _SHORT_WORDS.get(len(begin), _WIDTH))

    def joint_bits(self, begins: Sequence[str], country: str) -> Iterator[tuple[str, int]]:
        """Give the bits that each beginning tells beyond the rarer ones it comes with."""
        often, together = self._often, self._together
        rarest_first = sorted(begins, key=lambda begin: (often[country, begin], begin))
        for place, begin in enumerate(rarest_first):
            alone = self.bits(begin)
            for rarer in rarest_first[:place]:
                met = together[country, *sorted((rarer, begin))]
                if met >= _FEWEST_TOGETHER:
                    alone = min(alone, round(-log2(met / often[country, rarer])))
            yield begin, alone

    def city_bits(self, word: str, country: str) -> int:
        """Give how many bits it tells that two rows of a country share a city."""
        share = self._cities[country, word] / self._with_city[country]
        return min(round(-log2(share)), _MOST_CITY_BITS)

    def crowd(self, country: str) -> float:
        """Give how many bits likelier strangers are here than where the weights were learned.

        Two names drawn among n are one body with odds of 1 to about n (Fellegi and Sunter 1969).
        """
        learned = max(weights().get(("among", country), 0.0), _FEWEST_AMONG)
        return log2(max(1.0, self._of_country[country] / learned))

    def numbered(self, words: Iterable[tuple[str, int]]) -> list[int]:
        """Write each word as many times as it tells bits, each time another number.

        Shared bits are then a plain length of what two lists have in common, on every engine.
        """
        return [
            self._numbers.setdefault(word, len(self._numbers)) * _WIDTH + bit
            for word, bits in words
            for bit in range(bits)
        ]


def _laid(row: _Row, seen: _Seen) -> dict[str, Any]:
    """Lay one row out as columns."""
    form, listed = row.form, word_list()
    own = {word for word in form.words if seen.is_place(word, row.country)}
    begins = sorted({stem(word) for word in set(form.words) - own - form.tags})
    kinds = set(form.kinds) or _bare_town(form)
    around = f"  {form.compact} "
    thirds = {around[at : at + 3] for at in range(len(around) - 2)}
    rarest = sorted(form.words, key=lambda word: (seen.words[word], word))[:_RARE_WORDS]
    acronyms = {form.initials, form.compact} | form.tags
    return {
        "country": row.country or None,
        "pic": row.pic or None,
        "business_id": row.business_id or None,
        "tells": seen.numbered((begin, seen.bits(begin)) for begin in begins),
        "joint": seen.numbered(seen.joint_bits(begins, row.country)),
        "places": sorted(own),
        "far": sorted(own.difference(row.cities)),
        "near": sorted(own.union(row.cities)),
        "town": list(row.cities),
        "town_bits": seen.numbered(
            (f"in {word}", 1 + seen.city_bits(word, row.country)) for word in row.cities
        ),
        "bodies": sorted(kinds & listed.bodies),
        "fields": sorted(kinds - listed.bodies - listed.nations - listed.directions),
        "nations": sorted((kinds & listed.nations) - {row.country}),
        "home": row.country in kinds,
        "directions": sorted(kinds & listed.directions),
        "digits": "".join(filter(str.isdigit, form.told)),
        "compact": form.compact,
        "start": form.compact[:5],
        "thirds": seen.numbered((third, 1) for third in sorted(thirds)),
        "initials": form.initials,
        "tags": sorted(form.tags | {form.compact}),
        "loose": sorted(word for word in form.words if word not in own and 3 <= len(word) <= 6),
        "runs": list(form.runs),
        "acronyms": sorted(each for each in acronyms if len(each) in _ACRONYM) or None,
        "rare": rarest or None,
        "crowd": seen.crowd(row.country),
        "begins": sorted({stem(word) for word in form.words}) or None,
        "first_town": row.cities[0] if row.cities else "",
    }


def _bare_town(form: NameForm) -> set[str]:
    """Say that a name which is nothing but a listed town is the town's."""
    return {"city"} if form.words and word_list().towns.issuperset(form.words) else set()


def _row(name: str, mention: Mention) -> _Row:
    return _Row(
        name_form(name),
        place_words(mention.city),
        country_code(mention.country),
        mention.pic.strip(),
        mention.business_id.strip().upper(),
    )
