"""What changed around the agreement: projects by their issues, topics by their openings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement

HEVI = Path(__file__).parents[3] / "examples" / "hevi"
PROJECTS = "id;acronym;title;objective;status;startDate;endDate;totalCost\n"
WARD = "1;WARD;Remote care on the ward;Health technology at home;{};2026-01-01;2028-12-31;{}\n"
MUON = "2;MUON;The spin of a muon;Particles;SIGNED;2026-01-01;2028-12-31;100\n"
PARTNERS = "projectID;organisationID;name;country;order\n"
TOPICS = (
    "topicId,title,programme,callIdentifier,opens,deadline,callStatus,description\n"
    "T-1,Wellbeing and health technology in cities,HORIZON,C-1,2026-11-10,2027-02-01,open,Health\n"
    "T-2,Wellbeing and health technology of old,HORIZON,C-1,2026-11-11,2026-11-15,open,Health\n"
)


@pytest.fixture
def agreement(analysers: None) -> Agreement:
    return workbench.read(workbench.open_folder(HEVI))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Load two invented issues of projects and partners, and one list of topics."""
    files = {
        "projects_2026-10-01.csv": PROJECTS + WARD.format("SIGNED", 100) + MUON,
        "projects_2026-11-15.csv": PROJECTS + WARD.format("CLOSED", 200) + MUON,
        "organization_2026-10-01.csv": PARTNERS + "1;900;A;FI;1\n2;901;B;FI;1\n",
        "organization_2026-11-15.csv": PARTNERS + "1;900;A;FI;1\n2;901;B;FI;1\n2;902;C;SE;2\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "topics.csv").write_text(TOPICS, "utf-8")
    workbench.load("cordis", [tmp_path / name for name in files], into=tmp_path / "in")
    workbench.load("topics", [tmp_path / "topics.csv"], into=tmp_path / "in")
    return tmp_path / "in"


def test_what_changed_is_told_once_a_project_with_its_area(
    agreement: Agreement, folder: Path
) -> None:
    found = {
        one.project: one
        for one in workbench.area_changes(
            agreement, folder, since=date(2026, 11, 1), until=date(2026, 11, 24)
        )
    }
    assert set(found) == {"cordis:1", "cordis:2", "topics:T-1"}, "a topic that has closed is no use"
    ward, muon, topic = found["cordis:1"], found["cordis:2"], found["topics:T-1"]
    assert (ward.area, ward.change, ward.day) == ("health", "changed", date(2026, 11, 15))
    assert ward.fields == ("status", "total_cost_cents")
    assert (muon.area, muon.change, muon.fields) == ("", "changed", ("participations",))
    assert (topic.area, topic.change, topic.until) == ("health", "opened", date(2027, 2, 1))


def test_nothing_is_told_of_days_without_an_issue(agreement: Agreement, folder: Path) -> None:
    days = {"since": date(2026, 11, 15), "until": date(2026, 11, 24)}
    assert workbench.area_changes(agreement, folder, **days) == ()
    assert workbench.area_changes(agreement, folder / "nowhere", **days) == ()
