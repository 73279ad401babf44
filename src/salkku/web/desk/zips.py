"""Agreement folders as zips: written alike every time, read with suspicion."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import Final

from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault, WrongInput
from salkku.store.layout import is_kept
from salkku.store.paths import is_inside

__all__ = ["pack", "unpack"]

MOST_FILES: Final = 1_000
LARGEST: Final = 60_000_000
"""Most bytes of all files together, unpacked."""
_DAY = (1980, 1, 1, 0, 0, 0)


def pack(dossier: Dossier) -> bytes:
    """Write a dossier as a zip: the same bytes for the same files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in dossier.paths:
            entry = zipfile.ZipInfo(path, _DAY)
            archive.writestr(entry, dossier.files[path], zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unpack(content: bytes) -> Dossier:
    """Read a zip of an agreement folder; the folder itself may be the only thing in it.

    Raises
    ------
    WrongInput
        If it is no zip, too large or too many once unpacked (counted while unpacking: what the
        zip claims is not believed), or holds links or paths that lead out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            _refuse(entries)
            files = _read(archive, entries)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zipfile.LargeZipFile):
        raise WrongInput((Fault("agreement.zip", "zip_broken"),)) from None
    kept = {path: data for path, data in _rooted(files).items() if is_kept(path)}
    return Dossier(kept)


def _refuse(entries: list[zipfile.ZipInfo]) -> None:
    faults = []
    if len(entries) > MOST_FILES:
        faults.append(Fault(".", "too_many_files", values={"limit": str(MOST_FILES)}))
    for entry in entries[:MOST_FILES]:
        if not is_inside(entry.filename):
            faults.append(
                Fault(
                    _printable(entry.filename),
                    "path_outside",
                    values={"path": _printable(entry.filename)},
                )
            )
        elif stat.S_ISLNK(entry.external_attr >> 16):
            faults.append(Fault(".", "zip_link", values={"path": _printable(entry.filename)}))
    names = [entry.filename for entry in entries]
    faults += [
        Fault(".", "zip_repeated", values={"path": _printable(name)})
        for name in set(names)
        if names.count(name) > 1
    ]
    if faults:
        raise WrongInput(tuple(faults))


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack, never past the limit whatever the zip says of itself."""
    files: dict[str, bytes] = {}
    left = LARGEST
    for entry in entries:
        with archive.open(entry) as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            limit = str(LARGEST // 1_000_000)
            raise WrongInput((Fault(".", "zip_too_large", values={"limit": limit}),))
        files[entry.filename] = data
    return files


def _rooted(files: dict[str, bytes]) -> dict[str, bytes]:
    """Take off the one folder that holds everything, where there is one."""
    if "agreement.toml" in files:
        return files
    roots = {path.split("/", 1)[0] for path in files}
    if len(roots) == 1 and all("/" in path for path in files):
        return {path.split("/", 1)[1]: data for path, data in files.items()}
    return files


def _printable(name: str) -> str:
    return name.encode("ascii", "backslashreplace").decode()[:200]
