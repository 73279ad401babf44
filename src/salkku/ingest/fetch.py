"""A source's published file, or its answer about one thing, downloaded by the source's name."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from salkku.domain.errors import NotFound
from salkku.ingest.cells import UnreadableError
from salkku.ingest.download import Fetched, Patience, Progress, download
from salkku.ingest.sources import Answers, open_source

__all__ = ["fetch"]


def fetch(
    *,
    source: str,
    into: Path,
    pause: Callable[[float], None] = time.sleep,
    part: str = "",
    asked: str = "",
    client: httpx.Client | None = None,
    progress: Progress | None = None,
    patience: Patience | None = None,
) -> Fetched:
    """Download a source's published file.

    Parameters
    ----------
    source
        Name of the source, as ``"cordis"``.
    into
        Folder to put the file in; made when missing.
    pause
        Waits some seconds.
    part
        Which of the source's files, as ``"horizon"``; its first by default.
    asked
        What to ask about, of a source that answers about one thing at a time: a business id.
    client
        HTTP client; one of our own by default.
    progress
        Is told how far it is.
    patience
        How long it is tried.

    Returns
    -------
    Fetched

    Raises
    ------
    NotFound
        ``unknown_source``, ``unknown_part``, ``source_not_fetched`` or ``source_not_asked``.
    SourceError
        As `download`.

    Examples
    --------
    >>> fetch(source="cordis", part="nothing", into=Path("downloads"))
    Traceback (most recent call last):
    salkku.domain.errors.NotFound: unknown_part
    """
    address, name = _asked(source, asked) if asked else (_published(source, part), "")
    return download(
        address=address,
        name=name,
        into=into,
        pause=pause,
        client=client,
        progress=progress,
        patience=patience,
    )


def _published(source: str, part: str) -> str:
    addresses = open_source(source).downloads()
    if not addresses:
        raise NotFound("source_not_fetched", source=source)
    name = part or next(iter(addresses))
    if name not in addresses:
        raise NotFound("unknown_part", name=name, known=", ".join(addresses))
    return addresses[name]


def _asked(source: str, asked: str) -> tuple[str, str]:
    reader = open_source(source)
    if not isinstance(reader, Answers):
        raise NotFound("source_not_asked", source=source)
    try:
        address = reader.address(asked)
    except UnreadableError as error:
        raise NotFound("source_not_asked", source=source) from error
    return address, f"{re.sub(r'[^A-Za-z0-9-]', '', asked)}.json"
