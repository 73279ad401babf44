"""Open data in, checked tables out: every row is held, or named with the reason it is not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from salkku.domain.errors import Fault, WrongInput
from salkku.ingest.cells import UnreadableError, day
from salkku.ingest.crosschecks import doubts_between
from salkku.ingest.parcels import Limits, Parcel, bytes_behind, open_parcels
from salkku.ingest.rows import Remark, Rows
from salkku.ingest.sheets import Sheet, read_sheet
from salkku.ingest.sources import Layout, Part, Prepares, Source, Unpacks, open_source
from salkku.store import tables

__all__ = ["Loaded", "load"]

_NAMED_DAY = re.compile(r".*?(\d{4}-\d{2}-\d{2})[^/]*", re.DOTALL)
_SHEETS = (".csv", ".tsv", ".txt")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load came to.

    Parameters
    ----------
    rows
        Rows now held of the source, by table.
    repaired
        Rows whose broken quoting or encoding was mended.
    rejected
        Rows (and whole files) left out.
    joined
        Rows taken into another row that speaks of the same thing.
    doubts
        Cells that could not be read, kept as unknown, and sums that do not add up.
    snapshots
        The files read.

    Examples
    --------
    >>> Loaded({"topics": 1}, 0, (), (), ()).rows
    {'topics': 1}
    """

    rows: dict[str, int]
    repaired: int
    rejected: tuple[Remark, ...]
    doubts: tuple[Remark, ...]
    snapshots: tuple[tables.Snapshot, ...]
    joined: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """One sheet of a file, read into rows of its tables."""

    snapshot: tables.Snapshot
    batches: tuple[tables.Batch, ...]
    rejected: tuple[Remark, ...]
    doubts: tuple[Remark, ...]


def load(
    *,
    source: str,
    paths: Sequence[Path],
    into: Path,
    as_of: date | None = None,
    limits: Limits | None = None,
    engine: str = "",
    told: Callable[[int, int], None] | None = None,
) -> Loaded:
    r"""Load files of a source into the tables of an agreement folder.

    Everything is read before anything is written, and written in one transaction: a load that
    is stopped at any point leaves what was there. Loading the same again changes nothing.

    Parameters
    ----------
    source
        Name of the source, as ``"cordis"``.
    paths
        Files, folders or zips.
    into
        The agreement folder.
    as_of
        The day the files were issued, where they do not say it themselves.
    limits
        How much is taken in.
    engine
        Name of the tables' engine.
    told
        Is told how many bytes are read, of how many.

    Returns
    -------
    Loaded

    Raises
    ------
    NotFound
        ``unknown_source``.
    WrongInput
        A path is missing or not to be trusted, or no file is of this source (``no_known_file``).
    SourceError
        The tables are busy, unreadable or of another version.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "topics.csv"
    ...     _ = file.write_text("projectID;topic;title\n1;HORIZON-X;A topic\n")
    ...     load(source="cordis", paths=[file], into=Path(folder)).rows
    {'topics': 1}
    """
    if not into.is_dir():
        raise WrongInput((Fault(into.name, "path_missing"),))
    reader = open_source(source)
    if isinstance(reader, Prepares):
        reader.prepare(paths)
    read: list[_Read] = []
    unknown: list[Remark] = []
    done, whole = 0, bytes_behind(paths) if told else 0
    for parcel in open_parcels(paths, limits=limits):
        done += len(parcel.data)
        if told is not None and whole:
            told(min(done, whole), whole)
        for found in _read(reader, parcel, as_of):
            if isinstance(found, Remark):
                unknown.append(found)
            else:
                read.append(found)
    if not read:
        raise WrongInput(_nothing(source, paths, unknown))
    batches = [batch for each in read for batch in each.batches]
    rows = tables.merge(
        folder=into,
        source=source,
        batches=batches,
        snapshots=[each.snapshot for each in read],
        engine=engine,
    )
    return Loaded(
        rows=rows,
        repaired=sum(each.snapshot.repaired for each in read),
        rejected=(*unknown, *(remark for each in read for remark in each.rejected)),
        doubts=(
            *(remark for each in read for remark in each.doubts),
            *doubts_between(batches=batches),
        ),
        snapshots=tuple(each.snapshot for each in read),
        joined=sum(each.snapshot.joined for each in read),
    )


def _nothing(source: str, paths: Sequence[Path], unknown: Sequence[Remark]) -> tuple[Fault, ...]:
    """Say why nothing was read: a file of the source that is broken, or none of it at all."""
    broken = tuple(
        Fault(each.file, "source_file_broken") for each in unknown if each.reason == "file_broken"
    )
    values = {"source": source}
    return broken or tuple(Fault(path.name, "no_known_file", values=values) for path in paths)


def _read(source: Source, parcel: Parcel, as_of: date | None) -> Iterator[_Read | Remark]:
    """Read every sheet of a file that the source knows; a file without one is named."""
    if isinstance(source, Prepares) and parcel.name.lower().endswith(source.companions()):
        return
    try:
        parts = _parts(source, parcel)
    except UnreadableError as error:
        yield Remark(parcel.name, None, None, str(error))
        return
    if not parts:
        yield Remark(parcel.name, None, None, "unknown_file")
    sha256 = hashlib.sha256(parcel.data).hexdigest()
    for part in parts:
        name = f"{parcel.name}/{part.name}" if part.name else parcel.name
        layout = source.layout(name, part.sheet.header)
        if layout is None:
            yield Remark(name, None, None, "unknown_file")
        else:
            whole = tables.Snapshot(source.name, sha256, name, as_of, len(parcel.data), 0, 0, 0)
            yield _read_sheet(whole, part.sheet, layout)


def _parts(source: Source, parcel: Parcel) -> Sequence[Part]:
    ending = parcel.name.lower()
    if isinstance(source, Unpacks):
        return source.parts(parcel.name, parcel.data) if ending.endswith(source.suffixes()) else ()
    return (Part("", read_sheet(parcel.data)),) if ending.endswith(_SHEETS) else ()


def _read_sheet(file: tables.Snapshot, sheet: Sheet, layout: Layout) -> _Read:
    lead = Rows(file.file, sheet, layout)
    rows = [
        (layout, lead),
        *((each, Rows(file.file, sheet, each, lead.kept)) for each in layout.also),
    ]
    batches: list[tables.Batch] = []
    for each, held in rows:
        days = _issued(file, sheet, layout, held.kept)
        batches.append(
            tables.Batch(
                each.table, file.sha256, days, held.columns(), each.series or layout.series
            )
        )
    refused = [Remark(file.file, each.row, None, each.reason) for each in sheet.refused]
    rejected = tuple(sorted([*refused, *lead.rejected], key=lambda remark: remark.row or 0))
    snapshot = replace(
        file,
        as_of=max((each for each in batches[0].as_of if each), default=file.as_of),
        read=len(sheet.records) + len(sheet.refused) + sheet.joined,
        repaired=sheet.repaired,
        rejected=len(rejected),
        joined=sheet.joined,
    )
    doubts = [doubt for _, held in rows for doubt in held.doubts]
    return _Read(snapshot, tuple(batches), rejected, tuple(dict.fromkeys(doubts)))


def _issued(
    file: tables.Snapshot, sheet: Sheet, layout: Layout, kept: Sequence[int]
) -> list[date | None]:
    """Give the day of each kept row's issue.

    A row's own day comes first, then the one in the file's name, then the one that was told,
    and at last the latest day that any row was updated.
    """
    whole = _day_or_none(_NAMED_DAY.sub(r"\1", file.file)) or file.as_of
    own = _days(sheet, layout.issued)
    if own:
        return [own[number] or whole for number in kept]
    if whole is None:
        whole = max((each for each in _days(sheet, layout.updated) if each), default=None)
    return [whole] * len(kept)


def _days(sheet: Sheet, names: tuple[str, ...]) -> list[date | None]:
    lowered = [name.lower() for name in sheet.header]
    place = next((lowered.index(name.lower()) for name in names if name.lower() in lowered), None)
    if place is None:
        return []
    return [_day_or_none(record.cells[place]) for record in sheet.records]


def _day_or_none(cell: str) -> date | None:
    try:
        return day(cell)
    except UnreadableError:
        return None
