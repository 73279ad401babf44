"""What looks like a formula is made plain text for spreadsheets; numbers stay numbers."""

from __future__ import annotations

import pytest

from salkku.domain.dossier import neutral


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-x", "@sum", " =1", "\t=1", "＝1", "-1+1", "+1 a"]
)
def test_formulas_become_text(cell: str) -> None:
    assert neutral(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "a=b", "-2.5", "+3", "-1,5", "1-2", "a@b.fi", "−5 %"])
def test_numbers_and_texts_stay(cell: str) -> None:
    assert neutral(cell) == cell
