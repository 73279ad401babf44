"""Who works with whom, asked from one organisation or project."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from salkku.domain.agreement import Agreement
from salkku.workbench.resolving import parts_of, register_of

if TYPE_CHECKING:
    from salkku.store.ties import Neighbourhood

__all__ = ["OWN", "first_day", "network"]

OWN = "projects"
ROWS = "proposals"
Part = tuple[str, str, str, str, date | None, date | None]


def network(
    agreement: Agreement,
    *,
    tables: Path | None,
    organisation: str = "",
    project: str = "",
    most: int = 40,
) -> Neighbourhood:
    """Give those who work with an organisation, or take part in a project: one node's neighbours.

    Parameters
    ----------
    organisation
        Its name in any plain spelling.
    project
        Source and id.
    most
        Most neighbours that are given.
    """
    from salkku.store.ties import neighbourhood
    from salkku.text import plain_name

    register = register_of(agreement, tables=tables)
    parts = [*_of_projects(agreement), *_of_rows(agreement)]
    found = neighbourhood(
        folder=tables,
        own=[(*part, register.called(part[2])) for part in parts],
        organisation=organisation,
        project=project,
        called=register.called(organisation),
        parts=parts_of(agreement, tables=tables, register=register),
        plain=plain_name,
        most=most,
    )
    return replace(found, way=register.way)


def _of_projects(agreement: Agreement) -> Iterator[Part]:
    for one in agreement.projects:
        title = next((each for each in one.name.values() if each), one.id)
        days = (first_day(one.start), first_day(one.end))
        for name in dict.fromkeys((one.lead, *one.partners)):
            if name:
                yield (OWN, one.id, name, title, *days)


def _of_rows(agreement: Agreement) -> Iterator[Part]:
    """Give who takes part in what is proposed or decided; a rejected row ties nobody."""
    rows = {row.id: row for row in agreement.proposals if row.status != "rejected"}
    names = {one.id: one.name for one in agreement.organisations}
    for part in agreement.participations:
        row = rows.get(part.proposal)
        if row is not None:
            title = next((each for each in row.name.values() if each), row.id)
            name = names.get(part.organisation, part.organisation)
            yield (ROWS, row.id, name, title, first_day(row.start), None)


def first_day(month: int | None) -> date | None:
    """Give the first day of a month.

    Examples
    --------
    >>> first_day(12 * 2026)
    datetime.date(2026, 1, 1)
    """
    return None if month is None else date(month // 12, month % 12 + 1, 1)
