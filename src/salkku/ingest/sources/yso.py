"""YSO: the General Finnish Ontology's concepts, named in Finnish, Swedish and English.

© National Library of Finland, SeCo, TSK, CC BY 4.0. Read are lists of a concept's address and its
name parted by a tab, one file a language (the language ends the file's name: ``…-fi.tsv``), lists
with a ``label_fi`` column, and the names (``prefLabel``) of a Turtle file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from salkku.ingest import cells
from salkku.ingest.sheets import Record, Refused, Sheet, read_sheet
from salkku.ingest.sources import Layout, Part, fields

__all__ = ["Reads"]

_COLUMNS = ("concept", "language", "label")
_CONCEPT = re.compile(r"<?(https?://[^\s<>\"]+)>?")
_LANGUAGE = re.compile(r"[-_.](fi|sv|en)\.tsv$")
_PREFIX = re.compile(r"@prefix\s+(\w*):\s*<([^>]*)>\s*\.")
_NAME = re.compile(r'"((?:[^"\\]|\\.)*)"@([a-zA-Z]+)')
_STATEMENTS = re.compile(r"\.\s*(?:\n|$)")
_ESCAPED = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)

_LABELS = Layout(
    "labels",
    fields(
        ("concept", "concept", cells.text),
        ("language", "language", cells.text),
        ("label", "label", cells.text),
        required=("concept", "language", "label"),
    ),
)


class Reads:
    """The ontology's names behind the sources' promise."""

    name = "yso"

    def downloads(self) -> Mapping[str, str]:
        """Give the published files: none is fetched, the vocabulary is saved from Finto."""
        return {}

    def suffixes(self) -> tuple[str, ...]:
        """Name the endings of the files it reads, in small letters."""
        return (".tsv", ".csv", ".ttl")

    def parts(self, file: str, data: bytes) -> Sequence[Part]:
        """Read a file's names as rows of a concept, a language and a name."""
        ending = file.lower()
        if ending.endswith(".ttl"):
            sheet = _turtle(data.decode("utf-8", errors="replace"))
        elif ending.endswith(".csv"):
            sheet = _columns(read_sheet(data))
        else:
            found = _LANGUAGE.search(ending)
            sheet = _list(data, found[1]) if found else Sheet((), (), 0, ())
        return (Part("", sheet),) if sheet.header else ()

    def layout(self, file: str, header: tuple[str, ...]) -> Layout | None:
        """Say what a file of this name and header holds; None when it is not this source's."""
        return _LABELS if header == _COLUMNS else None


def _list(data: bytes, language: str) -> Sheet:
    """Read a list without a header; the first line is row 1."""
    records: list[Record] = []
    refused: list[Refused] = []
    lines = data.decode("utf-8-sig", errors="replace").split("\n")
    for row, line in enumerate(lines, start=1):
        parts = line.removesuffix("\r").split("\t")
        concept = _CONCEPT.fullmatch(parts[0].strip())
        if not line.strip():
            continue
        if len(parts) != len(_COLUMNS) - 1 or concept is None:
            refused.append(Refused(row, "width" if concept else "not_a_concept"))
        else:
            records.append(Record(row, [concept[1], language, parts[1]]))
    return Sheet(_COLUMNS if records else (), tuple(records), 0, tuple(refused))


def _columns(sheet: Sheet) -> Sheet:
    """Give each name of a row with one column a language a row of its own."""
    named = {name[6:]: place for place, name in enumerate(sheet.header) if name[:6] == "label_"}
    if "uri" not in sheet.header or not named:
        return Sheet((), (), 0, ())
    place = sheet.header.index("uri")
    records = [
        Record(each.row, [each.cells[place].strip("<> "), language, each.cells[at]])
        for each in sheet.records
        for language, at in named.items()
        if each.cells[at].strip() or len(named) == 1
    ]
    return Sheet(_COLUMNS, tuple(records), sheet.repaired, sheet.refused)


def _turtle(text: str) -> Sheet:
    """Read the preferred names of a Turtle file; whatever else it says is passed over."""
    prefixes = dict(_PREFIX.findall(text))
    records = [
        Record(row, [concept, language, label])
        for row, statement in _statements(text)
        if (concept := _subject(statement, prefixes))
        for label, language in _names(statement)
    ]
    return Sheet(_COLUMNS if records else (), tuple(records), 0, ())


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Give each statement with the row it begins on."""
    row, start = 1, 0
    for end in _STATEMENTS.finditer(text):
        statement = text[start : end.end()]
        yield row + statement[: len(statement) - len(statement.lstrip())].count("\n"), statement
        row, start = row + statement.count("\n"), end.end()


def _subject(statement: str, prefixes: Mapping[str, str]) -> str:
    """Give the address of what a statement speaks of; empty when it is no concept."""
    first = statement.split(None, 1)[0] if statement.strip() else ""
    whole = _CONCEPT.fullmatch(first)
    if whole:
        return whole[1]
    prefix, colon, rest = first.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else ""


def _names(statement: str) -> Iterator[tuple[str, str]]:
    for listed in re.findall(
        r"prefLabel\s+((?:\"(?:[^\"\\]|\\.)*\"@[a-zA-Z-]+[\s,]*)+)", statement
    ):
        for label, language in _NAME.findall(listed):
            yield _ESCAPED.sub(_plain, label), language.lower()


def _plain(found: re.Match[str]) -> str:
    sign = found[1]
    return chr(int(sign[1:], 16)) if len(sign) > 1 else {"n": "\n", "t": "\t"}.get(sign, sign)
