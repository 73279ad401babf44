"""What the files of one load say of each other: sums too great, organisations undescribed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from salkku.ingest.rows import Remark
from salkku.store.batches import Batch
from salkku.store.schema import table

__all__ = ["doubts_between"]


def doubts_between(*, batches: Sequence[Batch]) -> tuple[Remark, ...]:
    """Doubt what two files of one load cannot both mean.

    Parameters
    ----------
    batches
        The rows of the load.

    Returns
    -------
    tuple of Remark
        Projects whose participants got over 102 per cent of what the project could get, and
        organisations that take part where the load describes organisations, but not these.

    Examples
    --------
    >>> doubts_between(batches=[])
    ()
    """
    return (*_exceeding(batches), *_undescribed(batches))


def _exceeding(batches: Sequence[Batch]) -> Iterator[Remark]:
    most: dict[str, int] = {}
    got: dict[str, int] = {}
    for batch in batches:
        if batch.table == "projects":
            most.update(_known(batch, "id"))
        if batch.table == "participations":
            for project, amount in _known(batch, "project"):
                got[project] = got.get(project, 0) + amount
    for project in sorted(most):
        if got.get(project, 0) * 100 > most[project] * 102:
            yield Remark(project, None, "ecContribution", "contributions_exceed_maximum")


def _undescribed(batches: Sequence[Batch]) -> Iterator[Remark]:
    described = {id_ for batch in batches for id_ in _column(batch, "organisations", "id")}
    named = {id_ for batch in batches for id_ in _column(batch, "participations", "organisation")}
    if described:
        for id_ in sorted(filter(None, named - described)):
            yield Remark(id_, None, None, "organisation_unknown")


def _column(batch: Batch, table_name: str, name: str) -> Sequence[Any]:
    if batch.table != table_name:
        return ()
    return batch.columns[table(table_name).names.index(name)]


def _known(batch: Batch, name: str) -> list[tuple[str, int]]:
    names = _column(batch, batch.table, name)
    amounts = _column(batch, batch.table, "eu_contribution_cents")
    return [(each, amount) for each, amount in zip(names, amounts, strict=True) if amount and each]
