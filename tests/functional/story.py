"""The story's tables read, and its variants of the example made in folders of their own."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

HEVI = Path(__file__).parents[2] / "examples" / "hevi"
STORY = HEVI / "STORY.md"
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Claim:
    """One row of the story: what is asked of which folder, and the answer it states."""

    row: str
    claim: str
    folder: str
    command: str
    reads: str
    expected: str


def tables(text: str) -> Iterator[list[list[str]]]:
    """Give each table of a Markdown text as rows of cells, the header first."""
    for block in re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE):
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()
        ]
        yield [row for row in rows if not set("".join(row)) <= {"-"}]


def claims() -> list[Claim]:
    """Every row that states a number, in the story's order."""
    found = [
        Claim(*row)
        for head, *body in tables(STORY.read_text(encoding="utf-8"))
        if head[0] == "row"
        for row in body
    ]
    assert len({claim.row for claim in found}) == len(found), "two rows of one name"
    return found


def variants() -> dict[str, str]:
    """Folder → change, as the last table of the story says."""
    for head, *body in tables(STORY.read_text(encoding="utf-8")):
        if head == ["folder", "change"]:
            return dict(body)
    raise AssertionError("the story lists no variants")


def read(folder: Path, file: str) -> Rows:
    """Rows of one table of a folder."""
    with (folder / file).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(folder: Path, file: str, rows: Rows) -> None:
    """Put rows in a table's place, keeping its header when there are none."""
    columns = list(dict.fromkeys(c for row in rows or read(folder, file)[:1] for c in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    (folder / file).write_text(out.getvalue(), encoding="utf-8")


def make(name: str, root: Path) -> list[Path]:
    """Make the folders of a variant: one, or one for each of several readings."""
    if name == "hevi":
        return [HEVI]
    texts = [change.split() for change in variants()[name].split(" + ")]
    choices = [[word.split("/") for word in words] for words in texts]
    folders = []
    for number, whole in enumerate(product(*(list(product(*words)) for words in choices))):
        folder = root / f"{name}-{number}"
        shutil.copytree(HEVI, folder)
        for file, verb, *words in whole:
            VERBS.get(verb, _set)(folder, file.rstrip(":"), verb, words)
        folders.append(folder)
    return folders


def _set(folder: Path, file: str, key: str, words: list[str]) -> None:
    *names, column, value = words
    rows = read(folder, file)
    hit = [row for row in rows if row[key] in names]
    assert len({row[key] for row in hit}) == len(names), f"{file} lacks one of {names}"
    for row in hit:
        row[column] = value
    write(folder, file, rows)


def _without(folder: Path, file: str, _verb: str, words: list[str]) -> None:
    rows = read(folder, file)
    kept = [row for row in rows if [row["from"], row["to"]] != words]
    assert len(kept) == len(rows) - 1
    write(folder, file, kept)


def _only(folder: Path, file: str, _verb: str, words: list[str]) -> None:
    rows = read(folder, file)
    for row in rows:
        if row["status"] == "proposal":
            row["status"] = "committed" if row["id"] in words else "idea"
    write(folder, file, rows)


def _empty(folder: Path, file: str, _verb: str, _words: list[str]) -> None:
    write(folder, file, [])


def _split(folder: Path, _file: str, _verb: str, words: list[str]) -> None:
    (whole,) = words
    half = f"{whole}b"
    for file, column in (
        ("proposals.csv", "id"),
        ("scores.csv", "proposal"),
        ("results.csv", "proposal"),
        ("commitments.csv", "proposal"),
        ("benefits.csv", "proposal"),
    ):
        rows = read(folder, file)
        copies = [
            {c: v.replace(whole, half, 1) if v.startswith(whole) else v for c, v in row.items()}
            for row in rows
            if row[column] == whole
        ]
        write(folder, file, rows + copies)
    costs = read(folder, "costs.csv")
    for row in [row for row in costs if row["proposal"] == whole]:
        row["amount_eur"] = str(int(row["amount_eur"]) // 2)
        costs.append({**row, "proposal": half})
    write(folder, "costs.csv", costs)
    pair = {"kind": "together", "from": whole, "to": half}
    write(folder, "relations.csv", [*read(folder, "relations.csv"), pair])


def _settings(folder: Path, file: str, _verb: str, words: list[str]) -> None:
    baseline, _, size, _, continuation = words
    path = folder / file
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^baseline = .*$", f"baseline = {baseline}", text, flags=re.MULTILINE)
    if size == "project":
        text = text.replace('size = "euro"\nsize_unit = 250000\n', 'size = "project"\n')
    if continuation == "no":
        before, _, rest = text.partition("\n[continuation]\n")
        text = f"{before}\n[repair]\n" + rest.partition("\n[repair]\n")[2]
    path.write_text(text, encoding="utf-8")


Verb = Callable[[Path, str, str, list[str]], None]
VERBS: dict[str, Verb] = {
    "without": _without,
    "only": _only,
    "empty": _empty,
    "split": _split,
    "baseline": _settings,
}
