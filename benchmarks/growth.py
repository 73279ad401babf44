"""How loading grows with the tables: drawn projects and their participations, ten times as many.

Each size is measured in a process of its own. The files have the layout of CORDIS; every word in
them is drawn by a seed.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

__all__ = ["SIZES", "growth"]

ROOT = Path(__file__).resolve().parent.parent
SIZES = (10_000, 100_000, 1_000_000)
"""Participations of each size; six a project."""
A_PROJECT = 6
PROJECT = (
    "id", "acronym", "title", "startDate", "endDate", "totalCost", "legalBasis", "topics",
    "masterCall", "subCall", "fundingScheme", "objective", "grantDoi", "cluster", "snapshot",
)  # fmt: skip
PART = (
    "projectID", "projectAcronym", "organisationID", "name", "shortName", "SME", "activityType",
    "city", "country", "organizationURL", "contactForm", "order", "role", "ecContribution",
    "snapshot",
)  # fmt: skip
Figures = dict[str, Any]


def growth(*, sizes: tuple[int, ...] = SIZES) -> list[Figures]:
    """Measure every size, the least first."""
    found = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.growth", str(size)],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return found


def measured(size: int) -> Figures:
    """Load one size in this process, then again, and then ask for one country's names."""
    from salkku import ingest
    from salkku.store import tables

    with TemporaryDirectory() as place:
        written, folder = Path(place) / "cordis", Path(place) / "agreement"
        folder.mkdir()
        _write(written, size)
        first = _timed(lambda: ingest.load(source="cordis", paths=[written], into=folder))
        second = _timed(lambda: ingest.load(source="cordis", paths=[written], into=folder))
        asked = _timed(
            lambda: tables.fetch_rows(
                folder=folder,
                table_name="participations",
                columns=("name", "city"),
                where={"country": "FI"},
            )
        )
        held = tables.counts(folder=folder, source="cordis")
        size_held = tables.home(folder=folder).stat().st_size
    return {
        "participations": held["participations"],
        "projects": held["projects"],
        "load": first,
        "again": second,
        "question": asked,
        "megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "file": round(size_held / 1e6, 1),
    }


def _timed(work: Any) -> float:
    """Give the processor seconds of some work: children's and threads' included."""
    began = time.process_time()
    work()
    return round(time.process_time() - began, 2)


def _write(folder: Path, size: int) -> None:
    dice = Random(size)
    words = ["".join(dice.choices("aeiklmnoprstuv", k=dice.randint(3, 9))) for _ in range(4000)]
    bodies = [
        (" ".join(dice.choices(words, k=3)).title(), dice.choice(("FI", "SE", "DE", "FR", "IT")))
        for _ in range(max(100, size // 5))
    ]
    folder.mkdir()
    projects = (folder / "project.csv").open("w", newline="", encoding="utf-8")
    parts = (folder / "organization.csv").open("w", newline="", encoding="utf-8")
    with projects, parts:
        project, part = (
            csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
            for file in (projects, parts)
        )
        project.writerow(PROJECT)
        part.writerow(PART)
        for number in range(size // A_PROJECT + 1):
            row = str(100_000_000 + number)
            said = " ".join(dice.choices(words, k=60))
            project.writerow(
                (row, f"P{number}", said[:80], "2024-01-01", "2026-12-31", "1000000,5",
                 "HORIZON.2.1", "HORIZON-TOPIC", "HORIZON-CALL", "HORIZON-CALL", "HORIZON-RIA",
                 said, f"10.3030/{row}", "", "2026-01-15")
            )  # fmt: skip
            for place in range(min(A_PROJECT, size - A_PROJECT * number)):
                which = dice.randrange(len(bodies))
                name, country = bodies[which]
                part.writerow(
                    (row, f"P{number}", 900_000_000 + which, name, "", "False", "REC",
                     words[which % len(words)].title(), country, "", "", place + 1, "participant",
                     f"{dice.randrange(10**6)}.5", "2026-01-15")
                )  # fmt: skip


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    print(json.dumps(measured(int(sys.argv[1]))))
