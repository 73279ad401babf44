"""Broken quoting is mended and counted; what cannot be mended is named, never dropped."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from salkku.ingest.sheets import read_sheet


def _cells(data: str) -> list[list[str]]:
    return [record.cells for record in read_sheet(data.encode()).records]


def test_a_text_that_begins_with_a_quote_written_once() -> None:
    sheet = read_sheet(b'"a";"b";"c"\n"1";""The action ""X"" goes";"z"\n')
    assert [record.cells for record in sheet.records] == [["1", '"The action "X" goes', "z"]]
    assert sheet.repaired == 1


def test_quotes_inside_a_cell_that_were_not_doubled() -> None:
    sheet = read_sheet(b'"a";"b"\n"1";"he said "yes" twice"\n"2";"plain"\n')
    assert [record.cells for record in sheet.records] == [
        ["1", 'he said "yes" twice'],
        ["2", "plain"],
    ]
    assert sheet.repaired == 1


def test_a_quoted_word_before_a_semicolon_inside_a_cell() -> None:
    assert _cells('"a";"b"\n"1";"the "one"; the "other""\n') == [["1", 'the "one"; the "other"']]


def test_a_cell_over_several_lines_keeps_its_lines() -> None:
    sheet = read_sheet(b'"a";"b"\r\n"1";"two\r\nlines"\r\n"2";"x"\r\n')
    assert [record.cells for record in sheet.records] == [["1", "two\nlines"], ["2", "x"]]
    assert [record.row for record in sheet.records] == [2, 3]
    assert sheet.repaired == 0


def test_an_open_quote_takes_no_row_after_it_along() -> None:
    sheet = read_sheet(b'"a";"b"\n"1";"open\n"2";"x"\n"3";"y"\n')
    assert [record.cells for record in sheet.records] == [["2", "x"], ["3", "y"]]
    assert [(each.row, each.reason) for each in sheet.refused] == [(2, "width")]


def test_rows_of_another_width_are_named_by_their_row() -> None:
    sheet = read_sheet(b"a;b\n1;2\n3\n4;5;6\n7;8\n")
    assert [record.cells for record in sheet.records] == [["1", "2"], ["7", "8"]]
    assert [(each.row, each.reason) for each in sheet.refused] == [(3, "width"), (4, "width")]


def test_one_empty_cell_too_many_at_the_end_is_mended() -> None:
    sheet = read_sheet(b"a;b\n1;2;\n")
    assert sheet.records[0].cells == ["1", "2"]
    assert sheet.repaired == 1


def test_the_separator_is_told_by_the_header() -> None:
    for delimiter in ";,\t|":
        assert _cells(f"a{delimiter}b\n1{delimiter}2\n") == [["1", "2"]]
    assert _cells('"a,x";"b"\n"1,2";"3"\n') == [["1,2", "3"]]


def test_a_line_in_windows_1252_is_read_and_counted() -> None:
    sheet = read_sheet("a;b\n1;Åbo\n".encode() + "2;Jyväskylä\n".encode("cp1252"))
    assert [record.cells[1] for record in sheet.records] == ["Åbo", "Jyväskylä"]
    assert sheet.repaired == 1


def test_nul_and_overlong_cells_are_refused() -> None:
    sheet = read_sheet(b"a;b\n1;x\0y\n2;" + b"z" * 100_001 + b"\n3;ok\n")
    assert [record.cells for record in sheet.records] == [["3", "ok"]]
    assert [(each.row, each.reason) for each in sheet.refused] == [(2, "nul"), (3, "cell_too_long")]


def test_nothing_and_only_a_header() -> None:
    assert read_sheet(b"").header == ()
    assert read_sheet(b"\xef\xbb\xbfa;b\n").header == ("a", "b")


_CELL = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n\0"), max_size=8
)


@given(rows=st.lists(st.lists(_CELL, min_size=3, max_size=3), max_size=6))
def test_a_sound_file_comes_back_as_it_was_written(rows: list[list[str]]) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([["a", "b", "c"], *rows])
    sheet = read_sheet(written.getvalue().encode())
    assert [record.cells for record in sheet.records] == rows
    assert (sheet.repaired, sheet.refused) == (0, ())


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_named(data: bytes) -> None:
    sheet = read_sheet(data)
    assert all(len(record.cells) == len(sheet.header) for record in sheet.records)
