"""The mentions of organisations in an agreement's loaded tables."""

from __future__ import annotations

from pathlib import Path

from salkku.resolve.evidence import Mention
from salkku.store import tables

__all__ = ["loaded_mentions"]


def loaded_mentions(*, folder: Path, engine: str = "") -> tuple[Mention, ...]:
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
        Those who take part in the order of source, project and place, then the organisations
        that a source lists by themselves; empty when nothing was loaded.

    Examples
    --------
    >>> loaded_mentions(folder=Path("nowhere"))
    ()
    """
    own = ("name", "city", "country", "business_id")
    rows = [
        *tables.fetch_rows(
            folder=folder,
            table_name="participations",
            columns=(*own, "pic"),
            known=("name",),
            engine=engine,
        ),
        *tables.fetch_rows(
            folder=folder,
            table_name="organisations",
            columns=own,
            known=("name",),
            engine=engine,
        ),
    ]
    mentions: dict[Mention, None] = {}
    for name, city, country, business_id, *pic in rows:
        number = pic[0] if pic else None
        mentions[Mention(name, city or "", country or "", number or "", business_id or "")] = None
    return tuple(mentions)
