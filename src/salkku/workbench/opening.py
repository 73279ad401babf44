"""Open an agreement, check it, read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from salkku import appraise
from salkku.domain.agreement import Agreement
from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault, WrongInput
from salkku.store import reading

if TYPE_CHECKING:
    from salkku.store.workspace import Workspace

__all__ = ["Checked", "check", "open_folder", "read", "read_files"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What ``check`` found; ``agreement`` is None when there is any fault."""

    ok: bool
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    agreement: Agreement | None


def open_folder(path: Path) -> Workspace:
    """Open an agreement folder.

    Raises
    ------
    WrongInput
        If there is no such folder.
    """
    from salkku.store import folder

    return folder.open_folder(path)


def check(workspace: Workspace) -> Checked:
    """Find every fault and warning of an agreement at once, those of its files and links too."""
    found = reading.examine(workspace)
    if found.faults or found.agreement is None:
        return Checked(False, found.faults, found.warnings, None)
    warnings = (*found.warnings, *appraise.cautions(found.agreement))
    return Checked(True, (), warnings, found.agreement)


def read(workspace: Workspace) -> Agreement:
    """Read an agreement that has no fault.

    Raises
    ------
    WrongInput
        With every fault of every file.
    """
    found = reading.examine(workspace)
    if found.faults or found.agreement is None:
        raise WrongInput(found.faults)
    return found.agreement


def read_files(dossier: Dossier) -> Agreement:
    """Read an agreement from files that nobody keeps yet.

    Raises
    ------
    WrongInput
        With every fault of every file.
    """
    found = reading.read(dossier)
    if found.faults or found.agreement is None:
        raise WrongInput(found.faults)
    return found.agreement
