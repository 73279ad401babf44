"""The files behind a path: of a folder, a zip or a single file, none of them trusted."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from salkku.domain.errors import Fault, WrongInput

__all__ = ["Limits", "Parcel", "bytes_behind", "open_parcels"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file or zip is taken in.

    Parameters
    ----------
    member_bytes
        Largest unpacked size of one file.
    total_bytes
        Largest unpacked size of one zip.
    members
        Most files in one zip.
    ratio
        Largest unpacked size against packed size, for files over 1 MB.

    Examples
    --------
    >>> Limits().ratio
    200
    """

    member_bytes: int = 2 * 1024**3
    total_bytes: int = 6 * 1024**3
    members: int = 10_000
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file's name and bytes.

    Examples
    --------
    >>> Parcel("topics.csv", b"").name
    'topics.csv'
    """

    name: str
    data: bytes


def open_parcels(paths: Sequence[Path], *, limits: Limits | None = None) -> Iterator[Parcel]:
    """Open every file behind some paths, in the order of their names.

    Parameters
    ----------
    paths
        Files, zips or folders; hidden files in a folder are passed over.
    limits
        How much is taken in; `Limits` by default.

    Yields
    ------
    Parcel
        Zips and gzip files are unpacked in memory, never onto the disk.

    Raises
    ------
    WrongInput
        ``path_missing``, ``source_link_outside``, ``file_too_large``, ``zip_broken``,
        ``zip_link``, ``zip_encrypted``, ``source_zip_outside``, ``source_zip_swells``,
        ``source_zip_too_large`` or ``source_zip_too_many``.
    """
    bounds = limits or Limits()
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                if inner.is_file() and not _hidden(inner, path):
                    _stay_inside(inner, path)
                    yield from _open_file(inner, inner.relative_to(path).as_posix(), bounds)
        elif path.is_file():
            yield from _open_file(path, path.name, bounds)
        else:
            raise WrongInput((Fault(path.name, "path_missing"),))


def bytes_behind(paths: Sequence[Path]) -> int:
    """Guess how many bytes the files behind some paths come to, unpacked: for progress only.

    Parameters
    ----------
    paths
        Files, zips or folders; one that is missing or broken counts as what it is on the disk.

    Returns
    -------
    int

    Examples
    --------
    >>> bytes_behind([Path("nowhere")])
    0
    """
    files = [
        inner
        for path in paths
        for inner in (path.rglob("*") if path.is_dir() else (path,))
        if inner.is_file()
    ]
    return sum(_unpacked(file) for file in files)


def _unpacked(file: Path) -> int:
    if file.suffix.lower() == ".zip":
        try:
            with zipfile.ZipFile(file) as held:
                return sum(one.file_size for one in held.infolist())
        except (OSError, zipfile.BadZipFile):
            pass
    return file.stat().st_size


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.relative_to(root).parts)


def _stay_inside(path: Path, root: Path) -> None:
    if not path.resolve().is_relative_to(root.resolve()):
        raise WrongInput((Fault(path.name, "source_link_outside"),))


def _megabytes(size: int) -> str:
    return str(round(size / 1024**2))


def _open_file(path: Path, name: str, limits: Limits) -> Iterator[Parcel]:
    size = path.stat().st_size
    if size > limits.member_bytes:
        values = {"size": _megabytes(size), "limit": _megabytes(limits.member_bytes)}
        raise WrongInput((Fault(name, "file_too_large", values=values),))
    data = path.read_bytes()
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")) and path.suffix.lower() != ".xlsx":
        yield from _open_zip(name, data, limits)
    elif path.suffix.lower() == ".xlsx":
        yield _open_workbook(name, data, limits)
    elif path.suffix.lower() == ".zip":
        raise WrongInput((Fault(name, "zip_broken"),))
    elif data.startswith(b"\x1f\x8b"):
        yield Parcel(re.sub(r"\.gz$", "", name, flags=re.IGNORECASE), _unpack(name, data, limits))
    else:
        yield Parcel(name, data)


def _unpack(name: str, data: bytes, limits: Limits) -> bytes:
    """Unpack a gzip file, no further than a zip's member may go."""
    most = min(limits.member_bytes, max(limits.ratio * len(data), 1024**2))
    stream = zlib.decompressobj(wbits=31)
    try:
        unpacked = stream.decompress(data, most)
    except zlib.error as error:
        raise WrongInput((Fault(name, "zip_broken"),)) from error
    if stream.unconsumed_tail:
        raise WrongInput((Fault(name, "source_zip_swells", values={"path": name}),))
    if not stream.eof:
        raise WrongInput((Fault(name, "zip_broken"),))
    return unpacked


def _open_zip(name: str, data: bytes, limits: Limits) -> Iterator[Parcel]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            _check_zip(name, members, limits)
            for member in sorted(members, key=lambda each: each.filename):
                if not _hidden(Path(member.filename), Path()):
                    yield Parcel(f"{name}/{member.filename}", archive.read(member))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise WrongInput((Fault(name, "zip_broken"),)) from error


def _open_workbook(name: str, data: bytes, limits: Limits) -> Parcel:
    """Take a workbook as one file, its inside no larger than a zip's may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_zip(name, archive.infolist(), limits)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise WrongInput((Fault(name, "zip_broken"),)) from error
    return Parcel(name, data)


def _check_zip(name: str, members: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse a whole zip for one bad member, before anything is unpacked."""
    if len(members) > limits.members:
        values = {"limit": str(limits.members)}
        raise WrongInput((Fault(name, "source_zip_too_many", values=values),))
    total = sum(member.file_size for member in members)
    if total > limits.total_bytes:
        values = {"limit": _megabytes(limits.total_bytes)}
        raise WrongInput((Fault(name, "source_zip_too_large", values=values),))
    faults = tuple(fault for member in members for fault in _member_faults(name, member, limits))
    if faults:
        raise WrongInput(faults)


def _member_faults(name: str, member: zipfile.ZipInfo, limits: Limits) -> Iterator[Fault]:
    path = {"path": member.filename}
    inside = PurePosixPath(member.filename.replace("\\", "/"))
    if inside.is_absolute() or ".." in inside.parts or ":" in inside.parts[0]:
        yield Fault(name, "source_zip_outside", values=path)
    if stat.S_ISLNK(member.external_attr >> 16):
        yield Fault(name, "zip_link", values=path)
    if member.flag_bits & 0x1:
        yield Fault(name, "zip_encrypted", values=path)
    swelling = member.file_size > limits.ratio * max(member.compress_size, 1)
    if (member.file_size > 1024**2 and swelling) or member.file_size > limits.member_bytes:
        yield Fault(name, "source_zip_swells", values=path)
