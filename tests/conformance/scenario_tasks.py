"""Tasks that scenarios are tried with: one that answers, and rows that go wrong in every way."""

from __future__ import annotations

import os
import signal
import time
from hashlib import sha256
from pathlib import Path


class Deeds:
    """Does what each row says; the shared bytes are mixed into every answer."""

    def __init__(self, shared: bytes) -> None:
        if shared == b"broken":
            raise ValueError("nothing to work with")
        self._shared = shared

    def answer(self, row: bytes, *, seconds: float | None) -> bytes | None:
        """Answer ``say``, raise on ``raise``, die on ``die``, ``sleep`` and ``hang`` so long."""
        deed, _, rest = row.decode().partition(" ")
        if deed == "raise":
            raise ValueError(rest)
        if deed == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if deed == "hang":
            time.sleep(float(rest))
        if deed == "sleep":
            wanted = float(rest.split()[0])
            if seconds is not None and seconds < wanted:
                time.sleep(seconds)
                return None
            time.sleep(wanted)
        return said(self._shared, row)


class Diary:
    """Notes each row that it is asked, and in which folder, to tell how often and where."""

    def __init__(self, shared: bytes) -> None:
        self._path = Path(shared.decode())

    def answer(self, row: bytes, *, seconds: float | None) -> bytes | None:
        """Note the row, take a while, answer."""
        with self._path.open("ab", buffering=0) as diary:
            diary.write(row + b"\t" + os.fsencode(Path.cwd()) + b"\n")
        time.sleep(0.05)
        return said(b"", row)


class Once:
    """Dies the first time that it is asked, as a process killed from outside does."""

    def __init__(self, shared: bytes) -> None:
        self._path = Path(shared.decode())

    def answer(self, row: bytes, *, seconds: float | None) -> bytes | None:
        """Answer, unless nobody was asked before."""
        if not self._path.exists():
            self._path.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return row


def said(shared: bytes, row: bytes) -> bytes:
    """Give the right answer of a row that goes well."""
    return sha256(shared + b"|" + row).digest() + row
