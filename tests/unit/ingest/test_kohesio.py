"""One operation is one project whatever its rows, and only euros are money."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.unit.ingest import funds
from tests.unit.ingest.reading import held, loaded, reasons


def test_the_layouts_have_the_columns_of_the_published_files() -> None:
    assert (len(funds.OPERATIONS_2014), len(funds.OPERATIONS_2021)) == (40, 44)


def test_rows_of_one_operation_are_one_project(tmp_path: Path) -> None:
    found, folder = loaded("kohesio", tmp_path, funds.operations())
    assert found.rows == {"projects": 3, "participations": 3, "beneficiaries": 2}
    assert (found.joined, found.rejected) == (1, ())
    project = held(folder, "projects")[0]
    assert project == {
        "source": "kohesio",
        "id": "Q1",
        "programme": "Uudistuva ja osaava Suomi",
        "title": "Osat kiertoon, vaihe 2",
        "title_en": "Parts in use again",
        "starts": date(2023, 9, 4),
        "ends": date(2025, 12, 31),
        "total_cost_cents": 100000050,
        "eu_contribution_cents": 40000020,
        "eu_share": "40.0",
        "objective": "Kokeillaan. Kysy: …, …",
        "fund": "ERDF",
        "theme": "Research|Circular economy",
        "region": "Helsinki-Uusimaa|Ostrobothnia",
        "nuts": "FI1B1|FI195",
        "country": "FI",
        "period": "2021-2027",
        "doi": "A80001",
    }
    assert held(folder, "participations")[0] == {
        "source": "kohesio",
        "project": "Q1",
        "organisation": "Q77",
        "name": "Esimerkkilän kaupunki",
        "business_id": "0116480-8",
        "country": "FI",
        "role": "lead",
    }


def test_money_in_another_currency_is_unknown_and_doubted(tmp_path: Path) -> None:
    found, folder = loaded("kohesio", tmp_path, funds.operations())
    swedish = held(folder, "projects")[1]
    assert swedish["id"] == "Q2"
    assert {"total_cost_cents", "eu_contribution_cents"} & set(swedish) == set()
    assert [(each.row, each.column, each.reason) for each in found.doubts] == [
        (4, "Total_Eligible_Expenditure_amount", "not_a_number"),
        (4, "Project_EU_Budget", "not_a_number"),
    ]
    assert "business_id" not in held(folder, "participations")[1]


def test_rows_that_say_different_sums_are_kept_apart_and_count_once(tmp_path: Path) -> None:
    other = {**funds.OPERATION, "Project_EU_Budget": "5", "Operation_Name_English": ""}
    rows = [funds.OPERATION, other, {**funds.OPERATION, "LAU_Labels": "Espoo"}]
    data = funds.delimited(funds.OPERATIONS_2021, rows)
    found, folder = loaded("kohesio", tmp_path, {"FI.csv": data})
    assert (found.rows, found.joined) == ({"projects": 1, "participations": 1}, 1)
    assert held(folder, "projects")[0]["eu_contribution_cents"] == 40000020


def test_quotes_that_belong_to_a_name_stay(tmp_path: Path) -> None:
    found, folder = loaded("kohesio", tmp_path, funds.operations())
    names = [each["name"] for each in held(folder, "beneficiaries")]
    assert names == ['"ТЕСТ" ЕООД', "Test d.o.o."]
    assert found.repaired == 1


def test_the_real_beneficiaries(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "kohesio" / "beneficiaries-cee-2014-2020.tsv"
    found, folder = loaded("kohesio", tmp_path, {file.name: file.read_bytes()})
    lines = file.read_text("utf-8").rstrip("\n").split("\n")[1:]
    whole = {tuple(cell.strip() for cell in line.split("\t")) for line in lines}
    assert found.rows == {"beneficiaries": len(whole)}
    assert {reason for _, _, reason in reasons(found)} == {"repeated_row"}
    assert len(whole) + len(found.rejected) == len(lines) == 27222
    euros = sum(round(float(row[3] or 0) * 100) for row in whole)
    assert sum(row.get("total_cost_cents", 0) for row in held(folder, "beneficiaries")) == euros
