"""What every source says of one project, value by value, contradictions side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from salkku.store import sightings
from salkku.store.schema import table

__all__ = ["Fact", "facts"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one field, with who said it and when.

    Parameters
    ----------
    field, value
        What is said.
    source, as_of, file
        Who says it, for which day, in which file.
    current
        Whether that source says so still.

    Examples
    --------
    >>> Fact("status", "CLOSED", "cordis", None, "project.csv", True).value
    'CLOSED'
    """

    field: str
    value: Any
    source: str
    as_of: date | None
    file: str
    current: bool


def facts(
    *, folder: Path, source: str, project: str, engine: str = ""
) -> dict[str, tuple[Fact, ...]]:
    """Give what was said of a project, and by whom.

    Parameters
    ----------
    folder
        The agreement folder.
    source, project
        Name of the source and the project's id in it, as ``"eura2014"`` and ``"A70202"``.
    engine
        Name of the tables' engine.

    Returns
    -------
    dict
        For each field that anybody told, the different values of each source, those said still
        first; a value said again is given once, for the latest day. Empty when nobody told
        anything.

    Examples
    --------
    >>> facts(folder=Path("nowhere"), source="cordis", project="1")
    {}
    """
    said = sightings.sayings(
        folder=folder, table_name="projects", source=source, named=project, engine=engine
    )
    found: dict[str, tuple[Fact, ...]] = {}
    for name in table("projects").names[1:]:
        values: dict[tuple[str, Any], Fact] = {}
        for each in sorted(said, key=lambda one: not one.current):
            value = each.values[name]
            if value is not None:
                fact = Fact(name, value, each.source, each.as_of, each.file, each.current)
                values.setdefault((each.source, value), fact)
        if values:
            found[name] = tuple(values.values())
    return found
