"""From bytes to text: UTF-8 with or without a byte order mark, and nothing else."""

from __future__ import annotations

import re

from salkku.store.reading.notes import Notes

__all__ = ["decode"]

_BREAK = re.compile(rb"\r\n|\r|\n")


def decode(file: str, content: bytes, *, notes: Notes) -> str | None:
    r"""Give the text of a file, or None after noting why there is none.

    Parameters
    ----------
    file
        Path inside the agreement, for the fault.
    content
        The bytes.
    notes
        Where faults go: ``not_utf8`` with the line and the byte, ``nul`` with the line.

    Examples
    --------
    >>> notes = Notes()
    >>> decode("a.csv", "\ufeffid\nå".encode(), notes=notes)
    'id\nå'
    >>> decode("a.csv", b"id\n\xe5", notes=notes), notes.faults[0].row
    (None, 2)
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = len(_BREAK.findall(content[: error.start])) + 1
        notes.fault(
            file, "not_utf8", row=row, byte=f"0x{content[error.start]:02X}", offset=error.start
        )
        notes.unread.add(file)
        return None
    if "\0" in text:
        row = len(_BREAK.findall(text[: text.index("\0")].encode())) + 1
        notes.fault(file, "nul", row=row)
        notes.unread.add(file)
        return None
    return text
