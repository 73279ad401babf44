"""Every source of open data keeps the promises that loading and fetching rest on."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.unit.ingest import horizon

from salkku import ingest
from salkku.domain.errors import NotFound
from salkku.ingest.sources import Source, open_source
from salkku.store import tables
from salkku.store.schema import table

SAMPLES = {"cordis": horizon.files}
"""A small sound sample of each source: files by name, of invented rows."""


@pytest.fixture(params=ingest.source_names())
def source(request: pytest.FixtureRequest) -> Source:
    return open_source(request.param)


@pytest.fixture
def sample(source: Source, tmp_path: Path) -> Path:
    assert source.name in SAMPLES, "a source needs a sample of its own"
    return horizon.write_folder(tmp_path / "sample", SAMPLES[source.name]())


def test_it_answers_to_its_name(source: Source) -> None:
    assert source.name in ingest.source_names()


def test_it_is_published_at_addresses_that_are_encrypted(source: Source) -> None:
    for name, address in source.downloads().items():
        parts = urlsplit(address)
        assert (parts.scheme, bool(parts.netloc), bool(name)) == ("https", True, True)


def test_its_layouts_fill_columns_of_the_schema(source: Source, sample: Path) -> None:
    for file in sample.iterdir():
        header = tuple(file.read_text(encoding="utf-8").split("\n")[0].replace('"', "").split(";"))
        layout = source.layout(file.name, header)
        assert layout is not None
        targets = [field.target for field in layout.fields]
        assert set(targets) <= set(table(layout.table).names)
        assert len(targets) == len(set(targets))
        assert any(field.required for field in layout.fields)


def test_it_takes_no_file_of_another_kind(source: Source) -> None:
    assert source.layout("shopping.csv", ("bread", "milk")) is None
    assert source.layout("empty.csv", ()) is None


def test_every_row_is_held_or_named_and_twice_is_once(
    source: Source, sample: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "agreement"
    folder.mkdir()
    first = ingest.load(source=source.name, paths=[sample], into=folder)
    read = sum(file.read for file in first.snapshots)
    named = [remark for remark in first.rejected if remark.row is not None]
    assert sum(first.rows.values()) + len(named) == read
    again = ingest.load(source=source.name, paths=[sample], into=folder)
    assert (again.rows, again.rejected, again.repaired) == (
        first.rows,
        first.rejected,
        first.repaired,
    )


def test_facts_keep_their_source_and_file(source: Source, sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "agreement"
    folder.mkdir()
    loaded = ingest.load(source=source.name, paths=[sample], into=folder)
    files = {file.sha256 for file in loaded.snapshots}
    for name in loaded.rows:
        rows = tables.fetch_rows(folder=folder, table_name=name, columns=("source", "snapshot"))
        assert {each[0] for each in rows} == {source.name}
        assert {each[1] for each in rows} <= files


def test_a_file_cut_anywhere_gives_no_crash_and_no_silence(
    source: Source, sample: Path, tmp_path: Path
) -> None:
    for file in sorted(sample.iterdir()):
        data = file.read_bytes()
        header = data.index(b"\n") + 1
        for end in range(header + 1, len(data), max(1, (len(data) - header) // 6)):
            (tmp_path / file.name).write_bytes(data[:end])
            folder = tmp_path / f"{file.stem}-{end}"
            folder.mkdir()
            found = ingest.load(source=source.name, paths=[tmp_path / file.name], into=folder)
            read = found.snapshots[0].read
            assert sum(found.rows.values()) + len(found.rejected) == read


def test_an_unknown_source_is_told_with_the_known_ones() -> None:
    with pytest.raises(NotFound) as caught:
        open_source("atlantis")
    assert "cordis" in caught.value.values["known"]
