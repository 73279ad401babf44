"""Filling the open-data tables: made when there are none, then each table's rows merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from salkku.domain.errors import SourceError
from salkku.store import merging
from salkku.store.batches import Batch, Snapshot
from salkku.store.engines import Session
from salkku.store.schema import TABLES, VERSION, Kind, Table

__all__ = ["SNAPSHOT", "check_version", "fill"]

SNAPSHOT: Mapping[str, Kind] = {
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
"""Columns of a file that was loaded."""
_VERSION: Mapping[str, Kind] = {"version": "whole"}
_FILE = ("source", "sha256", "file", "as_of")


def fill(
    session: Session, source: str, batches: Sequence[Batch], snapshots: Sequence[Snapshot]
) -> None:
    """Take rows of a source into the tables of an open session."""
    _create(session)
    for shape in TABLES:
        of_table = [batch for batch in batches if batch.table == shape.name]
        if of_table:
            _merge_table(session, source, shape, of_table)
    if snapshots:
        columns = [[getattr(each, name) for each in snapshots] for name in SNAPSHOT]
        _add(session, "snapshots", SNAPSHOT, columns, key=_FILE)


def check_version(session: Session) -> None:
    """Refuse tables of another layout with ``tables_version``."""
    there = "salkku_version" in session.names()
    if not there or session.ask("SELECT version FROM salkku_version") != [(VERSION,)]:
        raise SourceError("tables_version", wanted=VERSION)


def _create(session: Session) -> None:
    if session.names():
        check_version(session)
        return
    session.create("salkku_version", _VERSION)
    session.create("snapshots", SNAPSHOT)
    session.create("sightings", merging.SIGHTINGS)
    for shape in TABLES:
        own: dict[str, Kind] = {column.name: column.kind for column in shape.columns}
        session.create(shape.name, {**merging.HELD, **own})
    _add(session, "salkku_version", _VERSION, [[VERSION]])


def _add(
    session: Session,
    name: str,
    kinds: Mapping[str, Kind],
    columns: Sequence[Sequence[Any]],
    *,
    key: Sequence[str] = (),
) -> None:
    """Add the rows that a table does not have yet."""
    session.stage(f"staged_{name}", kinds, columns)
    _carry_out(session, merging.missing(name, kinds, f"staged_{name}", key=key))


def _carry_out(session: Session, step: merging.Step) -> None:
    {"keep": session.keep, "add": session.add, "retire": session.retire}[step.verb](
        step.name, step.rows
    )


def _merge_table(session: Session, source: str, shape: Table, batches: Sequence[Batch]) -> None:
    kinds: dict[str, Kind] = dict(merging.STAGED)
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
    for step in merging.steps(shape, "staged"):
        _carry_out(session, step)
