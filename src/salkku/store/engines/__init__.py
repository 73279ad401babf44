"""Engines of the open-data tables, opened by name.

An engine is one module here with a class ``Engine`` that keeps the promise of `Connects`. The
rest of the product says ``open_engine("duckdb")`` and imports no engine.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from salkku.domain.errors import NotFound
from salkku.store.schema import Kind

__all__ = ["Connects", "Session", "engine_names", "open_engine"]

_ENGINES = ("duckdb", "spark")


class Session(Protocol):
    """An open set of tables."""

    def ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of one question in DuckDB's SQL, in its order."""

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement in DuckDB's SQL that makes a temporary table or view."""

    def names(self) -> frozenset[str]:
        """Name the held tables."""

    def create(self, name: str, kinds: Mapping[str, Kind]) -> None:
        """Make an empty table that is held."""

    def stage(self, name: str, kinds: Mapping[str, str], columns: Sequence[Sequence[Any]]) -> None:
        """Put columns of values into a table that lives as long as the session."""

    def write_out(self, question: str, place: Path) -> None:
        """Write the rows of a question, in DuckDB's SQL, into a new folder."""

    def read_in(self, name: str, place: Path) -> None:
        """Show what `write_out` wrote under a name as long as the session lives."""

    def keep(self, name: str, rows: Any) -> None:
        """Keep the rows of an Ibis expression under a name as long as the session lives."""

    def add(self, name: str, rows: Any) -> None:
        """Add the rows of an Ibis expression to a held table."""

    def retire(self, name: str, rows: Any) -> None:
        """Make rows current no longer: those equal to one of an expression in all its columns."""

    def transaction(self) -> AbstractContextManager[None]:
        """Give a block whose changes all hold, or none of them."""


class Connects(Protocol):
    """What an engine can do.

    Examples
    --------
    >>> open_engine("duckdb").name
    'duckdb'
    """

    name: str

    def home(self, place: Path) -> Path:
        """Give the file that is there when tables are kept in a folder, and changes with them."""

    def session(self, path: Path | None, *, write: bool) -> AbstractContextManager[Session]:
        """Open the tables whose home is a path, or tables in memory for None."""

    def linkage(self) -> Any:
        """Give Splink's door to this engine, on tables in memory."""


def engine_names() -> tuple[str, ...]:
    """Name every engine.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> engine_names()
    ('duckdb', 'spark')
    """
    return _ENGINES


def open_engine(name: str) -> Connects:
    """Open an engine by its name.

    Parameters
    ----------
    name
        One of `engine_names`; after a colon the address of its cluster, where it has one:
        ``"spark:spark://HOST:7077"``, ``"spark:sc://HOST:15002"``, ``"spark:local[2]"``.

    Returns
    -------
    Connects

    Raises
    ------
    NotFound
        ``unknown_engine``.

    Examples
    --------
    >>> open_engine("duckdb").name
    'duckdb'
    """
    kind, _, master = name.partition(":")
    if kind not in _ENGINES:
        raise NotFound("unknown_engine", name=kind, known=", ".join(_ENGINES))
    module = importlib.import_module(f"salkku.store.engines.{kind}_engine")
    engine: Connects = module.Engine(master)
    return engine
