"""Who takes part in loaded projects, where the folder can only be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement

NOBODY = Agreement("a", {}, None, (), (), (), (), ())


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """A folder with two invented loaded projects; nothing can be kept beside its tables."""
    (tmp_path / "organization.csv").write_text(
        "projectID;organisationID;name;city;country;role;order\n"
        "1;91;Alpha Oy;Espoo;FI;coordinator;1\n1;92;Beta;Espoo;FI;participant;2\n",
        "utf-8",
    )
    (tmp_path / "projects.csv").write_text(
        "id;acronym;title;objective;startDate;endDate;totalCost\n"
        "1;A;First;;2026-01-01;2026-12-31;1\n",
        "utf-8",
    )
    files = [tmp_path / "organization.csv", tmp_path / "projects.csv"]
    workbench.load("cordis", files, into=tmp_path)
    (tmp_path / ".salkku" / "links").write_text("not a folder", "utf-8")
    return tmp_path


def test_neighbours_are_told_where_nothing_can_be_kept(loaded: Path) -> None:
    for _ in range(2):  # laid out, and laid out before
        found = workbench.network(NOBODY, tables=loaded, organisation="alpha oy")
        assert [one.name for one in found.organisations] == ["Beta"]
    assert (loaded / ".salkku" / "links").read_text("utf-8") == "not a folder"


def test_an_organisation_is_searched_for_where_nothing_can_be_kept(loaded: Path) -> None:
    found = workbench.find_projects(NOBODY, tables=loaded, chosen={"organisation": ("BETA",)})
    assert [row.key for row in found.rows] == ["cordis:1"]
