"""FP7's participations name their project by its record alone and stay without a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.ingest import horizon

from salkku.ingest import load
from salkku.landscape.known import known_in_tables
from salkku.resolve import loaded_mentions
from salkku.store import tables

ORGANISATIONS = (
    b"new_org_id;organisationName;organisationShortName;organizationUrl;REGION_Level_NUTS_3;"
    b"country;street;city;postCode;provincia\n"
    b"aa;ESIMERKKI OY;ESIM;http://example.org;FI1B1;FI;Kuja 1;ESPOO;02150;\n"
    b"bb;TOINEN RY;;;;FI;;VANTAA;;VA\n"
)
MEMBERS = b"projectRcn\tnew_org_id\n92257\taa\n92257\tbb\n191764\taa\n92257\taa\n"
PROJECTS = (
    b"id;acronym;title;status;programme;startDate;endDate;totalCost;ecMaxContribution;"
    b"numOrganisations\n100016;DOVE;A bird;ONG;FP7-JTI;2009-03-01;2012-06-30;58300757;96714;27\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"organization.csv": ORGANISATIONS, "participation.tsv": MEMBERS}
    horizon.write_folder(tmp_path / "fp7", {**files, "project.csv": PROJECTS})
    (tmp_path / "agreement").mkdir()
    return tmp_path / "agreement"


def test_participations_have_an_organisation_and_no_project(tmp_path: Path, folder: Path) -> None:
    found = load(source="cordis", paths=[tmp_path / "fp7"], into=folder)
    assert found.rows == {"projects": 1, "participations": 3, "organisations": 2}
    assert [(each.row, each.reason) for each in found.rejected] == [(5, "repeated_row")]
    columns = ("project_rcn", "organisation", "project", "name")
    rows = tables.fetch_rows(folder=folder, table_name="participations", columns=columns)
    assert sorted(rows) == [
        ("191764", "aa", None, None),
        ("92257", "aa", None, None),
        ("92257", "bb", None, None),
    ]
    held = tables.home(folder=folder).read_bytes()
    assert b"Kuja" not in held


def test_a_later_list_replaces_the_partners_of_one_record_only(
    tmp_path: Path, folder: Path
) -> None:
    load(source="cordis", paths=[tmp_path / "fp7"], into=folder)
    later = b"projectRcn\tnew_org_id\n92257\tbb\n"
    path = horizon.write_folder(tmp_path / "later", {"participation_2026-01-01.tsv": later})
    assert load(source="cordis", paths=[path], into=folder).rows["participations"] == 2


def test_what_has_no_project_takes_no_part_in_likeness(tmp_path: Path, folder: Path) -> None:
    load(source="cordis", paths=[tmp_path / "fp7"], into=folder)
    assert [each.organisations for each in known_in_tables(folder=folder)] == [{}]
    names = [(each.name, each.city) for each in loaded_mentions(folder=folder)]
    assert names == [("ESIMERKKI OY", "ESPOO"), ("TOINEN RY", "VANTAA")]


def test_an_organisation_that_no_file_describes_is_doubted(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "fp7" / "participation.tsv").write_bytes(MEMBERS + b"92257\tcc\n")
    found = load(source="cordis", paths=[tmp_path / "fp7"], into=folder)
    assert [(each.file, each.row, each.reason) for each in found.doubts] == [
        ("cc", None, "organisation_unknown")
    ]


@pytest.mark.slow
def test_the_real_fp7(shared_data: Path, folder: Path) -> None:
    found = load(source="cordis", paths=[shared_data / "cordis" / "fp7"], into=folder)
    assert found.rows == {"projects": 25778, "participations": 135667, "organisations": 31055}
    assert [each.reason for each in found.rejected] == ["repeated_row"] * 3
    assert found.doubts == ()
