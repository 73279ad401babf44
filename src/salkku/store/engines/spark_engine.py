"""Apache Spark: each table a folder of Parquet, and one file that says which folders hold now.

A transaction writes new folders beside the old ones and then renames the file over the former:
who reads sees one state or the other. Folders that no state names are swept when the next writer
begins, so that who reads the former state may finish. Classic Spark and Spark Connect both serve;
on a cluster the agreement's folder must be one that every machine sees.
"""
# ruff: noqa: S608 - every name in these statements comes from the schema, never from a person

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from salkku.domain.errors import MissingPart, SourceError
from salkku.store.aside import writing_whole
from salkku.store.paths import is_inside
from salkku.store.schema import Kind
from salkku.store.translating import arrow_of, sql_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["Engine", "Sparked"]

_TYPES = {
    "text": "STRING",
    "cents": "BIGINT",
    "whole": "BIGINT",
    "date": "DATE",
    "flag": "BOOLEAN",
}
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
}
_HERE = {"spark.sql.shuffle.partitions": "4", "spark.default.parallelism": "4"}
"""Settings of a cluster that is this machine: two hundred tasks a step are for many machines."""
_STATE = "tables.json"


class Sparked:
    """Tables that are open on a Spark session: every step ends in Parquet, so that plans stay flat.

    Spark plans a question of rows that are kept in memory down to where they came from; a merge is
    a dozen such steps, and its last would be planned for minutes.
    """

    def __init__(self, spark: SparkSession, path: Path, *, write: bool) -> None:
        self._spark = spark
        self._path = path
        self._writes = write
        self._number = 0
        self._tables = _state(path)
        self._shown: set[str] = set()

    def ask(self, question: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Give the rows of one question, in its order."""
        import sqlglot

        (translated,) = sqlglot.transpile(question, read="duckdb", write="spark")
        return [tuple(row) for row in self._asked(translated, list(values)).collect()]

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        """Carry out a statement that makes a temporary table or view; both are views here."""
        import sqlglot

        made = sqlglot.parse_one(statement, read="duckdb")
        question = made.expression.sql(dialect="spark")
        self._view(made.this.name, self._asked(question, values))

    def names(self) -> frozenset[str]:
        """Name the held tables."""
        return frozenset(self._tables)

    def create(self, name: str, kinds: Mapping[str, Kind]) -> None:
        """Make an empty table that is held."""
        columns = ", ".join(f"`{column}` {_TYPES[kind]}" for column, kind in kinds.items())
        self._tables[name] = _Held(columns, ())

    def stage(self, name: str, kinds: Mapping[str, str], columns: Sequence[Sequence[Any]]) -> None:
        """Put columns of values into a table that lives as long as the session."""
        import pyarrow.parquet

        rows = arrow_of(kinds, columns)
        if not self._writes:  # a reader leaves nothing behind
            self._view(name, self._spark.createDataFrame(rows))
            return
        folder = self._folder(name)
        (self._path.parent / folder).mkdir(parents=True)
        part = self._path.parent / folder / "part-0.parquet"
        pyarrow.parquet.write_table(rows, part)
        self._view(name, self._read(folder))

    def write_out(self, question: str, place: Path) -> None:
        """Write the rows of a question into a new folder."""
        import sqlglot

        (translated,) = sqlglot.transpile(question, read="duckdb", write="spark")
        self._asked(translated).write.parquet(str(place))

    def read_in(self, name: str, place: Path) -> None:
        """Show what `write_out` wrote under a name as long as the session lives."""
        self._view(name, self._spark.read.parquet(str(place)))

    def keep(self, name: str, rows: Any) -> None:
        """Keep the rows of an Ibis expression under a name as long as the session lives."""
        self._view(name, self._read(self._write(name, self._frame(rows))))

    def add(self, name: str, rows: Any) -> None:
        """Add the rows of an Ibis expression to a held table."""
        folder = self._write(name, self._frame(rows))
        if self._count(folder):
            held = self._tables[name]
            self._hold(name, (*held.folders, folder))

    def retire(self, name: str, rows: Any) -> None:
        """Make rows current no longer: those equal to one of an expression in all its columns."""
        gone = self._write("retired", self._frame(rows))
        if not self._count(gone):
            return
        self._view("retired", self._read(gone))
        same = " AND ".join(f"t.`{each}` <=> r.`{each}`" for each in rows.columns)
        marked = self._asked(
            f"SELECT t.* EXCEPT (current), t.current AND r.gone IS NULL AS current FROM `{name}` t"
            f" LEFT JOIN (SELECT *, true AS gone FROM retired) r ON t.current AND {same}"
        )
        self._hold(name, (self._write(name, marked),))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Give a block whose changes all hold, or none of them."""
        yield
        _put(self._path, self._tables)

    def close(self) -> None:
        """Forget the names."""
        for name in self._shown:
            self._spark.catalog.dropTempView(name)

    def _hold(self, name: str, folders: tuple[str, ...]) -> None:
        self._tables[name] = _Held(self._tables[name].columns, folders)
        self._shown.discard(name)

    def _asked(self, question: str, values: Sequence[object] = ()) -> DataFrame:
        """Ask in Spark's own SQL; the held tables that it names are opened first."""
        import sqlglot

        for found in sqlglot.parse_one(question, read="spark").find_all(sqlglot.exp.Table):
            if found.name in self._tables and found.name not in self._shown:
                held = self._tables[found.name]
                empty = self._spark.createDataFrame([], held.columns)
                rows = self._read(*held.folders) if held.folders else empty
                self._view(found.name, rows.select(*empty.columns))
        return self._spark.sql(question, args=list(values))

    def _view(self, name: str, rows: DataFrame) -> None:
        rows.createOrReplaceTempView(name)
        self._shown.add(name)

    def _frame(self, rows: Any) -> DataFrame:
        return self._asked(sql_of(rows, "pyspark"))

    def _count(self, folder: str) -> int:
        """Count the rows of a folder from what its files say of themselves."""
        import pyarrow.parquet

        files = (self._path.parent / folder).glob("*.parquet")
        return sum(int(pyarrow.parquet.read_metadata(each).num_rows) for each in files)

    def _read(self, *folders: str) -> DataFrame:
        return self._spark.read.parquet(*(str(self._path.parent / each) for each in folders))

    def _folder(self, name: str) -> str:
        """Name a folder that is not there; one process writes at a time."""
        place = self._path.parent
        self._number += 1
        while (place / f"{name}-{self._number}").exists():
            self._number += 1
        return f"{name}-{self._number}"

    def _write(self, name: str, rows: DataFrame) -> str:
        folder = self._folder(name)
        rows.write.parquet(str(self._path.parent / folder))
        return folder


@dataclass(frozen=True, slots=True)
class _Held:
    """A held table: its columns as Spark declares them, and the folders of its rows."""

    columns: str
    folders: tuple[str, ...]


class Engine:
    """Spark behind the engines' promise.

    Parameters
    ----------
    master
        Address of the cluster; empty is a cluster of its own on this machine.
    """

    name = "spark"

    def __init__(self, master: str = "") -> None:
        self._master = master or "local[*]"

    def home(self, place: Path) -> Path:
        """Give the file that names the folders of the tables."""
        return place / "tables.spark" / _STATE

    @contextmanager
    def session(self, path: Path | None, *, write: bool) -> Iterator[Sparked]:
        """Open the tables whose home is a path, or tables in memory for None."""
        spark = _opened(self._master)
        if path is None:
            with (
                TemporaryDirectory() as aside,
                _closing(Sparked(spark, Path(aside) / _STATE, write=True)) as own,
            ):
                yield own
            return
        if not write:
            with _closing(Sparked(spark, path, write=False)) as opened:
                yield opened
            return
        path.parent.mkdir(exist_ok=True)
        with _alone(path.parent):
            _sweep(path)
            with _closing(Sparked(spark, path, write=True)) as opened:
                yield opened

    def linkage(self) -> Any:
        """Give Splink's door to Spark, on tables in memory."""
        from splink.backends.spark import SparkAPI

        return SparkAPI(spark_session=_opened(self._master))  # type: ignore[no-untyped-call]


def _opened(master: str) -> SparkSession:
    """Open Spark's session, or take the one that is open."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingPart("no_cluster", master=master) from error
    told = {**_SETTINGS, **(_HERE if master.startswith("local") else {})}
    builder = cast(Any, SparkSession.Builder()).appName("salkku").config(map=told)
    try:
        if master.startswith("sc://"):
            return cast("SparkSession", builder.remote(master).getOrCreate())
        # Otherwise the machines would take whatever python3 they have.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        session = cast("SparkSession", builder.master(master).getOrCreate())
    except Exception as error:
        raise MissingPart("no_cluster", master=master) from error
    session.sparkContext.setLogLevel("OFF")
    return session


@contextmanager
def _closing(opened: Sparked) -> Iterator[Sparked]:
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Let one process write at a time."""
    with (place / ".writing").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SourceError("tables_busy", file=place.name) from error
        yield


def _state(path: Path) -> dict[str, _Held]:
    """Read which folders hold each table."""
    try:
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        tables = {
            str(name): _Held(str(held["columns"]), tuple(map(str, held["folders"])))
            for name, held in told.items()
        }
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise SourceError("tables_unreadable", file=path.name) from error
    folders = [folder for held in tables.values() for folder in held.folders]
    if not all(is_inside(each) and (path.parent / each).is_dir() for each in folders):
        raise SourceError("tables_unreadable", file=path.name)
    return tables


def _put(path: Path, tables: Mapping[str, _Held]) -> None:
    """Make a state the one that holds: written aside, then renamed."""
    told = {
        name: {"columns": held.columns, "folders": list(held.folders)}
        for name, held in tables.items()
    }
    with writing_whole(path) as file:
        file.write(json.dumps(told, indent=1, sort_keys=True).encode())
        file.flush()
        os.fsync(file.fileno())


def _sweep(path: Path) -> None:
    """Remove the folders that no state names."""
    named = {folder for held in _state(path).values() for folder in held.folders}
    for folder in path.parent.iterdir():
        if folder.is_dir() and folder.name not in named:
            shutil.rmtree(folder, ignore_errors=True)
