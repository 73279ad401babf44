"""Any list is read by a mapping that says what its columns mean; a wrong mapping is told whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.unit.ingest import funds, registers
from tests.unit.ingest.reading import held, loaded

from salkku.domain.errors import WrongInput
from salkku.ingest import load


def test_a_list_means_what_its_mapping_says(tmp_path: Path) -> None:
    found, folder = loaded("plain", tmp_path, registers.listed())
    assert found.rows == {"projects": 2, "participations": 3}
    assert {each.as_of for each in found.snapshots} == {date(2026, 11, 1)}
    assert held(folder, "projects")[0] == {
        "source": "plain.neighbours",
        "id": "A1",
        "title": "Silta (…)",
        "starts": date(2024, 1, 1),
        "total_cost_cents": 100050,
        "scope": "neighbour",
    }
    rows = [(each["project"], each["name"]) for each in held(folder, "participations")]
    assert sorted(rows) == [("A1", "Kaupunki"), ("A1", "Yliopisto"), ("DOVES", "Dove Oy")]


def test_a_worksheet_is_found_by_its_columns(tmp_path: Path) -> None:
    rows = (("A1", "Silta", date(2025, 5, 1)),)
    book = funds.export({"Notes": (("x",), ()), "List": (("code", "name", "start"), rows)})
    columns = 'columns = { id = "code", starts = "start" }'
    mapping = f'[[tables]]\ntable = "projects"\nsheet = "List"\n{columns}'
    found, folder = loaded("plain", tmp_path, {"list.xlsx": book, "list.toml": mapping.encode()})
    assert found.rows == {"projects": 1}
    assert held(folder, "projects")[0]["starts"] == date(2025, 5, 1)


def test_the_mapping_beside_a_file_is_found(tmp_path: Path) -> None:
    for name, data in registers.listed().items():
        (tmp_path / name).write_bytes(data)
    folder = tmp_path / "agreement"
    folder.mkdir()
    found = load(source="plain", paths=[tmp_path / "neighbours.csv"], into=folder)
    assert found.rows == {"projects": 2, "participations": 3}


@pytest.mark.parametrize(
    ("mapping", "code", "columns"),
    [
        ("no = [", "mapping_unreadable", [None]),
        ("", "mapping_wrong", ["table"]),
        ('[[tables]]\ntable = "shops"', "mapping_wrong", ["table"]),
        ('[[tables]]\ntable = "projects"', "mapping_wrong", ["columns"]),
        (
            'as_of = "soon"\n[[tables]]\ntable = "projects"\nowner = 1\n'
            'columns = { id = [], bread = "x" }\nconstants = { scope = true }\nsplit = 7',
            "mapping_wrong",
            ["tables", "columns", "columns", "constants", "split", "as_of"],
        ),
    ],
)
def test_a_wrong_mapping_is_told_whole(
    tmp_path: Path, mapping: str, code: str, columns: list[str | None]
) -> None:
    with pytest.raises(WrongInput) as caught:
        loaded("plain", tmp_path, {"list.csv": b"code\n1\n", "list.toml": mapping.encode()})
    assert {fault.code for fault in caught.value.faults} == {code}
    assert [fault.column for fault in caught.value.faults] == columns


def test_a_list_without_a_mapping_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongInput) as caught:
        loaded("plain", tmp_path, {"list.csv": b"code\n1\n"})
    assert [fault.code for fault in caught.value.faults] == ["mapping_missing"]


def test_the_real_neighbours(shared_data: Path, tmp_path: Path) -> None:
    mapping = (
        'name = "hevi"\n[[tables]]\ntable = "projects"\n'
        'columns = { id = ["code", "acronym", "name"], title = "name", starts = "start", '
        'total_cost_cents = "total_budget_eur", address = "source" }\n'
        'constants = { scope = "neighbour" }\n'
    )
    given = {"landscape.csv": (shared_data / "hevi" / "landscape.csv").read_bytes()}
    found, folder = loaded("plain", tmp_path, {**given, "landscape.toml": mapping.encode()})
    assert (found.rows, found.rejected) == ({"projects": 31}, ())
    assert {each["scope"] for each in held(folder, "projects")} == {"neighbour"}
