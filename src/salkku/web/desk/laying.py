"""Lay an agreement folder on the desk."""

from __future__ import annotations

import re
from pathlib import Path

from salkku import workbench
from salkku.domain.errors import WrongInput
from salkku.web.desk.models import AgreementRecord
from salkku.web.desk.opening import Desk, create, open_desk

__all__ = ["lay"]


def lay(folder: Path, *, again: bool = False) -> Desk:
    """Copy a folder's documents to the desk, named by the agreement's id.

    Parameters
    ----------
    again
        Whether an agreement that lies there already gets the folder's documents.

    Raises
    ------
    WrongInput
        If the folder has faults; nothing has changed then.
    """
    workspace = workbench.open_folder(folder)
    found = workbench.check(workspace)
    if found.agreement is None:
        raise WrongInput(found.faults)
    key = re.sub(r"[^a-z0-9_-]+", "-", found.agreement.id.casefold()).strip("-") or "agreement"
    if AgreementRecord.objects.filter(key=key).exists() and not again:
        return open_desk(key)
    return create(key=key, dossier=workspace.dossier())
