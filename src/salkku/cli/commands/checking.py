"""Is the agreement's folder right? Every command that reads one asks this first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.exits import checked
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang

if TYPE_CHECKING:
    from salkku.domain.agreement import Agreement
    from salkku.store.workspace import Workspace

__all__ = ["check", "opened", "sound"]


def check(
    folder: Folder,
    describe: Annotated[
        bool,
        typer.Option("--describe", help="Write datapackage.json too, where nothing is wrong."),
    ] = False,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Find every fault and warning of an agreement at once."""
    from salkku import workbench

    workspace = workbench.open_folder(folder)
    found = workbench.check(workspace)
    if describe and found.ok:
        workbench.describe(workspace)
    return checked(found.faults, found.warnings, language=language_of(lang))


def sound(folder: Path) -> Agreement:
    """Read an agreement that has no fault.

    Raises
    ------
    WrongInput
        With every fault: its answer is the object of ``check``.
    """
    return opened(folder)[1]


def opened(folder: Path) -> tuple[Workspace, Agreement]:
    """Open a folder and read its agreement, as :func:`sound` does."""
    from salkku import workbench

    workspace = workbench.open_folder(folder)
    return workspace, workbench.read(workspace)
