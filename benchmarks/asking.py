"""What asking for what is like a text costs, with everything of ``../shared/data`` loaded.

``python -m benchmarks.asking`` loads FP7, H2020, the Horizon subset and both lists of the Finnish
structural funds into ``build/asking`` (some minutes, once), draws a vector for each project – the
time does not depend on what they mean – and prints processor seconds: of a warm query, and of the
whole command in three languages, the median of five runs after one that is thrown away. Bytecode
of imports is kept between runs, as an installation keeps it; ``--cold`` keeps none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time

import numpy as np

from salkku import ingest, workbench
from salkku.landscape import Library, Query, open_library
from salkku.store.vectors import add_vectors
from salkku.text import DIMENSIONS, MODEL

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
KEPT = ROOT / "build" / "asking"
ASKED = {
    "fi": "Droonilla näytteitä sairaalasta toiseen kaupungin yllä",
    "sv": "Återbruk av byggdelar efter rivning av stadens hus",
    "en": "A digital twin of a city for climate, transport and residents",
}
RUNS = 5


def load(folder: Path) -> None:
    """Make an agreement folder with every project of the shared data."""
    if (folder / "agreement.toml").is_file():
        return
    shutil.copytree(ROOT / "examples" / "hevi", folder, dirs_exist_ok=True)
    cordis, eura = DATA / "cordis", DATA / "eura"
    horizon = [cordis / "horizon" / name for name in ("project.csv", "organization.csv")]
    for paths in (horizon, [cordis / "h2020"], [cordis / "fp7"]):
        ingest.load(source="cordis", paths=paths, into=folder)
    for paths in ([eura / "projektilista-2014-2020.csv"], sorted(eura.glob("*2007*"))):
        ingest.load(source="eura2014", paths=paths, into=folder)


def library_of(folder: Path) -> Library:
    """Open everything, with a drawn vector for each project that has none."""
    agreement = workbench.read(workbench.open_folder(folder))
    library = open_library(projects=agreement.projects, folder=folder)
    if library.meant == library.count:
        return library
    keys = np.unique(np.concatenate([each.keys for each in library.shelves]), axis=0)
    drawn = np.random.default_rng(1).normal(size=(len(keys), DIMENSIONS)).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    hashes = [key.tobytes() for key in keys]
    add_vectors(folder=folder, model=MODEL, keys=hashes, vectors=drawn)
    return open_library(projects=agreement.projects, folder=folder)


def of_command(folder: Path, text: str, *, cold: bool) -> float:
    """Give the processor seconds of one command, system calls included."""
    known = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    place = {"PYTHONPYCACHEPREFIX": str(KEPT / "bytecode")}
    kept = {"PYTHONDONTWRITEBYTECODE": "1"} if cold else place
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "salkku", "similar", str(folder), "--text", text],
        env={**known, **kept},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print what a query costs in a warm process, and as a command."""
    load(KEPT)
    library, cold = library_of(KEPT), "--cold" in sys.argv
    print(f"{library.count} projects, {library.meant} with a vector")
    for language, text in ASKED.items():
        library.hits(Query({"": text}))
        begun = process_time()
        for _ in range(RUNS):
            library.hits(Query({"": text}))
        warm = (process_time() - begun) / RUNS
        runs = [of_command(KEPT, text, cold=cold) for _ in range(RUNS + 1)][1:]
        print(f"{language}: warm {warm:.3f}, command {median(runs):.2f} (most {max(runs):.2f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
