"""Lay an agreement folder on the desk."""

from __future__ import annotations

import re
from pathlib import Path

from salkku import workbench
from salkku.domain.errors import WrongInput
from salkku.store.archive import unpack
from salkku.store.workspace import Workspace
from salkku.web.desk.memory import MemoryWorkspace
from salkku.web.desk.models import AgreementRecord
from salkku.web.desk.opening import Desk, create, open_desk

__all__ = ["lay", "lay_packed"]


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
    return _lay(workbench.open_folder(folder), again=again)


def lay_packed(content: bytes) -> Desk:
    """Lay a packed folder on the desk; an agreement that lies there already is left alone.

    Raises
    ------
    WrongInput
        If the package or the folder in it has faults.
    """
    return _lay(MemoryWorkspace(unpack(content)), again=False)


def _lay(workspace: Workspace, *, again: bool) -> Desk:
    found = workbench.check(workspace)
    if found.agreement is None:
        raise WrongInput(found.faults)
    key = re.sub(r"[^a-z0-9_-]+", "-", found.agreement.id.casefold()).strip("-") or "agreement"
    if AgreementRecord.objects.filter(key=key).exists() and not again:
        return open_desk(key)
    return create(key=key, dossier=workspace.dossier())
