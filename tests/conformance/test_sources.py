"""Every source of open data keeps the promises that loading and fetching rest on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.unit.ingest import horizon
from tests.unit.ingest.personal import PERSONAL, every_text
from tests.unit.ingest.samples import SAMPLES

from conftest import FULL
from salkku import ingest
from salkku.domain.errors import NotFound, WrongInput
from salkku.ingest.sheets import Sheet, read_sheet
from salkku.ingest.sources import Layout, Prepares, Source, Unpacks, open_source
from salkku.store import tables
from salkku.store.schema import table

CUTS = 40 if FULL else 3
IMPERSONAL = {"euroscivoc", "places", "yso"}
"""Sources that have no place where a person could be named."""


@pytest.fixture(params=ingest.source_names())
def source(request: pytest.FixtureRequest) -> Source:
    return open_source(request.param)


@pytest.fixture
def sample(source: Source, tmp_path: Path) -> Path:
    assert source.name in SAMPLES, "a source needs a sample of its own"
    folder = horizon.write_folder(tmp_path / "sample", SAMPLES[source.name]())
    if isinstance(source, Prepares):
        source.prepare([folder])
    return folder


def files_of(source: Source, folder: Path) -> list[Path]:
    """Name the files that hold rows, in order."""
    telling = source.companions() if isinstance(source, Prepares) else ("\0",)
    return sorted(file for file in folder.iterdir() if not file.name.endswith(telling))


def test_it_answers_to_its_name(source: Source) -> None:
    assert source.name in ingest.source_names()


def test_it_is_published_at_addresses_that_are_encrypted(source: Source) -> None:
    for name, address in source.downloads().items():
        parts = urlsplit(address)
        assert (parts.scheme, bool(parts.netloc), bool(name)) == ("https", True, True)


def parts_of(source: Source, file: Path) -> list[tuple[str, Sheet]]:
    """Read a file's sheets as a load does."""
    if isinstance(source, Unpacks):
        parts = source.parts(file.name, file.read_bytes())
        return [(f"{file.name}/{part.name}".rstrip("/"), part.sheet) for part in parts]
    return [(file.name, read_sheet(file.read_bytes()))]


def layouts_of(source: Source, file: Path) -> list[Layout]:
    layouts = [source.layout(name, sheet.header) for name, sheet in parts_of(source, file)]
    assert layouts
    assert None not in layouts
    return [layout for layout in layouts if layout is not None]


def test_its_layouts_fill_columns_of_the_schema(source: Source, sample: Path) -> None:
    for file in files_of(source, sample):
        for lead in layouts_of(source, file):
            for layout in (lead, *lead.also):
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
    wanted: Counter[str] = Counter()
    layouts = [each for file in files_of(source, sample) for each in layouts_of(source, file)]
    for file, layout in zip(first.snapshots, layouts, strict=True):
        wanted[layout.table] += file.read - file.rejected - file.joined
    beside = {also.table for layout in layouts for also in layout.also}
    for name, number in wanted.items():
        held = first.rows.get(name, 0)
        assert held >= number if name in beside else held == number
    assert sum(file.rejected for file in first.snapshots) == len(first.rejected)
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
        assert {each[0].split(".")[0] for each in rows} == {source.name}
        assert {each[1] for each in rows} <= files


def test_no_personal_data_is_taken_in(source: Source, sample: Path, tmp_path: Path) -> None:
    given = b"\n".join(file.read_bytes() for file in sample.iterdir())
    folder = tmp_path / "agreement"
    folder.mkdir()
    ingest.load(source=source.name, paths=[sample], into=folder)
    held = every_text(folder)
    assert held
    assert [each for each in PERSONAL if each in held] == []
    if source.name not in IMPERSONAL and b"PK" not in given[:2]:
        assert any(each.encode() in given for each in PERSONAL)


def test_a_file_cut_anywhere_gives_no_crash_and_no_silence(
    source: Source, sample: Path, tmp_path: Path
) -> None:
    for told in {*sample.iterdir()} - {*files_of(source, sample)}:
        (tmp_path / told.name).write_bytes(told.read_bytes())
    for file in files_of(source, sample):
        data = file.read_bytes()
        for end in range(1, len(data), max(1, len(data) // CUTS)):
            (tmp_path / file.name).write_bytes(data[:end])
            folder = tmp_path / f"{file.name}-{end}"
            folder.mkdir()
            try:
                found = ingest.load(source=source.name, paths=[tmp_path / file.name], into=folder)
            except WrongInput:
                assert not tables.exists(folder=folder)
                continue
            parts = parts_of(source, tmp_path / file.name)
            known = [(name, source.layout(name, sheet.header)) for name, sheet in parts]
            unread = {each.file for each in found.rejected if each.reason == "unknown_file"}
            assert unread == {name for name, layout in known if layout is None}
            layouts = [layout for _, layout in known if layout is not None]
            for snapshot, layout in zip(found.snapshots, layouts, strict=True):
                named = [each for each in found.rejected if each.file == snapshot.file]
                assert len(named) == snapshot.rejected
                held = found.rows.get(layout.table, 0)
                assert held >= snapshot.read - snapshot.rejected - snapshot.joined


def test_an_unknown_source_is_told_with_the_known_ones() -> None:
    with pytest.raises(NotFound) as caught:
        open_source("atlantis")
    assert "cordis" in caught.value.values["known"]
