"""What is told of two names is what linkage weighs: term by term, and in all."""

from __future__ import annotations

import pytest

from salkku import resolve
from salkku.resolve import Mention
from salkku.resolve.recipe import COMPARISONS, levels, weights
from salkku.resolve.weighing import TERMS, weigh

INVENTED = [
    Mention("Kuutio Robotti Oy", "Oulu", "FI"),
    Mention("KUUTIO ROBOTTI TUTKIMUS", "OULU", "FI", pic="11"),
    Mention("Robotti Kuutio Ab", "Turku", "FI", pic="12"),
    Mention("Kuutio 7", "Oulu", "FI"),
    Mention("Kuutio 8", "Oulu", "FI"),
    Mention("Merikaupungin yliopisto", "Kotka", "FI"),
    Mention("University of Merikaupunki", "", "FI"),
    Mention("KRT", "Oulu", "FI"),
]


def test_terms_add_up_to_what_linkage_weighs() -> None:
    scored = resolve.score(mentions=INVENTED, floor=1e-9)
    of_row = {own[0]: one for one, own in zip(INVENTED, scored.places, strict=True)}
    assert len(scored.pairs) >= 5
    for left, right, bits in scored.pairs[::2]:
        one, other = of_row[left], of_row[right]
        told = weigh(left=[one], right=[other], among=INVENTED)
        assert told.bits == pytest.approx(bits, abs=0.005)
        assert sum(term.bits for term in told.terms) == pytest.approx(bits, abs=0.5)
        back = weigh(left=[other], right=[one], among=INVENTED)
        assert (back.terms, back.bits) == (told.terms, told.bits)


def test_a_number_speaks_against_and_an_identifier_for() -> None:
    numbers = weigh(left=[INVENTED[3]], right=[INVENTED[4]])
    assert {term.name: term.bits < 0 for term in numbers.terms}["number"]
    alike = [Mention("Aurinko", country="FI", pic="9"), Mention("Tuuli", country="FI", pic="9")]
    found = weigh(left=alike[:1], right=alike[1:])
    assert (found.terms[0].name, found.bits > 0) == ("identifier", True)


def test_the_likeliest_of_several_mentions_is_told() -> None:
    far, near = Mention("Kuutio", "Turku", "FI"), Mention("Kuutio", "Oulu", "FI")
    found = weigh(left=[INVENTED[0]], right=[far, near])
    assert found.right == near


def test_every_comparison_is_told_and_every_level_weighed() -> None:
    told = [name for added in TERMS.values() for name in added]
    assert sorted([*told, "country", "crowd"]) == sorted(COMPARISONS)
    for comparison in COMPARISONS:
        known = [level for level in levels(comparison) if (comparison, level) in weights()]
        silent = {"country": "other|", "identifier": "none"}.get(comparison, "no such level")
        wanted = [level for level in levels(comparison) if not level.startswith(silent)]
        assert known == wanted


def test_the_more_names_are_compared_the_likelier_two_alike_are_strangers() -> None:
    one, other = Mention("Kuutiotar Oy", country="FI"), Mention("Kuutiotar Valta Oy", country="FI")
    crowd = [Mention(f"Nimi{at} Yritys{at} Oy", country="FI") for at in range(4 * 1018)]
    few = {term.name: term.bits for term in weigh(left=[one], right=[other]).terms}
    many = {term.name: term.bits for term in weigh(left=[one], right=[other], among=crowd).terms}
    assert many["start"] == pytest.approx(few["start"] - 2.0, abs=0.005)


def test_what_always_comes_together_tells_less() -> None:
    shared = "Kuutioiden Kauppiaiden Merkkien"
    towns = ("Alfala", "Beetala", "Gammala", "Deltala", "Zeetala", "Teetala", "Lamdala")
    bodies = [Mention(f"{shared} {town}", country="FI") for town in towns]
    alone = weigh(left=bodies[:1], right=bodies[1:2])
    beside = weigh(left=bodies[:1], right=bodies[1:2], among=bodies)
    assert beside.bits < alone.bits - 10
