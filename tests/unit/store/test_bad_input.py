"""Every fault is told in its place, by a sentence in three languages, and together with others."""

from __future__ import annotations

import pytest
from tests.unit.store import sound
from tests.unit.store.bad_input import CASES, Broken

from salkku.domain.dossier import Dossier
from salkku.domain.errors import Fault
from salkku.locale import LANGUAGES, message
from salkku.store.reading import read


def place(fault: Fault) -> tuple[object, ...]:
    return fault.code, fault.file, fault.row, fault.column


def test_the_sound_agreement_has_no_fault() -> None:
    reading = read(sound.dossier())
    assert (reading.faults, reading.warnings) == ((), ())
    assert reading.agreement is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_the_fault_is_told_in_its_place(case: Broken) -> None:
    reading = read(Dossier(case.files))
    assert reading.agreement is None
    found = {place(fault): fault for fault in reading.faults}
    expected = (case.code, case.file, case.row, case.column)
    assert expected in found
    sentences = [message(found[expected], language=language) for language in LANGUAGES]
    assert len(set(sentences)) == len(LANGUAGES)
    for sentence in sentences:
        assert sentence.endswith((".", "}."))
        assert all(text in sentence for text in case.told)


def test_there_are_enough_cases_of_different_names() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 150


def test_all_faults_come_at_once() -> None:
    files = {path: text.encode() for path, text in sound.FILES.items()}
    for case in CASES:
        if case.name in ("negative amount", "above the scale", "unknown status", "negative weight"):
            case.breaking(files)
    assert [place(fault) for fault in read(Dossier(files)).faults] == [
        ("negative_weight", "agreement.toml", None, "weights.impact"),
        ("unknown_word", "proposals.csv", 4, "status"),
        ("negative_amount", "costs.csv", 2, "amount_eur"),
        ("score_outside_scale", "scores.csv", 2, "high"),
    ]


def test_a_file_that_cannot_be_read_brings_no_faults_of_what_it_declares() -> None:
    files = {path: text.encode() for path, text in sound.FILES.items()}
    files["agreement.toml"] = b"[agreement"
    files["proposals.csv"] = b"\xff"
    assert [place(fault)[:2] for fault in read(Dossier(files)).faults] == [
        ("toml_syntax", "agreement.toml"),
        ("not_utf8", "proposals.csv"),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_a_slip_brings_few_faults(case: Broken) -> None:
    """One slip is one fault, or those of the rows that depend on it: no flood."""
    faults = read(Dossier(case.files)).faults
    most = 34 if case.name == "no agreement" else 12
    assert len(faults) <= most, [place(fault) for fault in faults]
