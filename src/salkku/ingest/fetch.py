"""A source's published file, downloaded by the source's name."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import httpx

from salkku.domain.errors import NotFound
from salkku.ingest.download import Fetched, Patience, Progress, download
from salkku.ingest.sources import open_source

__all__ = ["fetch"]


def fetch(
    *,
    source: str,
    into: Path,
    pause: Callable[[float], None] = time.sleep,
    part: str = "",
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
        ``unknown_source`` or ``unknown_part``.
    SourceError
        As `download`.

    Examples
    --------
    >>> fetch(source="cordis", part="nothing", into=Path("downloads"))
    Traceback (most recent call last):
    salkku.domain.errors.NotFound: unknown_part
    """
    addresses = open_source(source).downloads()
    name = part or next(iter(addresses), "")
    if name not in addresses:
        raise NotFound("unknown_part", name=name, known=", ".join(addresses))
    return download(
        address=addresses[name],
        into=into,
        pause=pause,
        client=client,
        progress=progress,
        patience=patience,
    )
