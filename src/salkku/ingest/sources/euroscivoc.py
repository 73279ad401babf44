"""EuroSciVoc: the European Union's fields of science, each with its path from the broadest one.

© European Union, CC BY 4.0. A file of codes, paths and titles is read; which project is about
which field is told by CORDIS.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salkku.ingest import cells
from salkku.ingest.sheets import Record, Sheet, read_sheet
from salkku.ingest.sources import Layout, Part, fields

__all__ = ["Reads"]

_LABELS = Layout(
    "labels",
    fields(
        ("concept", "euroSciVocCode", cells.text),
        ("language", "language", cells.text),
        ("label", "euroSciVocTitle", cells.text),
        ("path", "euroSciVocPath", cells.text),
        required=("concept", "label"),
    ),
)


class Reads:
    """The fields of science behind the sources' promise."""

    name = "euroscivoc"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none is fetched."""
        return {}

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".csv",)

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read the list; its titles are English."""
        sheet = read_sheet(data)
        if self.layout(file, sheet.header) is None:
            return ()
        records = tuple(Record(each.row, [*each.cells, "en"]) for each in sheet.records)
        header = (*sheet.header, "language")
        return (Part("", Sheet(header, records, sheet.repaired, sheet.refused)),)

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        own = {"euroSciVocCode", "euroSciVocPath", "euroSciVocTitle"} <= set(header)
        return _LABELS if own and "projectID" not in header else None
