"""Every sentence is there in fi, sv and en, with the same values, and fills in without failing."""

from __future__ import annotations

import re
import string
from fractions import Fraction

import pytest

from salkku.domain.errors import Fault
from salkku.locale import AREAS, LANGUAGES, codes, date, euros, has, message, number, percent, say
from salkku.locale.catalogue import _area

CODE = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_-]+)+")


def fields(sentence: str) -> set[tuple[str | None, str | None]]:
    return {(name, form) for _, name, form, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("area", AREAS)
def test_every_code_is_in_every_language(area: str) -> None:
    found = {language: set(_area(language, area)) for language in LANGUAGES}
    assert found["fi"] == found["en"]
    assert found["sv"] == found["en"]
    assert found["en"]


@pytest.mark.parametrize("area", AREAS)
def test_sentences_use_the_same_values(area: str) -> None:
    for code, sentence in _area("en", area).items():
        for language in ("fi", "sv"):
            assert fields(_area(language, area)[code]) == fields(sentence), (
                f"{language} {area}.{code}"
            )


@pytest.mark.parametrize("area", AREAS)
def test_sentences_are_written_with_care(area: str) -> None:
    for language in LANGUAGES:
        for code, sentence in _area(language, area).items():
            assert CODE.fullmatch(f"{area}.{code}"), code
            assert sentence.strip() == sentence, code
            assert sentence, code
            assert "  " not in sentence, code
            if language != "en":
                assert "“" not in sentence, f"{language} {code}: quotes are ”…”"


def test_faults_are_translated_not_copied() -> None:
    for code in _area("en", "faults"):
        sentences = {_area(language, "faults")[code] for language in LANGUAGES}
        assert len(sentences) == len(LANGUAGES), code


def test_every_fault_code_says_something_to_do() -> None:
    for code, sentence in _area("en", "faults").items():
        assert ":" in sentence or ". " in sentence, code


def test_unknown_codes_and_values_never_fail() -> None:
    assert say("nothing.at_all", language="fi") == "nothing.at_all"
    assert say("faults.bad_number", {}, language="en").startswith("“{cell}”")
    assert say("faults.bad_number", {"cell": "{x}"}, language="en").startswith("“{x}”")
    assert say("faults.nul", language="de") == say("faults.nul", language="en")
    assert message(Fault("a.csv", "no_such"), language="sv") == "faults.no_such"
    assert "faults.nul" in set(codes("fi"))
    assert not has("faults.nothing")


def test_one_and_many() -> None:
    assert "one fault" in say("errors.wrong_input", {"count": 1}, language="en")
    assert "2 faults" in say("errors.wrong_input", {"count": "2"}, language="en")
    assert "0 virhettä" in say("errors.wrong_input", {"count": 0}, language="fi")


def test_values_take_the_form_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = {"x": "{m:euros} {s:percent1} {v:number2} {n:number} {d:date} {k:month} {t}"}
    monkeypatch.setitem(globals(), "unused", None)
    monkeypatch.setattr("salkku.locale.catalogue._area", lambda *_: sentences)
    monkeypatch.setattr("salkku.locale.catalogue.AREAS", ("x",))
    values = {
        "m": "123456700",
        "s": Fraction(1, 8),
        "v": "1/3",
        "n": 2.5,
        "d": "2026-11-24",
        "k": "2027-03",
        "t": 7,
    }
    assert say("x.x", values, language="fi").replace("\u00a0", "_") == (
        "1_234_567_€ 12,5_% 0,33 2,5 24.11.2026 maaliskuu 2027 7"
    )
    assert say("x.x", values, language="en") == (
        "€1,234,567 12.5% 0.33 2.5 24 November 2026 March 2027 7"
    )
    assert say("x.x", {**values, "m": "many"}, language="sv").startswith("many ")


@pytest.mark.parametrize(
    ("value", "digits", "fi", "en"),
    [
        (1333333, None, "1_333_333", "1,333,333"),
        (-1234.5, 1, "−1_234,5", "−1,234.5"),
        (Fraction(1, 3), None, "0,333", "0.333"),
        ("2.50", None, "2,5", "2.5"),
        (0, 2, "0,00", "0.00"),
        (Fraction(-1, 1000), 1, "0,0", "0.0"),
        (Fraction(5, 2), 0, "3", "3"),
        (Fraction(1995, 1000), 2, "2,00", "2.00"),
        (10**30, None, "1" + "_000" * 10, "1" + ",000" * 10),
    ],
)  # fmt: skip
def test_numbers(value: Fraction, digits: int | None, fi: str, en: str) -> None:
    assert number(value, digits, language="fi").replace("\u00a0", "_") == fi
    assert number(value, digits, language="sv").replace("\u00a0", "_") == fi
    assert number(value, digits, language="en") == en


def test_money_shares_and_days() -> None:
    assert euros(90000000, language="fi") == "900\u00a0000\u00a0€"
    assert euros(-150, language="en") == "−€1.50"
    assert euros(100, language="sv", decimals=True) == "1,00\u00a0€"
    assert percent("0.208", 1, language="fi") == "20,8\u00a0%"
    assert date("2026-02-03", language="fi") == "3.2.2026"
    assert date("soon", language="fi") == "soon"
