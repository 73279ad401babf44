"""The door to the open-data tables of an agreement: loaded at once or not at all, read in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from salkku.domain.errors import SourceError
from salkku.store import merging
from salkku.store.batches import Batch, Snapshot
from salkku.store.engines import Connects, Session, engine_names, open_engine
from salkku.store.filling import SNAPSHOT, check_version, fill
from salkku.store.schema import TABLES, table

__all__ = [
    "Batch",
    "Snapshot",
    "beside",
    "counts",
    "exists",
    "fetch_rows",
    "home",
    "linkage",
    "merge",
    "reading",
    "snapshots",
]

_PLACE = ".salkku"
_FIRST = "duckdb"


def home(*, folder: Path) -> Path:
    """Give the file that tells of the tables of an agreement folder: it changes when they do.

    Parameters
    ----------
    folder
        The agreement folder.

    Returns
    -------
    Path

    Examples
    --------
    >>> home(folder=Path("hevi")).as_posix()
    'hevi/.salkku/tables.duckdb'
    """
    return _engine(folder, "").home(folder / _PLACE)


def exists(*, folder: Path) -> bool:
    """Say whether anything was ever loaded into an agreement folder.

    Parameters
    ----------
    folder
        The agreement folder.

    Returns
    -------
    bool

    Examples
    --------
    >>> exists(folder=Path("nowhere"))
    False
    """
    return home(folder=folder).is_file()


def merge(
    *,
    folder: Path,
    source: str,
    batches: Sequence[Batch],
    snapshots: Sequence[Snapshot],
    engine: str = "",
) -> dict[str, int]:
    """Take rows of a source into the tables: all of them, or none when anything stops it.

    A row that is held already is not held twice. Where a later issue differs, the earlier row
    stays with ``current`` false; an earlier issue loaded after a later one never becomes current.

    Parameters
    ----------
    folder
        The agreement folder; ``.salkku`` is made when missing.
    source
        Name of the source of every row.
    batches
        The rows.
    snapshots
        The files they came in.
    engine
        Name of the engine; empty is the one that keeps the folder's tables, at first DuckDB.

    Returns
    -------
    dict
        Rows now held of this source, by table; tables without any left out.

    Raises
    ------
    SourceError
        ``tables_busy`` while another process writes, ``tables_unreadable``, ``tables_version``,
        ``tables_of_engine`` or ``tables_linked``.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> batch = Batch("topics", "0" * 64, [None], [["1"], ["HORIZON-X"], ["A topic"]])
    >>> with TemporaryDirectory() as folder:
    ...     merge(folder=Path(folder), source="cordis", batches=[batch], snapshots=[])
    {'topics': 1}
    """
    keeper = _engine(folder, engine)
    _make_room(folder / _PLACE)
    path = keeper.home(folder / _PLACE)
    with keeper.session(path, write=True) as session, session.transaction():
        fill(session, source, batches, snapshots)
        return _counts(session, source)


def counts(*, folder: Path, source: str, engine: str = "") -> dict[str, int]:
    """Count the rows now held of a source, by table; tables without any left out.

    Parameters
    ----------
    folder
        The agreement folder.
    source
        Name of the source.
    engine
        Name of the engine; empty is the one that keeps the folder's tables, at first DuckDB.

    Returns
    -------
    dict

    Examples
    --------
    >>> counts(folder=Path("nowhere"), source="cordis")
    {}
    """
    with reading(folder=folder, engine=engine) as session:
        return {} if session is None else _counts(session, source)


def fetch_rows(
    *,
    folder: Path,
    table_name: str,
    columns: Sequence[str],
    where: Mapping[str, str] | None = None,
    among: Mapping[str, Sequence[str]] | None = None,
    known: Sequence[str] = (),
    engine: str = "",
) -> list[tuple[Any, ...]]:
    """Read the current rows of a table, in the order of their source and key.

    Parameters
    ----------
    folder
        The agreement folder.
    table_name
        Name of a table of the schema.
    columns
        Names of its columns, or ``source``, ``as_of`` or ``snapshot``.
    where
        Columns that must equal a text.
    among
        Columns that must equal one of some texts.
    known
        Columns that must not be unknown.
    engine
        Name of the engine; empty is the one that keeps the folder's tables, at first DuckDB.

    Returns
    -------
    list of tuple
        Empty when nothing was loaded.

    Raises
    ------
    KeyError
        A column is not the table's: our own mistake, never a person's.

    Examples
    --------
    >>> fetch_rows(folder=Path("nowhere"), table_name="topics", columns=["title"])
    []
    """
    shape = table(table_name)
    texts = {name: [text] for name, text in (where or {}).items()} | dict(among or {})
    unknown = {*columns, *texts, *known} - {*shape.names, *merging.STAGED}
    if unknown:
        raise KeyError(min(unknown))
    with reading(folder=folder, engine=engine) as session:
        if session is None:
            return []
        marks = {name: ", ".join("?" * len(some)) or "NULL" for name, some in texts.items()}
        conditions = ["current", *(f'"{name}" IN ({some})' for name, some in marks.items())]
        wanted = " AND ".join([*conditions, *(f'"{name}" IS NOT NULL' for name in known)])
        order = ", ".join(f'"{name}"' for name in ("source", *shape.key, "digest"))
        chosen = ", ".join(f'"{name}"' for name in columns)
        return session.ask(
            f'SELECT {chosen} FROM "{shape.name}" WHERE {wanted} ORDER BY {order}',  # noqa: S608 - names come from the schema
            [text for some in texts.values() for text in some],
        )


def snapshots(*, folder: Path, engine: str = "") -> tuple[Snapshot, ...]:
    """List the files that were loaded, by source, day and name.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the engine; empty is the one that keeps the folder's tables, at first DuckDB.

    Returns
    -------
    tuple of Snapshot

    Examples
    --------
    >>> snapshots(folder=Path("nowhere"))
    ()
    """
    with reading(folder=folder, engine=engine) as session:
        if session is None:
            return ()
        rows = session.ask(
            f"SELECT {', '.join(SNAPSHOT)} FROM snapshots"  # noqa: S608 - our own names
            " ORDER BY source, as_of NULLS FIRST, file, sha256"
        )
    return tuple(Snapshot(*row) for row in rows)


def linkage(*, engine: str = "") -> Any:
    """Give Splink's door to an engine, on tables in memory.

    Parameters
    ----------
    engine
        Name of the engine; empty is DuckDB.

    Returns
    -------
    object
        What Splink's ``Linker`` registers its input with.

    Examples
    --------
    >>> type(linkage()).__name__
    'DuckDBAPI'
    """
    return open_engine(engine or _FIRST).linkage()


def _engine(folder: Path, engine: str) -> Connects:
    """Open the engine that keeps a folder's tables; another than it is refused."""
    keeping = [name for name in engine_names() if open_engine(name).home(folder / _PLACE).is_file()]
    named = engine.partition(":")[0]
    if keeping and named and named not in keeping:
        raise SourceError("tables_of_engine", engine=keeping[0], asked=named)
    return open_engine(engine or (keeping[0] if keeping else _FIRST))


def _make_room(folder: Path) -> None:
    if folder.is_symlink():
        raise SourceError("tables_linked", folder=folder.name)
    folder.mkdir(exist_ok=True)


@contextmanager
def reading(*, folder: Path, engine: str = "") -> Iterator[Session | None]:
    """Give a block in which the tables of a folder are read; None when nothing was loaded.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the engine; empty is the one that keeps the folder's tables, at first DuckDB.

    Yields
    ------
    Session or None

    Raises
    ------
    SourceError
        ``tables_busy``, ``tables_unreadable`` or ``tables_version``.

    Examples
    --------
    >>> with reading(folder=Path("nowhere")) as session:
    ...     session is None
    True
    """
    keeper = _engine(folder, engine)
    path = keeper.home(folder / _PLACE)
    if not path.is_file():
        yield None
        return
    with keeper.session(path, write=False) as session:
        check_version(session)
        yield session


@contextmanager
def beside(*, folder: Path | None, engine: str = "") -> Iterator[tuple[Session, bool]]:
    """Give a block in which rows can be staged beside the tables of a folder, or beside none.

    Parameters
    ----------
    folder
        The agreement folder; None, or where nothing was loaded, gives a session in memory.
    engine
        Name of the engine; empty is the one that keeps the folder's tables, at first DuckDB.

    Yields
    ------
    tuple
        A session, and whether the tables are in it.

    Examples
    --------
    >>> with beside(folder=None) as (session, loaded):
    ...     session.ask("SELECT 1"), loaded
    ([(1,)], False)
    """
    if folder is not None:
        with reading(folder=folder, engine=engine) as session:
            if session is not None:
                yield session, True
                return
    with open_engine(engine or _FIRST).session(None, write=True) as empty:
        yield empty, False


def _counts(session: Session, source: str) -> dict[str, int]:
    held = {
        shape.name: session.ask(
            f'SELECT count(*) FROM "{shape.name}" WHERE current'  # noqa: S608 - names come from the schema
            " AND (source = ? OR starts_with(source, ?))",
            [source, f"{source}."],
        )[0][0]
        for shape in TABLES
    }
    return {name: int(number) for name, number in held.items() if number}
