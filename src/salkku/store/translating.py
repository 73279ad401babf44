"""What every engine takes in: columns of values as an Arrow table, questions as its own SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

__all__ = ["arrow_of", "sql_of"]

_ARROW = {"text": "string", "cents": "int64", "whole": "int64", "date": "date32", "flag": "bool_"}


def arrow_of(kinds: Mapping[str, str], columns: Sequence[Sequence[Any]]) -> Any:
    """Give columns of values as an Arrow table.

    Parameters
    ----------
    kinds
        Names and kinds of the columns.
    columns
        The values of each.

    Returns
    -------
    pyarrow.Table

    Examples
    --------
    >>> arrow_of({"id": "text"}, [["1", None]]).num_rows
    2
    """
    import pyarrow

    arrays = [
        pyarrow.array(values, type=getattr(pyarrow, _ARROW[kind])())
        for values, kind in zip(columns, kinds.values(), strict=True)
    ]
    return pyarrow.table(arrays, names=list(kinds))


def sql_of(rows: Any, dialect: str) -> str:
    """Give an Ibis expression as SQL.

    Parameters
    ----------
    rows
        The expression.
    dialect
        Ibis's name of the SQL: ``"duckdb"`` or ``"pyspark"``.

    Returns
    -------
    str

    Examples
    --------
    >>> import ibis
    >>> sql_of(ibis.table({"a": "int64"}, "t").select("a"), "duckdb").split()[0]
    'SELECT'
    """
    return _sql(rows.op(), dialect)


@cache
def _sql(node: Any, dialect: str) -> str:
    import ibis

    return str(ibis.to_sql(node.to_expr(), dialect=dialect))
