"""Open data downloaded: resumed where it broke off, tried with patience, checked at the end."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from salkku.domain.errors import SourceError
from salkku.store.aside import put_whole

__all__ = ["Fetched", "Patience", "Progress", "download"]

Progress = Callable[[int, int | None], None]
"""Is told the bytes held so far and the bytes promised (None: unknown)."""

_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download is tried.

    Parameters
    ----------
    attempts
        Most requests that bring nothing new, one after the other.
    first_wait, longest_wait
        Seconds before the second request, doubled each time up to the longest.
    stall_seconds
        Seconds without a byte after which a request is given up.
    largest_bytes
        Largest file taken.

    Examples
    --------
    >>> Patience().wait(1), Patience().wait(3)
    (1.0, 4.0)
    """

    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 60.0
    stall_seconds: float = 30.0
    largest_bytes: int = 4 * 1024**3

    def wait(self, failures: int) -> float:
        """Give the seconds to wait after so many failures on end."""
        return float(min(self.first_wait * 2 ** (failures - 1), self.longest_wait))


@dataclass(frozen=True, slots=True)
class Fetched:
    """A downloaded file.

    Parameters
    ----------
    file
        Where it lies.
    address
        Where it came from.
    sha256
        Checksum of its bytes.
    bytes
        Its size.
    issued
        The day the server says it was last changed; None when it does not say.
    etag, modified
        The server's own marks of this version; empty when it gives none.
    unchanged
        Whether the file was held already and the server has nothing newer.

    Examples
    --------
    >>> Fetched(Path("a.zip"), "http://127.0.0.1/a.zip", "0" * 64, 3).unchanged
    False
    """

    file: Path
    address: str
    sha256: str
    bytes: int
    issued: date | None = None
    etag: str = ""
    modified: str = ""
    unchanged: bool = False


def download(
    *,
    address: str,
    into: Path,
    pause: Callable[[float], None] = time.sleep,
    client: httpx.Client | None = None,
    progress: Progress | None = None,
    patience: Patience | None = None,
    name: str = "",
) -> Fetched:
    """Download a file: whole, checked and at once in its place, or not at all.

    What came so far is kept beside as ``NAME.part`` and gone on with, also by a later call,
    as long as the server says it is still the same file (``If-Range``). A file held already is
    asked for only if it changed.

    Parameters
    ----------
    address
        Where the file is published.
    into
        Folder to put it in; made when missing.
    pause
        Waits some seconds.
    client
        HTTP client; one of our own by default.
    progress
        Is told how far it is.
    patience
        How long it is tried.
    name
        What to call the file; the address tells by default.

    Returns
    -------
    Fetched

    Raises
    ------
    SourceError
        ``fetch_refused`` (with ``status``), ``fetch_gave_up`` (with the last ``reason``:
        ``stalled``, ``cut``, ``short``, ``status`` or ``unreachable``), ``fetch_too_large``.

    Examples
    --------
    >>> download(address="https://example.org/a.zip", into=Path("downloads"))  # doctest: +SKIP
    """
    into.mkdir(parents=True, exist_ok=True)
    terms = patience or Patience()
    file = into / (name or _name(address))
    if client is not None:
        return _Download(client, address, file, progress, terms).run(pause)
    timeout = httpx.Timeout(terms.stall_seconds)
    with httpx.Client(timeout=timeout, follow_redirects=True) as own:
        return _Download(own, address, file, progress, terms).run(pause)


class _AgainError(Exception):
    """A request that brought no end; the argument is the reason."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait = wait


class _Download:
    """One file on its way: what is held of it, and the server's marks of its version."""

    def __init__(
        self,
        client: httpx.Client,
        address: str,
        file: Path,
        progress: Progress | None,
        patience: Patience,
    ) -> None:
        self._client = client
        self._address = address
        self._file = file
        self._part = file.with_name(f"{file.name}.part")
        self._progress = progress
        self._patience = patience

    def run(self, pause: Callable[[float], None]) -> Fetched:
        """Request until the file is whole, or patience ends."""
        failures, furthest = 0, self._held()
        while True:
            try:
                return self._request()
            except _AgainError as error:
                failures = 1 if self._held() > furthest else failures + 1
                furthest = max(furthest, self._held())
                if failures >= self._patience.attempts:
                    raise SourceError(
                        "fetch_gave_up", address=self._address, reason=error.reason
                    ) from error
                pause(max(self._patience.wait(failures), error.wait))

    def _request(self) -> Fetched:
        headers = {"Accept-Encoding": "identity", **self._conditions()}
        try:
            with self._client.stream("GET", self._address, headers=headers) as answer:
                return self._take(answer)
        except httpx.TimeoutException as error:
            raise _AgainError("stalled") from error
        except httpx.RemoteProtocolError as error:
            raise _AgainError("cut") from error
        except httpx.TransportError as error:
            raise _AgainError("unreachable") from error

    def _conditions(self) -> dict[str, str]:
        marks = _read_marks(_marks_of(self._part))
        validator = _validator(marks)
        if self._held() and marks.get("address") == self._address and validator:
            return {"Range": f"bytes={self._held()}-", "If-Range": validator}
        kept = _read_marks(_marks_of(self._file))
        if self._file.is_file() and kept.get("address") == self._address:
            conditions = {"If-None-Match": kept.get("etag"), "If-Modified-Since": kept["modified"]}
            return {name: value for name, value in conditions.items() if value}
        return {}

    def _take(self, answer: httpx.Response) -> Fetched:
        status = answer.status_code
        if status == httpx.codes.NOT_MODIFIED and self._file.is_file():
            return self._finished(self._file, _read_marks(_marks_of(self._file)), unchanged=True)
        if status == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            self._part.unlink(missing_ok=True)
            raise _AgainError("short")
        if status in _AGAIN:
            raise _AgainError("status", _retry_after(answer))
        if status not in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            raise SourceError("fetch_refused", address=self._address, status=status)
        total = self._begin(answer)
        self._write(answer, total)
        if total is not None and self._held() != total:
            if self._held() > total:
                self._part.unlink()
            raise _AgainError("short")
        return self._settle()

    def _begin(self, answer: httpx.Response) -> int | None:
        """Make ready to go on where the answer begins; give the size of the whole file."""
        declared = answer.headers.get("content-length", "")
        total = int(declared) if declared.isdigit() else None
        if answer.status_code == httpx.codes.PARTIAL_CONTENT:
            found = re.fullmatch(
                r"bytes (\d+)-\d+/(\d+|\*)", answer.headers.get("content-range", "")
            )
            if not found or int(found[1]) != self._held():
                self._part.unlink(missing_ok=True)
                raise _AgainError("short")
            total = int(found[2]) if found[2] != "*" else None
        else:
            self._part.unlink(missing_ok=True)
            marks = {
                "address": self._address,
                "etag": answer.headers.get("etag", ""),
                "modified": answer.headers.get("last-modified", ""),
            }
            _marks_of(self._part).write_text(json.dumps(marks, sort_keys=True), encoding="utf-8")
        if total is not None and total > self._patience.largest_bytes:
            raise SourceError("fetch_too_large", address=self._address, bytes=total)
        return total

    def _write(self, answer: httpx.Response, total: int | None) -> None:
        with self._part.open("ab") as part:
            for chunk in answer.iter_raw():
                part.write(chunk)
                if part.tell() > self._patience.largest_bytes:
                    raise SourceError("fetch_too_large", address=self._address, bytes=part.tell())
                if self._progress:
                    part.flush()
                    self._progress(part.tell(), total)

    def _settle(self) -> Fetched:
        """Put the whole file in its place at once, its marks and checksum beside it."""
        done = self._finished(self._part, _read_marks(_marks_of(self._part)), unchanged=False)
        record = {name: value for name, value in asdict(done).items() if name in _RECORDED}
        notes = _marks_of(self._file)
        self._part.replace(self._file)
        put_whole(notes, json.dumps(record, sort_keys=True, indent=1).encode())
        _marks_of(self._part).unlink(missing_ok=True)
        return done

    def _finished(self, held: Path, marks: Mapping[str, str], *, unchanged: bool) -> Fetched:
        with held.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Fetched(
            file=self._file,
            address=self._address,
            sha256=sha256,
            bytes=held.stat().st_size,
            issued=_day(marks.get("modified", "")),
            etag=marks.get("etag", ""),
            modified=marks.get("modified", ""),
            unchanged=unchanged,
        )

    def _held(self) -> int:
        return self._part.stat().st_size if self._part.is_file() else 0


_RECORDED = ("address", "sha256", "bytes", "etag", "modified")


def _name(address: str) -> str:
    """Name a file after the last word of its address that has an ending, as a query's may."""
    parts = urlsplit(address)
    words = [PurePosixPath(value).name for _, value in parse_qsl(parts.query)]
    named = [PurePosixPath(parts.path).name, *words]
    name = next((word for word in reversed(named) if "." in word.strip(".")), named[0])
    return re.sub(r"[^A-Za-z0-9._-]", "_", name).lstrip(".") or "download"


def _marks_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.json")


def _read_marks(notes: Path) -> dict[str, str]:
    try:
        found: Any = json.loads(notes.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: str(found.get(name, "")) for name in ("address", "etag", "modified")}


def _validator(marks: Mapping[str, str]) -> str:
    etag = marks.get("etag", "")
    return etag if etag and not etag.startswith("W/") else marks.get("modified", "")


def _retry_after(answer: httpx.Response) -> float:
    told = answer.headers.get("retry-after", "")
    return min(float(told), 120.0) if told.isdigit() else 0.0


def _day(modified: str) -> date | None:
    try:
        return parsedate_to_datetime(modified).date() if modified else None
    except ValueError:
        return None
