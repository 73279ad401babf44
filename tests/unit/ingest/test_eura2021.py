"""The Finnish Excel report: each implementer's part with its money, the footer named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.ingest import eura, horizon

from salkku.domain.errors import WrongInput
from salkku.ingest import Limits, load
from salkku.store import tables
from salkku.store.schema import table


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "agreement").mkdir()
    return tmp_path / "agreement"


def test_every_column_of_the_report_is_held(tmp_path: Path, folder: Path) -> None:
    path = horizon.write_folder(tmp_path / "in", eura.report_files())
    found = load(source="eura2021", paths=[path], into=folder)
    assert found.rows == {"projects": 2, "participations": 2}
    assert [(each.row, each.reason) for each in found.rejected] == [(6, "footer"), (7, "footer")]
    assert found.doubts == ()
    columns = table("projects").names
    rows = tables.fetch_rows(folder=folder, table_name="projects", columns=columns)
    held = {name: value for name, value in zip(columns, rows[0], strict=True) if value is not None}
    assert held == {
        "id": "A80001",
        "joint": "R00001",
        "programme": "EAKR",
        "fund": "EAKR",
        "part": "EAKR",
        "priority": "1",
        "specific_objective": "1.1",
        "title": "Purkuosat kiertoon",
        "authority": "Uudenmaan liitto",
        "status": "Toiminnassa",
        "starts": date(2024, 1, 1),
        "ends": date(2026, 12, 31),
        "granted_cents": 100025,
        "public_cents": 100125,
        "total_cost_cents": 100225,
        "paid_cents": 1000,
        "public_paid_cents": 1100,
        "total_paid_cents": 1200,
        "eu_paid_cents": -350,
        "theme": "Kiertotalous",
        "region": "Uusimaa",
        "postcode": "02150",
        "city": "ESPOO",
        "scheme": "Avustus",
        "territory": eura.TERRITORY,
        "economic_activity": "Rakentaminen",
        "equality": "Neutraali",
        "sea_strategy": "Kyllä",
        "objective": "Kokeillaan. …, …",
        "address": "https://example.org/A80001",
        "website": "https://example.org/",
    }
    wanted = ("project", "name", "business_id", "postcode", "granted_cents", "total_cost_cents")
    parts = tables.fetch_rows(folder=folder, table_name="participations", columns=wanted)
    assert parts == [
        ("A80001", "Kaupunki", "0116480-8", "00099", 100025, 100225),
        ("A80002", "Yliopisto", "1234567-1", "00099", 50000, 50200),
    ]


def test_parts_of_one_code_keep_each_its_money(tmp_path: Path, folder: Path) -> None:
    rows = [eura.report_row("A80001", name, "0116480-8", 100) for name in ("Oy A", "Oy B")]
    (tmp_path / "report.xlsx").write_bytes(eura.report(rows, footer=0))
    found = load(source="eura2021", paths=[tmp_path / "report.xlsx"], into=folder)
    assert (found.rows, found.rejected) == ({"projects": 1, "participations": 2}, ())


def test_a_wrong_business_id_is_unknown_and_doubted(tmp_path: Path, folder: Path) -> None:
    rows = [eura.report_row("A80001", "Oy A", "1234567-2", 100)]
    (tmp_path / "report.xlsx").write_bytes(eura.report(rows))
    found = load(source="eura2021", paths=[tmp_path / "report.xlsx"], into=folder)
    assert [(each.row, each.column, each.reason) for each in found.doubts] == [
        (4, "Toteuttajan Y-tunnus", "not_a_business_id")
    ]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("report.xlsx", b"PK\x03\x04 broken", "zip_broken"),
        ("report.xlsx", b"", "zip_broken"),
        ("list.csv", b"Hankekoodi;x\n", "no_known_file"),
    ],
)
def test_what_is_no_report_is_refused(
    tmp_path: Path, folder: Path, name: str, data: bytes, code: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(WrongInput) as caught:
        load(source="eura2021", paths=[tmp_path / name], into=folder)
    assert [fault.code for fault in caught.value.faults] == [code]


def test_a_workbook_that_swells_is_refused(tmp_path: Path, folder: Path) -> None:
    path = horizon.write_zip(tmp_path / "report.xlsx", {"xl/workbook.xml": b" " * 2_000_000})
    with pytest.raises(WrongInput) as caught:
        load(source="eura2021", paths=[path], into=folder, limits=Limits(ratio=10))
    assert {fault.code for fault in caught.value.faults} == {"source_zip_swells"}


def test_a_zip_that_is_no_workbook_is_broken(tmp_path: Path, folder: Path) -> None:
    path = horizon.write_zip(tmp_path / "report.xlsx", {"notes.txt": b"x"})
    with pytest.raises(WrongInput) as caught:
        load(source="eura2021", paths=[path], into=folder)
    assert {fault.code for fault in caught.value.faults} == {"source_file_broken"}
