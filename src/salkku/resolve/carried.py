"""How much of the loaded projects rides on each mention: participations and euros."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salkku.resolve.evidence import Mention
from salkku.store import tables

__all__ = ["Carried", "carried"]


@dataclass(frozen=True, slots=True)
class Carried:
    """What rides on a mention.

    Parameters
    ----------
    parts
        In how many projects it takes part.
    cents
        What it is known to get from them.

    Examples
    --------
    >>> Carried(2, 100).parts
    2
    """

    parts: int = 0
    cents: int = 0


def carried(*, folder: Path, engine: str = "") -> Mapping[Mention, Carried]:
    """Count the loaded participations of each mention, and add up what they bring.

    Parameters
    ----------
    folder
        The agreement folder.
    engine
        Name of the tables' engine.

    Returns
    -------
    mapping
        Mentions as :func:`salkku.resolve.loaded_mentions` gives them.

    Examples
    --------
    >>> carried(folder=Path("nowhere"))
    {}
    """
    columns = ("name", "city", "country", "business_id", "pic")
    money = ("eu_contribution_cents", "granted_cents")
    rows = tables.fetch_rows(
        folder=folder,
        table_name="participations",
        columns=(*columns, *money),
        known=("name",),
        engine=engine,
    )
    counts: dict[Mention, list[int]] = {}
    for name, city, country, number, pic, *got in rows:
        key = Mention(name, city or "", country or "", pic or "", number or "")
        held = counts.setdefault(key, [0, 0])
        held[0] += 1
        held[1] += next((cents for cents in got if cents is not None), 0)
    return {mention: Carried(*held) for mention, held in counts.items()}
