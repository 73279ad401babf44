"""Places: Finland's municipalities and postcodes, and the European regions (NUTS).

© National Land Survey of Finland, Statistics Finland, Eurostat. Codes are text: Helsinki is 091.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from salkku.ingest import cells
from salkku.ingest.sheets import Record, read_sheet
from salkku.ingest.sources import Layout, Part, fields

__all__ = ["Reads"]

_MUNICIPALITIES = Layout(
    "places",
    fields(
        ("code", "natcode", cells.text),
        ("kind", "kind", cells.text),
        ("name", "name_fi", cells.text),
        ("name_sv", "name_sv", cells.text),
        ("area_km2", "land_km2", cells.text),
        required=("code", "name"),
    ),
)
_POSTCODES = Layout(
    "places",
    fields(
        ("code", "postcode", cells.text),
        ("kind", "kind", cells.text),
        ("municipality", "municipality", cells.text),
        ("latitude", "lat", cells.text),
        ("longitude", "lon", cells.text),
        required=("code", "municipality"),
    ),
)
_REGIONS = Layout(
    "places",
    fields(
        ("code", "code", cells.text),
        ("kind", "kind", cells.text),
        ("name", "name", cells.text),
        ("level", "level", cells.whole),
        required=("code", "name"),
    ),
)
_KINDS = (
    ({"natcode", "name_fi"}, "municipality", _MUNICIPALITIES),
    ({"postcode", "municipality"}, "postcode", _POSTCODES),
    ({"level", "code", "name"}, "nuts", _REGIONS),
)


class Reads:
    """The places behind the sources' promise."""

    name = "places"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none is fetched."""
        return {}

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".csv", ".tsv")

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read a list and say of which kind of place it is."""
        sheet = read_sheet(data)
        kind = next((kind for own, kind, _ in _KINDS if own <= set(sheet.header)), None)
        if kind is None:
            return ()
        records = tuple(Record(each.row, [*each.cells, kind]) for each in sheet.records)
        return (Part("", replace(sheet, header=(*sheet.header, "kind"), records=records)),)

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        return next((layout for own, _, layout in _KINDS if own <= set(header)), None)
