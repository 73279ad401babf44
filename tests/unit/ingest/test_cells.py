"""Each cell is read by its own form, and what cannot be read says so."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salkku.ingest import cells
from salkku.ingest.cells import UnreadableError


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2998012,75", 299801275),
        ("299250.5", 29925050),
        ("0", 0),
        ("1 234,5", 123450),
        ("1\u00a0234.50", 123450),
        ("1.234.567,89", 123456789),
        ("1,234,567.89", 123456789),
        ("1.234.567", 123456700),
        ("596937.505", 59693751),
        ("7E3", 700000),
        ("€ 12,10", 1210),
    ],
)
def test_money_is_read_with_either_decimal_mark(cell: str, expected: int) -> None:
    assert cells.cents(cell) == expected


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("abc", "not_a_number"),
        ("1.2.3,4,5", "not_a_number"),
        ("NaN", "not_a_number"),
        ("inf", "not_a_number"),
        ("-5", "negative_amount"),
        ("1e14", "number_too_large"),
        ("٣٤", "not_a_number"),
        ("=1+1", "not_a_number"),
    ],
)
def test_what_is_no_money_is_told(cell: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        cells.cents(cell)


@given(cents=st.integers(0, 10**14), mark=st.sampled_from(".,"))
def test_any_amount_comes_back_with_either_mark(cents: int, mark: str) -> None:
    assert cells.cents(f"{cents // 100}{mark}{cents % 100:02d}") == cents


@given(st.text(max_size=12))
def test_money_never_breaks_on_any_text(cell: str) -> None:
    with contextlib.suppress(UnreadableError):
        assert cells.cents(cell) >= 0


def test_days_whole_numbers_and_flags() -> None:
    assert cells.day("2026-01-15_old") == date(2026, 1, 15)
    assert cells.day("24/02/2025") == date(2025, 2, 24)
    assert cells.whole("7.0") == 7
    assert cells.flag("True") is True
    assert cells.flag("N") is False


@pytest.mark.parametrize(
    ("read", "cell", "reason"),
    [
        (cells.day, "2025-02-30", "not_a_day"),
        (cells.day, "soon", "not_a_day"),
        (cells.whole, "7.5", "not_whole"),
        (cells.flag, "maybe", "not_yes_or_no"),
    ],
)
def test_what_cannot_be_read_is_told(read: cells.Reader, cell: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read(cell)


def test_invisible_characters_go_and_nothing_else() -> None:
    assert cells.text("\ufeff Ab\u200bo  Akademi ") == "Abo  Akademi"
