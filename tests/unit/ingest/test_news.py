"""News are what differs between dated issues of one file, and only what a person would call so."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.unit.ingest import eura, horizon

from salkku.domain.errors import NotFound
from salkku.ingest import facts, load, news
from salkku.ingest.news import FieldChange
from salkku.workbench import facts as facts_of

PROJECTS = "id|acronym|title|startDate|totalCost\n"
PARTNERS = "projectID|name|organisationID|order|city|ecContribution\n"
FEBRUARY, MARCH, APRIL = date(2025, 2, 26), date(2025, 3, 7), date(2025, 4, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    given = {
        "p_2025-02-26.csv": "7|A|Doves|2025-01-01|5\n8|B|Gulls|2025-01-01|6\n",
        "p_2025-03-07.csv": "7|A|Doves|2025-01-01|7,5\n9|C|Terns|2025-01-01|1\n",
        "p_2025-04-01.csv": "7|A|Doves|2025-01-01|5\n9|C|Terns|2025-01-01|1\n",
    }
    files = {name: (PROJECTS + rows).encode() for name, rows in given.items()}
    partners = {
        "o_2025-02-26.csv": "7|A OY|1|1|Espoo|10\n7|B OY|2|2|Vantaa|10\n8|B OY|2|1|Vantaa|1\n",
        "o_2025-03-07.csv": "7|A OY|1|2|ESPOO|10\n7|C OY|3|3|Vantaa|10\n9|B OY|2|1|Vantaa|1\n",
    }
    files |= {name: (PARTNERS + rows).encode() for name, rows in partners.items()}
    path = horizon.write_folder(tmp_path / "in", files)
    (tmp_path / "agreement").mkdir()
    load(source="cordis", paths=[path], into=tmp_path / "agreement")
    return tmp_path / "agreement"


def test_what_appeared_changed_and_vanished(folder: Path) -> None:
    found = news(folder=folder, since=date(2025, 1, 1), until=MARCH)
    told = [(each.table, each.kind, each.project, each.name) for each in found.changes]
    assert told == [
        ("participations", "appeared", "7", "C OY"),
        ("participations", "vanished", "7", "B OY"),
        ("projects", "changed", "7", "A – Doves"),
        ("projects", "vanished", "8", "B – Gulls"),
        ("projects", "appeared", "9", "C – Terns"),
    ]
    assert {(each.before, each.day) for each in found.changes} == {(FEBRUARY, MARCH)}
    assert found.changes[2].fields == (FieldChange("total_cost_cents", 500, 750),)
    assert [(each.earlier.rows, each.later.rows, each.shared) for each in found.compared] == [
        (3, 3, 1),
        (2, 2, 1),
    ]


def test_news_begin_after_the_day_and_a_row_said_again_is_known(folder: Path) -> None:
    found = news(folder=folder, since=MARCH)
    assert [(each.kind, each.project, each.day) for each in found.changes] == [
        ("changed", "7", APRIL)
    ]
    assert found.changes[0].fields == (FieldChange("total_cost_cents", 750, 500),)
    assert news(folder=folder, since=APRIL).changes == ()


def test_loading_again_or_in_another_order_is_no_news(tmp_path: Path, folder: Path) -> None:
    before = news(folder=folder, since=date(2025, 1, 1))
    for file in sorted((tmp_path / "in").iterdir(), reverse=True):
        load(source="cordis", paths=[file], into=folder)
    assert news(folder=folder, since=date(2025, 1, 1)) == before
    other = tmp_path / "other"
    other.mkdir()
    for file in sorted((tmp_path / "in").iterdir(), reverse=True):
        load(source="cordis", paths=[file], into=other)
    assert news(folder=other, since=date(2025, 1, 1)) == before


def test_lists_of_different_things_and_undated_ones_do_not_compare(tmp_path: Path) -> None:
    files = {
        "p_2025-02-26.csv": (PROJECTS + "1|A|A|2025-01-01|5\n").encode(),
        "p_2025-03-07.csv": (PROJECTS + "2|B|B|2025-01-01|5\n").encode(),
        "p.csv": (PROJECTS + "3|C|C|2025-01-01|5\n").encode(),
    }
    folder = tmp_path / "agreement"
    folder.mkdir()
    load(source="cordis", paths=[horizon.write_folder(tmp_path / "in", files)], into=folder)
    found = news(folder=folder, since=date(2025, 1, 1))
    assert (found.changes, found.undated) == ((), 1)
    assert [each.shared for each in found.compared] == [0]


def test_contradictions_stand_side_by_side(tmp_path: Path) -> None:
    folder = tmp_path / "agreement"
    folder.mkdir()
    load(
        source="eura2014",
        paths=[horizon.write_folder(tmp_path / "in", eura.files())],
        into=folder,
    )
    said = facts(folder=folder, source="eura2014", project="A5")
    assert [(each.value, each.source, each.file, each.current) for each in said["ends"]] == [
        (date(2017, 2, 28), "eura2014", "list-2014-2020.csv", True),
        (date(2018, 7, 31), "eura2014.pages", "project-page-facts.csv", True),
    ]
    assert len(said["granted_cents"]) == 1
    assert "objective" not in said


def test_a_former_saying_is_kept_with_its_day(folder: Path) -> None:
    said = facts(folder=folder, source="cordis", project="7")
    assert [(each.value, each.as_of, each.current) for each in said["total_cost_cents"]] == [
        (500, APRIL, True),
        (750, MARCH, False),
    ]
    assert len(said["title"]) == 1
    with pytest.raises(NotFound) as caught:
        facts_of(folder, project="cordis:none")
    assert caught.value.code == "unknown_project"


def test_the_real_issues_of_horizon_europe(shared_data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "agreement"
    folder.mkdir()
    snapshots = shared_data / "cordis" / "horizon-snapshots"
    load(source="cordis", paths=[snapshots], into=folder)
    found = news(folder=folder, since=date(2025, 1, 1))
    days = sorted({file.stem[-10:] for file in snapshots.glob("projects_*.csv")})
    ids = [
        {
            line.split("|")[0]
            for line in (snapshots / f"projects_{day}.csv").read_text().split("\n")[1:]
        }
        - {""}
        for day in days
    ]
    counted = Counter(
        (each.day.isoformat(), each.kind) for each in found.changes if each.table == "projects"
    )
    for number, day in enumerate(days[1:], start=1):
        assert counted[day, "appeared"] == len(ids[number] - ids[number - 1])
        assert counted[day, "vanished"] == len(ids[number - 1] - ids[number])
    assert all(each.fields for each in found.changes if each.kind == "changed")
