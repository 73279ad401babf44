"""Plain lists: any CSV or Excel list, with a small mapping that says what its columns mean.

The mapping is a TOML file: given as one of the paths, in the same folder, or beside the list with
its name (``list.csv``, ``list.toml``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from salkku.domain.errors import Fault, WrongInput
from salkku.ingest.mappings import Meaning, read_mapping
from salkku.ingest.sheets import Record, Sheet, read_sheet
from salkku.ingest.sources import Field, Layout, Part
from salkku.ingest.workbooks import read_workbook, sheet_of

__all__ = ["Reads"]

_ENDING = ".toml"
_LARGEST = 1024**2


class Reads:
    """Lists with a mapping behind the sources' promise."""

    name = "plain"

    def __init__(self) -> None:
        self._meanings: list[Meaning] = []

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none, a list is a person's own."""
        return {}

    def prepare(self, paths: Sequence[Path]) -> None:
        """Read the mappings among some paths and beside them."""
        found: dict[Path, None] = {}
        for path in paths:
            if path.is_dir():
                found.update(dict.fromkeys(sorted(path.rglob(f"*{_ENDING}"))))
            else:
                found[path if path.suffix == _ENDING else path.with_suffix(_ENDING)] = None
        files = [path for path in found if path.is_file() and path.stat().st_size <= _LARGEST]
        if not files:
            name = paths[0].name if paths else ""
            raise WrongInput((Fault(name, "mapping_missing"),))
        for path in files:
            self._meanings += read_mapping(file=path.name, data=path.read_bytes())

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".csv", ".tsv", ".txt", ".xlsx")

    def companions(self) -> tuple[str, ...]:
        """Name the endings of the files that tell how to read the others."""
        return (_ENDING,)

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read each meaning of a file as a sheet of its own."""
        if not any(meaning.matches(file, meaning.sheet) for meaning in self._meanings):
            return ()
        if not file.lower().endswith(".xlsx"):
            return self._meant(file, "", read_sheet(data))
        return [
            part
            for name, grid in read_workbook(data).items()
            if (sheet := sheet_of(grid, telling=self._telling(file, name))) is not None
            for part in self._meant(file, name, sheet)
        ]

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        mark = next((name for name in header if name.startswith("=meaning ")), "")
        if not mark:
            return None
        meaning = self._meanings[int(mark.split()[1])]
        own = tuple(Field(*told) for told in meaning.readers())
        return Layout(meaning.table, own, issued=("=as_of",), updated=(), series=meaning.series)

    def _meant(self, file: str, name: str, sheet: Sheet) -> list[Part]:
        return [
            Part(f"{name} {meaning.table}".strip(), _told(meaning, number, sheet))
            for number, meaning in enumerate(self._meanings)
            if meaning.matches(file, name) and _required(meaning) & set(sheet.header)
        ]

    def _telling(self, file: str, name: str) -> tuple[str, ...]:
        """Name a column by which the header of a worksheet is found."""
        for meaning in self._meanings:
            if meaning.matches(file, name):
                return tuple(names[0] for names in meaning.columns.values() if len(names) == 1)
        return ("",)


def _required(meaning: Meaning) -> set[str]:
    return {name for names in meaning.columns.values() for name in names}


def _told(meaning: Meaning, number: int, sheet: Sheet) -> Sheet:
    """Add what is the same on every row, and part the rows that hold several values."""
    issued = meaning.issued.isoformat() if meaning.issued else ""
    added = [f"=meaning {number}", "=as_of", *(f"={name}" for name in meaning.constants)]
    values = ["", issued, *meaning.constants.values()]
    records = [Record(each.row, [*each.cells, *values]) for each in sheet.records]
    for name, sign in meaning.split.items():
        columns = [one for one in meaning.columns.get(name, ()) if one in sheet.header]
        for at in [sheet.header.index(one) for one in columns]:
            records = [one for each in records for one in _parted(each, at, sign)]
    header = (*sheet.header, *added)
    return replace(sheet, header=header, records=tuple(records))


def _parted(record: Record, at: int, sign: str) -> list[Record]:
    values = [value.strip() for value in record.cells[at].split(sign) if value.strip()]
    return [
        Record(record.row, [*record.cells[:at], value, *record.cells[at + 1 :]])
        for value in values or [""]
    ]
