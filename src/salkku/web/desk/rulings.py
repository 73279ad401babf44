"""Rulings on names at the desk: kept one at a time, with who made each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from salkku import workbench
from salkku.domain.ecosystem import Ruling
from salkku.web.desk.models import AgreementRecord, FileRecord, RowRecord
from salkku.web.desk.opening import Desk, replace

__all__ = ["Ruled", "rule_names", "ruled", "take_back"]

FILE = "links.csv"


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling that is in force, and who made it; empty when it came with the folder."""

    ruling: Ruling
    who: str


@transaction.atomic
def rule_names(*, desk: Desk, ruling: Ruling) -> Desk:
    """Add a ruling.

    Raises
    ------
    WrongInput
        If the two names are ruled otherwise, or the folder would have faults; nothing has
        changed then.
    """
    AgreementRecord.objects.select_for_update().get(pk=desk.pk)
    return replace(desk=desk, dossier=workbench.with_ruling(desk.workspace.dossier(), ruling))


@transaction.atomic
def take_back(*, desk: Desk, ruling: Ruling) -> Desk:
    """Take back what was ruled on two names.

    Raises
    ------
    NotFound
        If nothing was.
    WrongInput
        If the folder would have faults; nothing has changed then.
    """
    AgreementRecord.objects.select_for_update().get(pk=desk.pk)
    return replace(desk=desk, dossier=workbench.without_ruling(desk.workspace.dossier(), ruling))


def ruled(desk: Desk, rulings: Sequence[Ruling]) -> list[Ruled]:
    """List the rulings in force, the newest first, each with the first who wrote its row."""
    file = FileRecord.objects.filter(agreement_id=desk.pk, path=FILE).first()
    if file is None:
        return []
    rows = RowRecord.history.filter(file_id=file.pk).order_by("history_date", "history_id")
    writers: dict[tuple[str, ...], str] = {}
    for row in rows.select_related("history_user"):
        who = row.history_user.get_username() if row.history_user else ""
        writers.setdefault(tuple(row.cells), who)
    now = [tuple(row.cells) for row in file.rows.order_by("position")]
    told = [Ruled(one, writers.get(cells, "")) for one, cells in zip(rulings, now, strict=False)]
    return told[::-1]
