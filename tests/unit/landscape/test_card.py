"""The card of an idea: verdict, need, results and holders, partners, place, call, and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from salkku import workbench
from salkku.domain.agreement import Agreement, Party, Theme
from salkku.domain.ecosystem import (
    Call,
    FundedProject,
    Need,
    Organisation,
    Participation,
)
from salkku.domain.ecosystem import (
    Testbed as Place,
)
from salkku.domain.periods import parse_month
from salkku.domain.proposals import Commitment, Proposal, Result
from salkku.landscape import Card
from salkku.workbench.objects.ideas import idea_object

TODAY = date(2026, 11, 24)
URBAN = (("urban", Fraction(1)),)
TESTBEDS = (("testbeds", Fraction(1)),)


def _project(id_: str, name: str, starts: str, ends: str, lead: str) -> FundedProject:
    return FundedProject(
        id=id_,
        name={"en": name},
        scope="steered",
        lead=lead,
        focus_areas=URBAN,
        methods=TESTBEDS,
        parties=("espoo",),
        start=parse_month(starts),
        end=parse_month(ends),
    )


def _agreement(*calls: Call) -> Agreement:
    """Make an invented agreement of two cities."""
    return Agreement(
        id="small",
        name={},
        period=None,
        parties=(Party("espoo", {"en": "Espoo"}), Party("vantaa", {"en": "Vantaa"})),
        focus_areas=(Theme("urban", {"en": "Urban", "fi": "Kaupunki"}), Theme("health", {})),
        methods=(Theme("testbeds", {"en": "Testbeds"}), Theme("services", {})),
        criteria=(),
        proposals=(
            Proposal(
                "01",
                "proposal",
                name={"en": "Drone corridor"},
                focus_areas=URBAN,
                methods=TESTBEDS,
                parties=("vantaa",),
                needs=("n-fast",),
            ),
        ),
        organisations=(Organisation("vtt", "VTT"),),
        participations=(Participation("01", "vtt"),),
        needs=(
            Need("n-fast", "vantaa", "Logistics", {"en": "An urgent delivery arrives"}),
            Need("n-water", "vantaa", "Streets", {"en": "Stormwater under control"}),
        ),
        results=(Result("01.1", "01", {"en": "Terms of the drone corridor"}, need="n-fast"),),
        commitments=(
            Commitment("01", "vtt", "01.1", "service", 5_000_00, None, "signed"),
            Commitment("01", "other", "01.1", "service", 0, None, "none"),
        ),
        projects=(
            _project("uam", "Urban air mobility with drones", "2021-01", "2023-12", "VTT"),
            _project("hymns", "Circular economy of textiles", "2026-01", "2028-12", "Weavers"),
        ),
        calls=calls,
        testbeds=(
            Place("kera", {"en": "Kera"}, place="Kera", party="espoo", focus_area="urban"),
            Place("ward", {"en": "Ward"}, party="vantaa", focus_area="health"),
        ),
    )


CALLS = (
    Call("past", closes="2026-10-01", focus_areas=("urban",)),
    Call("now", opens="2026-11-01", closes="2026-12-15", focus_areas=("urban",)),
    Call("later", opens="2027-01-04", closes="2027-01-29"),
    Call("other", opens="2026-11-01", closes="2026-12-01", focus_areas=("health",)),
)


def _card(text: str = "", cell: tuple[str, str, str] | None = None, *calls: Call) -> Card:
    agreement = _agreement(*(calls or CALLS))
    return workbench.idea(agreement, text=text, cell=cell, today=TODAY)


@pytest.mark.usefixtures("analysers")
def test_an_idea_finds_its_home() -> None:
    card = _card("Droonit kuljettavat kiireellisiä näytteitä kaupungin yllä Kerassa")
    assert card.hits[0].project == "projects:uam"
    assert card.areas[0][0] == "urban"
    assert "n-fast" in [one.id for one in card.needs]
    assert [one.id for one in card.results if one.kind == "result"] == ["01.1"]
    held = next(one for one in card.results if one.id == "01.1").holders
    assert [(one.name, one.level) for one in held] == [("VTT", "signed"), ("other", "none")]
    assert card.partners[0].name == "VTT"
    assert card.partners[0].ours
    parts = workbench.card_parts(card, _agreement(*CALLS), language="en")
    told = {part.code: part.lines[0] for part in parts}["partners"]
    assert told.startswith("VTT – known in this agreement (")
    assert "projects:" not in told, "projects are told by their names"
    assert [one.id for one in card.testbeds] == ["kera"]
    assert [(one.call.id, one.state, one.last_day) for one in card.calls] == [
        ("now", "open", "2026-12-15"),
        ("later", "opens", "2027-01-29"),
    ]
    assert card.remembered_until == ""


def test_what_nothing_is_like_is_new_and_says_so() -> None:
    card = _card("Hymns of the seventeenth century")
    assert (card.verdict, card.hits, card.needs, card.results) == ("new", (), (), ())
    parts = workbench.card_parts(card, _agreement(*CALLS), language="en")
    said = {part.code: part.lines[0] for part in parts}
    assert said["verdict"].startswith("New: nothing like it is known")
    assert said["needs"].startswith("No need of a city")
    assert said["when"].startswith("Now:")


def test_an_idea_is_remembered_until_a_call() -> None:
    assert _card("Drones", None, CALLS[0]).remembered_until == "next_call"
    assert _card("Drones", None, CALLS[2], CALLS[0]).remembered_until == "call:later"


def test_a_cell_is_drafted_the_other_way_round() -> None:
    card = _card("", ("urban", "testbeds", "vantaa"))
    assert (card.cell, card.in_cell) == (("urban", "testbeds", "vantaa"), 1)
    assert card.needs[0].id == "n-water"
    assert card.needs[0].because[0].code == "unanswered"
    assert [one.id for one in card.testbeds] == ["kera", "ward"]
    assert _card("", ("health", "services", "espoo")).in_cell == 0


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("cell", [None, ("urban", "testbeds", "vantaa")])
def test_every_part_is_said_in_every_language(
    language: str, cell: tuple[str, str, str] | None
) -> None:
    card = _card("" if cell else "Drones over Kera, urgent delivery", cell)
    parts = workbench.card_parts(card, _agreement(*CALLS), language=language)
    assert [part.code for part in parts] == [
        "verdict", "needs", "results", "partners", "testbeds", "calls", "when",
    ]  # fmt: skip
    assert all(part.title and part.lines and all(part.lines) for part in parts)
    assert not any("similar." in line or "idea." in line for part in parts for line in part.lines)


def _sentences(told: Any) -> Iterator[Any]:
    """Give every ``sentences`` of an object."""
    if isinstance(told, dict):
        if "sentences" in told:
            yield told["sentences"]
        for part in told.values():
            yield from _sentences(part)
    elif isinstance(told, list):
        for part in told:
            yield from _sentences(part)


@pytest.mark.parametrize("cell", [None, ("urban", "testbeds", "vantaa")])
def test_the_object_says_in_three_languages_why_and_what_it_went_without(
    cell: tuple[str, str, str] | None,
) -> None:
    card = _card("" if cell else "Drones over Kera, urgent delivery", cell)
    told = idea_object(card, _agreement(*CALLS))
    said = list(_sentences(told))
    assert len(said) > 8
    assert all(set(one) == {"fi", "sv", "en"} and all(one.values()) for one in said)
    assert told["compared"] == {"projects": 2, "by_meaning": 0}
    assert "without_tables" in [one["code"] for one in told["without"]]
    assert told["card"]["fi"][0]["part"] == "verdict"
    assert told["sentences"]["en"] in told["card"]["en"][0]["lines"]
    beds = [(one["id"], one["party"]) for one in told["testbeds"]]
    assert beds[0] == ("kera", "espoo")
    assert told["calls"][0]["last_useful_day"] == "2026-12-15"


@pytest.mark.usefixtures("analysers")
@pytest.mark.parametrize(
    ("starts", "ends", "time", "said"),
    [
        ("2026-01", "2028-12", "overlapping_time", "It runs at the same time."),
        ("", "", "time_unknown", "When it runs is not known"),
        ("2026-01", "", "time_unknown", "When it runs is not known"),
    ],
)
def test_the_verdict_claims_no_time_that_is_not_known(
    starts: str, ends: str, time: str, said: str
) -> None:
    held = _agreement(*CALLS)
    kiosks = replace(
        held.projects[0],
        name={"en": "Sewing robots mend clothes"},
        start=parse_month(starts) if starts else None,
        end=parse_month(ends) if ends else None,
    )
    held = replace(held, projects=(kiosks,))
    card = workbench.idea(held, text="Sewing robots mend clothes", today=TODAY)
    assert (card.verdict, card.time) == ("done", time)
    told = idea_object(card, held)
    assert told["time"] == time
    assert told["sentences"]["en"].startswith("Not new: another project does nearly the same.")
    assert said in told["sentences"]["en"]
    relation = workbench.similar(held, text="Sewing robots mend clothes", today=TODAY).hits[0]
    assert relation.time == time


@pytest.mark.usefixtures("analysers")
def test_of_a_need_a_result_or_a_call_no_time_is_missed() -> None:
    card = _card("Droonit kuljettavat kiireellisiä näytteitä kaupungin yllä Kerassa")
    found = (*card.needs, *card.results, *card.testbeds, *card.calls)
    assert len(found) > 3
    assert not [one for one in found for each in one.because if each.code == "time_unknown"]
