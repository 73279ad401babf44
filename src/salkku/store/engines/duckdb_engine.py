"""DuckDB: the open-data tables in one file, with one writer or many readers."""

# ruff: noqa: S608 - every name in these statements comes from the schema, never from a person

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from salkku.domain.errors import SourceError
from salkku.store.schema import Kind
from salkku.store.translating import arrow_of, sql_of

__all__ = ["DuckSession", "Engine"]

_TYPES = {
    "text": "VARCHAR",
    "cents": "BIGINT",
    "whole": "BIGINT",
    "date": "DATE",
    "flag": "BOOLEAN",
}


class DuckSession:
    """An open DuckDB file."""

    dialect = "duckdb"

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of one question, in its order."""
        rows: list[tuple[Any, ...]] = self._connection.execute(question, list(values)).fetchall()
        return rows

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement that makes a temporary table or view."""
        self._connection.execute(statement, list(values))

    def names(self) -> frozenset[str]:
        """Name the held tables."""
        return frozenset(
            name
            for (name,) in self.ask("SELECT table_name FROM duckdb_tables() WHERE NOT temporary")
        )

    def create(self, name: str, kinds: Mapping[str, Kind]) -> None:
        """Make an empty table that is held."""
        columns = ", ".join(f'"{column}" {_TYPES[kind]}' for column, kind in kinds.items())
        self._connection.execute(f'CREATE TABLE "{name}" ({columns})')

    def stage(self, name: str, kinds: Mapping[str, str], columns: Sequence[Sequence[Any]]) -> None:
        """Put columns of values into a table that lives as long as the session."""
        self._connection.register(name, arrow_of(kinds, columns))

    def write_out(self, question: str, place: Path) -> None:
        """Write the rows of a question into a new folder."""
        place.mkdir()
        file = _quoted(place / "part-0.parquet")
        self._connection.execute(f"COPY ({question}) TO {file} (FORMAT parquet)")

    def read_in(self, name: str, place: Path) -> None:
        """Show what `write_out` wrote under a name as long as the session lives."""
        file = _quoted(place / "part-0.parquet")
        self._connection.execute(
            f'CREATE OR REPLACE TEMP VIEW "{name}" AS SELECT * FROM read_parquet({file})'
        )

    def keep(self, name: str, rows: Any) -> None:
        """Keep the rows of an Ibis expression under a name as long as the session lives."""
        self._connection.execute(
            f'CREATE OR REPLACE TEMP TABLE "{name}" AS {sql_of(rows, self.dialect)}'
        )

    def add(self, name: str, rows: Any) -> None:
        """Add the rows of an Ibis expression to a held table."""
        columns = ", ".join(f'"{column}"' for column in rows.columns)
        self._connection.execute(f'INSERT INTO "{name}" ({columns}) {sql_of(rows, self.dialect)}')

    def retire(self, name: str, rows: Any) -> None:
        """Make rows current no longer: those equal to one of an expression in all its columns."""
        self.keep("retired", rows)
        same = " AND ".join(f't."{each}" IS NOT DISTINCT FROM r."{each}"' for each in rows.columns)
        self._connection.execute(
            f'UPDATE "{name}" AS t SET current = false WHERE current'
            f" AND EXISTS (SELECT 1 FROM retired r WHERE {same})"
        )

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


def _quoted(path: Path) -> str:
    """Write a path as a text of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


class Engine:
    """DuckDB behind the engines' promise."""

    name = "duckdb"

    def __init__(self, master: str = "") -> None:
        del master  # one file on this machine

    def home(self, place: Path) -> Path:
        """Give the file of the tables."""
        return place / "tables.duckdb"

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
