"""Files broken in a thousand ways: no crash, no partial load, no row dropped without a reason."""

from __future__ import annotations

import io
import random
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.ingest import horizon
from tests.unit.ingest.samples import SAMPLES

from conftest import FULL, SEED
from salkku.domain.errors import NotFound, SourceError, WrongInput
from salkku.ingest import Limits, Loaded, load
from salkku.ingest.sources import Prepares, open_source
from salkku.store import tables
from salkku.store.engines import open_engine
from salkku.store.schema import TABLES

CASES = 2400 if FULL else 60
LIMITS = Limits(member_bytes=8 * 1024**2, total_bytes=16 * 1024**2)
ODD = (
    *(
        b"\0",
        b'"',
        b'""',
        b";",
        b",",
        b"\n",
        b"\r\n",
        b"\t",
        b"|",
        b"\xff",
        b"\xc3",
        b"\xef\xbb\xbf",
    ),
    *(b"1e999999999", b"-1", b"9" * 40, b"nan", b"=1+1", b"{", b"}", b"[[", b"null", b"\\u0000"),
    *("\u202e".encode(), "\ufeff".encode(), b"31.2.2025", b"0000-00-00", b"<p", b"&#x110000;"),
)
Mutation = Callable[[random.Random, bytes], bytes]


def flip(dice: random.Random, data: bytes) -> bytes:
    held = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        held[dice.randrange(len(held))] = dice.randrange(256)
    return bytes(held)


def cut(dice: random.Random, data: bytes) -> bytes:
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randint(1, 1 + len(data) // 4) :]


def end(dice: random.Random, data: bytes) -> bytes:
    return data[: dice.randrange(1, len(data) + 1)]


def insert(dice: random.Random, data: bytes) -> bytes:
    for _ in range(dice.randint(1, 5)):
        place = dice.randrange(len(data) + 1)
        data = data[:place] + dice.choice(ODD) * dice.choice((1, 1, 1, 3, 400)) + data[place:]
    return data


def repeat(dice: random.Random, data: bytes) -> bytes:
    start = dice.randrange(len(data))
    piece = data[start : start + dice.randint(1, 200)]
    return data[:start] + piece * dice.randint(2, 30) + data[start:]


def shuffle(dice: random.Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    head, rest = lines[:1], lines[1:]
    dice.shuffle(rest)
    return b"\n".join([*head, *rest])


def swap(dice: random.Random, data: bytes) -> bytes:
    old, new = dice.choice(ODD[1:9]), dice.choice(ODD)
    return data.replace(old, new, dice.randint(1, 5))


MUTATIONS: tuple[Mutation, ...] = (flip, cut, end, insert, repeat, shuffle, swap)


def packed(files: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


def broken_inside(dice: random.Random, data: bytes) -> bytes:
    """Break one member of a zip or workbook and pack it again."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(name for name in files if files[name]))
    return packed({**files, name: dice.choice(MUTATIONS)(dice, files[name])})


def cases() -> Iterator[tuple[int, str, dict[str, bytes]]]:
    """Give broken files of every source in turn: plain, in a zip, or a workbook's inside.

    Each case has dice of its own: archives hold the time of their writing, so their lengths differ.
    """
    names = sorted(SAMPLES)
    for number in range(CASES):
        dice = random.Random(f"{SEED} {number}")
        source = names[number % len(names)]
        files = dict(SAMPLES[source]())
        name = dice.choice(sorted(files))
        data = files[name]
        if data.startswith(b"PK") and dice.random() < 0.7:
            files[name] = broken_inside(dice, data)
        else:
            for _ in range(dice.randint(1, 3)):
                data = dice.choice(MUTATIONS)(dice, data) or b"\n"
            files[name] = data
        if dice.random() < 0.25 and not isinstance(open_source(source), Prepares):
            whole = packed(files)
            files = {
                "all.zip": dice.choice(MUTATIONS)(dice, whole) if dice.random() < 0.5 else whole
            }
        yield number, source, files


def test_no_crash_no_partial_load_no_silence(tmp_path: Path) -> None:
    loaded = refused = 0
    for number, source, files in cases():
        place = tmp_path / str(number)
        folder = place / "agreement"
        folder.mkdir(parents=True)
        path = horizon.write_folder(place / "in", files)
        note = f"case {number} of {source}, seed {SEED}"
        try:
            found = load(source=source, paths=[path], into=folder, limits=LIMITS)
        except (WrongInput, SourceError, NotFound):
            assert not tables.exists(folder=folder), note
            refused += 1
            continue
        except Exception as error:
            pytest.fail(f"{note}: {error!r}")
        loaded += 1
        assert_whole(found, folder, note)
    assert loaded > refused > 0


def assert_whole(found: Loaded, folder: Path, note: str) -> None:
    """Count the rows again: each one read is held, joined or named with a reason."""
    named: dict[str, int] = defaultdict(int)
    for remark in found.rejected:
        assert remark.reason, note
        named[remark.file] += remark.row is not None
    for file in {each.file for each in found.snapshots}:
        assert named[file] == sum(e.rejected for e in found.snapshots if e.file == file), note
    kept = sum(each.read - each.rejected - each.joined for each in found.snapshots)
    with open_engine("duckdb").session(tables.home(folder=folder), write=False) as session:
        held = sum(
            int(session.ask(f'SELECT count(*) FROM "{shape.name}"')[0][0]) for shape in TABLES
        )
        once = int(session.ask("SELECT count(*) FROM sightings")[0][0])
    assert once >= kept, note
    assert held >= sum(found.rows.values()), note
    assert (held > 0) == (once > 0), note
