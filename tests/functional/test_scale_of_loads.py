"""All the real lists together stay within their time and memory, and grow with their rows."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

MEASURED = """
import io, json, resource, sys
from contextlib import redirect_stdout
from salkku.cli.main import main
said = io.StringIO()
with redirect_stdout(said):
    code = main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([code, said.getvalue(), used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""
pytestmark = pytest.mark.slow


class Measured(NamedTuple):
    """What a load printed, its processor seconds and its greatest memory in bytes."""

    printed: str
    seconds: float
    memory: int

    @property
    def rows(self) -> dict[str, int]:
        found: dict[str, int] = json.loads(self.printed)["rows"]
        return found


def measured(*arguments: object) -> Measured:
    import subprocess

    command = [sys.executable, "-c", MEASURED, *map(str, arguments), "--json"]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told: list[Any] = json.loads(out)
    assert told[0] == 0
    return Measured(*told[1:])


def test_the_real_lists_together(shared_data: Path, tmp_path: Path) -> None:
    cordis = [
        shared_data / "cordis" / name for name in ("fp7", "h2020", "h2020-finland", "horizon")
    ]
    loads: tuple[tuple[object, ...], ...] = (
        ("load", "cordis", *cordis, "--into", tmp_path),
        ("load", "eura2014", shared_data / "eura", "--into", tmp_path),
    )
    first = [measured(*load) for load in loads]
    held = sum(each.rows["participations"] for each in first)
    assert held == 135667 + 31866 + 12537 + 19940 + 2881 + 28
    assert sum(each.seconds for each in first) <= 90
    assert max(each.memory for each in first) <= 2 * 1024**3
    tables = tmp_path / ".salkku" / "tables.duckdb"
    size = tables.stat().st_size
    assert [measured(*load).printed for load in loads] == [each.printed for each in first]
    assert tables.stat().st_size <= 1.05 * size


def test_time_grows_with_the_rows(tmp_path: Path) -> None:
    spent = []
    for count in (10_000, 40_000, 160_000):
        file = tmp_path / str(count) / "organization.csv"
        file.parent.mkdir()
        head = "projectID;organisationID;name;city;country;order;role;ecContribution\n"
        with file.open("w") as out:
            out.write(head)
            for n in range(count):
                body = f"Body {n % 6000};Town {n % 300};FI"
                out.write(f"{n // 10};{900000000 + n % 6000};{body};{n % 10};x;{n % 5000}.5\n")
        into = file.parent / "agreement"
        found = measured("load", "cordis", file, "--into", into)
        assert found.rows == {"participations": count}
        spent.append(found.seconds)
    assert spent[2] - spent[1] <= 1.5 * 4 * (spent[1] - spent[0])
