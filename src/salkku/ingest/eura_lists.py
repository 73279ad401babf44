"""The Finnish lists of funded projects as they were exported: commas unquoted, columns found again.

A line is read from its ends: the code and the fund stand at the left, two days and four amounts
at the right. What lies between falls into place by the number of the priority (no authority has a
number in its name). Quotes belong to the text. A line whose days or amounts were shifted is read
from its state onwards, each cell as it stands: what then is no day or amount becomes unknown.
"""

from __future__ import annotations

import re

from salkku.ingest.sheets import Record, Refused, Sheet

__all__ = ["is_list", "read_list"]

_DAY = r"\d{1,2}\.\d{1,2}\.\d{4}"
_AMOUNT = r"\s*-?\d+(?:\.\d+)?"
_LEFT = re.compile(r"([A-Z]\d+),([^,]*),(.*)", re.DOTALL)
_RIGHT = re.compile(
    rf"(.*),([^,]*),({_DAY}),({_DAY}),(.*),({_AMOUNT}),({_AMOUNT}),({_AMOUNT}),({_AMOUNT})",
    re.DOTALL,
)
_MIDDLE = re.compile(r"(.*),(\d+),(.*)", re.DOTALL)
_STATES = frozenset({"Toiminnassa", "Toiminta päättynyt", "Keskeytynyt", "Käynnissä"})
_NO_NAME = re.compile(rf"\s*|{_AMOUNT}|{_DAY}")
_AMOUNTS = 4


def is_list(header: str) -> bool:
    """Say whether a file's first line is that of such a list.

    Parameters
    ----------
    header
        The line.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_list("Koodi,Rahasto,Hankkeen nimi,Tl,Viranomainen"), is_list("id;title")
    (True, False)
    """
    return header.startswith("Koodi,Rahasto,")


def read_list(data: bytes) -> Sheet:
    r"""Read a list whose commas are not quoted.

    Parameters
    ----------
    data
        The file's bytes, UTF-8 or windows-1252.

    Returns
    -------
    Sheet
        Every line that is not empty is a record or refused; a line of another number of
        commas than the header, or wrapped in quotes, counts as repaired.

    Examples
    --------
    >>> head = "Koodi,Rahasto,Hankkeen nimi,Tl,Viranomainen,Tila,Aloituspvm,Päättymispvm,"
    >>> head += "Toteuttajan nimi,a,b,c,d"
    >>> row = "A1,EAKR,Silta, ja tie,2,Lapin liitto,Toiminnassa,1.1.2015,1.1.2016,Oy, Ab,1,2,3,4"
    >>> read_list(f"{head}\n{row}\n".encode()).records[0].cells[2::6]
    ['Silta, ja tie', 'Oy, Ab']
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    header = tuple(name.strip() for name in lines[0].rstrip(";, ").split(","))
    records: list[Record] = []
    refused: list[Refused] = []
    repaired = 0
    for row, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = _cells(line, parted=len(header) - 13)
        if cells is None or len(cells) != len(header):
            refused.append(Refused(row, "nul" if "\0" in line else "width"))
            continue
        records.append(Record(row, cells))
        repaired += line.count(",") != len(header) - 1 or line.startswith('"')
    return Sheet(header, tuple(records), repaired, tuple(refused))


def _cells(line: str, *, parted: int) -> list[str] | None:
    """Read one line; ``parted`` is 1 where a part of the programme stands before the priority."""
    plain = line.rstrip("; ")
    if plain.startswith('"') and plain.endswith('"'):
        plain = plain[1:-1].replace('""', '"')
    left = _LEFT.fullmatch(plain.rstrip(",; "))
    if left is None or "\0" in line:
        return None
    right = _whole(left[3]) or _shifted(left[3])
    middle = _MIDDLE.fullmatch(right[0]) if right else None
    if right is None or middle is None:
        return None
    name: list[str] = [middle[1]]
    if parted:
        name = list(middle[1].rpartition(",")[::2])
    return [left[1], left[2], *name, middle[2], middle[3], *right[1:]]


def _whole(rest: str) -> list[str] | None:
    found = _RIGHT.fullmatch(rest)
    if found is None:
        return None
    cells = list(found.groups())
    if re.fullmatch(_AMOUNT, cells[4]):  # the name is missing and a fifth amount stands for it
        cells[4] = ""
    return cells


def _shifted(rest: str) -> list[str] | None:
    """Read what follows the state cell by cell, where days or amounts are missing or moved."""
    cells = rest.split(",")
    state = next((n for n in reversed(range(len(cells))) if cells[n] in _STATES), None)
    if state is None or len(cells) < state + 4:
        return None
    start, end, *others = cells[state + 1 :]
    name = next((n for n, cell in enumerate(others) if _NO_NAME.fullmatch(cell)), len(others))
    amounts = [*others[name:], "", "", "", ""]
    if any(cell.strip() for cell in amounts[_AMOUNTS:]):
        return None
    if not amounts[0].strip() and re.fullmatch(_AMOUNT, start):
        amounts[0], start = start, ""
    before = ",".join(cells[:state])
    return [before, cells[state], start, end, ",".join(others[:name]), *amounts[:_AMOUNTS]]
