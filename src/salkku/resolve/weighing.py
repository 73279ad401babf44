"""How many bits each likeness of two mentions is worth: who may be one, and who is likely."""
# ruff: noqa: S608 - every name in these statements comes from here, never from a person

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from salkku.resolve.recipe import COMPARISONS, blocking, cases_sql, weights, weights_sql
from salkku.store import tables

__all__ = ["held", "weighed"]


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
