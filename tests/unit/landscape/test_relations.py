"""Relations speak of the work; of time they say only what the known months allow."""

from __future__ import annotations

from typing import get_args

import pytest

from salkku.domain.periods import parse_month
from salkku.landscape.relations import Reason, Relation, Side, Time, relate, time_of

SAME = frozenset({"drone", "corridor", "hospital"})
MUCH = frozenset({"drone", "corridor", "noise", "law"})
THEME = frozenset({"flight", "noise", "law", "air"})


def _side(words: frozenset[str], span: str = "", organisations: str = "") -> Side:
    starts, _, ends = span.partition("/")
    return Side(
        words,
        frozenset({"drone"}),
        frozenset(),
        parse_month(starts) if starts else None,
        parse_month(ends) if ends else None,
        {organisations: organisations} if organisations else {},
    )


def _related(
    known: frozenset[str], asked: str, other: str, body: str = ""
) -> tuple[Relation, tuple[Reason, ...]]:
    return relate(_side(SAME, asked, body), _side(known, other, body), weigh=lambda word: 1.0)


@pytest.mark.parametrize(
    ("asked", "known", "time"),
    [
        ("2027-01/2028-12", "2026-01/2027-06", Reason("overlapping_time", ("2027-01", "2027-06"))),
        ("2027-01/", "2026-01/2027-06", Reason("overlapping_time", ("2027-01", "2027-06"))),
        ("2027-01/", "2026-01/2026-12", Reason("ended_before", ("2026-12",))),
        ("2027-01/", "/2026-12", Reason("ended_before", ("2026-12",))),
        ("2027-01/2027-06", "2027-07/2029-01", Reason("begins_after", ("2027-07",))),
        ("2027-01/2027-06", "2027-07/", Reason("begins_after", ("2027-07",))),
        ("2027-01/2028-12", "", Reason("time_unknown")),
        ("2027-01/2028-12", "2026-01/", Reason("time_unknown")),
        ("2027-01/2028-12", "/2029-01", Reason("time_unknown")),
        ("", "2026-01/2027-06", Reason("time_unknown")),
        ("", "", Reason("time_unknown")),
    ],
)
def test_only_what_the_months_say_is_said_of_time(asked: str, known: str, time: Reason) -> None:
    relation, because = _related(SAME, asked, known)
    assert time in because
    assert len([one for one in because if one.code in get_args(Time)]) == 1
    assert time_of(because) == time.code
    assert relation == ("continues" if time.code == "ended_before" else "duplicate")


@pytest.mark.parametrize(
    ("known", "body", "relation"),
    [(SAME, "", "duplicate"), (MUCH, "", "overlaps"), (THEME, "vtt", "complements")],
)
def test_the_work_is_named_whether_or_not_its_time_is_known(
    known: frozenset[str], body: str, relation: Relation
) -> None:
    for span in ("", "2026-01/2027-06"):
        found, because = _related(known, "2027-01/2028-12", span, body)
        assert found == relation
        assert time_of(because) == ("overlapping_time" if span else "time_unknown")


@pytest.mark.parametrize(
    ("shared", "rare", "strength", "relation", "earlier"),
    [
        (("pilot",), False, 1.0, "related", "related"),
        (("pilot",), False, 0.1, "related", "related"),
        (("pilot",), True, 0.65, "overlaps", "continues"),
        (("pilot",), True, 0.55, "related", "continues"),
        (("pilot",), True, 0.54, "related", "related"),
        (("pilot", "testbed"), False, 0.65, "overlaps", "continues"),
        (("pilot", "testbed"), False, 0.55, "related", "continues"),
        (("pilot", "testbed"), False, 0.54, "related", "related"),
        ((), True, 1.0, "related", "related"),
    ],
)
def test_likeness_names_a_relation_only_by_two_concepts_or_a_rare_one(
    shared: tuple[str, ...], rare: bool, strength: float, relation: Relation, earlier: Relation
) -> None:
    for span, expected in (("2026-01/2028-01", relation), ("2020-01/2021-01", earlier)):
        asked, known = (
            Side(words, frozenset(shared), frozenset(), parse_month(start), parse_month(end))
            for words, (start, _, end) in (
                (frozenset({"drone"}), ("2027-01", "/", "2028-12")),
                (frozenset({"law"}), span.partition("/")),
            )
        )
        found, because = relate(
            asked,
            known,
            weigh=lambda word: 1.0,
            strength=strength,
            near=("hospital",),
            rarity=lambda concept: 1.0 if rare else 0.3,
        )
        assert found == expected, span
        assert (Reason("near_concepts", ("hospital",)) in because) is not bool(shared)


def test_what_is_hardly_alike_says_nothing_of_an_unknown_time() -> None:
    relation, because = _related(THEME, "2027-01/", "")
    assert relation == "related"
    assert [one.code for one in because] == ["shared_concepts"]
    assert time_of(because) == "time_unknown"


def test_time_is_told_right_after_the_first_reason() -> None:
    _, because = _related(MUCH, "2027-01/", "", "vtt")
    assert [one.code for one in because] == [
        "shared_concepts", "time_unknown", "shared_organisations", "shared_words",
    ]  # fmt: skip
