"""Delimited text is taken apart as Python's own csv module does, and put together unchanged."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salkku.domain.dossier import Table
from salkku.domain.errors import NotFound
from salkku.store.delimited import parse
from salkku.store.writing import bytes_of, rewrite, set_cells, table_of

CELL = st.text(st.sampled_from('ab,;" \n\rä=-'), max_size=6)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4).map(tuple), max_size=6).map(tuple)
TEXT = st.text(st.sampled_from('ab,;"\n\r ä\ufeff'), max_size=60)


def records(text: str) -> list[list[str]]:
    return [[cell.text for cell in record.cells] for record in parse(text).records]


@given(TEXT)
def test_well_formed_text_reads_as_in_the_csv_module(body: str) -> None:
    text = "id,x\n" + body
    sheet = parse(text)
    if sheet.flaws:
        return
    expected = [
        row
        for row in csv.reader(io.StringIO(text, newline=""))
        if len(row) > 1 or "".join(row).strip()
    ]
    assert [[cell.text for cell in record.cells] for record in sheet.records] == expected


@given(TEXT)
def test_spans_cover_the_text(text: str) -> None:
    sheet = parse(text)
    for record in sheet.records:
        assert record.start == record.cells[0].start <= record.cells[-1].end <= record.end
        assert text[record.cells[-1].end : record.end] in ("", "\n", "\r", "\r\n")
        assert (
            record.line
            == 1
            + len(text[: record.start].replace("\r\n", "\n").replace("\r", "\n").split("\n"))
            - 1
        )


@pytest.mark.parametrize(
    ("text", "separator", "flaws"),
    [
        ("id;name\na,b;c", ";", []),
        ("id,name\na;b,c", ",", []),
        ("id\na;b", ",", []),
        ('"a;b",c\n', ",", []),
        ('"a,b";c\n', ";", []),
        ('"a\n,b";c\n', ";", []),
        ("a;b,c\n", ",", ["two_separators"]),
        ('id,"name\n', ",", ["unclosed_quote"]),
        ("", ",", []),
    ],
)  # fmt: skip
def test_the_separator_is_that_of_the_header_line(
    text: str, separator: str, flaws: list[str]
) -> None:
    sheet = parse(text)
    assert sheet.separator == separator
    assert [flaw.code for flaw in sheet.flaws] == flaws


@given(st.lists(CELL, min_size=2, max_size=4).map(tuple), ROWS, st.sampled_from(",;"))
def test_a_table_written_afresh_reads_the_same(
    header: tuple[str, ...], rows: tuple[tuple[str, ...], ...], separator: str
) -> None:
    header = tuple(name.replace(",", "").replace(";", "") for name in header)
    table = Table(header, rows, separator)
    kept = tuple(row for row in rows if len(row) > 1 or row[0].strip())
    assert table_of(bytes_of(table)) == Table(header, kept, separator)


@given(TEXT, st.booleans())
def test_an_unchanged_table_keeps_every_byte(body: str, marked: bool) -> None:
    content = (("\ufeff" if marked else "") + "id,x\n" + body).encode()
    assert rewrite(content, table_of(content)) == content


@given(TEXT, ROWS)
def test_a_changed_table_says_what_it_should(body: str, rows: tuple[tuple[str, ...], ...]) -> None:
    content = ("id,x\n" + body).encode()
    if parse(content.decode()).flaws:
        return
    kept = tuple(row for row in rows if len(row) > 1 or row[0].strip())
    table = Table(("id", "x"), kept)
    assert table_of(rewrite(content, table)) == table


def test_one_changed_cell_changes_only_its_bytes() -> None:
    content = b'\xef\xbb\xbfid;name;note\r\n"1";  "x";\r\n\r\n2;"y;z"\r\n3'
    assert set_cells(content, {(4, "name"): 'a"b'}) == content.replace(b'"y;z"', b'"a""b"')
    assert set_cells(content, {(5, "note"): "n"}) == content + b";;n"
    assert set_cells(content, {}) == content
    for place in ((3, "name"), (4, "nothing")):
        with pytest.raises(NotFound):
            set_cells(content, {place: "x"})


def test_rows_come_and_go_without_touching_the_others() -> None:
    content = b'id,x\r\n\'1,  a\r\n2,"b"\r\n3,c'
    header, rows = ("id", "x"), table_of(content).rows
    assert rewrite(content, Table(header, (*rows, ("4", "d")))) == content + b"\r\n4,d\r\n"
    assert rewrite(content, Table(header, rows[1:])) == b'id,x\r\n2,"b"\r\n3,c'
    assert rewrite(content, Table(header, (rows[0], ("9", "n"), *rows[1:]))) == (
        b'id,x\r\n\'1,  a\r\n9,n\r\n2,"b"\r\n3,c'
    )
