"""The rows of a file as values of a table: read cell by cell, left out only with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from salkku.ingest.cells import UnreadableError
from salkku.ingest.sheets import Sheet
from salkku.ingest.sources import Field, Layout
from salkku.store.schema import table

__all__ = ["Remark", "Rows"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One place of a file that was left out, or that was kept in doubt.

    Parameters
    ----------
    file
        Name of the file, inside its folder or zip.
    row
        Row, the header being 1; None for the whole file.
    column
        Name of the column in the file; None for the whole row.
    reason
        Code of the reason, as ``"width"`` or ``"not_a_number"``.

    Examples
    --------
    >>> Remark("project.csv", 3, None, "width").reason
    'width'
    """

    file: str
    row: int | None
    column: str | None
    reason: str


class Rows:
    r"""The rows of one file as values of its table's columns.

    Parameters
    ----------
    file
        Name of the file, for remarks.
    sheet
        The file, read.
    layout
        What it holds.
    only
        Places of the records to read, and not as the sheet's leading rows: equal ones are
        silently one, and a required cell that is empty is a doubt; None for every record.

    Examples
    --------
    >>> from salkku.ingest.sheets import read_sheet
    >>> from salkku.ingest.sources import open_source
    >>> sheet = read_sheet(b"projectID;topic;title\n1;T;A\n")
    >>> layout = open_source("cordis").layout("topics.csv", sheet.header)
    >>> Rows("topics.csv", sheet, layout).columns()
    [['1'], ['T'], ['A']]
    """

    def __init__(
        self, file: str, sheet: Sheet, layout: Layout, only: Sequence[int] | None = None
    ) -> None:
        self.rejected: list[Remark] = []
        self.doubts: list[Remark] = []
        self.kept: list[int] = []
        self._file = file
        self._table = table(layout.table)
        self._values: list[tuple[Any, ...]] = []
        places = {name.lower(): place for place, name in reversed(list(enumerate(sheet.header)))}
        wanted = {field.target: _places(field, places) for field in layout.fields}
        seen: set[tuple[Any, ...]] = set()
        self._missing = self.rejected if only is None else self.doubts
        for number in range(len(sheet.records)) if only is None else only:
            record = sheet.records[number]
            values = self._row(record.row, record.cells, layout.fields, wanted, sheet.header)
            if values is None:
                continue
            if values in seen:
                if only is not None:
                    continue
                self.rejected.append(Remark(file, record.row, None, "repeated_row"))
                continue
            seen.add(values)
            self._values.append(values)
            self.kept.append(number)

    def columns(self) -> list[list[Any]]:
        """Give the values column by column, in the table's order."""
        return [
            [values[place] for values in self._values] for place in range(len(self._table.columns))
        ]

    def _row(
        self,
        row: int,
        cells: list[str],
        fields: Iterable[Field],
        wanted: dict[str, tuple[int, ...]],
        header: tuple[str, ...],
    ) -> tuple[Any, ...] | None:
        held: dict[str, Any] = {}
        for field in fields:
            place = next((each for each in wanted[field.target] if cells[each].strip()), None)
            value = None
            if place is not None:
                try:
                    value = field.read(cells[place])
                except UnreadableError as error:
                    self.doubts.append(Remark(self._file, row, header[place], str(error)))
            if value == "":  # only invisible characters
                value = None
            if value is None and field.required:
                named = field.columns[0]
                self._missing.append(Remark(self._file, row, named, "empty_required"))
                return None
            held[field.target] = value
        return tuple(held.get(name) for name in self._table.names)


def _places(field: Field, places: dict[str, int]) -> tuple[int, ...]:
    return tuple(places[name.lower()] for name in field.columns if name.lower() in places)
