"""A participatory budget is projects with costs and ballots that nobody can be known by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.unit.ingest import registers
from tests.unit.ingest.reading import held, loaded, reasons

ID = "finland_esimerkkila_2025"


def test_a_vote_is_projects_and_ballots(tmp_path: Path) -> None:
    found, folder = loaded("pabulib", tmp_path, registers.votes())
    assert found.rows == {"pb_votes": 1, "pb_projects": 2, "pb_ballots": 3}
    assert found.doubts == ()
    assert held(folder, "pb_votes") == [
        {
            "source": "pabulib",
            "id": ID,
            "title": "Votes of Esimerkkilä",
            "country": "Finland",
            "unit": "Esimerkkilä",
            "rule": "greedy",
            "vote_type": "approval",
            "budget_cents": 100000,
            "projects": 2,
            "ballots": 3,
            "starts": date(2025, 1, 1),
            "ends": date(2025, 1, 31),
        }
    ]
    first, second = held(folder, "pb_projects")
    assert (first["title"], first["cost_cents"], first["selected"]) == ("Swings …", 50000, True)
    assert (second["cost_cents"], second["selected"]) == (30050, False)
    ballots = [(each["voter"], each["projects"]) for each in held(folder, "pb_ballots")]
    assert ballots == [("1", "1,2"), ("2", "1"), ("3", "1")]


def test_rows_keep_their_place_in_the_file(tmp_path: Path) -> None:
    data = registers.VOTE.replace("2;300,50;2;Benches;rest;;0", "2;dear;2;Benches").encode()
    found, _ = loaded("pabulib", tmp_path, {"vote.pb": data})
    line = data.decode().split("\n").index("2;dear;2;Benches") + 1
    assert reasons(found) == [("vote.pb/projects", line, "width")]


def test_a_section_is_what_its_name_says_and_nothing_else(tmp_path: Path) -> None:
    data = registers.VOTE.replace("project_id;", "num_projects;").encode()
    found, folder = loaded("pabulib", tmp_path, {"vote.pb": data})
    assert reasons(found) == [("vote.pb/projects", None, "unknown_file")]
    assert len(held(folder, "pb_votes")) == 1
    assert held(folder, "pb_projects") == []
