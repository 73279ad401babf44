"""Questions about what sources say: what changed since a day, and who says what of a project."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salkku.ingest.facts import Fact
    from salkku.ingest.news import News

__all__ = ["facts", "news"]


def news(folder: Path, *, since: date, until: date | None = None) -> News:
    """Tell what changed in the loaded sources since a day.

    Parameters
    ----------
    folder
        The folder that open data was loaded into.
    since, until
        Issues of later days than the first, and not later than the second, tell news.
    """
    from salkku import ingest

    return ingest.news(folder=folder, since=since, until=until)


def facts(folder: Path, *, project: str) -> dict[str, tuple[Fact, ...]]:
    """Give what every file of a source said of a project, value by value.

    Parameters
    ----------
    folder
        The folder that open data was loaded into.
    project
        Source and id, as ``cordis:101191725``.

    Raises
    ------
    NotFound
        ``unknown_project``: no loaded file speaks of it.
    """
    from salkku import ingest
    from salkku.domain.errors import NotFound

    source, _, named = project.partition(":")
    found = ingest.facts(folder=folder, source=source.split(".")[0], project=named)
    if not found:
        raise NotFound("unknown_project", project=project)
    return found
