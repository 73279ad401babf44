"""Outlines of areas: read from GeoJSON, refused one by one when they are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from salkku.domain.errors import WrongInput
from salkku.ingest import load
from salkku.store.mapping import outlines, projects_by_postcode

SQUARE = [[24.0, 60.0], [25.0, 60.0], [25.0, 61.0], [24.0, 60.0]]


def _file(folder: Path, *features: Any, name: str = "areas.geojson") -> Path:
    file = folder / name
    file.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), "utf-8")
    return file


def _feature(kind: str, coordinates: Any, **properties: str) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def test_municipalities_and_districts_are_told_apart(tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        _feature("MultiPolygon", [[SQUARE], [SQUARE]], NATCODE="091", NAMEFIN="Helsinki"),
        _feature("Polygon", [SQUARE], nimi_fi="Kallio", nimi_se="Berghäll"),
    )
    loaded = load(source="places", paths=[file], into=tmp_path)
    assert loaded.rows == {"places": 2}
    city, district = outlines(folder=tmp_path)
    assert (city.code, city.kind, len(city.rings)) == ("091", "outline", 2)
    assert (district.code, district.kind, district.name_sv) == ("Kallio", "district", "Berghäll")
    assert city.rings[0][0] == (24.0, 60.0)


@pytest.mark.parametrize(
    "geometry",
    [
        ("Polygon", [SQUARE[:3]]),
        ("Polygon", [[[24.0, 60.0], ["x", 60.0], [25.0, 61.0], [24.0, 60.0]]]),
        ("Polygon", [[[24.0, 660.0], [25.0, 60.0], [25.0, 61.0], [24.0, 660.0]]]),
        ("Polygon", [[[float("inf"), 60.0], *SQUARE]]),
        ("Point", [24.0, 60.0]),
        ("Polygon", None),
    ],
)
def test_what_is_no_area_is_named_and_the_rest_is_kept(tmp_path: Path, geometry: Any) -> None:
    good = _feature("Polygon", [SQUARE], natcode="049", name="Espoo")
    bad = _feature(*geometry, natcode="092", name="Vantaa")
    loaded = load(source="places", paths=[_file(tmp_path, good, bad)], into=tmp_path)
    assert loaded.rows == {"places": 1}
    assert [(one.row, one.reason) for one in loaded.rejected] == [(2, "broken_record")]


def test_a_file_without_an_area_is_refused(tmp_path: Path) -> None:
    for text in ("{}", "[1, 2]", '{"type": "FeatureCollection"}', '{"cut'):
        file = tmp_path / "none.geojson"
        file.write_text(text, "utf-8")
        with pytest.raises(WrongInput):
            load(source="places", paths=[file], into=tmp_path)


def test_the_real_cities_are_drawn(tmp_path: Path, shared_data: Path) -> None:
    for file in sorted((shared_data / "maps").glob("*simplified*")):
        load(source="places", paths=[file], into=tmp_path)
    assert {one.name for one in outlines(folder=tmp_path)} == {
        "Helsinki", "Espoo", "Vantaa", "Kauniainen",
    }  # fmt: skip


def test_projects_are_counted_once_a_finnish_postcode(tmp_path: Path) -> None:
    files = {
        "postcodes.csv": "postcode,municipality,lat,lon\n02150,Espoo,60.18,24.82\n",
        "projects.csv": "id;acronym;title;startDate;totalCost\n1;A;A;;\n2;B;B;;\n",
        "organization.csv": "projectID;organisationID;name;postCode;country;order\n"
        "1;9;VTT;02150;FI;1\n1;8;Aalto;FI-02150;FI;2\n2;7;Other;02150;FR;1\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    load(source="places", paths=[tmp_path / "postcodes.csv"], into=tmp_path)
    load(
        source="cordis",
        paths=[tmp_path / "projects.csv", tmp_path / "organization.csv"],
        into=tmp_path,
    )
    (found,) = projects_by_postcode(folder=tmp_path, municipalities=["Espoo"])
    assert (found.postcode, found.projects, found.latitude) == ("02150", 1, 60.18)
