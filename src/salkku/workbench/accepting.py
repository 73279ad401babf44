"""Take what a person accepts into a file of the agreement: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from salkku.domain.dossier import Dossier, Table
from salkku.domain.errors import WrongInput

if TYPE_CHECKING:
    from salkku.store.workspace import Workspace

__all__ = ["accept"]


def accept(workspace: Workspace, *, file: str, row: Mapping[str, str]) -> None:
    """Add a row to a table of an agreement; every other byte stays.

    Parameters
    ----------
    file
        As ``fit.csv``; it is made where it is not there.
    row
        Column → text; columns that the file lacks are added behind its own.

    Raises
    ------
    WrongInput
        With the faults that the agreement would have; nothing has changed then.
    """
    from salkku.store.reading.assembly import read
    from salkku.store.writing import rewrite, table_of

    files = dict(workspace.dossier().files)
    former = files.get(file)
    table = table_of(former) if former else Table((), ())
    names = [name.strip() for name in table.header]
    header = (*table.header, *(name for name in row if name not in names))
    places = [name.strip() for name in header]
    cells = tuple(row.get(name, "") for name in places)
    files[file] = rewrite(former, Table(header, (*table.rows, cells), table.separator))
    dossier = Dossier(files)
    faults = read(dossier).faults
    if faults:
        raise WrongInput(tuple(faults))
    workspace.replace(dossier)
