"""The linkage recipe: which mentions are compared, on what, and what each likeness is worth."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib import resources
from typing import Any

__all__ = ["blocking", "levels", "settings"]

# A word is written as many times, numbered, as sharing it tells bits: shared bits are then a
# plain length of what two lists have in common, on every engine.
_BITS = "len(list_intersect(bits_l, bits_r))"
_INSIDE = f"{_BITS} >= least(len(bits_l), len(bits_r))"
# Names that differ in a number, as those of two schools, are two bodies, however much they share.
_NUMBERS = "(digits_l = digits_r OR digits_l = '' OR digits_r = '')"
_HALF = f"{_NUMBERS} AND {_BITS} >= 0.5 * (len(bits_l) + len(bits_r) - {_BITS})"
_SLIP = (
    "digits_l = digits_r AND "
    "damerau_levenshtein(told_l, told_r) <= CASE WHEN length(told_l) >= 12 THEN 2 ELSE 1 END"
)
_ACRONYM = (
    "((initials_l = compact_r AND length(compact_r) >= 3)"
    " OR (initials_r = compact_l AND length(compact_l) >= 3))"
)
_SAME_CITY = "len(list_intersect(cities_l, cities_r)) > 0"
_NO_CITY = "(cities_l IS NULL OR cities_r IS NULL)"
_ALIKE = "kinds_l = kinds_r"
_BODIES_ALIKE = "bodies_l = bodies_r"
_ONE_SILENT = "(len(bodies_l) = 0 OR len(bodies_r) = 0)"
_ONE_MORE = "len(list_intersect(bodies_l, bodies_r)) = least(len(bodies_l), len(bodies_r))"

_NAMES: tuple[tuple[str, str], ...] = (
    ("same", f"(compact_l = compact_r OR (words_l = words_r AND {_BITS} >= 9))"),
    ("acronym", _ACRONYM),
    ("inside_22", f"({_INSIDE} AND {_BITS} >= 22)"),
    ("slip", f"({_SLIP} AND length(told_l) >= 6 AND left(told_l, 1) = left(told_r, 1))"),
    ("inside_12", f"({_INSIDE} AND {_BITS} >= 12)"),
    ("half", f"({_HALF} AND {_BITS} >= 15)"),
    ("inside_9", f"({_INSIDE} AND {_BITS} >= 9)"),
    ("inside", f"({_INSIDE} AND {_BITS} > 0)"),
    ("shares_12", f"({_BITS} >= 12)"),
    ("shares", f"({_BITS} > 0)"),
)
_CITIES: tuple[tuple[str, str], ...] = (
    ("here", _SAME_CITY),
    ("unknown", _NO_CITY),
    ("elsewhere", "len(list_intersect(cities_l, cities_r)) = 0"),
)


def levels(comparison: str) -> tuple[tuple[str, str], ...]:
    """Give the levels of a comparison, the strongest first, each with its condition.

    Parameters
    ----------
    comparison
        ``"name_and_city"``, ``"kinds"`` or ``"identifier"``.

    Returns
    -------
    tuple of (level, condition)

    Examples
    --------
    >>> [level for level, _ in levels("kinds")]
    ['alike', 'bodies_alike', 'one_silent', 'one_more', 'clash']
    """
    if comparison == "name_and_city":
        pairs = tuple(
            (f"{name}_{city}", f"{of_name} AND {of_city}")
            for name, of_name in _NAMES
            for city, of_city in _CITIES
        )
        return (*pairs, ("else_here", _SAME_CITY), ("else_elsewhere", "ELSE"))
    if comparison == "kinds":
        return (
            ("alike", _ALIKE),
            ("bodies_alike", _BODIES_ALIKE),
            ("one_silent", _ONE_SILENT),
            ("one_more", _ONE_MORE),
            ("clash", "ELSE"),
        )
    return (
        ("same", "(pic_l = pic_r OR business_id_l = business_id_r)"),
        ("other_business", "(business_id_l <> business_id_r)"),
        ("other_pic", "ELSE"),
    )


def blocking() -> list[Any]:
    """Give the rules of which mentions are compared at all.

    Returns
    -------
    list
        Splink's blocking rules: a rare word, the beginning, an acronym or an identifier shared.

    Examples
    --------
    >>> len(blocking())
    6
    """
    from splink import block_on

    return [
        block_on("country", "compact"),
        block_on("country", "rare", arrays_to_explode=["rare"]),
        block_on("country", "acronyms", arrays_to_explode=["acronyms"]),
        block_on("country", "start"),
        block_on("pic"),
        block_on("business_id"),
    ]


def settings(*, prior: float = 0.02) -> Any:
    """Give Splink's settings with the recipe's weights.

    Parameters
    ----------
    prior
        Probability that two random mentions are one organisation.

    Returns
    -------
    splink.SettingsCreator

    Examples
    --------
    >>> settings().link_type
    'dedupe_only'
    """
    import splink.comparison_level_library as cll
    import splink.comparison_library as cl
    from splink import SettingsCreator

    comparisons: list[Any] = []
    for comparison in ("name_and_city", "kinds", "identifier"):
        made: list[Any] = []
        if comparison == "identifier":
            made.append(cll.CustomLevel(_NO_IDENTIFIER).configure(is_null_level=True))
        for level, condition in levels(comparison):
            m, u = _weights()[comparison, level]
            kind = cll.ElseLevel() if condition == "ELSE" else cll.CustomLevel(condition, level)
            made.append(
                kind.configure(
                    m_probability=m, u_probability=u, fix_m_probability=True, fix_u_probability=True
                )
            )
        comparisons.append(cl.CustomComparison(made, output_column_name=comparison))
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=blocking(),
        probability_two_random_records_match=prior,
        retain_matching_columns=False,
    )


_NO_IDENTIFIER = (
    "((pic_l IS NULL OR pic_r IS NULL) AND (business_id_l IS NULL OR business_id_r IS NULL))"
)


@lru_cache(maxsize=1)
def _weights() -> dict[tuple[str, str], tuple[float, float]]:
    """Read what each level is worth: how often in matches, how often in strangers."""
    text = resources.files("salkku.resolve").joinpath("weights.csv").read_text(encoding="utf-8")
    return {
        (row["comparison"], row["level"]): (float(row["m"]), float(row["u"]))
        for row in csv.DictReader(text.splitlines())
    }
