"""The tables hold what was said, once, with its source and day, and never half a load."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counts import count

from salkku.domain.errors import NotFound, SourceError
from salkku.store import tables
from salkku.store.engines import engine_names, open_engine
from salkku.store.schema import TABLES, table
from salkku.store.tables import Batch, Snapshot

JANUARY, MARCH = date(2026, 1, 31), date(2026, 3, 31)


def _topics(*rows: tuple[str, str, str], day: date | None = JANUARY) -> Batch:
    columns = [list(values) for values in zip(*rows, strict=True)] or [[], [], []]
    return Batch("topics", "f" * 64, [day] * len(rows), columns)


def _put(folder: Path, *batches: Batch, source: str = "cordis") -> dict[str, int]:
    return tables.merge(folder=folder, source=source, batches=batches, snapshots=[])


def _held(folder: Path, *columns: str) -> list[tuple[Any, ...]]:
    wanted: Sequence[str] = columns or ("project", "topic", "title")
    return tables.fetch_rows(folder=folder, table_name="topics", columns=wanted)


def _all(folder: Path) -> int:
    with open_engine("duckdb").session(tables.home(folder=folder), write=False) as session:
        return int(session.ask("SELECT count(*) FROM topics")[0][0])


def test_nothing_loaded_is_nothing_held_and_makes_no_folder(tmp_path: Path) -> None:
    assert not tables.exists(folder=tmp_path)
    assert _held(tmp_path) == []
    assert tables.snapshots(folder=tmp_path) == ()
    assert tables.counts(folder=tmp_path, source="cordis") == {}
    assert list(tmp_path.iterdir()) == []


def test_twice_is_once(tmp_path: Path) -> None:
    batch = _topics(("1", "T1", "A"), ("2", "T2", "B"))
    assert _put(tmp_path, batch) == _put(tmp_path, batch) == {"topics": 2}
    assert _all(tmp_path) == 2


def test_a_later_issue_replaces_a_projects_rows_and_keeps_the_former(tmp_path: Path) -> None:
    _put(tmp_path, _topics(("1", "T1", "A"), ("1", "T2", "B"), ("2", "T3", "C")))
    assert _put(tmp_path, _topics(("1", "T1", "A"), ("1", "T4", "D"), day=MARCH)) == {"topics": 3}
    assert _held(tmp_path, "project", "topic", "as_of") == [
        ("1", "T1", JANUARY),
        ("1", "T4", MARCH),
        ("2", "T3", JANUARY),
    ]
    assert _all(tmp_path) == 4


def test_an_earlier_issue_never_replaces_a_later_one(tmp_path: Path) -> None:
    _put(tmp_path, _topics(("1", "T4", "D"), day=MARCH))
    for _ in range(2):
        assert _put(tmp_path, _topics(("1", "T1", "A"), day=JANUARY)) == {"topics": 1}
    assert _held(tmp_path) == [("1", "T4", "D")]
    assert _all(tmp_path) == 2


def test_what_was_said_again_later_is_current_again(tmp_path: Path) -> None:
    for value, day in (("A", JANUARY), ("B", date(2026, 2, 28)), ("A", MARCH)):
        _put(tmp_path, _topics(("1", "T1", value), day=day))
    assert _held(tmp_path, "title", "as_of") == [("A", MARCH)]
    assert _all(tmp_path) == 3


def test_sources_stand_side_by_side(tmp_path: Path) -> None:
    _put(tmp_path, _topics(("1", "T1", "A")))
    assert _put(tmp_path, _topics(("1", "T1", "other")), source="kohesio") == {"topics": 1}
    assert _held(tmp_path, "source", "title") == [("cordis", "A"), ("kohesio", "other")]
    assert tables.fetch_rows(
        folder=tmp_path, table_name="topics", columns=["title"], where={"source": "kohesio"}
    ) == [("other",)]


def test_two_files_of_one_day_that_disagree_make_one_project(tmp_path: Path) -> None:
    shape = table("projects")
    columns = [
        {"id": ["7", "7"], "title": ["One title", "Another title"]}.get(name, [None, None])
        for name in shape.names
    ]
    batch = Batch("projects", "f" * 64, [JANUARY, JANUARY], columns)
    assert _put(tmp_path, batch) == _put(tmp_path, batch) == {"projects": 1}
    with open_engine("duckdb").session(tables.home(folder=tmp_path), write=False) as session:
        assert session.ask("SELECT count(*) FROM projects") == [(2,)]


def test_files_are_remembered_once(tmp_path: Path) -> None:
    file = Snapshot("cordis", "a" * 64, "topics.csv", MARCH, 10, 1, 0, 0)
    for _ in range(2):
        tables.merge(folder=tmp_path, source="cordis", batches=[], snapshots=[file])
    assert tables.snapshots(folder=tmp_path) == (file,)


@settings(max_examples=5, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from("12"), st.sampled_from("TU"), st.sampled_from("ABC")),
        unique=True,
        min_size=1,
    ),
    data=st.data(),
)
def test_the_order_of_loads_does_not_matter(
    rows: list[tuple[str, str, str]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cut = data.draw(st.integers(0, len(rows)))
    batches = [
        _topics(*part, day=day)
        for part, day in ((rows[:cut], JANUARY), (rows[cut:], MARCH))
        if part
    ]
    held = []
    for order in (batches, batches[::-1], [*batches, *batches]):
        folder = tmp_path_factory.mktemp("order")
        for batch in order:
            _put(folder, batch)
        held.append(_held(folder, "project", "topic", "title", "as_of"))
    assert held[0] == held[1] == held[2]


def test_one_writes_and_the_other_is_told(tmp_path: Path) -> None:
    _put(tmp_path, _topics(("1", "T1", "A")))
    code = (
        "import sys, duckdb; held = duckdb.connect(sys.argv[1]); held.begin();"
        "print('open', flush=True); sys.stdin.read()"
    )
    path = str(tables.home(folder=tmp_path))
    with subprocess.Popen(
        [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(SourceError) as caught:
            _put(tmp_path, _topics(("2", "T2", "B")))
        other.communicate()
    assert caught.value.code == "tables_busy"
    assert _put(tmp_path, _topics(("2", "T2", "B"))) == {"topics": 2}


def test_tables_that_are_no_tables_are_told(tmp_path: Path) -> None:
    path = tables.home(folder=tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"not a database" * 100)
    for ask in (lambda: _held(tmp_path), lambda: _put(tmp_path, _topics(("1", "T", "A")))):
        with pytest.raises(SourceError) as caught:
            ask()
        assert caught.value.code == "tables_unreadable"
    assert path.read_bytes().startswith(b"not a database")


def test_tables_of_another_version_are_told(tmp_path: Path) -> None:
    _put(tmp_path, _topics(("1", "T1", "A")))
    with duckdb.connect(str(tables.home(folder=tmp_path))) as connection:
        connection.execute("UPDATE salkku_version SET version = 999")
    with pytest.raises(SourceError) as caught:
        _held(tmp_path)
    assert caught.value.code == "tables_version"


def test_a_linked_tables_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "agreement").mkdir()
    (tmp_path / "agreement" / ".salkku").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SourceError) as caught:
        _put(tmp_path / "agreement", _topics(("1", "T", "A")))
    assert caught.value.code == "tables_linked"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_only_columns_of_the_schema_can_be_asked_for(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        tables.fetch_rows(
            folder=tmp_path, table_name="topics", columns=['title"; DROP TABLE x; --']
        )
    with pytest.raises(KeyError):
        table("nothing")
    with pytest.raises(NotFound):
        open_engine("nothing")
    assert engine_names() == ("duckdb", "spark")


def test_every_table_names_its_group_and_key_among_its_columns() -> None:
    for shape in TABLES:
        assert {*shape.group, *shape.key} <= set(shape.names)
        assert len(set(shape.names)) == len(shape.names)


_LOADER = """
import sys
from pathlib import Path
from salkku import ingest
print("ready", flush=True)
ingest.load(source="cordis", paths=[Path(sys.argv[1])], into=Path(sys.argv[2]))
"""


def test_a_load_killed_at_any_moment_leaves_the_former_state(tmp_path: Path) -> None:
    rows = "".join(f'"{n}";"T{n}";"Title {n}"\n' for n in range(20_000))
    (tmp_path / "topics.csv").write_text(f'"projectID";"topic";"title"\n{rows}')
    folder = tmp_path / "agreement"
    folder.mkdir()
    _put(folder, _topics(("former", "T", "A")))
    kills = count(3, 20)
    for kill in range(kills):
        command = [sys.executable, "-c", _LOADER, str(tmp_path / "topics.csv"), str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as loading:
            assert loading.stdout is not None
            loading.stdout.readline()
            time.sleep(0.05 + 0.9 * kill / kills)
            loading.send_signal(signal.SIGKILL)
        held = tables.counts(folder=folder, source="cordis")
        assert held["topics"] in (1, 20_001)
        assert ("former", "T", "A") in _held(folder)
