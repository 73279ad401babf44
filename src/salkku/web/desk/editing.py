"""Change one row of one table, and take the change back: the folder is checked either way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from salkku.domain.dossier import Dossier, Table
from salkku.store.writing import rewrite, table_of
from salkku.web.desk.models import RowRecord
from salkku.web.desk.opening import Desk, replace

__all__ = ["Change", "change_row", "changes_of", "table_at", "undo_row"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one row was and became: (column, before, after) of each cell that differs."""

    when: datetime
    who: str
    cells: tuple[tuple[str, str, str], ...]


def table_at(desk: Desk, path: str) -> Table:
    """Give a table as it is now.

    Raises
    ------
    Http404
        If there is no such table.
    """
    content = desk.workspace.dossier().files.get(path)
    if content is None or not path.endswith(".csv"):
        raise Http404(path)
    return table_of(content)


def change_row(*, desk: Desk, path: str, position: int, cells: Sequence[str]) -> Desk:
    """Put cells in place of a row's.

    Raises
    ------
    WrongInput
        With every fault that the folder would have; nothing has changed then.
    """
    files = dict(desk.workspace.dossier().files)
    table = table_of(files[path])
    rows = list(table.rows)
    rows[position] = tuple(cells)
    files[path] = rewrite(files[path], Table(table.header, tuple(rows), table.separator))
    return replace(desk=desk, dossier=Dossier(files))


def changes_of(desk: Desk, path: str, position: int) -> list[Change]:
    """List the changes of a row, the newest first."""
    header = table_at(desk, path).header
    row = RowRecord.objects.filter(
        file__agreement_id=desk.pk, file__path=path, position=position
    ).first()
    found = []
    for after in row.history.all() if row else ():
        before = after.prev_record
        if before is not None:
            cells = _differing(header, before.cells, after.cells)
            who = after.history_user.get_username() if after.history_user else ""
            found.append(Change(after.history_date, who, cells))
    return found


def undo_row(*, desk: Desk, path: str, position: int) -> Desk:
    """Take the newest change of a row back.

    Raises
    ------
    Http404
        If the row has not been changed.
    WrongInput
        If the folder would have faults; nothing has changed then.
    """
    row = RowRecord.objects.filter(
        file__agreement_id=desk.pk, file__path=path, position=position
    ).first()
    newest = row.history.first() if row else None
    before = newest.prev_record if newest else None
    if before is None:
        raise Http404(path)
    return change_row(desk=desk, path=path, position=position, cells=before.cells)


def _differing(
    header: Sequence[str], before: Sequence[str], after: Sequence[str]
) -> tuple[tuple[str, str, str], ...]:
    def at(cells: Sequence[str], place: int) -> str:
        return cells[place] if place < len(cells) else ""

    return tuple(
        (name, at(before, place), at(after, place))
        for place, name in enumerate(header)
        if at(before, place) != at(after, place)
    )
