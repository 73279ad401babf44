"""A load is whole or nothing, twice is once, and every row is held or named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.counts import FULL
from tests.unit.ingest import horizon

from salkku.domain.errors import NotFound, WrongInput
from salkku.ingest import load
from salkku.store import tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "agreement").mkdir()
    return tmp_path / "agreement"


def test_a_folder_a_zip_and_single_files_hold_the_same(tmp_path: Path, folder: Path) -> None:
    plain = horizon.write_folder(tmp_path / "csv", horizon.files())
    packed = horizon.write_zip(tmp_path / "cordis.zip", horizon.files())
    whole = load(source="cordis", paths=[plain], into=folder)
    assert whole.rows == {"projects": 2, "participations": 2, "topics": 2}
    assert (whole.repaired, whole.rejected, whole.doubts) == (1, (), ())
    for paths in ([packed], sorted(plain.iterdir())):
        other = tmp_path / str(len(paths))
        other.mkdir()
        again = load(source="cordis", paths=paths, into=other)
        assert (again.rows, again.repaired, again.rejected) == (whole.rows, 1, ())


def test_values_are_read_by_their_own_form_and_unknown_stays_unknown(
    tmp_path: Path, folder: Path
) -> None:
    load(
        source="cordis",
        paths=[horizon.write_folder(tmp_path / "csv", horizon.files())],
        into=folder,
    )
    assert tables.fetch_rows(
        folder=folder,
        table_name="projects",
        columns=(
            "id",
            "total_cost_cents",
            "eu_contribution_cents",
            "programme",
            "starts",
            "signed",
        ),
    ) == [
        ("101000001", 299801275, 250000000, "HORIZON", date(2025, 1, 1), None),
        ("101000002", 0, None, None, date(2022, 1, 1), None),
    ]
    assert tables.fetch_rows(
        folder=folder, table_name="topics", columns=("project", "title", "as_of", "source")
    ) == [
        ("101000001", '"Fit for "X" now', None, "cordis"),
        ("555", "Of a project that is not in the file", None, "cordis"),
    ]
    repeats = tables.fetch_rows(
        folder=folder,
        table_name="participations",
        columns=("pic", "place", "role", "eu_contribution_cents", "as_of"),
    )
    assert repeats == [
        ("999000001", 1, "coordinator", 29925050, date(2025, 3, 1)),
        ("999000001", 2, "thirdParty", 29925050, date(2025, 3, 1)),
    ]


def test_nothing_personal_reaches_the_tables(tmp_path: Path, folder: Path) -> None:
    load(
        source="cordis",
        paths=[horizon.write_folder(tmp_path / "csv", horizon.files())],
        into=folder,
    )
    held = tables.home(folder=folder).read_bytes()
    assert b"Kukkakuja" not in held
    assert b"contact" not in held
    assert b"ESIMERKKI" in held


def test_a_second_load_changes_nothing(tmp_path: Path, folder: Path) -> None:
    paths = [horizon.write_folder(tmp_path / "csv", horizon.files())]
    first = load(source="cordis", paths=paths, into=folder)
    files = tables.snapshots(folder=folder)
    second = load(source="cordis", paths=paths, into=folder)
    assert (second.rows, second.repaired, second.rejected) == (first.rows, 1, ())
    assert tables.snapshots(folder=folder) == files
    assert {file.sha256 for file in files} == {file.sha256 for file in first.snapshots}


def test_rows_left_out_are_named_and_the_count_adds_up(tmp_path: Path, folder: Path) -> None:
    topics = b"projectID;topic;title\n1;T1;A\n2;T2\n;T3;B\n1;T1;A\n4;T4;C\n"
    found = load(
        source="cordis",
        paths=[horizon.write_folder(tmp_path / "csv", {"topics.csv": topics, "notes.md": b"x"})],
        into=folder,
    )
    assert found.rows == {"topics": 2}
    assert [(each.file, each.row, each.column, each.reason) for each in found.rejected] == [
        ("notes.md", None, None, "unknown_file"),
        ("topics.csv", 3, None, "width"),
        ("topics.csv", 4, "projectID", "empty_required"),
        ("topics.csv", 5, None, "repeated_row"),
    ]
    assert (found.snapshots[0].read, found.snapshots[0].rejected) == (5, 3)


def test_a_cell_that_cannot_be_read_is_unknown_and_doubted(tmp_path: Path, folder: Path) -> None:
    rows = [{**horizon.PROJECTS[0], "totalCost": "much"}]
    data = {"project.csv": horizon.sheet(horizon.PROJECT_COLUMNS, rows)}
    found = load(source="cordis", paths=[horizon.write_folder(tmp_path / "csv", data)], into=folder)
    assert found.rows == {"projects": 1}
    assert [(each.row, each.column, each.reason) for each in found.doubts] == [
        (2, "totalCost", "not_a_number")
    ]


def test_contributions_beyond_the_maximum_are_doubted(tmp_path: Path, folder: Path) -> None:
    rows = [{**horizon.PROJECTS[0], "ecMaxContribution": "500000"}]
    data = {
        "project.csv": horizon.sheet(horizon.PROJECT_COLUMNS, rows),
        "organization.csv": horizon.files()["organization.csv"],
    }
    found = load(source="cordis", paths=[horizon.write_folder(tmp_path / "csv", data)], into=folder)
    assert [each.reason for each in found.doubts] == ["contributions_exceed_maximum"]


def test_dated_snapshots_are_ordered_by_the_day_in_their_name(tmp_path: Path, folder: Path) -> None:
    def snapshot(title: str) -> bytes:
        return f"id|acronym|title|startDate\n7|A|{title}|2025-01-01\n".encode()

    dated = {"p_2026-01-15.csv": snapshot("later"), "p_2025-02-26.csv": snapshot("sooner")}
    partners = (
        b"projectID|name|contactForm|order\n"
        b"7|A OY|https://example.org/contact-form/project/998189947/7|1.0\n"
    )
    names = horizon.write_folder(tmp_path / "in", {**dated, "orgs_2025-02-26.csv": partners})
    for paths in ([names], sorted(names.iterdir(), reverse=True), [names]):
        found = load(source="cordis", paths=paths, into=folder)
        assert found.rows == {"projects": 1, "participations": 1}
    held = tables.fetch_rows(folder=folder, table_name="projects", columns=("title", "as_of"))
    assert held == [("later", date(2026, 1, 15))]
    pics = tables.fetch_rows(folder=folder, table_name="participations", columns=("pic", "place"))
    assert pics == [("998189947", 1)]


def test_the_layout_of_an_earlier_programme(tmp_path: Path, folder: Path) -> None:
    data = (
        b"rcn\treference\tacronym\tstatus\tprogramme\tstartDate\ttotalCost\tcall\n"
        b"193157\t632927\tPMC\tSIGNED\tH2020-EU.1.1.\t2014-01-01\t230000,00\tH2020-Adhoc\n"
    )
    path = horizon.write_folder(tmp_path / "in", {"projects.tsv": data})
    load(source="cordis", paths=[path], into=folder)
    columns = ("id", "rcn", "programme", "total_cost_cents", "call", "title")
    assert tables.fetch_rows(folder=folder, table_name="projects", columns=columns) == [
        ("632927", "193157", "H2020-EU", 23000000, "H2020-Adhoc", None)
    ]


def test_a_load_that_fails_leaves_what_was_there(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [horizon.write_folder(tmp_path / "csv", horizon.files())]
    before = load(source="cordis", paths=paths, into=folder).rows
    monkeypatch.setattr("salkku.store.merging.missing", _break)
    more = horizon.write_folder(
        tmp_path / "more", {"topics.csv": b"projectID;topic;title\n9;T9;New\n"}
    )
    with pytest.raises(RuntimeError, match="in the middle"):
        load(source="cordis", paths=[more], into=folder)
    assert tables.counts(folder=folder, source="cordis") == before


def _break(*_: object, **__: object) -> None:
    raise RuntimeError("in the middle")


@pytest.mark.parametrize(
    ("paths", "code"), [(["nowhere"], "path_missing"), (["empty"], "no_known_file")]
)
def test_nothing_to_load_is_told(tmp_path: Path, folder: Path, paths: list[str], code: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(WrongInput) as caught:
        load(source="cordis", paths=[tmp_path / path for path in paths], into=folder)
    assert [fault.code for fault in caught.value.faults] == [code]
    assert not tables.exists(folder=folder)


def test_an_unknown_source_is_told(folder: Path) -> None:
    with pytest.raises(NotFound) as caught:
        load(source="atlantis", paths=[], into=folder)
    assert caught.value.code == "unknown_source"


def test_the_real_subset_of_horizon_europe(shared_data: Path, folder: Path) -> None:
    source = shared_data / "cordis" / "horizon"
    found = load(source="cordis", paths=[source], into=folder)
    wanted = {
        "projects": 1118,
        "participations": 12537,
        "subjects": 43285,
        "topics": 15341,
        "legal_bases": 20512,
        "reports": 3521,
    }
    assert {name: found.rows[name] for name in wanted} == wanted
    assert (found.repaired, found.rejected, found.doubts) == (8, (), ())
    assert _sums(folder) == _sums_of_the_file(source)
    if FULL:
        again = load(source="cordis", paths=[source], into=folder)
        assert (again.rows, again.repaired, again.rejected) == (found.rows, 8, ())
        assert len(tables.snapshots(folder=folder)) == len(found.snapshots)


def _sums(folder: Path) -> tuple[int, int]:
    costs = tables.fetch_rows(folder=folder, table_name="projects", columns=("total_cost_cents",))
    shares = tables.fetch_rows(
        folder=folder, table_name="participations", columns=("eu_contribution_cents",)
    )
    return sum(each[0] or 0 for each in costs), sum(each[0] or 0 for each in shares)


def _sums_of_the_file(source: Path) -> tuple[int, int]:
    """Sum by another road: pandas, which reads these two files of the subset rightly."""
    import pandas

    sums = []
    for name, column in (("project", "totalCost"), ("organization", "ecContribution")):
        frame = pandas.read_csv(source / f"{name}.csv", sep=";", dtype=str, keep_default_na=False)
        euros = pandas.to_numeric(frame[column].str.replace(",", "."), errors="coerce").fillna(0)
        sums.append(round((euros * 100).round().sum()))
    return sums[0], sums[1]
