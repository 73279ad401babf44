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

__all__ = ["Connects", "Session", "engine_names", "open_engine"]

_ENGINES = ("duckdb",)


class Session(Protocol):
    """An open set of tables."""

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out one statement."""

    def ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of one question, in its order."""

    def stage(self, name: str, kinds: Mapping[str, str], columns: Sequence[Sequence[Any]]) -> None:
        """Put columns of values into a table that lives as long as the session."""

    def transaction(self) -> AbstractContextManager[None]:
        """Give a block whose statements all hold, or none of them."""


class Connects(Protocol):
    """What an engine can do.

    Examples
    --------
    >>> open_engine("duckdb").name
    'duckdb'
    """

    name: str

    def session(self, path: Path | None, *, write: bool) -> AbstractContextManager[Session]:
        """Open the tables kept at a path, or in memory for None."""

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
    ('duckdb',)
    """
    return _ENGINES


def open_engine(name: str) -> Connects:
    """Open an engine by its name.

    Parameters
    ----------
    name
        One of `engine_names`.

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
    if name not in _ENGINES:
        raise NotFound("unknown_engine", name=name, known=", ".join(_ENGINES))
    module = importlib.import_module(f"salkku.store.engines.{name}_engine")
    engine: Connects = module.Engine()
    return engine
