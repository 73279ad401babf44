"""What is kept beside the tables: an index whole or not at all, vectors batch by batch."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from salkku.domain.errors import SourceError
from salkku.store.shelf import keep_arrays, keep_index, open_arrays, open_index
from salkku.store.stamps import stamp_of
from salkku.store.vectors import add_vectors, find_vectors, size_of_vectors

ONE = np.arange(8, dtype=np.float32).reshape(1, 8)


def _add(folder: Path, *names: str) -> None:
    vectors = np.repeat(ONE, len(names), axis=0)
    keys = [name.encode().ljust(16, b"-") for name in names]
    add_vectors(folder=folder, model="m", keys=keys, vectors=vectors)


def _names(folder: Path) -> list[str]:
    asked = "xabycz"
    keys = np.frombuffer(b"".join(each.encode().ljust(16, b"-") for each in asked), dtype=np.uint8)
    held, vectors = find_vectors(folder=folder, model="m", dimensions=8, keys=keys.reshape(-1, 16))
    assert all((vector == ONE[0]).all() for vector in vectors)
    return [asked[place] for place in held.tolist()]


def test_vectors_are_found_by_their_text(tmp_path: Path) -> None:
    assert _names(tmp_path) == []
    _add(tmp_path, "b", "a")
    _add(tmp_path, "c")
    assert _names(tmp_path) == ["a", "b", "c"]
    assert size_of_vectors(folder=tmp_path, model="other") == 0


@pytest.mark.parametrize("lost", range(1, 32))
def test_a_record_cut_short_is_dropped_and_the_rest_stays(tmp_path: Path, lost: int) -> None:
    _add(tmp_path, "a", "b")
    path = tmp_path / ".salkku" / "vectors" / "m.f16"
    path.write_bytes(path.read_bytes()[:-lost])
    assert _names(tmp_path) == ["a"]
    _add(tmp_path, "c")
    assert _names(tmp_path) == ["a", "c"]


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".salkku").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SourceError):
        _add(tmp_path, "a")
    with pytest.raises(SourceError):
        keep_index(folder=tmp_path, stamp="s", arrays={}, records=[])
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_index_takes_the_place_of_the_former(tmp_path: Path) -> None:
    keep_index(folder=tmp_path, stamp="one", arrays={"x": ONE}, records=[{"key": "a"}])
    former = open_index(folder=tmp_path, stamp="one")
    keep_index(folder=tmp_path, stamp="two", arrays={}, records=[{"key": "ä"}, {"key": "b"}])
    index = open_index(folder=tmp_path, stamp="two")
    assert index is not None
    assert [index.record(number)["key"] for number in (1, 0)] == ["b", "ä"]
    assert former is not None
    assert former.record(0) == {"key": "a"}
    assert open_index(folder=tmp_path, stamp="one") is None
    assert [path.name for path in (tmp_path / ".salkku" / "index").iterdir()] == ["two"]


@pytest.mark.parametrize("name", ["arrays.npz", "records.jsonl"])
def test_a_broken_index_is_no_index(tmp_path: Path, name: str) -> None:
    keep_index(folder=tmp_path, stamp="s", arrays={}, records=[{"key": "a"}])
    broken = tmp_path / ".salkku" / "index" / "s" / name
    broken.unlink()
    assert open_index(folder=tmp_path, stamp="s") is None
    if name == "arrays.npz":
        broken.write_bytes(b"PK\x03\x04 torn")
        assert open_index(folder=tmp_path, stamp="s") is None


def test_a_stamp_changes_with_the_tables_and_with_the_reader(tmp_path: Path) -> None:
    assert stamp_of(folder=tmp_path, reader="1") == ""
    tables = tmp_path / ".salkku" / "tables.duckdb"
    tables.parent.mkdir()
    tables.write_bytes(b"one")
    first = stamp_of(folder=tmp_path, reader="1")
    assert first == stamp_of(folder=tmp_path, reader="1") != stamp_of(folder=tmp_path, reader="2")
    tables.write_bytes(b"other")
    assert stamp_of(folder=tmp_path, reader="1") != first


def test_a_hash_that_only_begins_alike_is_not_taken_for_another(tmp_path: Path) -> None:
    first, last = bytes(8) + b"--------", bytes(16)
    vectors = np.array([[1.0], [2.0]], dtype=np.float32)
    add_vectors(folder=tmp_path, model="m", keys=[first, last], vectors=vectors)
    asked = np.frombuffer(last + bytes(8) + b"++++++++", dtype=np.uint8).reshape(-1, 16)
    held, found = find_vectors(folder=tmp_path, model="m", dimensions=1, keys=asked)
    assert (held.tolist(), found.tolist()) == ([], []), "made anew rather than mixed up"


def test_arrays_beside_an_index_replace_their_kind_and_go_with_it(tmp_path: Path) -> None:
    keep_arrays(folder=tmp_path, stamp="s", name="m-1", arrays={"x": ONE})
    assert open_arrays(folder=tmp_path, stamp="s", name="m-1") is None
    keep_index(folder=tmp_path, stamp="s", arrays={}, records=[])
    keep_arrays(folder=tmp_path, stamp="s", name="m-1", arrays={"x": ONE})
    keep_arrays(folder=tmp_path, stamp="s", name="m-2", arrays={"x": ONE + 1})
    assert open_arrays(folder=tmp_path, stamp="s", name="m-1") is None
    kept = open_arrays(folder=tmp_path, stamp="s", name="m-2")
    assert kept is not None
    assert (kept["x"] == ONE + 1).all()
    place = tmp_path / ".salkku" / "index" / "s"
    assert sorted(path.name for path in place.glob("m-*")) == ["m-2.npz"]
    (place / "m-2.npz").write_bytes(b"broken")
    assert open_arrays(folder=tmp_path, stamp="s", name="m-2") is None
