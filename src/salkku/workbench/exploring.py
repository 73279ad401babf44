"""Questions about what exists already: coverage, likeness, loading and linking open data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.domain.agreement import Agreement
from salkku.domain.dossier import Table
from salkku.workbench.opening import read
from salkku.workbench.resolving import keep_resolved, parts_of, register_of

if TYPE_CHECKING:
    from salkku.ingest import Loaded
    from salkku.landscape import Cell, Hit, Query
    from salkku.resolve import Linked, Mention
    from salkku.store.workspace import Workspace

__all__ = ["Alike", "coverage", "fetch", "link", "load", "query_of", "similar"]

ORGANISATIONS = "organisations.csv"


@dataclass(frozen=True, slots=True)
class Alike:
    """What is like a text.

    Parameters
    ----------
    hits
        Funded projects, the likest first.
    compared
        How many projects it was compared with, and how many of them by their meaning too.
    without
        What the comparison went without: ``without_analyser``, ``without_tables``,
        ``without_meaning``, ``not_kept`` or ``without_vectors``.
    way
        How a shared organisation is told: ``linked``, or ``named`` where linkage was not run.
    """

    hits: tuple[Hit, ...]
    compared: tuple[int, int] = (0, 0)
    without: tuple[str, ...] = ()
    way: str = "named"


def coverage(agreement: Agreement, *, chosen: Collection[str] | None = None) -> tuple[Cell, ...]:
    """Give the touched cells of focus area, method and party.

    Parameters
    ----------
    chosen
        Row ids to count; every row when None.
    """
    from salkku import landscape

    return landscape.coverage(agreement=agreement, rows=chosen).cells


def load(
    source: str,
    paths: Sequence[Path],
    *,
    into: Path,
    as_of: date | None = None,
    engine: str = "",
    told: Callable[[int, int], None] | None = None,
) -> Loaded:
    """Load files of a source of open data into the tables of a folder.

    Parameters
    ----------
    source
        Name of the source, as ``cordis``.
    paths
        Folders, files or zips.
    into
        The folder in whose ``.salkku`` the tables are; it is made when it is not there.
    as_of
        Day of the issue, where the files do not say.
    engine
        Who keeps the tables; by default who keeps them already, else DuckDB.
    told
        Is told how many bytes are read, of how many.

    Raises
    ------
    NotFound
        If the source is unknown.
    SourceError
        If nothing of the source can be read.
    """
    from salkku import ingest

    if source in ingest.source_names():
        into.mkdir(parents=True, exist_ok=True)
    return ingest.load(source=source, paths=paths, into=into, as_of=as_of, engine=engine, told=told)


def fetch(
    source: str,
    *,
    into: Path,
    part: str = "",
    asked: Sequence[str] = (),
    engine: str = "",
    progress: Callable[[int, int | None], None] | None = None,
) -> Loaded:
    """Download a source's published file, or its answers, and load them.

    Parameters
    ----------
    into
        The folder in whose ``.salkku`` the download and the tables are.
    part
        Which of the source's files, as ``h2020``; its first by default.
    asked
        Business ids, of a register that is asked about one company at a time; those of the
        folder's organisations.csv by default.
    engine
        Who keeps the tables; by default who keeps them already, else DuckDB.
    progress
        Is told the bytes held so far and the bytes promised (None: unknown).

    Raises
    ------
    NotFound
        If the source is unknown, or publishes no such file.
    SourceError
        If it did not give what it promised; what came is kept and gone on with next time.
    """
    from salkku import ingest

    downloads = into / ".salkku" / "downloads"
    wanted = tuple(asked) or (_own_ids(into) if ingest.is_asked(source=source) else ())
    got = [
        ingest.fetch(source=source, into=downloads, part=part, asked=one, progress=progress)
        for one in wanted or ("",)
    ]
    issued = max((one.issued for one in got if one.issued), default=None)
    files = [one.file for one in got]
    return ingest.load(source=source, paths=files, into=into, as_of=issued, engine=engine)


def _own_ids(folder: Path) -> tuple[str, ...]:
    """Give the business ids of a folder's organisations.csv, each once."""
    from salkku.store import writing

    file = folder / ORGANISATIONS
    table = writing.table_of(file.read_bytes()) if file.is_file() else Table((), ())
    found = (_cell(table, row, "business_id").strip() for row in table.rows)
    return tuple(dict.fromkeys(filter(None, found)))


def similar(
    agreement: Agreement,
    *,
    text: str | None = None,
    proposal: str | None = None,
    limit: int = 10,
    tables: Path | None = None,
    today: date | None = None,
    whole: bool = False,
    told: Callable[[str, int, int], None] | None = None,
) -> Alike:
    """Find the funded projects most like an idea or a row, of every fund that is known.

    Parameters
    ----------
    text, proposal
        One of them: words, or the id of a row.
    tables
        The folder that open data was loaded into; None looks in projects.csv only.
    today
        When an idea without a start is thought to begin.
    whole
        Whether to make every vector of meaning that is missing first; it can take long.
    told
        Is told of long work: its kind, how many are done, how many there are; and what the
        comparison goes without.
    """
    from salkku import landscape

    library = landscape.open_library(
        projects=agreement.projects, folder=tables, whole=whole, told=told
    )
    now = None if today is None else 12 * today.year + today.month - 1
    query = (
        query_of(agreement, proposal=proposal) if proposal else landscape.Query({"": text or ""})
    )
    register = register_of(agreement, tables=tables)
    hits = library.hits(query, limit=limit, now=now, body=register.key)
    return Alike(hits, (library.count, library.meant), library.without, register.way)


def link(workspace: Workspace, *, tables: Path | None = None) -> tuple[Linked, Table]:
    """Link the spellings of one organisation, in organisations.csv and in what was loaded.

    What links.csv rules holds before all evidence, whatever is loaded later. What is found is kept
    beside the tables: all that counts organisations counts them so until something changes.

    Parameters
    ----------
    tables
        The folder that open data was loaded into; None links organisations.csv alone.

    Returns
    -------
    tuple
        What was linked, and a table with a row for each row of organisations.csv in its order:
        ``id``, ``name`` and ``country`` as they stand there, and ``cluster``.

    Raises
    ------
    WrongInput
        If the agreement has faults.
    """
    from salkku import resolve
    from salkku.store import writing

    content = workspace.dossier().files.get(ORGANISATIONS)
    given = writing.table_of(content) if content else Table((), ())
    own = [_mention(given, row) for row in given.rows]
    agreement = read(workspace)
    loaded = resolve.loaded_mentions(folder=tables) if tables is not None else ()
    mentions = [*own, *loaded]
    linked = resolve.link(mentions=mentions, rulings=agreement.rulings)
    if tables is not None and loaded:
        keep_resolved(agreement, tables, mentions, linked.clusters)
        parts_of(agreement, tables=tables, register=register_of(agreement, tables=tables))
    header = ("id", "name", "country", "cluster")
    rows = [
        (*(_cell(given, row, column) for column in header[:3]), cluster)
        for row, cluster in zip(given.rows, linked.clusters, strict=False)
    ]
    return linked, Table(header, tuple(rows))


def query_of(agreement: Agreement, *, proposal: str) -> Query:
    """Give what is compared of a row: its name, summary, months, partners and tags."""
    from salkku import landscape
    from salkku.text import plain_name

    row = next(one for one in agreement.proposals if one.id == proposal)
    bodies = {one.id: one.name for one in agreement.organisations}
    partners = [
        bodies.get(one.organisation, one.organisation)
        for one in agreement.participations
        if one.proposal == proposal
    ]
    ends = row.start + row.duration_months - 1 if row.start and row.duration_months else None
    return landscape.Query(
        dict(row.summary),
        dict(row.name),
        row.start,
        ends,
        {plain_name(name): name for name in partners},
        tags=row.tags,
    )


def _mention(table: Table, row: tuple[str, ...]) -> Mention:
    from salkku import resolve

    def cell(column: str) -> str:
        return _cell(table, row, column).strip()

    aliases = tuple(part.strip() for part in cell("aliases").split(";") if part.strip())
    return resolve.Mention(
        cell("name"), cell("city"), cell("country"), cell("pic"), cell("business_id"), aliases
    )


def _cell(table: Table, row: tuple[str, ...], column: str) -> str:
    names = [name.strip() for name in table.header]
    place = names.index(column) if column in names else len(row)
    return row[place] if place < len(row) else ""
