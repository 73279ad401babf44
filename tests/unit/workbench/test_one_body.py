"""One body counts once, whatever it is called: rulings, then linkage, numbers and names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.ingest import horizon

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Organisation, Ruling, bodies_of
from salkku.store.folder import open_folder
from salkku.text import Register, Resolved

TOML = """\
[agreement]
id = "bay"
name = { en = "Bay" }
period = ["2024-01", "2027-12"]
[[parties]]
id = "north"
name = { en = "North" }
role = "lead"
"""
FILES = {
    "agreement.toml": TOML,
    "proposals.csv": "id,status,start,duration_months\np,proposal,2026-01,12\n",
    "organisations.csv": (
        "id,name,aliases,kind,city,country,business_id,pic,source\n"
        "robot,Kuutio Robotti Oy,,company,Oulu,FI,,,invented\n"
        "wave,Wave Oy,,company,Northbay,FI,,,invented\n"
    ),
    "participations.csv": "proposal,organisation\np,robot\np,wave\n",
    "projects.csv": (
        "id,name_en,scope,lead,partners\nmine,Mine,steered,Kuutio Robotti Ltd,Laine Osakeyhtiö\n"
    ),
}
PROJECTS = (
    "id;acronym;title;startDate;endDate\n7;A;Doves;2024-01-01;2026-12-31\n"
    "8;B;Tides;2020-01-01;2022-12-31\n"
)
PARTS = (
    "projectID;organisationID;name;city;country;order;role\n"
    "7;11;KUUTIO ROBOTTI LTD;OULU;FI;1;coordinator\n"
    "7;12;Laine Osakeyhtiö;Northbay;FI;2;participant\n"
    "8;13;KUUTIO ROBOTTI OSAKEYHTIÖ;OULU;FI;1;coordinator\n"
    "8;14;Wave Oy;Northbay;FI;2;participant\n"
    "8;15;Wave Oy;Stockholm;SE;3;participant\n"
)
"""Invented bodies."""
SAME = "name,country,other,other_country,verdict\nLaine Osakeyhtiö,FI,Wave Oy,,same\n"


@pytest.fixture
def bay(tmp_path: Path) -> Path:
    """An invented agreement with invented open data loaded."""
    folder = tmp_path / "bay"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    files = {"project.csv": PROJECTS.encode(), "organization.csv": PARTS.encode()}
    workbench.load("cordis", [horizon.write_folder(tmp_path / "in", files)], into=folder)
    return folder


def _read(folder: Path) -> Agreement:
    return workbench.read(open_folder(folder))


def _ruled(folder: Path, rows: str) -> None:
    (folder / "links.csv").write_text(rows, "utf-8")


def test_the_network_counts_a_body_once_after_linkage(bay: Path) -> None:
    before = workbench.network(_read(bay), tables=bay, organisation="Wave Oy")
    assert before.way == "named"
    assert before.all_projects == 2, "namesakes of two countries are one where names are all"
    workbench.link(open_folder(bay), tables=bay)
    after = workbench.network(_read(bay), tables=bay, organisation="Kuutio Robotti Oy")
    assert after.way == "linked"
    assert {one.key for one in after.projects} == {
        "cordis:7", "cordis:8", "projects:mine", "proposals:p",
    }  # fmt: skip
    told = {one.key: one.shared for one in after.organisations}
    assert told == {"wave oy · FI": 2, "wave oy · SE": 1, "laine osakeyhtio": 2}
    again = workbench.network(_read(bay), tables=bay, organisation="wave oy · SE")
    assert [one.key for one in again.projects] == ["cordis:8"]


def test_a_ruling_joins_names_in_every_count(bay: Path) -> None:
    _ruled(bay, SAME)
    workbench.link(open_folder(bay), tables=bay)
    agreement = _read(bay)
    found = workbench.network(agreement, tables=bay, organisation="Kuutio Robotti Oy")
    assert sorted(one.shared for one in found.organisations) == [1, 4]
    numbers = workbench.ecosystem(agreement, chosen=["p"], tables=bay)
    assert numbers.way == "linked"
    assert [(one.state, one.before) for one in numbers.ties] == [
        ("renewed", ("projects:mine", "cordis:7", "cordis:8"))
    ]
    assert numbers.unmatched == ()
    sheet = workbench.project(agreement, key="cordis:8", tables=bay)
    assert (sheet.bodies, sheet.way) == (3, "linked")


def test_without_linkage_it_is_said_and_own_rulings_hold(bay: Path) -> None:
    _ruled(bay, SAME)
    numbers = workbench.ecosystem(_read(bay), chosen=["p"], tables=bay)
    assert numbers.way == "named"
    assert [one.before for one in numbers.ties] == [("projects:mine", "cordis:7")]
    _ruled(bay, SAME.replace("same", "apart"))
    assert workbench.ecosystem(_read(bay), chosen=["p"], tables=bay).unmatched == (
        "Laine Osakeyhtiö",
    )


def test_what_was_linked_is_stale_after_a_load_or_a_ruling(bay: Path, tmp_path: Path) -> None:
    workbench.link(open_folder(bay), tables=bay)
    assert workbench.network(_read(bay), tables=bay, organisation="Wave Oy").way == "linked"
    _ruled(bay, SAME)
    assert workbench.network(_read(bay), tables=bay, organisation="Wave Oy").way == "named"
    workbench.queue(_read(bay), tables=bay)
    assert workbench.network(_read(bay), tables=bay, organisation="Wave Oy").way == "linked"
    files = {"project.csv": b"id;acronym;title;startDate;endDate\n9;L;Later;;\n"}
    workbench.load("cordis", [horizon.write_folder(tmp_path / "in2", files)], into=bay)
    assert workbench.network(_read(bay), tables=bay, organisation="Wave Oy").way == "named"


def test_likeness_and_coverage_share_the_reading(bay: Path) -> None:
    _ruled(bay, SAME)
    workbench.link(open_folder(bay), tables=bay)
    agreement = _read(bay)
    alike = workbench.similar(agreement, proposal="p", tables=bay)
    assert alike.way == "linked"
    library = {hit.project: hit for hit in alike.hits}
    shared = {
        key: sum(len(one.values) for one in hit.because if one.code == "shared_organisations")
        for key, hit in library.items()
    }
    assert all(count <= 2 for count in shared.values())


def test_own_rows_are_one_by_ruling_and_apart_by_ruling() -> None:
    rows = [
        Organisation("a", "Alpha", ("Al",), business_id="1"),
        Organisation("b", "Beta", country="FI"),
        Organisation("c", "Gamma", business_id="1"),
    ]
    assert bodies_of(rows) == {"a": "a", "b": "b", "c": "a"}
    same, apart = Ruling("al", "BETA", "same", "FI"), Ruling("Alpha", "Gamma", "apart")
    assert bodies_of(rows, [same]) == {"a": "a", "b": "a", "c": "a"}
    assert bodies_of(rows, [same, apart]) == {"a": "a", "b": "a", "c": "c"}
    assert bodies_of(rows, [Ruling("Alpha", "Beta", "same", "SE")])["b"] == "b"


def test_a_chain_of_rulings_reaches_a_name_nobody_lists() -> None:
    rows = [Organisation("a", "Alpha Oy")]
    chain = [Ruling("Third", "Second", "same"), Ruling("Second", "ALPHA oy", "same")]
    register = Register.of(rows, chain)
    assert [register.ours(name) for name in ("third", "Second", "Alpha")] == ["a", "a", "a"]
    kept = Register.of(rows, [Ruling("Alpha Ltd", "Alpha Oy", "apart")])
    assert (kept.ours("Alpha Ltd"), kept.ours("Alpha Ab")) == (None, "a")


def test_linkage_goes_before_numbers_and_names() -> None:
    rows = [Organisation("a", "Alpha", country="FI", business_id="0201256-6")]
    own, other = ("Alpha", "", "FI", "", "0201256-6"), ("Alpha", "Paris", "FR", "", "")
    told = Resolved({own: "alpha · FI", other: "alpha · FR"}, {}, 2)
    register = Register.of(rows, resolved=told)
    assert register.ours_of(own) == "a"
    assert register.ours_of(other) is None, "a namesake that linkage keeps apart is not ours"
    assert register.ours_of(("whatever", "", "", "", ""), vat="FI02012566") == "a"
    assert Register.of(rows).ours_of(other) == "a"
