"""Put made files into a folder: written aside, then renamed, never over somebody else's."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from salkku.domain.errors import NotFound

__all__ = ["put"]

SIGNATURE = b"Salkku"


def put(files: Mapping[str, bytes], *, into: Path, mark: str) -> tuple[Path, ...]:
    """Write files into a folder, all of them or none.

    Parameters
    ----------
    files
        Plain file names → bytes.
    into
        Made when it is not there. Other files in it are left alone.
    mark
        The name of the file among ``files`` that tells a former result of ours, which may be
        replaced.

    Returns
    -------
    tuple of Path
        What was written, sorted.

    Raises
    ------
    NotFound
        If a file of the same name is there and is not ours; then nothing was written.
    """
    if into.exists() and not into.is_dir():
        raise NotFound("out_exists", path=into)
    if any((into / name).exists() for name in files) and not _ours(into / mark):
        raise NotFound("out_exists", path=into)
    made = not into.exists()
    into.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".being-written-", dir=into))
    try:
        for name, content in files.items():
            with (aside / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name in files:
            (aside / name).replace(into / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if made and not any(into.iterdir()):
            into.rmdir()
    return tuple(sorted(into / name for name in files))


def _ours(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and SIGNATURE in path.read_bytes()
