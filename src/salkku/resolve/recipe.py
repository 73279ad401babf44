"""The linkage recipe: which mentions are compared, on what, and what each likeness is worth."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from itertools import product
from math import prod
from typing import Any

__all__ = ["COMPARISONS", "blocking", "cases_sql", "levels", "weights", "weights_sql"]

Choice = tuple[tuple[str, str], ...]
"""Names of cases with their conditions; the first that holds is the case, the last always does."""

_LISTS = ("tells", "joint", "bodies", "fields", "nations", "directions", "places", "town",
          "town_bits", "thirds", "tags")  # fmt: skip
_ACRONYM = "CASE WHEN initials_{one} = compact_{other} THEN length(compact_{other}) ELSE 0 END"


def _least(of: str) -> str:
    return f"least({of}_l, {of}_r)"


def _most(of: str) -> str:
    return f"greatest({of}_l, {of}_r)"


def _steps(expression: str, *bounds: float) -> Choice:
    """Cut a number into steps, the highest first, each named by its lower bound."""
    steps = tuple((f"{bound:g}", f"{expression} >= {bound}") for bound in reversed(bounds))
    return (*steps, ("under", "TRUE"))


def _flag(yes: str, no: str, condition: str) -> Choice:
    return ((yes, condition), (no, "TRUE"))


def _only_one(body: str) -> str:
    return f"(list_contains(bodies_l, '{body}') <> list_contains(bodies_r, '{body}'))"


_SHARED: Mapping[str, str] = {
    **{f"{name}_both": f"len(list_intersect({name}_l, {name}_r))" for name in _LISTS},
    **{f"{name}_{side}_all": f"len({name}_{side})" for name in _LISTS for side in "lr"},
    # Places of one name that neither the other name nor its city explains.
    "far_l": "len(far_l) - len(list_intersect(far_l, near_r))",
    "far_r": "len(far_r) - len(list_intersect(far_r, near_l))",
    "acronym": (
        f"greatest({_ACRONYM.format(one='l', other='r')}, {_ACRONYM.format(one='r', other='l')})"
    ),
    "tagged": (
        "len(list_intersect(loose_l, runs_r)) > 0 OR len(list_intersect(loose_r, runs_l)) > 0"
    ),
    "one_home": "home_l <> home_r",
    "one_name": "compact_l = compact_r",
    "one_kind": "bodies_l = bodies_r",
    "one_foundation": _only_one("foundation"),
    "one_hospital": f"{_only_one('unihospital')} OR {_only_one('hospital')}",
    "one_school": _only_one("school"),
    "univ_both": "list_contains(bodies_l, 'univ') AND list_contains(bodies_r, 'univ')",
    "one_city": _only_one("city"),
    "one_univ": _only_one("univ"),
    "numbers_differ": "digits_l <> digits_r AND digits_l <> '' AND digits_r <> ''",
    "finnish": "country_l = 'fi' AND country_r = 'fi'",
    "one_id": "pic_l = pic_r OR business_id_l = business_id_r",
    "two_business_ids": "business_id_l <> business_id_r",
    "two_pics": "pic_l <> pic_r",
    "crowd": "crowd_l",
}
"""What two rows share, as numbers and flags; the recipe's first step."""

_LEFT = ("tells", "bodies", "fields", "nations", "directions")
_SPANS: Mapping[str, str] = {
    **{f"{name}_{side}": f"{name}_{side}_all - {name}_both" for name in _LEFT for side in "lr"},
    # How much of a name the other one leaves unexplained, about in bits.
    **{
        f"own_{side}": (
            f"(tells_{side}_all - tells_both) + 9 * (bodies_{side}_all - bodies_both)"
            f" + 8 * far_{side} + 3 * (fields_{side}_all - fields_both)"
            f" + 12 * (directions_{side}_all - directions_both)"
            f" + 4 * (nations_{side}_all - nations_both)"
        )
        for side in "lr"
    },
    "alike": "thirds_both * 1.0 / (thirds_l_all + thirds_r_all - thirds_both)",
    "contained": "thirds_both * 1.0 / least(thirds_l_all, thirds_r_all)",
    "strangers": (
        "tells_both = 0 AND least(tells_l_all, tells_r_all) > 0 AND acronym < 3"
        " AND NOT tagged AND tags_both = 0"
    ),
    "fewest_bodies": "least(bodies_l_all, bodies_r_all)",
}
"""What one has and the other lacks; the second step."""

_MET = (
    "(crowd * CASE WHEN one_name OR tells_both >= 24 OR (greatest(own_l, own_r) = 0"
    " AND alike >= 0.75) THEN 0"
    " WHEN tells_both >= 17 THEN 0.5 ELSE 1 END)"
)
"""How many bits likelier two strangers are so alike than where the weights were learned: the
rarer what they share, the less it hangs on how many names there are."""

_FRAME = f"{_least('own')} >= 4 AND town_both = 0 AND tells_both - joint_both >= 8"
"""What they share always comes together, as in all chambers of commerce, and each has its own."""

_NOTHING_TOLD = _flag("untold", "told", "tells_both = 0")
_TOGETHER = _flag("here", "elsewhere", "town_both > 0")

COMPARISONS: Mapping[str, tuple[Choice, ...]] = {
    "words": (
        _steps("tells_both", 1, 10, 13, 17, 24, 36),
        _steps(_least("tells"), 1, 9, 14),
        _TOGETHER,
    ),
    "rest": (
        _steps(_most("tells"), 1, 9, 14, 24, 40),
        _flag("much", "little", "tells_both >= 14"),
    ),
    "number": (_flag("differ", "same", "numbers_differ"),),
    "body": (
        (
            ("same", "one_kind AND bodies_both > 0"),
            ("none", "bodies_l_all + bodies_r_all = 0"),
            ("foundation", "one_foundation"),
            ("hospital", "one_hospital"),
            ("school", "one_school AND univ_both"),
            ("town", "one_city AND bodies_both = 0 AND fewest_bodies > 0"),
            ("silent_univ", "fewest_bodies = 0 AND one_univ"),
            ("silent", "fewest_bodies = 0"),
            ("more", f"{_least('bodies')} = 0"),
            ("clash_univ", "bodies_both = 0 AND one_univ"),
            ("clash", "bodies_both = 0"),
            ("partly", "TRUE"),
        ),
        _NOTHING_TOLD,
    ),
    "field": (
        _steps(_least("fields"), 1),
        _steps(_most("fields"), 1, 2),
        _NOTHING_TOLD,
    ),
    "place": (
        _steps("places_both", 1, 2),
        _steps(_least("far"), 1),
        _steps(_most("far"), 1),
        _NOTHING_TOLD,
    ),
    "city": (
        (
            ("unknown", "least(town_l_all, town_r_all) = 0"),
            ("rare", "town_bits_both >= 7"),
            ("common", "town_bits_both >= 4"),
            ("capital", "town_both > 0"),
            ("elsewhere", "TRUE"),
        ),
        _NOTHING_TOLD,
    ),
    "spelling": (
        _steps("alike", 0.2, 0.3, 0.45, 0.6, 0.75, 0.9),
        (("same", "one_name"), ("strangers", "strangers"), ("other", "TRUE")),
    ),
    "inside": (_steps("contained", 0.5, 0.65, 0.8, 0.95),),
    "nation": (
        _flag("other", "none", f"{_most('nations')} > 0"),
        _flag("home", "same", "one_home"),
        _flag("alone", "more", f"{_most('tells')} = 0"),
    ),
    "acronym": (
        (*((f"{size}", f"acronym >= {size}") for size in (6, 5, 4, 3)), ("none", "TRUE")),
        _TOGETHER,
    ),
    "tag": (_flag("stands", "none", "tagged"), _flag("shared", "own", "tags_both > 0")),
    "least_own": (
        _steps(_least("own"), 1, 4, 9, 13, 18, 26),
        _steps("tells_both", 1, 14),
    ),
    "most_own": (_steps(_most("own"), 1, 6, 12, 20, 40),),
    "direction": (
        (
            ("both", f"{_least('directions')} > 0 OR {_least('nations')} > 0"),
            ("one", f"{_most('directions')} > 0"),
            ("same", "TRUE"),
        ),
    ),
    "country": (
        _flag("fi", "other", "finnish"),
        _steps(_least("own"), 1, 4, 9),
        _steps(_most("own"), 1, 6, 12, 20),
        (("foundation", "one_foundation"), ("home", "one_home"), ("same", "TRUE")),
    ),
    "frame": (_flag("two", "none", _FRAME),),
    "crowd": (_steps(_MET, *(half / 2 for half in range(1, 25))),),
    "identifier": (
        (
            ("same", "one_id"),
            ("other_business", "two_business_ids"),
            ("other_pic", "two_pics"),
            ("none", "TRUE"),
        ),
    ),
}
"""What is compared of two mentions: each comparison by its choices, whose cases are crossed."""


def levels(comparison: str) -> tuple[str, ...]:
    """Name the levels of a comparison, in the order of the table that `weights_sql` looks up.

    Examples
    --------
    >>> levels("direction"), levels("rest")[:2]
    (('both', 'one', 'same'), ('40|much', '40|little'))
    """
    crossed = product(*COMPARISONS[comparison])
    return tuple("|".join(case for case, _ in cases) for cases in crossed)


def blocking() -> list[Any]:
    """Give the rules of which mentions are compared at all.

    Returns
    -------
    list
        Splink's blocking rules: a rare word, a word's beginning in a city, the whole name, its
        beginning, an acronym or an identifier shared.

    Examples
    --------
    >>> len(blocking())
    7
    """
    from splink import block_on

    return [
        block_on("country", "compact"),
        block_on("country", "rare", arrays_to_explode=["rare"]),
        block_on("country", "acronyms", arrays_to_explode=["acronyms"]),
        block_on("country", "start"),
        block_on("country", "first_town", "begins", arrays_to_explode=["begins"]),
        block_on("pic"),
        block_on("business_id"),
    ]


def cases_sql(rows: str, pairs: str) -> str:
    """Say in SQL which level of each comparison holds for pairs of rows.

    Each step is a query of its own, so that what two rows share is worked out once a pair.

    Parameters
    ----------
    rows
        The table of rows, as :func:`salkku.resolve.evidence.columns` lays them out.
    pairs
        The table of pairs, with ``join_key_l`` and ``join_key_r``.

    Returns
    -------
    str
        A query for ``left_row``, ``right_row`` and for each comparison the number of its level.

    Examples
    --------
    >>> cases_sql("mentions", "paired").startswith("SELECT left_row, right_row, ")
    True
    """
    sides = [f"{side}.{name} AS {name}_{side}" for name in _COLUMNS for side in "lr"]
    paired = (
        f"SELECT l.unique_id AS left_row, r.unique_id AS right_row, {', '.join(sides)}"
        f" FROM {pairs} AS pair JOIN {rows} AS l ON l.unique_id = pair.join_key_l"
        f" JOIN {rows} AS r ON r.unique_id = pair.join_key_r"
    )
    keys = "left_row, right_row"
    shared = f"SELECT {keys}, {_listed(_SHARED)} FROM ({paired}) AS paired"
    spans = f"SELECT *, {_listed(_SPANS)} FROM ({shared}) AS shared"
    held = {name: _level(crossed) for name, crossed in COMPARISONS.items()}
    return f"SELECT {keys}, {_listed(held)} FROM ({spans}) AS spans"


def weights_sql(cases: str, bits: Mapping[tuple[str, str], float] | None = None) -> str:
    """Say in SQL how many bits each comparison of a pair speaks for one organisation.

    Parameters
    ----------
    cases
        The query that :func:`cases_sql` gives.
    bits
        What each level is worth; None takes what was learned.

    Returns
    -------
    str
        A query for ``left_row``, ``right_row`` and for each comparison its bits.

    Examples
    --------
    >>> "AS identifier" in weights_sql("SELECT 1")
    True
    """
    known = weights() if bits is None else bits
    told = {}
    for name in COMPARISONS:
        table = ", ".join(f"{known.get((name, level), 0.0):.3f}" for level in levels(name))
        told[name] = f"list_extract(CAST([{table}] AS DOUBLE[]), {name} + 1)"
    return f"SELECT left_row, right_row, {_listed(told)} FROM ({cases}) AS cases"


_COLUMNS = (*_LISTS, "far", "near", "loose", "runs", "home", "compact", "initials", "digits",
            "country", "pic", "business_id", "crowd")  # fmt: skip


def _listed(named: Mapping[str, str]) -> str:
    return ", ".join(f"{expression} AS {name}" for name, expression in named.items())


def _level(crossed: tuple[Choice, ...]) -> str:
    """Give the level that holds as a number, with the case of each choice as a digit."""
    told: list[str] = []
    for place, choice in enumerate(crossed):
        below = prod(len(other) for other in crossed[place + 1 :])
        whens = " ".join(f"WHEN {held} THEN {at * below}" for at, (_, held) in enumerate(choice))
        told.append(f"(CASE {whens} END)")
    return " + ".join(told)


@lru_cache(maxsize=1)
def weights() -> dict[tuple[str, str], float]:
    """Read what each level is worth, in bits.

    Examples
    --------
    >>> weights()["identifier", "same"] > 10
    True
    """
    text = resources.files("salkku.resolve").joinpath("weights.csv").read_text(encoding="utf-8")
    return {
        (row["comparison"], row["level"]): float(row["bits"])
        for row in csv.DictReader(text.splitlines())
    }
