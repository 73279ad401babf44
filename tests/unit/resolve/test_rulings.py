"""What people ruled holds before all evidence; what they did not rule on stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import pytest

from salkku import resolve
from salkku.domain.ecosystem import Ruling
from salkku.resolve import Descent, Linked, Mention

WAVE = Mention("Wave Oy", "Espoo", "FI")
LAINE = Mention("Laine Osakeyhtiö", "Vantaa", "FI")
SPELT = [Mention("Kuutio Robotti Oy", "Oulu", "FI"), Mention("KUUTIO ROBOTTI", "OULU", "FI")]


def _link(*mentions: Mention, ruled: list[Ruling]) -> Linked:
    return resolve.link(mentions=mentions, rulings=ruled)


def _apart(linked: Linked, *places: int) -> bool:
    return len({linked.clusters[place] for place in places}) == len(places)


def test_strangers_ruled_the_same_are_one() -> None:
    ruled = [Ruling("wave  OY", "Laine Osakeyhtiö", "same", "FI")]
    assert _apart(_link(WAVE, LAINE, ruled=[]), 0, 1)
    assert _link(WAVE, LAINE, ruled=ruled).organisations == 1


def test_a_ruling_joins_whole_organisations() -> None:
    mentions = [WAVE, Mention("WAVE", "Espoo", "FI"), *SPELT]
    before = _link(*mentions, ruled=[])
    assert before.clusters == ("o1", "o1", "o2", "o2")
    found = _link(*mentions, ruled=[Ruling("WAVE", "Kuutio Robotti Oy", "same")])
    assert found.organisations == 1


def test_alike_names_ruled_apart_are_two_though_they_are_compared_as_one() -> None:
    assert _link(*SPELT, ruled=[]).organisations == 1
    found = _link(*SPELT, ruled=[Ruling(SPELT[0].name, SPELT[1].name, "apart")])
    assert found.organisations == 2


def test_a_ruling_on_one_spelling_leaves_the_others_joined() -> None:
    mentions = [*SPELT, WAVE, Mention("Kuutio Robotti Ltd", "Oulu", "FI")]
    found = _link(*mentions, ruled=[Ruling(SPELT[0].name, WAVE.name, "apart")])
    assert found.clusters == ("o1", "o1", "o2", "o1")


def test_apart_holds_against_a_chain_of_evidence() -> None:
    """Neither a third spelling nor what a ruling joined brings them together."""
    third = Mention("Kuutio Robotti Ltd", "Oulu", "FI")
    ruled = [
        Ruling(SPELT[0].name, SPELT[1].name, "apart"),
        Ruling("Wave Oy", SPELT[1].name, "same"),
    ]
    found = _link(*SPELT, third, WAVE, ruled=ruled)
    assert _apart(found, 0, 1)
    assert found.clusters[1] == found.clusters[3]


def test_apart_holds_against_an_identifier_and_against_aliases() -> None:
    ruled = [Ruling("Wave Oy", "Laine Oy", "apart")]
    by_id = [
        Mention("Wave Oy", business_id="2647375-4"),
        Mention("Laine Oy", "", "", "", "2647375-4"),
    ]
    assert _link(*by_id, ruled=[]).organisations == 1
    assert _link(*by_id, ruled=ruled).organisations == 2
    by_alias = [Mention("Wave Oy", aliases=("Laine Oy",)), Mention("Laine Oy")]
    assert _link(*by_alias, ruled=[]).organisations == 1
    assert _link(*by_alias, ruled=ruled).organisations == 2


def test_a_predecessor_stays_another_body_with_one_history() -> None:
    names = ("Teknillinen korkeakoulu", "Aalto-yliopisto")
    mentions = [Mention(name, "Espoo", "FI", pic="999") for name in names]
    assert _link(*mentions, ruled=[]).organisations == 1
    found = _link(*mentions, ruled=[Ruling(*names, "became", since="2010-01")])
    assert found.lineage == (Descent("o1", "o2", "2010-01"),)
    assert found.organisations == 2


def test_whoever_comes_of_a_successor_is_another_body_too() -> None:
    """Ruled step by step, with two names of the one in the middle."""
    mentions = [Mention(f"Kuutio Robotti {form}", "Oulu", "FI") for form in ("Oy", "Ab", "Ltd", "")]
    assert _link(*mentions, ruled=[]).organisations == 1
    ruled = [
        Ruling("Kuutio Robotti Oy", "Kuutio Robotti Ab", "became"),
        Ruling("Kuutio Robotti Ab", "Kuutio Robotti Ltd", "same"),
        Ruling("Kuutio Robotti Ltd", "Kuutio Robotti", "became"),
    ]
    found = _link(*mentions, ruled=ruled)
    assert found.clusters == ("o1", "o2", "o2", "o3")


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_spellings_that_no_ruling_parts_stay_together_in_any_order(order: Sequence[int]) -> None:
    forms = ("Oy", "Ab", "Ltd", "ry")
    mentions = [Mention(f"Kuutio Robotti {forms[place]}", "Oulu", "FI") for place in order]
    ruled = [
        Ruling("Kuutio Robotti Ab", "Kuutio Robotti Oy", "apart"),
        Ruling("Kuutio Robotti Ab", "Kuutio Robotti Ltd", "apart"),
        Ruling("Kuutio Robotti Ltd", "Kuutio Robotti ry", "apart"),
    ]
    as_one = resolve.Scored(tuple(mentions), ((0,),) * 4, 1, ())
    found = resolve.join(scored=as_one, rulings=ruled).clusters
    of = {forms[place]: cluster for place, cluster in zip(order, found, strict=True)}
    assert (of["Ab"] == of["ry"], of["Oy"] == of["Ltd"]) == (True, True)
    assert of["Ab"] != of["Oy"]


def test_countries_bound_a_ruling() -> None:
    mentions = [
        Mention("Acme", "Leeds", "UK"),
        Mention("Beta", "York", "GB"),
        Mention("Acme", "Wien", "AT"),
        Mention("Beta", "Linz", "AT"),
    ]
    british = _link(*mentions, ruled=[Ruling("Acme", "Beta", "same", "GB")])
    assert british.clusters == ("o1", "o1", "o2", "o3")
    each = _link(*mentions, ruled=[Ruling("Acme", "Beta", "same")])
    assert each.clusters == ("o1", "o1", "o2", "o2")
    across = _link(*mentions, ruled=[Ruling("Acme", "Beta", "same", "UK", "AT")])
    assert across.clusters == ("o1", "o2", "o3", "o1")


def test_a_name_whose_country_nobody_tells_is_met_by_any() -> None:
    ruled = [Ruling("Wave Oy", "Laine Osakeyhtiö", "same", "FI")]
    assert _link(Mention("Wave Oy"), LAINE, ruled=ruled).organisations == 1


def test_a_ruling_on_nobody_waits() -> None:
    found = _link(WAVE, LAINE, ruled=[Ruling("Wave Oy", "Nobody", "same")])
    assert (found.organisations, found.unmet) == (2, 1)


@pytest.mark.parametrize("ruled", [[], [Ruling("Nobody", "No one", "apart")]])
def test_rulings_on_others_change_nothing(ruled: list[Ruling]) -> None:
    mentions = [*SPELT, WAVE, LAINE]
    assert _link(*mentions, ruled=ruled).clusters == resolve.link(mentions=mentions).clusters
