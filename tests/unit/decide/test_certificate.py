"""The file of a certificate: the same bytes again, and a fault for anything that is none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from salkku.decide.certificate import read_certificate, write_certificate
from salkku.decide.replay import replay
from salkku.domain.certificate import Aim, Bound, Certificate, Claimed, Joint, Limit, Plan
from salkku.domain.errors import WrongInput

PLAN = Plan(
    ("a", "b", "c"),
    (Aim("x", (4, 2, 1), "1/2"), Aim("y", (0, 2, 4), "1")),
    (Joint((0,), (2,), (-3, 0)),),
    (Limit("line:l", ((0, 2), (1, 2), (2, 2)), high=5), Limit("rule:r", ((0, 1), (1, 1)), low=1)),
)
FRONT = (Claimed((6, 2), (0, 1)), Claimed((3, 6), (1, 2)))
SOUND = Certificate(PLAN, FRONT, (0, 2, 3, 1), (Bound((1, 1), ((0, 0, 0, 0, 0),)),))


def with_rows(certificate: Certificate) -> Certificate:
    """Give multipliers in the number that the program asks for."""
    from salkku.domain.certificate import one_sided

    zeros = (0,) * len(one_sided(certificate.plan))
    bounds = tuple(replace(b, multipliers=(zeros,)) for b in certificate.bounds)
    return replace(certificate, bounds=bounds)


def told(certificate: Certificate) -> dict[str, object]:
    content = json.loads(write_certificate(certificate))
    assert isinstance(content, dict)
    return content


def test_it_is_read_as_it_was_written() -> None:
    content = write_certificate(SOUND)
    assert read_certificate(content) == SOUND
    assert write_certificate(read_certificate(content)) == content


def test_the_whole_front_is_proved() -> None:
    assert replay(with_rows(SOUND)).status == "proved"


def test_numbers_of_any_size_are_exact() -> None:
    big = 10**30
    plan = Plan(
        ("a", "b"),
        (Aim("x", (big, big + 1), "1"), Aim("y", (big + 1, big), "1")),
        (),
        (Limit("line:l", ((0, big), (1, big)), high=2 * big - 1),),
    )
    points = (Claimed((big, big + 1), (0,)), Claimed((big + 1, big), (1,)))
    bounds = (Bound((1, 1), ((2,),)), Bound((0, 0), ((1,),)))
    certificate = Certificate(plan, points, (0, 1), bounds)
    assert read_certificate(write_certificate(certificate)) == certificate
    assert replay(certificate).status == "proved"
    for point in points:
        found = replay(replace(certificate, claimed=(point,)))
        assert (found.code, found.found) == ("missing", next(p for p in points if p != point))


def test_no_portfolio_at_all_can_be_proved() -> None:
    never = replace(PLAN, limits=(*PLAN.limits, Limit("rule:n", ((1, 1),), low=2)))
    assert replay(Certificate(never, (), (0, 1, 2, 3), ())).status == "proved"
    nothing = Plan((), (Aim("x", (), "1"),), (), (Limit("rule:n", (), low=1),))
    assert replay(Certificate(nothing, (), (), ())).status == "proved"
    found = replay(Certificate(replace(nothing, limits=()), (), (), ()))
    assert (found.status, found.code, found.chosen) == ("refuted", "missing", ())


@pytest.mark.parametrize(
    ("wrong", "code", "place"),
    [
        (replace(SOUND, order=(0, 1, 2)), "order", 0),
        (replace(SOUND, order=(0, 1, 2, 2)), "order", 0),
        (replace(SOUND, bounds=(Bound((1, -1), ((0,) * 5,)),)), "bounds", 0),
        (replace(SOUND, bounds=(Bound((1, 1), ((0, -1, 0, 0, 0),)),)), "bounds", 0),
        (replace(SOUND, bounds=(Bound((1, 1), ((0,),)),)), "bounds", 0),
        (replace(SOUND, bounds=(Bound((1, 1), ()),)), "bounds", 0),
        (replace(SOUND, claimed=(FRONT[0], Claimed((5, 8), (0, 1, 2)))), "broken", 1),
        (replace(SOUND, claimed=(Claimed((1, 4), (2,)),)), "broken", 0),
        (replace(SOUND, claimed=(Claimed((1, 4), (7,)),)), "broken", 0),
        (replace(SOUND, claimed=(FRONT[0], Claimed((3, 7), (1, 2)))), "values", 1),
        (replace(SOUND, claimed=(Claimed((6,), (0, 1)),)), "values", 0),
        (replace(SOUND, claimed=(*FRONT, FRONT[1])), "dominated", 1),
        (replace(SOUND, claimed=(*FRONT, Claimed((4, 0), (0,)))), "dominated", 2),
        (replace(SOUND, claimed=FRONT[:1]), "missing", 0),
        (replace(SOUND, claimed=()), "missing", 0),
    ],
)
def test_what_is_wrong_is_named(wrong: Certificate, code: str, place: int) -> None:
    right_rows = wrong if code == "bounds" else with_rows(wrong)
    found = replay(right_rows)
    assert (found.status, found.code, found.place) == ("refuted", code, place)


def test_a_stopped_replay_decides_nothing() -> None:
    assert replay(with_rows(SOUND), stopped=lambda: True).status == "undecided"
    assert replay(with_rows(SOUND), most_labels=1).status == "undecided"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff",
        b"[" * 100_000,
        b'{"format": "salkku-front", "version": 1}',
        b'{"format": "other", "version": 1}',
        b'{"format": "salkku-front", "version": ' + b"9" * 5_000 + b"}",
    ],
)
def test_what_is_no_certificate_is_refused(content: bytes) -> None:
    with pytest.raises(WrongInput) as refused:
        read_certificate(content, name="x.json")
    assert refused.value.faults[0].code == "certificate_unreadable"
    assert refused.value.faults[0].file == "x.json"


def test_another_version_is_named() -> None:
    content = json.dumps(told(SOUND) | {"version": 2}).encode()
    with pytest.raises(WrongInput) as refused:
        read_certificate(content)
    (fault,) = refused.value.faults
    assert (fault.code, fault.values["version"]) == ("certificate_version", "2")


PARTS = [
    ("program", "columns"),
    ("program", "objectives", 0, "gains"),
    ("program", "objectives", 0, "name"),
    ("program", "pairs", 0, "left"),
    ("program", "pairs", 0, "worths"),
    ("program", "rows", 0, "terms"),
    ("program", "rows", 0, "low"),
    ("points", 0, "values"),
    ("points", 0, "chosen"),
    ("proof", "order"),
    ("proof", "bounds", 0, "multipliers"),
    ("proof", "bounds", 0, "weights"),
]


@pytest.mark.parametrize("path", PARTS, ids=lambda path: ".".join(map(str, path)))
@pytest.mark.parametrize("value", [1.5, True, [None], ["z"], {"a": "1"}, [[0.5]], "gone"])
def test_a_part_of_another_kind_is_refused(path: tuple[str | int, ...], value: object) -> None:
    content = told(SOUND)
    part: object = content
    for key in path[:-1]:
        part = part[key]  # type: ignore[index]
    assert isinstance(part, dict)
    if value == "gone":
        del part[path[-1]]
    elif path[-1] == "name" or (path[-1] == "columns" and value == ["z"]):
        part[path[-1]] = 7
    else:
        part[path[-1]] = value
    with pytest.raises(WrongInput):
        read_certificate(json.dumps(content).encode())
