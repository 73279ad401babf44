r"""Broken agreements: what is done to a sound one, and the fault that must be told, in its place.

``broken.csv`` holds one slip a line: in a file ``was`` becomes ``becomes`` (an empty ``was`` adds
at the end, ``\n`` is a line end), and the sentence must quote each text of ``told`` (between
``^``). What is no slip of text is written out here.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.unit.store.sound import FILES

Files = dict[str, bytes]
Break = Callable[[Files], None]


@dataclass(frozen=True)
class Broken:
    """One broken agreement; ``told`` are texts that the sentence must quote in every language."""

    name: str
    breaking: Break
    code: str
    file: str
    row: int | None = None
    column: str | None = None
    told: tuple[str, ...] = ()

    @property
    def files(self) -> Files:
        files = {path: text.encode() for path, text in FILES.items()}
        self.breaking(files)
        return files


def swapped(file: str, old: str, new: str) -> Break:
    """Replace the one place where a file says something; add at the end where it says nothing."""

    def breaking(files: Files) -> None:
        fresh = new.encode("utf-8", "surrogateescape")
        if not old:
            files[file] += fresh
            return
        assert files[file].count(old.encode()) == 1, (file, old)
        files[file] = files[file].replace(old.encode(), fresh)

    return breaking


def gone(file: str) -> Break:
    def breaking(files: Files) -> None:
        del files[file]

    return breaking


def whole(file: str, content: bytes) -> Break:
    def breaking(files: Files) -> None:
        files[file] = content

    return breaking


def slips() -> list[Broken]:
    with Path(__file__).with_name("broken.csv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE)
        rows = [{name: cell.replace("\\n", "\n") for name, cell in row.items()} for row in table]
    return [
        Broken(
            name=row["name"],
            breaking=swapped(row["file"], row["was"], row["becomes"]),
            code=row["code"],
            file=row["file"],
            row=int(row["row"]) if row["row"] else None,
            column=row["column"] or None,
            told=tuple(filter(None, row["told"].split("^"))),
        )
        for row in rows
    ]


TOML, PROPOSALS, COSTS, SCORES = "agreement.toml", "proposals.csv", "costs.csv", "scores.csv"

CASES = [
    *slips(),
    Broken("no settings", gone(TOML), "file_missing", TOML, told=(TOML,)),
    Broken("no proposals", gone(PROPOSALS), "file_missing", PROPOSALS, told=(PROPOSALS,)),
    Broken("no budgets", gone("budgets.csv"), "unknown_reference", COSTS, 2, "line", ("eu",)),
    Broken("empty proposals", whole(PROPOSALS, b""), "header_missing", PROPOSALS, 1),
    Broken("only a byte order mark", whole(COSTS, b"\xef\xbb\xbf"), "header_missing", COSTS, 1),
    Broken("blank header", whole(COSTS, b"\n\na,eu,1\n"), "header_missing", COSTS, 1),
    Broken(
        "latin-1",
        swapped(PROPOSALS, "Kaksi,", "K\udce4si,"),
        "not_utf8",
        PROPOSALS,
        3,
        told=("0xE4",),
    ),
    Broken("utf-16", whole(SCORES, "proposal".encode("utf-16")), "not_utf8", SCORES, 1),
    Broken("latin-1 settings", swapped(TOML, "Liten", "Sm\udce5"), "not_utf8", TOML, 3),
    Broken("null in a table", swapped(COSTS, "b,eu", "b\0,eu"), "nul", COSTS, 4),
    Broken("null in settings", swapped(TOML, "Small", "Sm\0ll"), "nul", TOML, 3),
    Broken("a spreadsheet's bytes", whole(COSTS, b"PK\x03\x04\x00\x00"), "nul", COSTS, 1),
    Broken(
        "cell too long",
        swapped(SCORES, "not scored", "x" * 100_001),
        "cell_too_long",
        SCORES,
        5,
        "comment",
        ("100001", "100000"),
    ),
    Broken("deep TOML", whole(TOML, b"a = " + b"[" * 5000), "toml_syntax", TOML, 1),
    Broken(
        "no agreement", whole(TOML, b""), "key_missing", TOML, None, "agreement", ("agreement",)
    ),
    Broken(
        "5,000 digits", swapped(TOML, "= 250000", "= " + "9" * 5000), "number_too_long", TOML, 29
    ),
]
