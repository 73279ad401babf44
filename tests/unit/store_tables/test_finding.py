"""Projects found and neighbours asked: by the engine, page by page, never the whole."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from salkku import workbench
from salkku.store.finding import FoundProjects, OwnProjects, Wanted, find_projects
from salkku.store.partners import open_calls, partners_of
from salkku.store.taking_part import laid_out, lay_out
from salkku.store.ties import neighbourhood
from salkku.text import plain_name

PROJECTS = "id;acronym;title;objective;startDate;endDate;totalCost\n" + "".join(
    f"{n};P{n};Project {n};{'Drones fly' if n % 2 else 'Wards heal'};20{10 + n % 10}-01-01;"
    f"20{12 + n % 10}-12-31;{n}00\n"
    for n in range(1, 101)
)
PARTNERS = "projectID;organisationID;name;city;country;role;order\n" + "".join(
    f"{n};9{n % 7};Body {n % 7};{'Espoo' if n % 3 else 'ESPOO'};{'FI' if n % 4 else 'SE'};"
    f"participant;1\n{n};8{n};Single {n};Oslo;NO;coordinator;2\n"
    for n in range(1, 101)
)
OWN = OwnProjects(
    rows=[("uam", "UAM", "Drones fly", "steered", "", None, None, 500)],
    places=[("uam", "FI", "ESPOO")],
    areas=[("uam", "urban")],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("found")
    (place / "projects.csv").write_text(PROJECTS, "utf-8")
    (place / "organization.csv").write_text(PARTNERS, "utf-8")
    workbench.load("cordis", [place / "projects.csv", place / "organization.csv"], into=place)
    return place


@pytest.fixture(scope="module")
def parts(folder: Path) -> Path:
    """Lay out who takes part; what is called Body 3 or Body 4 is one."""

    def called(mention: tuple[str, str, str, str, str]) -> tuple[str, str]:
        plain = plain_name(mention[0])
        return plain, "both" if plain in ("body 3", "body 4") else plain

    found = lay_out(folder=folder, stamp="s", called=called)
    assert found is not None
    return found


def _found(folder: Path, *words: str, **chosen: tuple[str, ...]) -> FoundProjects:
    return find_projects(folder=folder, wanted=Wanted(words, chosen), own=OWN)


def test_words_facets_and_pages(folder: Path) -> None:
    every = _found(folder)
    assert every.total == 101
    assert len(every.rows) == 50
    assert dict(every.facets["source"]) == {"cordis": 100, "projects": 1}
    assert dict(every.facets["country"]) == {"NO": 100, "FI": 76, "SE": 25}
    assert dict(every.facets["city"]) == {"OSLO": 100, "ESPOO": 101}, "capitals are one city"
    drones = _found(folder, "DRONES", "fly")
    assert drones.total == 51
    assert _found(folder, "drones", country=("SE",)).total == 0
    assert _found(folder, country=("SE", "FI")).total == 101
    assert _found(folder, area=("urban",)).rows[0].key == "projects:uam"
    rest = find_projects(folder=folder, wanted=Wanted(), own=OWN, offset=100, order="name")
    assert len(rest.rows) == 1
    seen = {
        row.key
        for offset in (0, 50, 100)
        for row in find_projects(
            folder=folder, wanted=Wanted(), own=OWN, offset=offset, order="money"
        ).rows
    }
    assert len(seen) == 101, "pages hold every project once"


def test_a_facet_counts_what_its_other_values_would_give(folder: Path) -> None:
    chosen = _found(folder, country=("SE",))
    assert chosen.total == 25
    assert dict(chosen.facets["country"])["FI"] == 76
    assert dict(chosen.facets["source"]) == {"cordis": 25}


def test_time_keeps_what_runs_between(folder: Path) -> None:
    wanted = Wanted(first=date(2020, 1, 1))
    assert find_projects(folder=folder, wanted=wanted, own=OWN).total == 20
    wanted = Wanted(first=date(2010, 1, 1), last=date(2010, 12, 31))
    assert find_projects(folder=folder, wanted=wanted, own=OWN).total == 10


def test_what_is_typed_is_never_a_statement(folder: Path) -> None:
    assert _found(folder, "'; DROP TABLE projects; --").total == 0
    assert _found(folder, city=("' OR 1=1",)).total == 0
    with pytest.raises(KeyError):
        find_projects(folder=folder, wanted=Wanted(chosen={"x": ("1",)}), own=OWN)
    assert _found(folder).total == 101


def test_relations_come_with_their_text(folder: Path) -> None:
    liked = [("cordis", "7", 1, "overlaps"), ("projects", "uam", 2, "related")]
    own = OwnProjects(OWN.rows, OWN.places, OWN.areas, None, liked)
    wanted = Wanted(chosen={"relation": ("overlaps", "related")})
    found = find_projects(folder=folder, wanted=wanted, own=own, order="like")
    assert [(row.key, row.relation) for row in found.rows] == [
        ("cordis:7", "overlaps"),
        ("projects:uam", "related"),
    ]


def test_spellings_of_one_body_are_one_value(folder: Path, parts: Path) -> None:
    own = replace(OWN, parts=parts, bodies=[("uam", "BODY 3", "both"), ("uam", "Espoo", "espoo")])
    every = find_projects(folder=folder, wanted=Wanted(), own=own)
    counts = dict(every.facets["organisation"])
    assert counts["both"] == 14 + 14 + 1
    assert counts["body 2"] == 15
    assert every.names["both"] in ("Body 3", "Body 4"), "the commonest name"
    chosen = {"organisation": ("both",), "city": ("ESPOO",)}
    some = find_projects(folder=folder, wanted=Wanted(chosen=chosen), own=own)
    assert (some.total, some.wished) == (29, ("both",))
    assert dict(some.facets["organisation"])["body 2"] == 15, "its own choice left out"
    assert sum(count for _, count in some.facets["source"]) == 29
    nobody = Wanted(chosen={"organisation": ("nobody",)})
    assert find_projects(folder=folder, wanted=nobody, own=own).total == 0


def test_what_is_laid_out_goes_with_the_next_stamp(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / ".salkku", tmp_path / ".salkku")
    first = lay_out(folder=tmp_path, stamp="1", called=lambda one: (one[0], one[0]))
    assert first == laid_out(folder=tmp_path, stamp="1")
    assert lay_out(folder=tmp_path, stamp="1", called=lambda one: (one[0], one[0])) == first
    assert lay_out(folder=tmp_path, stamp="2", called=lambda one: (one[0], one[0])) is not None
    assert laid_out(folder=tmp_path, stamp="1") is None
    assert [each.name for each in (tmp_path / ".salkku" / "links").iterdir()] == ["2.parts"]


def test_partners_and_neighbours(folder: Path, parts: Path) -> None:
    assert [one.role for one in partners_of(folder=folder, source="cordis", project="7")] == [
        "coordinator",
        "participant",
    ]
    found = neighbourhood(folder=folder, own=[], organisation="body 2", parts=parts, most=5)
    assert (found.name, found.all_projects) == ("Body 2", 15)
    assert [one.shared for one in found.organisations] == [1] * 5
    assert found.others == 10
    both = neighbourhood(folder=folder, own=[], organisation="Body  3", parts=parts)
    assert (both.key, both.all_projects) == ("both", 28), "by a name of one of its spellings"
    assert (
        neighbourhood(folder=folder, own=[], organisation="nobody", parts=parts).organisations == ()
    )
    of_project = neighbourhood(folder=folder, own=[], project="cordis:7", parts=parts)
    assert {one.name for one in of_project.organisations} == {"Body 0", "Single 7"}


def test_ten_thousand_neighbours_are_counted_and_few_are_given() -> None:
    own = [("projects", f"p{n}", name, f"P{n}", None, None, "") for n in range(10_000)
           for name in ("The hub", f"Spoke {n}")]  # fmt: skip
    begun = time.process_time()
    found = neighbourhood(folder=None, own=own, organisation="The hub", most=40)
    assert time.process_time() - begun < 5
    assert len(found.organisations) == 40
    assert found.others == 9_960
    assert len(found.projects) == 40


def test_only_calls_that_are_open_are_of_use(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "topics.csv"
    file.write_text(
        "topicId,title,programme,callIdentifier,opens,deadline\n"
        "A,First,H,C,2026-01-01,2026-11-24\nB,Second,H,C,2026-01-01,2026-11-23\n"
        "C,Third,H,C,2027-01-01,2027-11-24\n",
        "utf-8",
    )
    workbench.load("topics", [file], into=tmp_path)
    total, calls = open_calls(folder=tmp_path, today=date(2026, 11, 24))
    assert (total, [one.key for one in calls]) == (2, ["topics:A", "topics:C"])
    assert open_calls(folder=tmp_path, today=date(2026, 11, 24), among=["topics:C"])[0] == 1
    assert open_calls(folder=tmp_path, today=date(2026, 11, 24), words=["third"], limit=1)[0] == 1
