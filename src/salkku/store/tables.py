"""The door to the open-data tables of an agreement: loaded at once or not at all, read in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from salkku.domain.errors import SourceError
from salkku.store import merging
from salkku.store.batches import Batch, Snapshot
from salkku.store.engines import Session, open_engine
from salkku.store.schema import TABLES, VERSION, Table, table

__all__ = [
    "Batch",
    "Snapshot",
    "counts",
    "exists",
    "fetch_rows",
    "home",
    "linkage",
    "merge",
    "reading",
    "snapshots",
]

_TYPES = {
    "text": "VARCHAR",
    "cents": "BIGINT",
    "whole": "BIGINT",
    "date": "DATE",
    "flag": "BOOLEAN",
}
_META = {"source": "text", "as_of": "date", "snapshot": "text"}
_SNAPSHOT = {
    "source": "text",
    "sha256": "text",
    "file": "text",
    "as_of": "date",
    "bytes": "whole",
    "read": "whole",
    "repaired": "whole",
    "rejected": "whole",
    "joined": "whole",
}


def home(*, folder: Path) -> Path:
    """Give the file that keeps the tables of an agreement folder.

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
    return folder / ".salkku" / "tables.duckdb"


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
    engine: str = "duckdb",
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
        Name of the engine.

    Returns
    -------
    dict
        Rows now held of this source, by table; tables without any left out.

    Raises
    ------
    SourceError
        ``tables_busy`` while another process writes, ``tables_unreadable``, ``tables_version``
        or ``tables_linked``.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> batch = Batch("topics", "0" * 64, [None], [["1"], ["HORIZON-X"], ["A topic"]])
    >>> with TemporaryDirectory() as folder:
    ...     merge(folder=Path(folder), source="cordis", batches=[batch], snapshots=[])
    {'topics': 1}
    """
    path = home(folder=folder)
    _make_room(path.parent)
    with open_engine(engine).session(path, write=True) as session, session.transaction():
        _create(session)
        for shape in TABLES:
            of_table = [batch for batch in batches if batch.table == shape.name]
            if of_table:
                _merge_table(session, source, shape, of_table)
        _remember(session, snapshots)
        return _counts(session, source)


def counts(*, folder: Path, source: str, engine: str = "duckdb") -> dict[str, int]:
    """Count the rows now held of a source, by table; tables without any left out.

    Parameters
    ----------
    folder
        The agreement folder.
    source
        Name of the source.
    engine
        Name of the engine.

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
    engine: str = "duckdb",
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
        Name of the engine.

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
    unknown = {*columns, *texts, *known} - {*shape.names, *_META}
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


def snapshots(*, folder: Path, engine: str = "duckdb") -> tuple[Snapshot, ...]:
    """List the files that were loaded, by source, day and name.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the engine.

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
            f"SELECT {', '.join(_SNAPSHOT)} FROM snapshots"  # noqa: S608 - our own names
            " ORDER BY source, as_of NULLS FIRST, file, sha256"
        )
    return tuple(Snapshot(*row) for row in rows)


def linkage(*, engine: str = "duckdb") -> Any:
    """Give Splink's door to an engine, on tables in memory.

    Parameters
    ----------
    engine
        Name of the engine.

    Returns
    -------
    object
        What Splink's ``Linker`` registers its input with.

    Examples
    --------
    >>> type(linkage()).__name__
    'DuckDBAPI'
    """
    return open_engine(engine).linkage()


def _make_room(folder: Path) -> None:
    if folder.is_symlink():
        raise SourceError("tables_linked", folder=folder.name)
    folder.mkdir(exist_ok=True)


@contextmanager
def reading(*, folder: Path, engine: str = "duckdb") -> Iterator[Session | None]:
    """Give a block in which the tables of a folder are read; None when nothing was loaded.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the engine.

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
    path = home(folder=folder)
    if not path.is_file():
        yield None
        return
    with open_engine(engine).session(path, write=False) as session:
        _check_version(session)
        yield session


def _has_version(session: Session) -> bool:
    return bool(
        session.ask("SELECT 1 FROM information_schema.tables WHERE table_name = 'salkku_version'")
    )


def _check_version(session: Session) -> None:
    held = session.ask("SELECT version FROM salkku_version") if _has_version(session) else []
    if held != [(VERSION,)]:
        raise SourceError("tables_version", wanted=VERSION)


def _create(session: Session) -> None:
    if _has_version(session):
        _check_version(session)
        return
    session.run("CREATE TABLE salkku_version (version BIGINT)")
    session.run("INSERT INTO salkku_version VALUES (?)", [VERSION])
    columns = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in _SNAPSHOT.items())
    session.run(f"CREATE TABLE snapshots ({columns})")
    session.run(
        "CREATE TABLE sightings (source VARCHAR, part VARCHAR, snapshot VARCHAR, mark BIGINT)"
    )
    for shape in TABLES:
        own = "".join(f', "{column.name}" {_TYPES[column.kind]}' for column in shape.columns)
        session.run(
            f'CREATE TABLE "{shape.name}" (source VARCHAR, as_of DATE, snapshot VARCHAR,'
            f" digest VARCHAR, current BOOLEAN{own})"
        )


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


def _merge_table(session: Session, source: str, shape: Table, batches: Sequence[Batch]) -> None:
    kinds: dict[str, str] = dict(_META)
    kinds.update({column.name: column.kind for column in shape.columns})
    days = [day for batch in batches for day in batch.as_of]
    files = [batch.snapshot for batch in batches for _ in batch.as_of]
    sayers = [
        f"{source}.{batch.series}" if batch.series else source
        for batch in batches
        for _ in batch.as_of
    ]
    own = [
        [value for batch in batches for value in batch.columns[place]]
        for place in range(len(shape.columns))
    ]
    session.stage("staged", kinds, [sayers, days, files, *own])
    for statement in merging.statements(shape, "staged"):
        session.run(statement)


def _remember(session: Session, files: Sequence[Snapshot]) -> None:
    if not files:
        return
    names = list(_SNAPSHOT)
    columns = [[getattr(each, name) for each in files] for name in names]
    session.stage("staged_snapshots", _SNAPSHOT, columns)
    session.run(
        "INSERT INTO snapshots SELECT * FROM staged_snapshots s WHERE NOT EXISTS"
        " (SELECT 1 FROM snapshots t WHERE t.source = s.source AND t.sha256 = s.sha256"
        " AND t.file = s.file AND t.as_of IS NOT DISTINCT FROM s.as_of)"
    )
