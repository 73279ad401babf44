"""Interreg partners find their project by its id or its acronym, and persons are not read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.unit.ingest import funds
from tests.unit.ingest.reading import held, loaded, reasons


def workbook(
    projects: Sequence[Sequence[Any]], partners: Sequence[Sequence[Any]]
) -> dict[str, bytes]:
    sheets = {
        "About": (("keep.eu export",), ()),
        "Projects": (funds.PROJECT_COLUMNS, projects),
        "Partners": (funds.PARTNER_COLUMNS, partners),
    }
    return {"keep.xlsx": funds.export(sheets)}


def test_the_export_is_joined(tmp_path: Path) -> None:
    found, folder = loaded("keep", tmp_path, funds.interreg())
    assert found.rows == {"projects": 3, "participations": 4}
    assert (found.rejected, found.doubts) == ((), ())
    doves, gulls, biogas = held(folder, "projects")
    assert doves == {
        "source": "keep",
        "id": f"{funds.SEA}/C007",
        "programme": funds.SEA,
        "fund": "Interreg",
        "period": "2021-2027",
        "acronym": "DOVES",
        "title": "Doves over bays",
        "title_en": "Doves over bays",
        "status": "Ongoing",
        "starts": date(2023, 1, 1),
        "total_cost_cents": 200000025,
        "eu_contribution_cents": 160000000,
        "eu_share": "80%",
        "objective": "Doves deliver. …",
        "objective_en": "Doves deliver. …",
    }
    assert (gulls["id"], gulls["title"]) == (f"{funds.SEA}/GULLS", "Lokit")
    assert (biogas["source"], biogas["id"]) == ("keep.sweden", "NORTH/Biogas")
    told = ("project", "name", "role", "pic", "eu_contribution_cents")
    rows = [tuple(each.get(name) for name in told) for each in held(folder, "participations")]
    assert rows[:3] == [
        (f"{funds.SEA}/C007", "Example City", "lead", "999000001", 80000000),
        (f"{funds.SEA}/C007", "Example University", "partner", None, None),
        (f"{funds.SEA}/GULLS", "Gull Society", "partner", None, None),
    ]


def test_an_acronym_of_two_projects_names_neither(tmp_path: Path) -> None:
    twin = [*funds.KEEP_PROJECTS[0]]
    twin[2] = "C008"
    book = workbook([funds.KEEP_PROJECTS[0], twin], funds.KEEP_PARTNERS)
    found, _ = loaded("keep", tmp_path, book)
    assert reasons(found) == [("keep.xlsx/Partners", 3, "project_ambiguous")]
    assert found.rows == {"projects": 2, "participations": 2}


def test_a_partner_whose_project_is_not_in_the_file_is_kept(tmp_path: Path) -> None:
    found, folder = loaded("keep", tmp_path, workbook([], funds.KEEP_PARTNERS[:1]))
    assert found.rows == {"participations": 1}
    assert held(folder, "participations")[0]["project"] == f"{funds.SEA}/C007"


def test_the_real_swedish_list(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "keep" / "interreg-sweden-partners-2021-2027.json"
    found, folder = loaded("keep", tmp_path, {file.name: file.read_bytes()})
    assert found.rows["participations"] + len(found.rejected) == 1196
    assert {reason for _, _, reason in reasons(found)} == {"empty_required"}
    projects = {each["id"] for each in held(folder, "projects")}
    assert {each["project"] for each in held(folder, "participations")} <= projects
