"""Hand an agreement to other programs: its tables described, its files packed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku.domain.dossier import Dossier
from salkku.domain.errors import WrongInput
from salkku.store import archive, datapackage
from salkku.workbench.opening import read

if TYPE_CHECKING:
    from salkku.store.workspace import Workspace

__all__ = ["describe", "packed"]


def describe(workspace: Workspace) -> str:
    """Write ``datapackage.json``: the tables as any Frictionless Data tool reads them.

    Returns
    -------
    str
        The path of what was written.

    Raises
    ------
    WrongInput
        If the agreement has faults; nothing is written then.
    """
    workspace.replace(_described(workspace))
    return datapackage.FILE


def packed(workspace: Workspace) -> bytes:
    """Give the agreement as one zip file, the tables described beside them where it is sound."""
    try:
        return archive.pack(_described(workspace))
    except WrongInput:
        return archive.pack(workspace.inspect()[0])


def _described(workspace: Workspace) -> Dossier:
    agreement, dossier = read(workspace), workspace.dossier()
    names = agreement.name
    title = names.get("en") or names.get("fi") or names.get("sv") or ""
    made = datapackage.describe(dossier, name=agreement.id, title=title)
    return Dossier({**dossier.files, datapackage.FILE: made})
