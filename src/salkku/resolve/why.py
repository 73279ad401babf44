"""Why two mentions may be one organisation, or not: what a person would look at first."""

from __future__ import annotations

from dataclasses import dataclass

from salkku.domain.ecosystem import country_code
from salkku.resolve.evidence import Mention
from salkku.resolve.names import NameForm, name_form, place_words

__all__ = ["Evidence", "compare"]

_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that two mentions share, or in which they differ.

    Parameters
    ----------
    code
        Its sentence in the catalogue, as ``same_city``.
    speaks
        1 for one body, -1 for two, 0 for neither.
    values
        What the sentence needs.

    Examples
    --------
    >>> Evidence("same_city", 1, {"city": "Espoo"}).speaks
    1
    """

    code: str
    speaks: int
    values: dict[str, str]


def compare(*, left: Mention, right: Mention) -> tuple[Evidence, ...]:
    """List what speaks for and against one body: name, kind of body, place, identifiers.

    Parameters
    ----------
    left, right
        Two mentions.

    Returns
    -------
    tuple of Evidence
        In that order; what neither mention tells of is left out.

    Examples
    --------
    >>> found = compare(left=Mention("Wave Oy", "Espoo"), right=Mention("WAVE", "Turku"))
    >>> [(one.code, one.speaks) for one in found]
    [('same_words', 1), ('other_city', -1)]
    """
    mine, theirs = name_form(left.name), name_form(right.name)
    found = [
        _names(mine, theirs),
        _kinds(mine, theirs),
        _cities(left, right),
        _countries(left, right),
        _identifiers("business_id", left.business_id, right.business_id),
        _identifiers("pic", left.pic, right.pic),
    ]
    return tuple(one for one in found if one is not None)


def _names(left: NameForm, right: NameForm) -> Evidence:
    mine, theirs = set(left.words), set(right.words)
    shared = [word for word in left.words if word in theirs]
    values = {"shared": ", ".join(shared), "words": ", ".join(sorted(mine ^ theirs))}
    if left.compact == right.compact or (mine == theirs and mine):
        return Evidence("same_words", 1, values)
    if _abbreviates(left, right) or _abbreviates(right, left):
        return Evidence("acronym", 1, values)
    if shared and (mine <= theirs or theirs <= mine):
        return Evidence("words_inside", 1, values)
    if shared:
        return Evidence("words_shared", 0, values)
    return Evidence("words_differ", -1, values)


def _abbreviates(short: NameForm, whole: NameForm) -> bool:
    return len(short.compact) >= _SHORTEST and short.compact == whole.initials


def _kinds(left: NameForm, right: NameForm) -> Evidence | None:
    mine, theirs = set(left.kinds), set(right.kinds)
    values = {"left": ", ".join(sorted(mine)), "right": ", ".join(sorted(theirs))}
    if not mine and not theirs:
        return None
    if not mine or not theirs:
        return Evidence("one_silent", 0, values)
    if mine == theirs:
        return Evidence("same_kind", 1, values)
    return Evidence("other_kind", -1 if set(left.bodies) != set(right.bodies) else 0, values)


def _cities(left: Mention, right: Mention) -> Evidence | None:
    mine, theirs = place_words(left.city), place_words(right.city)
    values = {"left": left.city.strip(), "right": right.city.strip()}
    if not mine and not theirs:
        return None
    if not mine or not theirs:
        return Evidence("city_unknown", 0, values)
    if set(mine) & set(theirs):
        return Evidence("same_city", 1, values)
    return Evidence("other_city", -1, values)


def _countries(left: Mention, right: Mention) -> Evidence | None:
    mine, theirs = country_code(left.country), country_code(right.country)
    if not mine or not theirs or mine == theirs:
        return None
    return Evidence("other_country", -1, {"left": left.country, "right": right.country})


def _identifiers(name: str, left: str, right: str) -> Evidence | None:
    mine, theirs = left.strip().upper(), right.strip().upper()
    if not mine or not theirs:
        return None
    values = {"left": mine, "right": theirs}
    if mine == theirs:
        return Evidence(f"same_{name}", 1, values)
    return Evidence(f"other_{name}", -1, values)
