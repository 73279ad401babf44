"""Overlaps and synergies proposed inside the portfolio: each kind of evidence, and what is not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from salkku.domain.agreement import Agreement
from salkku.domain.ecosystem import Organisation, Participation
from salkku.domain.proposals import Proposal, Result
from salkku.domain.terms import Relation
from salkku.landscape.pairing import likely_pairs


def world(*rows: Proposal) -> Agreement:
    return Agreement("a", {}, None, (), (), (), (), rows)


def told(agreement: Agreement) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (one.kind, one.source, one.target, tuple(reason.code for reason in one.because))
        for one in likely_pairs(agreement=agreement)
    ]


def test_the_same_need_and_the_same_testbed_overlap() -> None:
    rows = (
        Proposal("01", "proposal", needs=("n",), testbeds=(("t", 1),)),
        Proposal("02", "proposal", needs=("n", "m"), testbeds=(("t", 2),)),
    )
    assert told(world(*rows)) == [("overlap", "01", "02", ("shared_needs", "shared_testbeds"))]


def test_the_same_companies_overlap_however_they_are_spelled() -> None:
    agreement = replace(
        world(Proposal("01", "proposal"), Proposal("02", "proposal")),
        organisations=tuple(
            Organisation(id, id, kind="company", business_id="0201256-6") for id in "ab"
        ),
        participations=(
            Participation("01", "a", "training"),
            Participation("02", "b", "training"),
        ),
    )
    (pair,) = likely_pairs(agreement=agreement)
    assert (pair.kind, pair.because[0].code, pair.because[0].values) == (
        "overlap",
        "shared_reach",
        ("1",),
    )


def test_what_one_makes_for_the_other_is_synergy_from_the_giver() -> None:
    rows = (
        Proposal("01", "proposal", needs=("n",), testbeds=(("t", 1),)),
        Proposal("02", "proposal", develops=(("t", 1),)),
    )
    agreement = replace(world(*rows), results=(Result("r", "02", {}, need="n"),))
    assert told(agreement) == [("synergy", "02", "01", ("result_for_need", "develops_for"))]
    own = replace(agreement, results=(*agreement.results, Result("s", "01", {}, need="n")))
    assert told(own) == [("synergy", "02", "01", ("develops_for",))]


def test_texts_that_are_nearly_the_same_overlap() -> None:
    text = {"en": "Drones carry blood samples from a health station to the hospital laboratory"}
    other = {"en": "A swimming hall stores waste heat for apartment houses in winter"}
    rows = (
        Proposal("01", "proposal", summary=text),
        Proposal("02", "proposal", summary=text),
        Proposal("03", "proposal", summary=other),
    )
    found = told(world(*rows))
    assert [one[:3] for one in found] == [("overlap", "01", "02")]
    assert "shared_concepts" in found[0][3]


def test_what_is_told_already_or_does_not_compete_is_left_out() -> None:
    rows = (
        Proposal("01", "proposal", needs=("n",)),
        Proposal("01s", "proposal", level_of="01", needs=("n",)),
        Proposal("02", "proposal", needs=("n",)),
        Proposal("03", "idea", needs=("n",)),
        Proposal("04", "ended", needs=("n",)),
    )
    assert [one[1:3] for one in told(world(*rows))] == [("01", "02")]
    for kind in ("overlap", "excludes"):
        relation = Relation(kind, "02", "01s", 2, "impact", Fraction(-1))  # type: ignore[arg-type]
        assert told(replace(world(*rows), relations=(relation,))) == []


def test_the_strongest_evidence_comes_first() -> None:
    rows = (
        Proposal("01", "proposal", testbeds=(("t", 1),)),
        Proposal("02", "proposal", testbeds=(("t", 1),), needs=("n",)),
        Proposal("03", "proposal", needs=("n",)),
    )
    found = likely_pairs(agreement=world(*rows))
    assert [(one.source, one.target) for one in found] == [("02", "03"), ("01", "02")]
    assert found[0].strength > found[1].strength
