"""How many bits each likeness of two mentions is worth: who is likely one, and why."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from salkku.resolve.evidence import Mention, columns
from salkku.resolve.recipe import COMPARISONS, blocking, cases_sql, levels, weights, weights_sql
from salkku.store import tables

__all__ = ["TERMS", "Term", "Weighed", "held", "weigh", "weighed"]

TERMS: Mapping[str, tuple[str, ...]] = {
    "identifier": ("identifier",),
    "words": ("words", "frame", "rest", "least_own", "most_own"),
    "number": ("number",),
    "spelling": ("spelling", "inside"),
    "initials": ("acronym", "tag"),
    "kind": ("body", "field"),
    "place": ("place", "nation", "direction"),
    "city": ("city",),
}
"""What a person is told of: each term with the comparisons whose bits it adds up."""

_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Term:
    """What likeness of one kind says of two mentions.

    Parameters
    ----------
    name
        One of `TERMS`, or ``start``: what holds of nearly any two that are compared, less what is
        needed.
    bits
        Over 0 speaks for one body, under 0 for two; each bit doubles or halves the odds.

    Examples
    --------
    >>> Term("city", 1.5).bits
    1.5
    """

    name: str
    bits: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two mentions, and what their likeness says term by term.

    Parameters
    ----------
    left, right
        The two that were compared.
    terms
        The weightiest first; those that say nothing are left out.
    bits
        What all say together: from 0 on likeness by itself joins the two.

    Examples
    --------
    >>> Weighed(Mention("A"), Mention("B"), (Term("start", -2.0),), -2.0).bits
    -2.0
    """

    left: Mention
    right: Mention
    terms: tuple[Term, ...]
    bits: float


def weigh(
    *,
    left: Sequence[Mention],
    right: Sequence[Mention],
    among: Sequence[Mention] = (),
    needed: float = 0.0,
    engine: str = "",
) -> Weighed:
    """Weigh two names term by term, as linkage does.

    Parameters
    ----------
    left, right
        The mentions of each name, one or more; the likeliest two are told.
    among
        What is linked beside them: how rare words and cities are hangs on it.
    needed
        How many bits are needed to be joined.
    engine
        Name of the tables' engine that does the comparing.

    Returns
    -------
    Weighed

    Examples
    --------
    >>> one, other = Mention("Kuutio Robotti Oy", "Oulu", "FI"), Mention("KUUTIO", "Oulu", "FI")
    >>> weigh(left=[one], right=[other]).terms[0].name
    'words'
    """
    given = [*left, *right]
    laid, places = columns([*given, *among])
    own = [own[0] for own in places[: len(given)]]
    rows = {name: [column[row] for row in own] for name, column in laid.items()}
    rows["unique_id"] = list(range(len(given)))
    pairs = [(one, len(left) + other) for one in range(len(left)) for other in range(len(right))]
    prior = weights()["prior", ""] - needed
    told = [(_terms(each, prior), each) for each in _each(rows, pairs, engine)]
    terms, best = max(told, key=lambda one: sum(term.bits for term in one[0]))
    total = round(sum(term.bits for term in terms), 3)
    kept = tuple(term for term in terms if abs(term.bits) >= _LEAST)
    return Weighed(given[best["left_row"]], given[best["right_row"]], kept, total)


def _terms(bits: Mapping[str, Any], prior: float) -> tuple[Term, ...]:
    """Add up comparisons to terms, the weightiest first; the start comes last."""
    idle = {name: _idle(name, float(bits[name])) for name in TERMS["initials"]}
    found = [
        Term(name, round(sum(float(bits[one]) - idle.get(one, 0.0) for one in added), 3))
        for name, added in TERMS.items()
    ]
    found.sort(key=lambda term: (-abs(term.bits), term.name))
    start = prior + float(bits["country"]) + float(bits["crowd"]) + sum(idle.values())
    return (*found, Term("start", round(start, 3)))


def _idle(comparison: str, bits: float) -> float:
    """Give what nearly every two names are told for having no initials in common."""
    told = weights()
    silent = [level for level in levels(comparison) if level.startswith("none")]
    none = [told[comparison, level] for level in silent]
    return bits if bits in none else sum(none) / len(none)


def _each(
    rows: Mapping[str, list[Any]], pairs: Sequence[tuple[int, int]], engine: str
) -> list[dict[str, Any]]:
    import pandas

    api, table = _registered(rows, engine)
    paired = api.register(pandas.DataFrame(pairs, columns=["join_key_l", "join_key_r"]))
    sql = weights_sql(cases_sql(table.physical_name, paired.physical_name))
    found: Any = api.query_sql(
        f"SELECT * FROM ({sql}) AS bits ORDER BY left_row, right_row", "pandas"
    )
    records: list[dict[str, Any]] = found.to_dict("records")
    return records


def weighed(*, rows: Mapping[str, list[Any]], engine: str = "") -> Any:
    """Weigh every two rows that the recipe's rules pair.

    Parameters
    ----------
    rows
        Columns, as :func:`salkku.resolve.evidence.columns` lays mentions out; two or more rows.
    engine
        Name of the tables' engine that does the comparing.

    Returns
    -------
    pandas.DataFrame
        ``left_row``, ``right_row`` and ``bits``: over 0 the odds are that the two are one.

    Examples
    --------
    >>> from salkku.resolve.evidence import Mention, columns
    >>> rows, _ = columns([Mention("Wave Oy", "Espoo", "FI"), Mention("Wave", "Turku", "FI")])
    >>> len(weighed(rows=rows))
    1
    """
    api, table = _registered(rows, engine)
    bits = weights_sql(cases_sql(table.physical_name, _paired(table)))
    prior = weights()["prior", ""]
    total = " + ".join((f"{prior:.3f}", *COMPARISONS))
    return api.query_sql(
        f"SELECT left_row, right_row, round({total}, 3) AS bits FROM ({bits}) AS bits", "pandas"
    )


def held(*, rows: Mapping[str, list[Any]], engine: str = "") -> Any:
    """Tell which level of each comparison holds for every two rows that the rules pair.

    Parameters
    ----------
    rows, engine
        As in :func:`weighed`.

    Returns
    -------
    pandas.DataFrame
        ``left_row``, ``right_row`` and for each comparison the number of its level.

    Examples
    --------
    >>> from salkku.resolve.evidence import Mention, columns
    >>> rows, _ = columns([Mention("Wave Oy", "Espoo", "FI"), Mention("Wave", "Turku", "FI")])
    >>> held(rows=rows)["direction"].tolist()
    [2]
    """
    api, table = _registered(rows, engine)
    return api.query_sql(cases_sql(table.physical_name, _paired(table)), "pandas")


def _registered(rows: Mapping[str, list[Any]], engine: str) -> tuple[Any, Any]:
    import pandas

    logging.getLogger("splink").setLevel(logging.ERROR)
    api = tables.linkage(engine=engine)
    return api, api.register(pandas.DataFrame(rows))


def _paired(table: Any) -> str:
    """Let Splink pair rows by the recipe's rules; name the table of pairs."""
    import splink.comparison_library as cl
    from splink import Linker, SettingsCreator

    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[cl.ExactMatch("compact")],
        blocking_rules_to_generate_predictions=blocking(),
    )
    linker = Linker(table, settings, log_level=logging.ERROR)
    name: str = linker.inference.compute_blocked_pairs_for_predict().physical_name
    return name
