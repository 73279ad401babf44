"""An agreement as one zip file, for import and export; a package that could harm is refused."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib

from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault, WrongInput
from salkku.store.layout import SETTINGS, is_kept
from salkku.store.paths import is_inside
from salkku.store.walking import LARGEST_FILE, LARGEST_FOLDER, MOST_FILES, printable

__all__ = ["MOST_RATIO", "pack", "unpack"]

MOST_RATIO = 200
"""Most times that a member of over a megabyte may be larger than packed."""
_MEGABYTE = 1_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)


def pack(dossier: Dossier) -> bytes:
    """Pack an agreement; the same files always give the same bytes.

    Examples
    --------
    >>> unpack(pack(Dossier({"agreement.toml": b"[agreement]"}))).paths
    ('agreement.toml',)
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for path in dossier.paths:
            member = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            member.external_attr = 0o644 << 16
            member.create_system = 3
            package.writestr(member, dossier.files[path], zipfile.ZIP_DEFLATED)
    return made.getvalue()


def unpack(content: bytes, *, file: str = "agreement.zip") -> Dossier:
    """Unpack an agreement, in memory and within limits.

    Parameters
    ----------
    content
        The zip file.
    file
        What to call it in a fault.

    Returns
    -------
    Dossier
        The files; where all lie in one folder of the package, their paths inside that folder.

    Raises
    ------
    WrongInput
        If it is no zip file, or a member leads out of the package, is a link, is there twice, is
        protected by a password or unpacks to too much.

    Examples
    --------
    >>> try:
    ...     unpack(b"no zip")
    ... except WrongInput as error:
    ...     error.faults[0].code
    'zip_broken'
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = [member for member in package.infolist() if not member.is_dir()]
            _check(members, file)
            files = _read(package, members)
    except _BROKEN:
        raise WrongInput((Fault(file, "zip_broken"),)) from None
    files = _without_top(files)
    return Dossier({path: content for path, content in files.items() if is_kept(path)})


def _check(members: list[zipfile.ZipInfo], file: str) -> None:
    """Refuse what can be seen to be wrong before anything is unpacked."""
    faults = []
    if len(members) > MOST_FILES:
        faults.append(Fault(file, "too_many_files", values={"limit": str(MOST_FILES)}))
    if sum(member.file_size for member in members) > LARGEST_FOLDER:
        limit = str(LARGEST_FOLDER // _MEGABYTE)
        faults.append(Fault(file, "zip_too_large", values={"limit": limit}))
    seen: set[str] = set()
    for member in members[:MOST_FILES]:
        code, values = _fault_of(member, seen)
        seen.add(member.filename)
        if code:
            path = printable(member.filename)
            faults.append(Fault(path, code, values={"path": path, **values}))
    if faults:
        raise WrongInput(tuple(faults))


def _fault_of(member: zipfile.ZipInfo, seen: set[str]) -> tuple[str, dict[str, str]]:
    size, packed = member.file_size, max(member.compress_size, 1)
    if not is_inside(member.filename) or "\0" in member.orig_filename:
        return "path_outside", {}
    if stat.S_ISLNK(member.external_attr >> 16):
        return "zip_link", {}
    if member.filename in seen:
        return "zip_repeated", {}
    if member.flag_bits & 1:
        return "zip_encrypted", {}
    if size > LARGEST_FILE:
        megabytes = {"size": f"{size // _MEGABYTE}", "limit": f"{LARGEST_FILE // _MEGABYTE}"}
        return "file_too_large", megabytes
    if size > _MEGABYTE and size > MOST_RATIO * packed:
        return "zip_suspicious", {"ratio": str(size // packed)}
    return "", {}


def _read(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Unpack no more of a member than it says it holds."""
    files = {}
    for member in members:
        with package.open(member) as stream:
            content = stream.read(member.file_size + 1)
        if len(content) != member.file_size:
            raise zipfile.BadZipFile
        files[member.filename] = content
    return files


def _without_top(files: dict[str, bytes]) -> dict[str, bytes]:
    """Take away the one folder that holds everything, if it holds the settings."""
    kept = {path: content for path, content in files.items() if not path.startswith("__MACOSX/")}
    tops = {path.split("/", 1)[0] for path in kept}
    top = next(iter(tops), "")
    if len(tops) == 1 and f"{top}/{SETTINGS}" in kept:
        return {path.removeprefix(f"{top}/"): content for path, content in kept.items()}
    return kept
