"""The mentions of organisations in an agreement's loaded tables."""

from __future__ import annotations

from pathlib import Path

from salkku.resolve.evidence import Mention
from salkku.store import tables

__all__ = ["loaded_mentions"]


def loaded_mentions(*, folder: Path, engine: str = "duckdb") -> tuple[Mention, ...]:
    """Read every mention of an organisation that was loaded, each distinct one once.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the tables' engine.

    Returns
    -------
    tuple of Mention
        In the order of source, project and place; empty when nothing was loaded.

    Examples
    --------
    >>> loaded_mentions(folder=Path("nowhere"))
    ()
    """
    rows = tables.fetch_rows(
        folder=folder,
        table_name="participations",
        columns=("name", "city", "country", "pic"),
        engine=engine,
    )
    mentions: dict[Mention, None] = {}
    for name, city, country, pic in rows:
        mentions[Mention(name, city or "", country or "", pic or "")] = None
    return tuple(mentions)
