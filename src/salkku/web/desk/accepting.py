"""Rows that a person accepts into a table of the agreement, and takes out of it again."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from salkku import workbench
from salkku.web.desk.models import AgreementRecord
from salkku.web.desk.opening import Desk, replace

__all__ = ["accept_row", "take_out_row"]


@transaction.atomic
def accept_row(*, desk: Desk, file: str, row: Mapping[str, str]) -> Desk:
    """Add a row.

    Raises
    ------
    WrongInput
        If the folder would have faults; nothing has changed then.
    """
    AgreementRecord.objects.select_for_update().get(pk=desk.pk)
    files = workbench.with_row(desk.workspace.dossier(), file=file, row=row)
    return replace(desk=desk, dossier=files)


@transaction.atomic
def take_out_row(
    *, desk: Desk, file: str, row: Mapping[str, str], place: int | None = None
) -> Desk:
    """Take a row out.

    Raises
    ------
    NotFound
        If there is no such row.
    WrongInput
        If the folder would have faults; nothing has changed then.
    """
    AgreementRecord.objects.select_for_update().get(pk=desk.pk)
    files = workbench.without_row(desk.workspace.dossier(), file=file, row=row, place=place)
    return replace(desk=desk, dossier=files)
