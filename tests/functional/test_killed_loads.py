"""A load that is killed at any moment leaves the former state, or has ended whole."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import FULL, SEED
from salkku.ingest import load
from salkku.store import tables
from salkku.store.schema import TABLES

KILLS = 20 if FULL else 3
ROWS = 4000 if FULL else 1000
COMMAND = "import sys; from salkku.cli.main import main; sys.exit(main(sys.argv[1:]))"


def issue(folder: Path, day: str, cost: int) -> Path:
    """Write an issue of many projects and their partners."""
    folder.mkdir()
    projects = [f"{n};P{n};Doves {n};2025-01-01;{cost + n}" for n in range(ROWS)]
    partners = [f"{n % ROWS};{n};Body {n} {cost};FI;{n}" for n in range(3 * ROWS)]
    head = "id;acronym;title;startDate;totalCost"
    (folder / f"project_{day}.csv").write_text("\n".join([head, *projects, ""]))
    head = "projectID;organisationID;name;country;order"
    (folder / f"organization_{day}.csv").write_text("\n".join([head, *partners, ""]))
    return folder


def state(folder: Path) -> str:
    """Give a checksum of everything that the tables hold and of the files they name."""
    whole = hashlib.sha256()
    for shape in TABLES:
        columns = ("source", "as_of", "snapshot", *shape.names)
        for row in tables.fetch_rows(folder=folder, table_name=shape.name, columns=columns):
            whole.update(repr(row).encode())
    whole.update(repr(tables.snapshots(folder=folder)).encode())
    return whole.hexdigest()


def started(path: Path, into: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "load", "cordis", str(path), "--into", str(into)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SALKKU_LANG": "en"},
    )


@pytest.fixture
def before(tmp_path: Path) -> Path:
    folder = tmp_path / "before"
    folder.mkdir()
    load(source="cordis", paths=[issue(tmp_path / "january", "2026-01-01", 0)], into=folder)
    return folder


def test_a_load_killed_at_a_random_moment(tmp_path: Path, before: Path) -> None:
    february = issue(tmp_path / "february", "2026-02-01", 7)
    whole = Path(shutil.copytree(before, tmp_path / "whole"))
    begun = time.perf_counter()
    assert started(february, whole).wait() == 0
    longest = time.perf_counter() - begun
    former, later = state(before), state(whole)
    assert former != later
    dice = random.Random(SEED)
    killed = 0
    for number in range(KILLS):
        folder = Path(shutil.copytree(before, tmp_path / str(number)))
        process = started(february, folder)
        moment = dice.uniform(0.0, 1.0) * longest if number else 0.95 * longest
        time.sleep(moment)
        process.send_signal(signal.SIGKILL)
        ended = process.wait() == 0
        killed += not ended
        found = state(folder)
        assert found == later if ended else found in (former, later), f"at {moment:.3f} s"
        load(source="cordis", paths=[february], into=folder)
        assert state(folder) == later
        shutil.rmtree(folder)
    assert killed or not FULL
