"""Coverage over time equals an independent SQL over the raw files, to the cent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from salkku.cli.main import main

HEVI = Path(__file__).resolve().parents[2] / "examples" / "hevi"
TODAY = "2026-11-24"
PLANNED = ("01", "03", "08", "18", "20", "24")

SPLIT = """
-- divides cents by a list of members, whole cents each, the remainder to the first
CREATE MACRO part(cents, members, place) AS
  cents // len(members) + CASE WHEN place = 1 THEN cents % len(members) ELSE 0 END;
CREATE MACRO listed(cell) AS
  CASE WHEN coalesce(trim(cell), '') = '' THEN [''] ELSE list_transform(
    string_split(cell, ';'), x -> trim(x)) END;
"""
PROJECTS = """
SELECT 'projects:' || id AS project, listed(focus_area) AS areas, listed(methods) AS methods,
       listed(parties) AS parties, CAST(round(CAST(coalesce(nullif(total_eur, ''), '0')
       AS DECIMAL(18, 2)) * 100) AS BIGINT) AS cents,
       CASE WHEN coalesce("end", '') <> '' AND "end" < '2026-11' THEN 'past'
            WHEN coalesce(start, '') > '2026-11' THEN 'planned'
            WHEN coalesce("end", '') <> '' THEN 'running' ELSE 'undated' END AS state
FROM raw_projects WHERE scope IN ('steered', 'aligned')
"""
ROWS = """
SELECT p.id AS project, listed(p.focus_area) AS areas, listed(p.methods) AS methods,
       listed(p.parties) AS own, coalesce(nullif(b.party, ''), '') AS payer,
       CAST(round(CAST(c.amount_eur AS DECIMAL(18, 2)) * 100) AS BIGINT) AS cents,
       CASE p.status WHEN 'ended' THEN 'past' WHEN 'running' THEN 'running' ELSE 'planned' END
       AS state
FROM raw_proposals p LEFT JOIN raw_costs c ON c.proposal = p.id
LEFT JOIN (SELECT line, max(party) AS party FROM raw_budgets GROUP BY line) b ON b.line = c.line
WHERE p.status IN ('ended', 'running', 'committed') OR p.id IN {planned}
"""
CELLS = """
WITH shares AS (
  SELECT project, state, areas, methods, parties[i] AS party, part(cents, parties, i) AS cents
  FROM ({projects}), range(1, len(parties) + 1) AS t(i)
  UNION ALL
  SELECT project, state, areas, methods, party, sum(cents) FROM (
    SELECT project, state, areas, methods, own[i] AS party,
           CASE WHEN payer = '' THEN part(coalesce(total, 0), own, i) ELSE 0 END AS cents
    FROM (SELECT project, state, areas, methods, own, '' AS payer,
                 sum(CASE WHEN payer = '' THEN cents END) AS total
          FROM ({rows}) GROUP BY ALL), range(1, len(own) + 1) AS t(i)
    UNION ALL
    SELECT project, state, areas, methods, payer, cents FROM ({rows}) WHERE payer <> ''
  ) GROUP BY ALL
), by_area AS (
  SELECT project, state, methods, party, areas[i] AS area, part(cents, areas, i) AS cents
  FROM shares, range(1, len(areas) + 1) AS t(i)
)
SELECT state, area, methods[i] AS method, party, count(DISTINCT project),
       sum(part(cents, methods, i))
FROM by_area, range(1, len(methods) + 1) AS t(i) GROUP BY ALL
"""


def _asked(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["coverage", str(HEVI), "--over-time", "--today", TODAY, *options, "--json"]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)["over_time"]
    return told


def _sql() -> dict[tuple[str, ...], tuple[int, int]]:
    with duckdb.connect() as session:
        for name in ("projects", "proposals", "costs", "budgets"):
            session.execute(
                f"CREATE TABLE raw_{name} AS SELECT * FROM read_csv('{HEVI / name}.csv',"
                " header = true, all_varchar = true, quote = '\"')"
            )
        session.execute(SPLIT)
        query = CELLS.format(projects=PROJECTS, rows=ROWS.format(planned=PLANNED))
        return {tuple(row[:4]): (row[4], row[5]) for row in session.execute(query).fetchall()}


def test_every_cell_equals_sql_over_the_raw_files(capsys: pytest.CaptureFixture[str]) -> None:
    told = _asked(capsys, *(word for row in PLANNED for word in ("--chosen", row)))
    cells = {
        (one["state"], one["focus_area"], one["method"], one["party"]): (
            one["count"],
            round(one["eur"] * 100),
        )
        for one in told["cells"]
    }
    assert len(cells) > 60
    assert cells == _sql()
    for state, eur in told["eur"].items():
        assert round(eur * 100) == sum(c for key, (_, c) in cells.items() if key[0] == state)


def test_gaps_are_the_cells_where_nothing_is_planned(capsys: pytest.CaptureFixture[str]) -> None:
    told = _asked(capsys)
    planned = _asked(capsys, *(word for row in PLANNED for word in ("--chosen", row)))
    states: dict[tuple[str, str, str], set[str]] = {}
    for one in told["cells"]:
        key = (one["focus_area"], one["method"], one["party"])
        states.setdefault(key, set()).add(one["state"])
    gaps = {(g["focus_area"], g["method"], g["party"]): g["kind"] for g in told["gaps"]}
    for key, kind in gaps.items():
        here = states.get(key, set())
        assert not here & {"planned", "undated"}
        assert kind == ("ending" if "running" in here else "ended" if here else "never")
    assert len(gaps) == 36 - sum(
        bool(here & {"planned", "undated"}) and "" not in key for key, here in states.items()
    )
    assert {(g["focus_area"], g["method"], g["party"]) for g in planned["gaps"]} < set(gaps)
    codes = {
        language: [one["code"] for one in said] for language, said in told["sentences"].items()
    }
    assert codes["fi"] == codes["sv"] == codes["en"]
    assert "gap_never" in codes["en"]
    assert "gap_ending" in codes["en"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_people_read_it(capsys: pytest.CaptureFixture[str], language: str) -> None:
    words = ["coverage", str(HEVI), "--over-time", "--today", TODAY, "--lang", language]
    assert main(words) == 0
    text = capsys.readouterr().out
    assert "{" not in text
    assert "coverage." not in text
