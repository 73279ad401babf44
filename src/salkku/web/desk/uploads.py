"""Files that a person sends for loading: kept beside the tables until they are loaded."""

from __future__ import annotations

import re
import shutil
import uuid
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Protocol

from salkku.web.desk.opening import Desk, tables_home

__all__ = ["SentFile", "drop_upload", "keep_upload", "sweep_uploads", "upload_at"]

_PLACE = "uploads"
_NAME = re.compile(r"[0-9a-f]{32}")


class SentFile(Protocol):
    """A file of a form."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """Give its bytes, part by part."""


def keep_upload(desk: Desk, files: Iterable[SentFile]) -> str:
    """Keep some files; give the name that they are found by.

    A file keeps its own name, without any folder: it may tell the day of the issue.
    """
    name = uuid.uuid4().hex
    place = _home(desk) / name
    place.mkdir(parents=True)
    for number, file in enumerate(files):
        own = re.sub(r"[^\w .+()-]", "_", Path(file.name or "").name).strip(". ")
        with (place / (own or f"file-{number}")).open("xb") as kept:
            for part in file.chunks():
                kept.write(part)
    return name


def upload_at(desk: Desk, name: str) -> Path:
    """Give the folder of some kept files.

    Raises
    ------
    ValueError
        If the name is none that was given out.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return _home(desk) / name


def drop_upload(folder: Path) -> None:
    """Remove kept files; nothing when they are gone."""
    if folder.parent.name == _PLACE:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_uploads(*, kept: Collection[str]) -> None:
    """Remove the kept files of every agreement, but for these: nobody will load the others."""
    for folder in tables_home().glob(f"*/.salkku/{_PLACE}/*"):
        if folder.name not in kept:
            drop_upload(folder)


def _home(desk: Desk) -> Path:
    return desk.tables / ".salkku" / _PLACE
