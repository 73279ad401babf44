"""The command line's own small parts: plain numbers, options, language, errors to exit numbers."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from salkku import workbench
from salkku.cli.exits import failure, sentence_of
from salkku.cli.language import language_of
from salkku.cli.options import fraction_of, known_rows, weights_of
from salkku.domain.agreement import Agreement
from salkku.domain.errors import (
    Fault,
    Infeasible,
    MissingPart,
    NotFound,
    OutOfTime,
    SourceError,
    WrongInput,
)
from salkku.workbench.objects.plain import as_text, plain

TINY = Path(__file__).resolve().parents[3] / "examples" / "tiny"


@pytest.fixture(scope="module")
def tiny() -> Agreement:
    return workbench.read(workbench.open_folder(TINY))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(4, 2), 2),
        (Fraction(1, 3), 1 / 3),
        (Decimal("0.10"), 0.1),
        (10**25, 10**25),
        (True, True),
        (None, None),
        ((1, Fraction(1, 2)), [1, 0.5]),
        ({"b": {2, 1}}, {"b": [1, 2]}),
        (Path("a/b"), "a/b"),
    ],
)
def test_numbers_become_plain_without_losing_anything(value: object, expected: object) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(TypeError):
        plain(object())


def test_the_text_is_one_sorted_object() -> None:
    text = as_text({"b": Fraction(1), "a": "ä"})
    assert json.loads(text) == {"a": "ä", "b": 1}
    assert text.index('"a"') < text.index('"b"')
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("option", "own", "machine", "expected"),
    [
        ("sv", "fi", "en", "sv"),
        (None, "fi_FI.UTF-8", "sv", "fi"),
        (None, None, "sv_FI", "sv"),
        (None, None, "de_DE", "en"),
        ("xx", None, "", "en"),
    ],
)
def test_the_language_is_the_first_wish_that_we_speak(
    monkeypatch: pytest.MonkeyPatch, option: str, own: str, machine: str, expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "SALKKU_LANG"):
        monkeypatch.delenv(name, raising=False)
    if own:
        monkeypatch.setenv("SALKKU_LANG", own)
    monkeypatch.setenv("LANG", machine)
    assert language_of(option) == expected


def test_weights_are_read_exactly(tiny: Agreement) -> None:
    assert weights_of("impact=0.1, fit = 3", tiny) == {"impact": Fraction(1, 10), "fit": 3}
    assert weights_of(None, tiny) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("impact", ["weights_unreadable"]),
        ("impact=", ["weights_unreadable"]),
        ("impact=nan", ["weights_unreadable"]),
        ("impact=1e999", ["weights_unreadable"]),
        ("nope=1,impact=-1", ["weights_unknown_criterion", "weights_negative"]),
        ("eligible=1", ["weights_unknown_criterion"]),
        ("impact=1,impact=2", ["weights_twice"]),
        ("impact=0,fit=0", ["weights_all_zero"]),
        ("", ["weights_all_zero"]),
    ],
)
def test_every_fault_of_weights_is_told(tiny: Agreement, text: str, codes: list[str]) -> None:
    with pytest.raises(WrongInput) as caught:
        weights_of(text, tiny)
    assert [fault.code for fault in caught.value.faults] == codes


def test_rows_are_known_once_each(tiny: Agreement) -> None:
    assert known_rows("--force", ["hub,lab", "hub"], tiny) == ("hub", "lab")
    with pytest.raises(WrongInput) as caught:
        known_rows("--force", ["hub", "x", "y"], tiny)
    assert [fault.values["id"] for fault in caught.value.faults] == ["x", "y"]


@pytest.mark.parametrize(("text", "share"), [("0.02", Fraction(1, 50)), ("2%", Fraction(1, 50))])
def test_a_share_is_read_both_ways(text: str, share: Fraction) -> None:
    assert fraction_of("--within", text) == share


@pytest.mark.parametrize("text", ["", "x", "-0.1", "inf", "2 %x"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(WrongInput):
        fraction_of("--within", text)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (WrongInput((Fault("costs.csv", "nul", row=2),)), 2),
        (NotFound("no_such_file", path="x"), 2),
        (Infeasible("solve_infeasible"), 3),
        (OutOfTime("solve_unknown"), 4),
        (MissingPart("web_missing"), 1),
        (SourceError("fetch_refused", address="x", status=504), 1),
        (ZeroDivisionError("secret detail"), 1),
        (PermissionError(13, "Permission denied", "there"), 1),
        (MemoryError(), 1),
    ],
)
def test_each_error_has_its_exit_number_and_sentence(error: Exception, code: int) -> None:
    for language in ("fi", "sv", "en"):
        answer = failure(error, language=language)
        assert answer.exit_code == code
        assert answer.payload["ok"] is False
        (fault,) = answer.payload["faults"]  # type: ignore[misc]
        assert len(fault["message"]) > 20
        assert "secret detail" not in fault["message"]
        assert list(answer.view())


def test_a_code_without_a_sentence_is_said_as_it_stands() -> None:
    fault = Fault("", "never_written", values={"a": "1"})
    assert sentence_of(fault, language="fi") == "never_written (a = 1)"
