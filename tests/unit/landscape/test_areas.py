"""Focus areas told from words: mostly right on the example, silent when unsure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import FundedProject
from salkku.domain.proposals import Proposal
from salkku.landscape.areas import area_teller
from salkku.landscape.known import known_in_agreement
from salkku.landscape.shelves import shelve

HEVI = Path(__file__).parents[3] / "examples" / "hevi"


@pytest.fixture(scope="module")
def agreement(analysers: None) -> Agreement:
    return workbench.read(workbench.open_folder(HEVI))


def test_rows_held_out_are_mostly_told_rightly(agreement: Agreement) -> None:
    told = right = 0
    for row in (*agreement.proposals, *agreement.projects):
        if row.focus_areas:
            area = area_teller(agreement=_without(agreement, row)).of_text(
                row.name, row.summary, row.tags
            )
            told += bool(area)
            right += area in dict(row.focus_areas)
    assert told >= 40
    assert right / told >= 0.7


def _without(agreement: Agreement, row: Proposal | FundedProject) -> Agreement:
    return replace(
        agreement,
        proposals=tuple(one for one in agreement.proposals if one is not row),
        projects=tuple(one for one in agreement.projects if one is not row),
    )


def test_what_speaks_of_no_area_or_of_two_is_told_none(agreement: Agreement) -> None:
    teller = area_teller(agreement=agreement)
    assert teller.of_text({"en": "The spin of a muon"}, {}) == ""
    assert teller.of_text({"en": "Wellbeing in schools"}, {}) == ""
    assert teller.of_text({"en": "Remote care and health technology on the ward"}, {}) == "health"


def test_one_area_or_none_tells_nothing(agreement: Agreement) -> None:
    single = replace(agreement, focus_areas=agreement.focus_areas[:1])
    for small in (single, replace(agreement, focus_areas=())):
        assert area_teller(agreement=small).of_text({"en": "Health technology"}, {}) == ""


def test_a_shelf_is_told_as_its_texts_are(agreement: Agreement) -> None:
    teller = area_teller(agreement=agreement)
    rows = known_in_agreement(projects=agreement.projects)
    told = teller.of_shelf(shelve(rows))
    assert told == [teller.of_text(one.names, one.texts, one.tags) for one in rows]
