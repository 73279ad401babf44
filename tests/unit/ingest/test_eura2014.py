"""The Finnish project lists come back whole, every cell in its column."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from tests.unit.ingest import eura, horizon

from salkku.ingest import load
from salkku.store import tables

COLUMNS = (
    "id",
    "fund",
    "title",
    "part",
    "priority",
    "authority",
    "status",
    "starts",
    "ends",
    "granted_cents",
    "paid_cents",
    "public_cents",
    "public_paid_cents",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "agreement").mkdir()
    return tmp_path / "agreement"


def held(folder: Path) -> dict[str, tuple[object, ...]]:
    rows = tables.fetch_rows(folder=folder, table_name="projects", columns=COLUMNS)
    return {row[0]: row[1:] for row in rows}


HELD = {
    "S1": (
        "ESR",
        'Silta, "Kampus" ja tie',
        "Valtakunnallinen osio",
        "3",
        eura.CENTRE,
        "Toiminta päättynyt",
        date(2008, 4, 1),
        date(2010, 12, 31),
        30899900,
        30899900,
        36899900,
        -600,
    ),
    "A2": (
        *("EAKR", "Pilotti 2,3, ja 4", "Itä-Suomi", "1", "Finnvera", "Keskeytynyt"),
        *(date(2008, 1, 1), date(2008, 2, 29), 100, 200, 300, 400),
    ),
    "A5": (
        *("EAKR", "Kone, 2. vaihe", None, "1", eura.CENTRE, "Toiminnassa"),
        *(date(2015, 3, 1), date(2017, 2, 28), 44390900, 7164150, 700, 800),
    ),
    "A6": (
        *("EAKR", '"Musko" ja hoito', None, "1", "Uudenmaan liitto", "Toiminnassa"),
        *(date(2015, 2, 2), date(2016, 12, 31), 100, 200, 300, 400),
    ),
    "A7": (
        *("EAKR", "Vaihe | kaksi", None, "1", "Lapin liitto", "Toiminnassa"),
        *(None, date(2015, 12, 31), 42500, 42500, 42600, 42700),
    ),
    "A8": (
        *("EAKR", "Vienti", None, "1", "Lapin liitto", "Toiminnassa"),
        *(date(2015, 12, 31), date(2015, 12, 31), 10000, None, 10100, 9300),
    ),
    "A9": (
        *("EAKR", "Ilman loppua", None, "2", "Lapin liitto", "Toiminnassa"),
        *(date(2016, 1, 1), None, 5600, 0, 11000, 0),
    ),
    "A10": (
        *("EAKR", "Kolme lukua", None, "2", "Lapin liitto", "Toiminnassa"),
        *(date(2014, 9, 4), date(2015, 5, 31), 1500, 1600, 1700, None),
    ),
    "A11": (
        *("EAKR", "Nimi puuttuu", None, "2", "Lapin liitto", "Toiminnassa"),
        *(date(2015, 1, 1), date(2016, 6, 30), 1000, 1100, 1200, 1300),
    ),
}
"""What the sample lists say, row by row."""


def test_unquoted_commas_quotes_and_shifted_cells(tmp_path: Path, folder: Path) -> None:
    found = load(
        source="eura2014",
        paths=[horizon.write_folder(tmp_path / "in", eura.lists())],
        into=folder,
    )
    assert found.rejected == ()
    assert held(folder) == HELD
    partners = tables.fetch_rows(
        folder=folder, table_name="participations", columns=("project", "name", "country")
    )
    assert ("S1", "Kuntayhtymä, Opisto A", "FI") in partners
    assert len(partners) == 8
    assert [(each.row, each.column, each.reason) for each in found.doubts] == [
        (5, "Toteutunut EU- ja valtion rahoitus", "not_a_number"),
        (8, "Toteuttajan nimi", "empty_required"),
    ]


def test_a_line_without_anchors_is_named(tmp_path: Path, folder: Path) -> None:
    data = eura.lists()["list-2007-2013.csv"] + b"S9,ESR,Jotain,Muuta\r\n"
    (tmp_path / "list.csv").write_bytes(data)
    found = load(source="eura2014", paths=[tmp_path / "list.csv"], into=folder)
    assert [(each.row, each.reason) for each in found.rejected] == [(4, "width")]
    assert found.rows["projects"] == 2


def test_a_page_stands_beside_the_list_whichever_comes_last(tmp_path: Path, folder: Path) -> None:
    files = horizon.write_folder(tmp_path / "in", eura.files())
    lists, facts = files / "list-2014-2020.csv", files / "project-page-facts.csv"
    for paths in ([facts], [lists], [facts], [lists, facts]):
        load(source="eura2014", paths=paths, into=folder)
    ends = tables.fetch_rows(
        folder=folder, table_name="projects", columns=("source", "ends"), where={"id": "A5"}
    )
    assert ends == [
        ("eura2014", date(2017, 2, 28)),
        ("eura2014.pages", date(2018, 7, 31)),
    ]
    partners = tables.fetch_rows(
        folder=folder,
        table_name="participations",
        columns=("name", "role", "business_id", "city"),
        where={"source": "eura2014.pages"},
    )
    assert partners == [
        ("Kaupunki", "lead", "1234567-1", "Espoo"),
        ("Oy, Ab", "partner", "7654321-2", None),
        ("Yhdistys …", "partner", None, None),
    ]


def test_every_row_of_the_real_lists_is_held(shared_data: Path, folder: Path) -> None:
    raw = shared_data / "eura" / "projektilista-2007-2013-raw-cp1252.csv"
    found = load(source="eura2014", paths=[raw], into=folder)
    assert found.rows == {"projects": 19940, "participations": 19940}
    assert (found.rejected, found.doubts) == ((), ())
    lines = raw.read_bytes().decode("cp1252").splitlines()[1:]
    rows = held(folder)
    plain = [line.split(",") for line in lines if line.count(",") == 13 and '"' not in line]
    assert len(plain) > 8_000
    for code, fund, title, part, priority, authority, status, *_ in plain:
        texts = (fund, title, part, priority, authority, status)
        assert rows[code][:6] == tuple(cell.strip() for cell in texts)
    sums = [sum(int(line.rsplit(",", 4)[place]) * 100 for line in lines) for place in range(1, 5)]
    assert [sum(row[place] for row in rows.values()) for place in range(8, 12)] == sums  # type: ignore[misc]
    assert {len({row[2] for row in rows.values()}), len({row[4] for row in rows.values()})} == {
        9,
        42,
    }


def test_the_raw_list_of_2014_agrees_with_its_repaired_form(
    shared_data: Path, folder: Path
) -> None:
    place = shared_data / "eura"
    found = load(source="eura2014", paths=[place / "projektilista-2014-2020-raw.csv"], into=folder)
    assert (found.rows["projects"], found.rejected) == (2881, ())
    rows = held(folder)
    with (place / "projektilista-2014-2020.csv").open(encoding="utf-8-sig", newline="") as file:
        repaired = {row[0]: row for row in list(csv.reader(file))[1:]}
    assert rows.keys() == repaired.keys()
    differing = [
        code
        for code, row in repaired.items()
        if [squeezed(row[n]) for n in (1, 2, 3, 4, 5)]
        != [squeezed(str(rows[code][n] or "")) for n in (0, 1, 3, 4, 5)]
    ]
    assert len(differing) <= 3, differing
    amounts = [
        code
        for code, row in repaired.items()
        if [round(float(cell or 0) * 100) for cell in (each.strip() for each in row[9:13])]
        != [cents or 0 for cents in rows[code][8:12]]
    ]
    assert len(amounts) <= 3, amounts


def squeezed(cell: str) -> str:
    """Leave what the repair of the published list left: no commas, semicolons, double spaces."""
    return re.sub(r"\s+", " ", re.sub(r'[,;"]', "", cell)).strip()
