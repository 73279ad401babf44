"""Places: Finland's municipalities and postcodes, their outlines, and European regions (NUTS).

© National Land Survey of Finland, Statistics Finland, Eurostat. Codes are text: Helsinki is 091.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from salkku.ingest import cells
from salkku.ingest.documents import read_documents, sheet_of_records, word
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
_OUTLINES = Layout(
    "places",
    fields(
        ("code", "code", cells.text),
        ("kind", "kind", cells.text),
        ("name", "name", cells.text),
        ("name_sv", "name_sv", cells.text),
        ("outline", "outline", cells.text),
        required=("code", "name", "outline"),
    ),
)
_OUTLINE_COLUMNS = ("code", "kind", "name", "name_sv", "outline")
_CODES = ("natcode", "NATCODE")
_NAMES = ("name", "NAMEFIN", "nimi_fi", "nimi")
_NAMES_SV = ("name_sv", "NAMESWE", "nimi_se")
_DECIMALS = 5
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
        return (".csv", ".tsv", ".geojson")

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read a list and say of which kind of place it is, or the outlines of a GeoJSON file."""
        if file.lower().endswith(".geojson"):
            found = read_documents(data)
            features = [one for each in found.held for one in _features(each)]
            rows = [_outlined(one) for one in features]
            sheet = sheet_of_records(rows, columns=_OUTLINE_COLUMNS, broken=found.broken)
            return (Part("", sheet),) if rows else ()
        sheet = read_sheet(data)
        kind = next((kind for own, kind, _ in _KINDS if own <= set(sheet.header)), None)
        if kind is None:
            return ()
        records = tuple(Record(each.row, [*each.cells, kind]) for each in sheet.records)
        return (Part("", replace(sheet, header=(*sheet.header, "kind"), records=records)),)

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        if "outline" in header:
            return _OUTLINES
        return next((layout for own, _, layout in _KINDS if own <= set(header)), None)


def _features(document: Any) -> list[Any]:
    """Give the features of a GeoJSON document (RFC 7946); none of anything else."""
    if not isinstance(document, dict):
        return []
    held = document.get("features") if document.get("type") == "FeatureCollection" else [document]
    return held if isinstance(held, list) and document.get("type") else []


def _outlined(feature: Any) -> dict[str, str] | None:
    """Read one area: a municipality where it has a municipality's code, else a district."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return None
    told = feature["properties"]
    rings = _rings(feature.get("geometry"))
    if rings is None:
        return None
    natcode = _first(told, _CODES)
    name = _first(told, _NAMES)
    return {
        "code": natcode or word(told.get("code") or feature.get("id")) or name,
        "kind": "outline" if natcode else "district",
        "name": name,
        "name_sv": _first(told, _NAMES_SV),
        "outline": json.dumps(rings, separators=(",", ":")),
    }


def _first(told: Mapping[str, Any], names: Sequence[str]) -> str:
    return next((text for name in names if (text := word(told.get(name)))), "")


def _rings(geometry: Any) -> list[list[list[float]]] | None:
    """Give the rings of a polygon or of several, in degrees; None when it has none that close."""
    if not isinstance(geometry, dict):
        return None
    held: Any = geometry.get("coordinates")
    parts: Any = {"Polygon": [held], "MultiPolygon": held}.get(str(geometry.get("type"))) or ()
    try:
        rings = [[_point(one) for one in ring] for part in parts for ring in part]
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    closed = [ring for ring in rings if len(ring) >= 4 and ring[0] == ring[-1]]
    return closed or None


def _point(place: Any) -> list[float]:
    longitude, latitude = float(place[0]), float(place[1])
    if not (math.isfinite(longitude) and abs(longitude) <= 180 and abs(latitude) <= 90):
        raise ValueError(place)
    return [round(longitude, _DECIMALS), round(latitude, _DECIMALS)]
