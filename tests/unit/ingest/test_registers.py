"""Registers and vocabularies: every name with its language, every code as text, no person."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from tests.unit.ingest import registers
from tests.unit.ingest.reading import held, loaded, reasons

from salkku.ingest import load


def test_a_company_has_a_row_for_each_name(tmp_path: Path) -> None:
    found, folder = loaded("ytj", tmp_path, registers.companies())
    assert found.rows == {"organisations": 2}
    assert reasons(found) == [("companies.json", 3, "natural_person")]
    assert found.snapshots[0].as_of == date(2026, 2, 3)
    first, former = held(folder, "organisations")
    assert first == {
        "source": "ytj",
        "id": "0116480-8",
        "name": "Esimerkki Oy",
        "name_kind": "name",
        "business_id": "0116480-8",
        "form": "Osakeyhtiö",
        "industry": "Research on doves",
        "city": "ESPOO",
        "postcode": "02150",
        "country": "FI",
        "website": "www.example.org",
        "status": "1",
        "registered": date(1978, 3, 15),
        "updated": date(2026, 2, 3),
    }
    assert (former["name"], former["name_kind"]) == ("Vanha Oy", "former")


def test_a_business_id_that_does_not_check_is_no_company(tmp_path: Path) -> None:
    data = json.dumps([registers.company("0116480-7", ("A Oy", "1", ""))] * 2).encode()
    found, folder = loaded("ytj", tmp_path, {**registers.companies(), "more.json": data})
    assert ("more.json", 1, "empty_required") in reasons(found)
    assert "not_a_business_id" in {each.reason for each in found.doubts}
    assert {each["id"] for each in held(folder, "organisations")} == {"0116480-8"}


def test_an_answer_without_companies_is_an_answer(tmp_path: Path) -> None:
    found, _ = loaded("ytj", tmp_path, {"none.json": b'{"totalResults": 0, "companies": []}'})
    assert (found.rows, found.rejected) == ({}, ())


def test_concepts_in_every_form(tmp_path: Path) -> None:
    found, folder = loaded("yso", tmp_path, registers.ontology())
    assert (found.rows, found.rejected) == ({"labels": 8}, ())
    home = "http://www.yso.fi/onto/yso"
    assert [
        (each["concept"].removeprefix(f"{home}/"), each["language"], each["label"])
        for each in held(folder, "labels")
    ] == [
        ("p1", "fi", "ympäristö"),
        ("p1", "sv", "miljö"),
        ("p2", "fi", "linnut"),
        ("p20", "en", "castle"),
        ("p20", "fi", "linna"),
        ("p30", "en", 'doves, "white"'),
        ("p30", "fi", "kyyhkyt"),
        ("p31", "sv", "duvor"),
    ]


def test_lines_that_name_no_concept_are_named(tmp_path: Path) -> None:
    data = b"<http://www.yso.fi/onto/yso/p1>\tA\nloose line\nx\ty\n"
    found, _ = loaded("yso", tmp_path, {"yso-en.tsv": data})
    assert found.rows == {"labels": 1}
    assert [row for _, row, _ in reasons(found)] == [2, 3]


def test_fields_of_science_have_a_path(tmp_path: Path) -> None:
    _, folder = loaded("euroscivoc", tmp_path, registers.sciences())
    assert held(folder, "labels")[1] == {
        "source": "euroscivoc",
        "concept": "/27/79",
        "language": "en",
        "label": "birds",
        "path": "/agricultural sciences/birds",
    }


def test_codes_of_places_are_text(tmp_path: Path) -> None:
    found, folder = loaded("places", tmp_path, registers.geography())
    assert found.rows == {"places": 6}
    rows = {(each["kind"], each["code"]): each for each in held(folder, "places")}
    assert rows["municipality", "091"]["name_sv"] == "Helsingfors"
    assert ("municipality", "049") in rows
    assert {each["municipality"] for each in rows.values() if each["code"] == "00100"} == {
        "Helsinki"
    }
    assert {each["level"] for each in rows.values() if each["code"] == "FI1B1"} == {3}


def test_a_shorter_list_takes_nothing_away(tmp_path: Path) -> None:
    loaded("yso", tmp_path, registers.ontology())
    shorter = tmp_path / "yso-fi.tsv"
    shorter.write_bytes(registers.ontology()["yso-fi.tsv"].split(b"\n")[0])
    folder = tmp_path / "agreement"
    assert load(source="yso", paths=[shorter], into=folder).rows == {"labels": 8}
    assert len(held(folder, "labels")) == 8


def test_the_real_vocabularies(shared_data: Path, tmp_path: Path) -> None:
    for source, path, wanted in (
        ("yso", "yso/yso-ysoplaces-cicero-en.tsv", {"labels": 32265}),
        ("euroscivoc", "euroscivoc_from_cordis_he.csv", {"labels": 1013}),
        ("places", "fi_municipalities_nls.csv", {"places": 309}),
    ):
        folder = tmp_path / source
        folder.mkdir()
        found = load(source=source, paths=[shared_data / "vocabularies" / path], into=folder)
        assert (found.rows, found.rejected, found.doubts) == (wanted, (), ())
