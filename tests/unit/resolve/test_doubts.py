"""What is asked of a person: doubtful pairs that much rides on, and nothing that is ruled."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from salkku import resolve
from salkku.domain.ecosystem import Ruling
from salkku.resolve import Mention, Scored
from salkku.resolve.carried import Carried
from salkku.resolve.doubts import Doubt, ranked
from salkku.resolve.scoring import THRESHOLD, weight_of
from salkku.resolve.settling import settle
from salkku.resolve.why import compare

LEAST = weight_of(THRESHOLD)
NAMES = ("Alfa", "Beeta", "Gamma", "Delta")


def _scored(*pairs: tuple[int, int, float]) -> Scored:
    """Four invented names with likenesses in bits over the threshold."""
    mentions = tuple(Mention(name, country="FI") for name in NAMES)
    given = tuple((left, right, LEAST + over) for left, right, over in pairs)
    return Scored(mentions, tuple((row,) for row in range(4)), 4, given)


def _ask(scored: Scored, rulings: Sequence[Ruling] = (), **parts: int) -> tuple[Doubt, ...]:
    riding = {one: Carried(parts.get(one.name, 0)) for one in scored.mentions}
    return ranked(settled=settle(scored=scored, rulings=rulings), riding=riding).first(None)


def _names(found: Sequence[Doubt]) -> list[tuple[str, str]]:
    return [(one.left.name, one.right.name) for one in found]


def test_the_nearer_the_threshold_the_sooner() -> None:
    found = _ask(_scored((0, 1, -4), (2, 3, -1)))
    assert _names(found) == [("Gamma", "Delta"), ("Alfa", "Beeta")]
    assert [one.weight for one in found] == pytest.approx([-1, -4])


def test_the_more_rides_on_it_the_sooner() -> None:
    found = _ask(_scored((0, 1, -4), (2, 3, -1)), Alfa=50, Beeta=40, Gamma=90)
    assert _names(found)[0] == ("Alfa", "Beeta")
    assert [one.parts for one in found] == [41, 1], "the smaller side moves; each counts itself"


def test_money_counts_as_much_as_participations() -> None:
    scored = _scored((0, 1, -1), (2, 3, -1))
    riding = {
        one: Carried(1, 500 if one.name in ("Gamma", "Delta") else 5) for one in scored.mentions
    }
    found = ranked(settled=settle(scored=scored, rulings=()), riding=riding).first(None)
    assert _names(found)[0] == ("Gamma", "Delta")
    assert found[0].cents == 500


def test_a_narrow_join_is_asked_and_a_sure_one_is_not() -> None:
    found = _ask(_scored((0, 1, 1.5), (2, 3, 20)))
    assert _names(found) == [("Alfa", "Beeta")]
    assert found[0].joined


def test_a_join_that_a_surer_chain_makes_is_not_asked() -> None:
    found = _ask(_scored((0, 1, 9), (1, 2, 8), (0, 2, 1)))
    assert found == ()


def test_over_the_threshold_but_not_joined_is_in_full_doubt() -> None:
    """One likely pair between two sure pairs, where the other three were not even compared."""
    found = _ask(_scored((0, 1, 9), (2, 3, 9), (1, 2, 1)))
    assert _names(found) == [("Beeta", "Gamma")]
    assert not found[0].joined
    assert found[0].worth == pytest.approx(2 / 4)


def test_unlikely_pairs_speak_against_a_chain_and_are_not_asked() -> None:
    found = _ask(_scored((0, 1, 2), (1, 2, 1), (0, 2, -20)))
    assert _names(found) == [("Beeta", "Gamma"), ("Alfa", "Beeta")]
    assert [one.joined for one in found] == [False, True]


@pytest.mark.parametrize("verdict", ["same", "apart", "became"])
@pytest.mark.parametrize("over", [-1.0, 1.0])
def test_what_is_ruled_is_not_asked_again(verdict: str, over: float) -> None:
    scored = _scored((0, 1, over), (2, 3, -2))
    assert ("Alfa", "Beeta") in _names(_ask(scored))
    found = _ask(scored, [Ruling("alfa", "BEETA", verdict)])
    assert _names(found) == [("Gamma", "Delta")]


def test_what_follows_from_rulings_is_not_asked_either() -> None:
    """Alfa is Beeta, and Beeta is not Gamma: then Alfa is not Gamma."""
    scored = _scored((0, 2, -1), (2, 3, -2))
    ruled = [Ruling("Alfa", "Beeta", "same"), Ruling("Beeta", "Gamma", "apart")]
    assert _names(_ask(scored, ruled)) == [("Gamma", "Delta")]


def test_a_name_that_no_ruling_can_tell_apart_is_not_asked() -> None:
    mentions = (Mention("Alfa", "Oulu", "FI"), Mention("ALFA", "Turku", "FI"))
    scored = Scored(mentions, ((0,), (1,)), 2, ((0, 1, LEAST - 1),))
    assert ranked(settled=settle(scored=scored, rulings=()), riding={}).first(None) == ()


def test_the_order_of_mentions_does_not_matter() -> None:
    mentions = [
        Mention(f"{stem} {form}", city, "FI")
        for stem, city in (("Kuutio Robotti", "Oulu"), ("Meri Vety", "Turku"), ("Lumi", "Lahti"))
        for form in ("Oy", "Ltd", "Säätiö", "Yliopisto")
    ]
    mixed = random.Random(4).sample(mentions, len(mentions))
    found = [
        ranked(
            settled=settle(scored=resolve.score(mentions=one, floor=0.01), rulings=()), riding={}
        ).first(None)
        for one in (mentions, mixed)
    ]
    assert found[0]
    assert [{one.left, one.right} for one in found[0]] == [
        {one.left, one.right} for one in found[1]
    ]


@pytest.mark.parametrize(
    ("left", "right", "codes"),
    [
        (
            Mention("Wave Oy", "Espoo"),
            Mention("WAVE", "ESBO"),
            ["same_words", "same_city"],
        ),
        (Mention("University of Turku"), Mention("Turku University Hospital"), ["other_kind"]),
        (Mention("Aurinko"), Mention("Aurinko Vesi Oy"), ["words_inside"]),
        (Mention("Wave", pic="1"), Mention("Wind", pic="2"), ["words_differ", "other_pic"]),
        (
            Mention("Wave", "Espoo", "FI", "", "2647375-4"),
            Mention("Wave", "", "SE", "", "2647375-4"),
            ["same_words", "city_unknown", "other_country", "same_business_id"],
        ),
        (Mention("Helsinki Region Transport"), Mention("HRT"), ["acronym"]),
    ],
)
def test_evidence_is_said_in_codes(left: Mention, right: Mention, codes: list[str]) -> None:
    told = [one.code for one in compare(left=left, right=right)]
    assert [code for code in codes if code not in told] == []
    assert [one.code for one in compare(left=right, right=left)] == told
