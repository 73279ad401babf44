"""Organisations by their words: a name without its legal form, and what kind of body it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from salkku.domain.ecosystem import Organisation
from salkku.text.folding import fold

__all__ = ["Sector", "body_key", "is_firm", "named_bodies", "plain_name", "sector_of"]

Sector = Literal["city", "company", "university", "other"]
"""What kind of body an organisation is, as far as ties between kinds are counted."""

_LEGAL = frozenset({
    "oy", "oyj", "ab", "abp", "ry", "rf", "sr", "rs", "ky", "tmi", "osk", "ltd", "limited", "llc",
    "inc", "plc", "gmbh", "ag", "bv", "nv", "as", "aps", "sa", "sas", "srl", "spa", "ou", "oue",
})  # fmt: skip


def plain_name(name: str) -> str:
    """Give a name without case, accents and signs.

    Parameters
    ----------
    name
        The name as written.

    Returns
    -------
    str

    Examples
    --------
    >>> plain_name("Åbo Akademi, r.f.")
    'abo akademi r f'
    """
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(name)).split())


def body_key(name: str) -> str:
    """Give what the plain spellings of an organisation's name share.

    Parameters
    ----------
    name
        The name as written.

    Returns
    -------
    str
        Empty when nothing but legal forms and signs is there.

    Examples
    --------
    >>> body_key("Laurea-ammattikorkeakoulu Oy") == body_key("LAUREA AMMATTIKORKEAKOULU")
    True
    """
    return " ".join(word for word in plain_name(name).split() if word not in _LEGAL)


_FIRMS = frozenset(
    {"oy", "oyj", "ab", "abp", "ky", "tmi", "ltd", "gmbh", "srl", "sas", "aps", "bv"}
)
_PUBLIC = (
    "yliopisto", "korkeakoulu", "opisto", "koulu", "amk", "tutkimus", "kehit", "innova", "science",
    "business", "elinkeino", "universit", "hogskol", "research", "kaupun", "kunta", "kommun",
)  # fmt: skip


def is_firm(name: str) -> bool:
    """Say whether a name is a firm's by its legal form, and no school's or public developer's.

    Parameters
    ----------
    name
        The name as written.

    Returns
    -------
    bool
        False where the name does not tell.

    Examples
    --------
    >>> [is_firm(name) for name in ("Mikronix Oy", "Laurea-ammattikorkeakoulu Oy", "Aalto")]
    [True, False, False]
    """
    words = plain_name(name).split()
    return not _FIRMS.isdisjoint(words) and not any(
        stem in word for word in words for stem in _PUBLIC
    )


def named_bodies(
    organisations: Iterable[Organisation],
    bodies: Mapping[str, str],
) -> dict[str, str]:
    """Map the names and aliases of organisations.csv to bodies; what two bodies share names none.

    Parameters
    ----------
    bodies
        Of :func:`salkku.domain.ecosystem.bodies_of`.

    Examples
    --------
    >>> rows = [Organisation("a", "Alpha", ("Al",)), Organisation("b", "Beta", ("AL",))]
    >>> named_bodies(rows, {"a": "a", "b": "b"})
    {'alpha': 'a', 'beta': 'b'}
    """
    found: dict[str, str] = {}
    shared: set[str] = set()
    for one in organisations:
        for name in (one.name, *one.aliases):
            spelled, body = body_key(name), bodies[one.id]
            if spelled and found.setdefault(spelled, body) != body:
                shared.add(spelled)
    return {name: body for name, body in found.items() if name not in shared}


_SECTORS: tuple[tuple[Sector, tuple[str, ...]], ...] = (
    (
        "university",
        (
            "universit", "research", "education", "yliopisto", "korkeakoulu", "tutkimus",
            "oppilaitos", "högskol", "forskning", "utbildning",
        ),
    ),
    ("city", ("municipal", "city", "kaupunki", "kunta", "kunnallinen", "stad", "kommun")),
    (
        "company",
        ("company", "companies", "enterprise", "firm", "sme", "yritys", "osakeyhtiö", "företag"),
    ),
)  # fmt: skip
_CODES: Mapping[str, Sector] = {"hes": "university", "rec": "university", "prc": "company"}
"""Of CORDIS: higher or secondary education, research, private for-profit."""


def sector_of(kind: str) -> Sector:
    """Give the sector of a kind as organisations.csv says it, in any of three languages.

    What comes in brackets explains and does not count; a city's own company is the city.

    Examples
    --------
    >>> [sector_of(kind) for kind in ("university of applied sciences", "municipality", "yritys")]
    ['university', 'city', 'company']
    >>> sector_of("city innovation company"), sector_of("association (cleantech network)")
    ('city', 'other')
    """
    text = kind.partition("(")[0].strip().lower()
    if text in _CODES:
        return _CODES[text]
    for sector, stems in _SECTORS:
        if any(stem in text for stem in stems):
            return sector
    return "other"
