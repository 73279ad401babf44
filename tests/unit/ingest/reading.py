"""Samples loaded and read back, as dictionaries of what is known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.unit.ingest import horizon

from salkku.ingest import Loaded, load
from salkku.store import tables
from salkku.store.schema import table


def loaded(source: str, place: Path, contents: Mapping[str, bytes]) -> tuple[Loaded, Path]:
    """Load files into a new folder beside them."""
    folder = place / "agreement"
    folder.mkdir(exist_ok=True)
    path = horizon.write_folder(place / "given", contents)
    return load(source=source, paths=[path], into=folder), folder


def held(folder: Path, name: str) -> list[dict[str, Any]]:
    """Give what is known of each row of a table, in the order of its key."""
    names = ("source", *table(name).names)
    rows = tables.fetch_rows(folder=folder, table_name=name, columns=names)
    return [
        {column: value for column, value in zip(names, row, strict=True) if value is not None}
        for row in rows
    ]


def reasons(found: Loaded) -> list[tuple[str, int | None, str]]:
    """Give each row left out, with its reason."""
    return [(each.file, each.row, each.reason) for each in found.rejected]
