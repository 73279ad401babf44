"""What every registered engine of the open-data tables must do, and that all hold equal tables."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salkku import workbench
from salkku.domain.errors import SourceError
from salkku.store import sightings, tables
from salkku.store.engines import engine_names, open_engine
from salkku.store.finding import OwnProjects, Wanted, find_projects
from salkku.store.schema import TABLES, Table
from salkku.store.tables import Batch, Snapshot
from salkku.store.taking_part import lay_out, show
from salkku.store.ties import neighbourhood

DAYS = (None, date(2025, 12, 31), date(2026, 1, 31), date(2026, 3, 31))
FIRST = "duckdb"
"""The engine that the others are held against."""


def _opened(request: pytest.FixtureRequest) -> str:
    if request.param == "spark":
        request.getfixturevalue("spark_parts")
        return "spark:local[2]"
    return str(request.param)


def _named(*names: str) -> list[object]:
    return [
        pytest.param(name, marks=pytest.mark.cluster) if name == "spark" else name for name in names
    ]


engine = pytest.fixture(scope="module", params=_named(*engine_names()), name="engine")(_opened)
other = pytest.fixture(
    scope="module", params=_named(*(n for n in engine_names() if n != FIRST)), name="other"
)(_opened)


def _topics(*rows: tuple[str, str, str], day: date | None = DAYS[2], file: str = "f") -> Batch:
    columns = [list(values) for values in zip(*rows, strict=True)] or [[], [], []]
    return Batch("topics", file * 64, [day] * len(rows), columns)


def _put(folder: Path, engine: str, *batches: Batch, source: str = "cordis") -> dict[str, int]:
    folder.mkdir(exist_ok=True)
    files = [
        Snapshot(source, each.snapshot, f"{each.table}.csv", each.as_of[0], 1, 1, 0, 0)
        for each in batches
        if each.as_of
    ]
    return tables.merge(
        folder=folder, source=source, batches=batches, snapshots=files, engine=engine
    )


def _everything(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Give every row of every table with its day, file, digest and whether it is current."""
    with tables.reading(folder=folder) as session:
        assert session is not None
        found = {shape.name: session.ask(f'SELECT * FROM "{shape.name}"') for shape in TABLES}
        found["sightings"] = session.ask("SELECT source, part, snapshot, mark FROM sightings")
        found["snapshots"] = session.ask("SELECT * FROM snapshots")
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def test_twice_is_once_and_what_is_kept_names_its_engine(engine: str, tmp_path: Path) -> None:
    batch = _topics(("1", "T1", "A"), ("2", "T2", "å 'quoted' \" “”"))
    assert _put(tmp_path, engine, batch) == _put(tmp_path, engine, batch) == {"topics": 2}
    assert tables.exists(folder=tmp_path)
    assert tables.counts(folder=tmp_path, source="cordis") == {"topics": 2}
    assert len(tables.snapshots(folder=tmp_path)) == 1
    assert open_engine(engine).home(tmp_path / ".salkku") == tables.home(folder=tmp_path)


def test_a_later_issue_replaces_and_the_former_stays(engine: str, tmp_path: Path) -> None:
    _put(tmp_path, engine, _topics(("1", "T1", "A"), ("1", "T2", "B"), ("2", "T3", "C")))
    _put(tmp_path, engine, _topics(("1", "T1", "A"), ("1", "T4", "D"), day=DAYS[3], file="e"))
    held = tables.fetch_rows(
        folder=tmp_path, table_name="topics", columns=("project", "topic", "as_of")
    )
    assert held == [("1", "T1", DAYS[2]), ("1", "T4", DAYS[3]), ("2", "T3", DAYS[2])]
    assert len(_everything(tmp_path)["topics"]) == 4
    earlier, later = sightings.issues(folder=tmp_path)
    assert (earlier.rows, later.rows) == (3, 2)
    found = sightings.difference(folder=tmp_path, earlier=earlier, later=later)
    assert [row["topic"] for row in found.gone] == ["T2", "T3"]
    assert [row["topic"] for row in found.new] == ["T4"]
    assert found.shared == 1
    said = sightings.sayings(folder=tmp_path, table_name="topics", source="cordis", named="1")
    assert [(each.values["topic"], each.current) for each in said] == [
        ("T4", True),
        ("T1", True),
        ("T2", False),
    ]


def test_what_stops_a_load_leaves_the_former_state(engine: str, tmp_path: Path) -> None:
    _put(tmp_path, engine, _topics(("1", "T1", "A")))
    before = _everything(tmp_path)
    home = tables.home(folder=tmp_path)

    class Stop(Exception):
        pass

    def stopped() -> None:
        with open_engine(engine).session(home, write=True) as session, session.transaction():
            session.stage("staged_salkku_version", {"version": "whole"}, [[7]])
            import ibis

            session.add("salkku_version", ibis.table({"version": "int64"}, "staged_salkku_version"))
            raise Stop

    with pytest.raises(Stop):
        stopped()
    assert _everything(tmp_path) == before
    assert _put(tmp_path, engine, _topics(("2", "T", "B"))) == {"topics": 2}


def test_another_engine_is_refused_and_loses_nothing(tmp_path: Path) -> None:
    _put(tmp_path, FIRST, _topics(("1", "T1", "A")))
    with pytest.raises(SourceError) as caught:
        _put(tmp_path, "spark", _topics(("1", "T1", "B")))
    assert caught.value.code == "tables_of_engine"
    assert tables.counts(folder=tmp_path, source="cordis") == {"topics": 1}


def _value(kind: str, dice: random.Random) -> Any:
    if dice.random() < 0.3:
        return None
    return {
        "text": lambda: dice.choice(("", "a", "Å\u00a0ö", "1", "x'y\"z", "rivi\nvaihto")),
        "cents": lambda: dice.choice((0, -5, 10**15, 199)),
        "whole": lambda: dice.randrange(3),
        "date": lambda: dice.choice((date(1, 1, 1), date(1582, 10, 10), date(2030, 2, 28))),
        "flag": lambda: dice.random() < 0.5,
    }[kind]()


def _batch(shape: Table, dice: random.Random) -> Batch:
    rows = [
        [
            dice.choice("12") if name in shape.group else _value(kind, dice)
            for name, kind in ((column.name, column.kind) for column in shape.columns)
        ]
        for _ in range(dice.randrange(1, 6))
    ]
    columns: list[Sequence[Any]] = [list(values) for values in zip(*rows, strict=True)]
    days = [dice.choice(DAYS) for _ in rows]
    return Batch(shape.name, dice.choice("abc") * 64, days, columns, dice.choice(("", "pages")))


def test_who_takes_part_is_laid_out_and_shown_again(engine: str, tmp_path: Path) -> None:
    (tmp_path / "organization.csv").write_text(
        "projectID;organisationID;name;city;country;role;order\n"
        "1;91;Alpha Oy;Espoo;FI;coordinator;1\n1;92;Béta;Espoo;FI;participant;2\n"
        "2;93;ALPHA OY;;FI;participant;1\n2;94;Gamma;Oslo;NO;coordinator;2\n",
        "utf-8",
    )
    (tmp_path / "projects.csv").write_text(
        "id;acronym;title;objective;startDate;endDate;totalCost\n"
        "1;A;First;;2026-01-01;2026-12-31;1\n2;B;Second;;2026-01-01;2026-12-31;1\n",
        "utf-8",
    )
    files = [tmp_path / "organization.csv", tmp_path / "projects.csv"]
    workbench.load("cordis", files, into=tmp_path, engine=engine)
    called = {"Alpha Oy": "alpha", "ALPHA OY": "alpha", "Béta": "beta", "Gamma": "gamma"}
    parts = lay_out(folder=tmp_path, stamp="s", called=lambda one: (one[0].lower(), called[one[0]]))
    with tables.beside(folder=tmp_path) as (session, loaded):
        show(session, name="taken", parts=parts)
        rows = session.ask("SELECT source, project, name, folded, body FROM taken ORDER BY ALL")
    assert loaded
    assert rows == [
        ("cordis", "1", "Alpha Oy", "alpha oy", "alpha"),
        ("cordis", "1", "Béta", "béta", "beta"),
        ("cordis", "2", "ALPHA OY", "alpha oy", "alpha"),
        ("cordis", "2", "Gamma", "gamma", "gamma"),
    ]
    found = neighbourhood(folder=tmp_path, own=[], organisation="alpha  oy", parts=parts)
    assert (found.key, found.all_projects) == ("alpha", 2)
    assert [(one.key, one.shared) for one in found.organisations] == [("beta", 1), ("gamma", 1)]
    chosen = Wanted(chosen={"organisation": ("beta",)})
    some = find_projects(folder=tmp_path, wanted=chosen, own=OwnProjects(parts=parts))
    assert [row.key for row in some.rows] == ["cordis:1"]
    assert dict(some.facets["organisation"]) == {"alpha": 2, "beta": 1, "gamma": 1}


@pytest.mark.cluster
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_every_engine_holds_the_same_rows_after_the_same_loads(
    seed: int, other: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    dice = random.Random(seed)
    shapes = dice.sample(TABLES, 2)
    loads = [[_batch(shape, dice) for shape in shapes] for _ in range(3)]
    held = []
    for name in (FIRST, other):
        folder = tmp_path_factory.mktemp("engine")
        for batches in loads:
            _put(folder, name, *batches)
        held.append(_everything(folder))
    assert held[0] == held[1]
