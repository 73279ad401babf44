"""Mentions of one organisation fall together; the measured truth is on real labelled names."""

from __future__ import annotations

import csv
import os
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from salkku import resolve
from salkku.resolve import Mention
from salkku.store.tables import Batch, merge


def _link(*mentions: Mention) -> tuple[str, ...]:
    return resolve.link(mentions=mentions).clusters


def test_nothing_and_one() -> None:
    assert resolve.link(mentions=[]).clusters == ()
    assert resolve.link(mentions=[Mention("A Oy")]) == resolve.Linked(("o1",), 1, 0)


def test_spellings_fall_together_in_their_order() -> None:
    found = resolve.link(
        mentions=[
            Mention("FORUM VIRIUM HELSINKI OY", "HELSINKI", "FI"),
            Mention("Karelian Drones Oy", "Joensuu", "FI"),
            Mention("Forum Virium Helsinki", "Helsingfors", "FI"),
            Mention("forum virium helsinki oy", "Helsinki", "fi"),
        ]
    )
    assert found.clusters == ("o1", "o2", "o1", "o1")
    assert (found.organisations, found.merged) == (2, 2)


def test_bodies_that_only_sound_alike_stay_apart() -> None:
    clusters = _link(
        Mention("Aalto-korkeakoulusäätiö sr", "Espoo", "FI"),
        Mention("AALTOPUU OY", "Espoo", "FI"),
        Mention("University of Turku", "Turku", "FI"),
        Mention("Turku University of Applied Sciences", "Turku", "FI"),
        Mention("Turku University Hospital", "Turku", "FI"),
        Mention("Helsingin kaupunki", "Helsinki", "FI"),
        Mention("Vantaan kaupunki", "Vantaa", "FI"),
    )
    assert len(set(clusters)) == 7


def test_names_that_differ_in_a_number_are_not_one_body() -> None:
    firms = [
        Mention(f"Keksitty Yritys {number:03}", "Helsinki", "FI") for number in (1, 7, 16, 120)
    ]
    assert len(set(_link(*firms))) == 4
    schools = [Mention(f"Lycee Professionnel No {number}", "Lyon", "FR") for number in (12, 13)]
    assert len(set(_link(*schools))) == 2


def test_a_slip_of_a_letter_joins_names_with_the_same_number() -> None:
    clusters = _link(
        Mention("Keksitty Yritys 016", "Helsinki", "FI"),
        Mention("Keksity Yritys 016", "Helsinki", "FI"),
    )
    assert len(set(clusters)) == 1


def test_countries_are_never_joined_by_name_alone() -> None:
    clusters = _link(Mention("Siemens AG", "Munich", "DE"), Mention("Siemens AG", "Wien", "AT"))
    assert len(set(clusters)) == 2


def test_codes_of_one_country_are_one() -> None:
    assert len(set(_link(Mention("Acme Ltd", "Leeds", "UK"), Mention("ACME", "LEEDS", "GB")))) == 1


def test_an_identifier_joins_what_the_names_do_not() -> None:
    names = ("Teknologian tutkimuskeskus", "VTT Technical Research Centre")
    apart = [Mention(name, "Espoo", "FI") for name in names]
    by_pic = [Mention(name, "Espoo", "FI", pic="932760440") for name in names]
    by_business = [Mention(name, "Espoo", "FI", business_id="2647375-4") for name in names]
    assert len(set(_link(*apart))) == 2
    assert len(set(_link(*by_pic))) == 1
    assert len(set(_link(*by_business))) == 1


def test_aliases_of_a_row_are_its_own() -> None:
    found = _link(
        Mention("Forschungszentrum Beispiel", "Ulm", "DE", aliases=("Example Quarterdeck",)),
        Mention("Example Quarterdeck GmbH", "Ulm", "DE"),
    )
    assert len(set(found)) == 1


def test_the_order_of_mentions_does_not_matter_to_who_belongs_together() -> None:
    mentions = [
        Mention(f"{name} {form}", city, "FI")
        for name, city in (("Kuutio Robotti", "Oulu"), ("Meri Vety", "Turku"), ("Piste", "Lahti"))
        for form in ("Oy", "Ltd", "")
    ]
    mixed = random.Random(4).sample(mentions, len(mentions))
    one = dict(zip(mentions, _link(*mentions), strict=True))
    other = dict(zip(mixed, _link(*mixed), strict=True))
    for left in mentions:
        for right in mentions:
            assert (one[left] == one[right]) == (other[left] == other[right])


def test_loaded_mentions_are_read_once_each(tmp_path: Path) -> None:
    names = ["A OY", "A OY", "B AB"]
    own = {
        "project": ["1", "2", "2"],
        "pic": ["9", "9", "8"],
        "name": names,
        "city": ["Espoo"] * 3,
        "country": ["FI"] * 3,
    }
    from salkku.store.schema import table

    columns = [own.get(name, [None] * 3) for name in table("participations").names]
    merge(
        folder=tmp_path,
        source="cordis",
        batches=[Batch("participations", "0" * 64, [None] * 3, columns)],
        snapshots=[],
    )
    found = resolve.loaded_mentions(folder=tmp_path)
    assert sorted(each.name for each in found) == ["A OY", "B AB"]
    assert resolve.loaded_mentions(folder=tmp_path / "none") == ()


@pytest.fixture(scope="module")
def labelled(shared_data: Path) -> list[dict[str, str]]:
    path = shared_data / "linkage" / "organisation_names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    fair = [row for row in rows if row["ambiguous"] == "0" and row["relation"] != "unit"]
    if os.environ.get("SALKKU_FULL") == "1":
        return fair
    entities = sorted({row["entity_id"] for row in fair})
    chosen = set(random.Random(11).sample(entities, 600))
    return [row for row in fair if row["entity_id"] in chosen]


def _pairs(labels: Sequence[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def _precision_and_recall(rows: Sequence[dict[str, str]]) -> tuple[float, float]:
    mentions = [Mention(row["name"], row["city"], row["country"]) for row in rows]
    clusters = resolve.link(mentions=mentions).clusters
    truth = [row["entity_id"] for row in rows]
    both = _pairs(list(zip(clusters, truth, strict=True)))
    return both / max(_pairs(clusters), 1), both / _pairs(truth)


def test_precision_on_real_names(
    labelled: list[dict[str, str]], record_property: Callable[[str, object], None]
) -> None:
    """Of 100 pairs joined by name, city and country alone, at least 98 are one organisation."""
    precision, recall = _precision_and_recall(labelled)
    record_property("precision", precision)
    record_property("recall", recall)
    plain = _pairs(
        [(" ".join(sorted(fold_words(row["name"]))), row["country"]) for row in labelled]
    )
    assert precision >= 0.98
    assert recall >= 0.22
    assert recall > 2 * plain / _pairs([row["entity_id"] for row in labelled])


def fold_words(name: str) -> list[str]:
    """Give the folded words of a name: the plain recipe that linkage is measured against."""
    from salkku.text import fold

    return fold(name).split()
