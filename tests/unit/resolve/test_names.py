"""Spellings of one name share a form; names of different bodies do not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salkku.resolve.names import name_form, place_words
from salkku.text import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FlÃ¤kt Woods Oy", "FLAKT WOODS OY"),
        ("Helsingin yliopisto", "UNIVERSITY OF HELSINKI"),
        ("Helsingfors universitet", "Helsingin Yliopisto"),
        ("UNIVERSITAET WIEN", "Universität Wien"),
        ("Forum Virium Helsinki Oy", "FORUM VIRIUM HELSINKI"),
        ("S.p.A. Esempio", "ESEMPIO SPA"),
        ("Åbo Akademi", "ABO AKADEMI"),
        ("City of Espoo", "Espoon kaupunki"),
    ],
)
def test_spellings_of_one_body_share_their_words(one: str, other: str) -> None:
    assert name_form(one).words == name_form(other).words
    assert name_form(one).kinds == name_form(other).kinds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Turku", "Åbo Akademi"),
        ("Helsinki University Hospital", "University of Helsinki"),
        ("Turku University of Applied Sciences", "University of Turku"),
        ("Helsingin kaupunki", "Helsingin yliopisto"),
    ],
)
def test_different_bodies_differ(one: str, other: str) -> None:
    left, right = name_form(one), name_form(other)
    assert (left.words, left.bodies) != (right.words, right.bodies)


def test_a_name_of_nothing_but_glue_keeps_its_words() -> None:
    assert name_form("Oy Ab").compact == "oyab"
    assert name_form("").compact == ""


def test_cities_share_a_word_over_languages_and_districts() -> None:
    assert set(place_words("TURKU / ABO")) & set(place_words("Åbo 10"))
    assert set(place_words("Bogotá")) & set(place_words("BOGOTA DC"))
    assert not set(place_words("Espoo")) & set(place_words("Vantaa"))
    assert place_words("") == ()


@given(st.text(max_size=30))
@example("\U0001d56c")  # a capital of another alphabet: its plain letter is a capital, too
def test_folding_twice_is_folding_once_on_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert name_form(text) == name_form(text)


def test_a_lost_letter_is_found_again_in_listed_words() -> None:
    """A source that lost its accents still says what kind of body it names."""
    assert name_form("UNIVERSIT�T BERLIN") == name_form("Universität Berlin")
    assert name_form("FUNDACI�N SENECA").kinds == ("foundation",)
    assert name_form("K�NSTE").words == ("knste",)


def test_the_foundation_of_a_foundation_university_is_the_university() -> None:
    """By law two Finnish universities are foundations, and bear that word in their legal names."""
    assert name_form("Aalto-korkeakoulusäätiö sr").kinds == ("univ",)
