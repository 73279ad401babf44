"""Take what a person accepts into a file of the agreement, or out of it: all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from salkku.domain.dossier import Dossier, Table
from salkku.domain.errors import NotFound, WrongInput

if TYPE_CHECKING:
    from salkku.store.workspace import Workspace

__all__ = ["accept", "with_row", "without_row"]


def accept(workspace: Workspace, *, file: str, row: Mapping[str, str]) -> None:
    """Add a row to a table of an agreement; every other byte stays.

    Parameters
    ----------
    file, row
        As of :func:`with_row`.

    Raises
    ------
    WrongInput
        With the faults that the agreement would have; nothing has changed then.
    """
    workspace.replace(with_row(workspace.dossier(), file=file, row=row))


def with_row(dossier: Dossier, *, file: str, row: Mapping[str, str]) -> Dossier:
    """Give the files with one row more; every other byte stays.

    Parameters
    ----------
    file
        As ``fit.csv``; it is made where it is not there.
    row
        Column → text; columns that the file lacks are added behind its own.

    Raises
    ------
    WrongInput
        With the faults that the agreement would have.
    """
    from salkku.store.writing import table_of

    former = dossier.files.get(file)
    table = table_of(former) if former else Table((), ())
    names = [name.strip() for name in table.header]
    header = (*table.header, *(name for name in row if name not in names))
    cells = tuple(row.get(name.strip(), "") for name in header)
    return _sound(dossier, file, Table(header, (*table.rows, cells), table.separator))


def without_row(
    dossier: Dossier, *, file: str, row: Mapping[str, str], place: int | None = None
) -> Dossier:
    """Give the files without the first row that says something; every other byte stays.

    Parameters
    ----------
    file
        As ``fit.csv``; it stays with its header where the last row goes.
    row
        Column → text that the row has.
    place
        Its line, the header being 1; it is taken only where it says ``row``. None takes the first.

    Raises
    ------
    NotFound
        ``row_gone`` when there is no such row.
    WrongInput
        With the faults that the agreement would have.
    """
    from salkku.store.writing import table_of

    former = dossier.files.get(file)
    table = table_of(former) if former else Table((), ())
    names = [name.strip() for name in table.header]
    for number, cells in enumerate(table.rows):
        said = dict(zip(names, (cell.strip() for cell in cells), strict=False))
        fits = all(said.get(name, "") == text for name, text in row.items())
        if fits and place in (None, number + 2):
            rows = (*table.rows[:number], *table.rows[number + 1 :])
            return _sound(dossier, file, Table(table.header, rows, table.separator))
    raise NotFound("row_gone", file=file)


def _sound(dossier: Dossier, file: str, table: Table) -> Dossier:
    """Write a table, where the agreement has no fault with it."""
    from salkku.store.reading.assembly import read
    from salkku.store.writing import rewrite

    files = dict(dossier.files)
    files[file] = rewrite(files.get(file), table)
    whole = Dossier(files)
    faults = read(whole).faults
    if faults:
        raise WrongInput(tuple(faults))
    return whole
