"""An organisation's names with the reason for each, its lineage, and what sources say of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from salkku.domain.ecosystem import Ruling
from salkku.resolve import Mention, Scored
from salkku.resolve.carried import Carried, carried
from salkku.resolve.sayings import Said, contradicted, sayings_of, side_by_side
from salkku.resolve.scoring import THRESHOLD, weight_of
from salkku.resolve.settling import Settled, settle
from salkku.resolve.spellings import Spelling, body_of, descent_of, spellings
from salkku.store.schema import table
from salkku.store.tables import Batch, Snapshot, merge

LEAST = weight_of(THRESHOLD)


def _settled(*rulings: Ruling) -> Settled:
    """Alfa is like Beeta, Beeta like Gamma; Delta has an alias; Alfa is spelt in two ways."""
    mentions = (
        Mention("Alfa", "", "FI"),
        Mention("ALFA", "", "FI"),
        Mention("Beeta", "", "FI"),
        Mention("Gamma", "", "FI"),
        Mention("Delta", "", "FI", aliases=("Deltta",)),
    )
    pairs = ((0, 1, LEAST + 9), (1, 2, LEAST + 2))
    scored = Scored(mentions, ((0,), (0,), (1,), (2,), (3, 4)), 5, pairs)
    return settle(scored=scored, rulings=rulings)


def _names(settled: Settled, name: str, **parts: int) -> dict[str, Spelling]:
    riding = {one: Carried(parts.get(one.name, 0)) for one in settled.parted.mentions}
    body = body_of(settled=settled, name=name)
    assert body is not None
    return {one.name: one for one in spellings(settled=settled, riding=riding, body=body)}


def test_each_name_says_how_it_came() -> None:
    found = _names(_settled(), "gamma", Alfa=9, ALFA=1)
    assert list(found) == ["Alfa", "ALFA", "Beeta", "Gamma"]
    assert [(one.how, one.to) for one in found.values()] == [
        ("first", ""),
        ("spelling", "Alfa"),
        ("like", "Alfa"),
        ("like", "Beeta"),
    ]
    assert round(found["Gamma"].over or 0, 6) == 2
    assert {one.code for one in found["Beeta"].because} == {"words_differ"}
    assert (found["Alfa"].parts, found["Gamma"].parts) == (9, 0)


def test_a_ruling_and_a_row_s_own_words_are_said_as_such() -> None:
    found = _names(_settled(Ruling("Gamma", "Delta", "same")), "Deltta")
    assert (found["Delta"].how, found["Delta"].to) == ("ruled", "Gamma")
    assert (found["Deltta"].how, found["Deltta"].to) == ("own", "Delta")


def test_two_names_ruled_apart_have_two_pages() -> None:
    settled = _settled(Ruling("Alfa", "ALFA", "apart"))
    assert "Alfa" not in _names(settled, "Delta")
    whole = [body_of(settled=settled, name=name) for name in ("Alfa", "Delta", "Nobody")]
    assert whole[0] != whole[1]
    assert whole[2] is None


def test_lineage_goes_over_generations() -> None:
    settled = _settled(
        Ruling("Alfa", "Beeta", "apart"),
        Ruling("Beeta", "Gamma", "became", since="2001"),
        Ruling("Gamma", "Delta", "became", since="2010"),
    )

    def told(name: str) -> list[tuple[str, bool]]:
        body = body_of(settled=settled, name=name)
        assert body is not None
        found = descent_of(settled=settled, body=body)
        return [(one.ruling.since, one.before) for one in found]

    assert told("Delta") == [("2010", True), ("2001", True)]
    assert told("Gamma") == [("2001", True), ("2010", False)]
    assert told("Alfa") == []


def test_values_stand_side_by_side_with_source_and_day() -> None:
    said = [
        Said("vat", "FI1", "cordis", date(2026, 1, 1), 1),
        Said("vat", "FI1", "cordis", date(2026, 3, 1), 2),
        Said("vat", "FI2", "keep", None, 1),
        Said("city", "ESPOO", "cordis", None, 1),
        Said("city", "Esbo", "keep", None, 1),
    ]
    found = side_by_side(said)
    assert list(found) == ["vat", "city"]
    assert found["vat"][0] == Said("vat", "FI1", "cordis", date(2026, 3, 1), 3)
    assert contradicted(found) == {"vat"}


def _load(folder: Path) -> None:
    told = {
        "participations": [
            {"project": "1", "name": "ALFA OY", "country": "FI", "pic": "9", "vat": "FI1",
             "role": "coordinator", "eu_contribution_cents": 500},
            {"project": "2", "name": "ALFA OY", "country": "SE", "pic": "8", "vat": "SE1"},
            {"project": "3", "name": "Beeta", "country": "FI"},
        ],
        "projects": [{"id": "1", "acronym": "DOVE", "title": "Doves", "starts": date(2024, 1, 1)}],
    }  # fmt: skip
    batches = [
        Batch(name, "0" * 64, [None] * len(rows), [[row.get(each) for row in rows]
              for each in table(name).names])
        for name, rows in told.items()
    ]  # fmt: skip
    snapshots: list[Snapshot] = []
    merge(folder=folder, source="cordis", batches=batches, snapshots=snapshots)


def test_sayings_are_of_this_body_alone(tmp_path: Path) -> None:
    _load(tmp_path)
    mention = Mention("ALFA OY", "", "FI", "9")
    found = sayings_of(mentions=[mention], folder=tmp_path)
    assert {(one.field, one.value) for one in found.said} == {
        ("pic", "9"),
        ("vat", "FI1"),
        ("country", "FI"),
    }
    assert [(one.project, one.title, one.cents) for one in found.parts] == [
        ("cordis:1", "DOVE – Doves", 500)
    ]
    assert carried(folder=tmp_path)[mention] == Carried(1, 500)
