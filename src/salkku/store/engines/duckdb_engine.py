"""DuckDB: the open-data tables in one file, with one writer or many readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from salkku.domain.errors import SourceError

__all__ = ["DuckSession", "Engine"]

_ARROW = {
    "text": "string",
    "cents": "int64",
    "whole": "int64",
    "date": "date32",
    "flag": "bool_",
    "real": "float64",
}


class DuckSession:
    """An open DuckDB file."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out one statement."""
        self._connection.execute(statement, list(values))

    def ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of one question, in its order."""
        rows: list[tuple[Any, ...]] = self._connection.execute(question, list(values)).fetchall()
        return rows

    def stage(self, name: str, kinds: Mapping[str, str], columns: Sequence[Sequence[Any]]) -> None:
        """Put columns of values into a table that lives as long as the session."""
        import pyarrow

        arrays = [
            pyarrow.array(values, type=getattr(pyarrow, _ARROW[kind])())
            for values, kind in zip(columns, kinds.values(), strict=True)
        ]
        self._connection.register(name, pyarrow.table(arrays, names=list(kinds)))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Give a block whose statements all hold, or none of them."""
        self._connection.begin()
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()


class Engine:
    """DuckDB behind the engines' promise."""

    name = "duckdb"

    @contextmanager
    def session(self, path: Path | None, *, write: bool) -> Iterator[DuckSession]:
        """Open the tables kept at a path, or in memory for None."""
        import duckdb

        try:
            connection = duckdb.connect(
                ":memory:" if path is None else str(path), read_only=path is not None and not write
            )
        except (duckdb.IOException, duckdb.ConnectionException) as error:
            code = "tables_busy" if "lock" in str(error).lower() else "tables_unreadable"
            raise SourceError(code, file=path.name if path else "") from error
        except duckdb.Error as error:
            raise SourceError("tables_unreadable", file=path.name if path else "") from error
        try:
            yield DuckSession(connection)
        finally:
            connection.close()

    def linkage(self) -> Any:
        """Give Splink's door to DuckDB, on tables in memory."""
        from splink.backends.duckdb import DuckDBAPI

        return DuckDBAPI()
