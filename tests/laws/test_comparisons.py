"""Two portfolios compared: every reason is tried on the side that lacks the row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

from salkku import workbench
from salkku.domain.standing import Comparison
from salkku.domain.timetable import Baseline
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle

BLOCKED = {"level", "relation", "unmet", "money", "rule", "carrying"}


def test_every_difference_is_told_and_its_reason_holds(
    cases: Callable[..., Iterator[Case]],
) -> None:
    told: set[str] = set()
    for draft, oracle, agreement in cases(
        25, 600, rows=10, salt=31, wanted=lambda one: len(one.order) > 1
    ):
        rng = Random(len(oracle.order) + len(draft.tables["scores"]))
        first, second = rng.sample(oracle.order, 2)
        found = workbench.compare(agreement, a=Baseline((*first[3], "lost")), b=Baseline(second[3]))
        assert (found.a.value, found.b.value) == (first[0], second[0])
        assert (found.a.cost_cents, found.b.cost_cents) == (-first[1], -second[1])
        assert (found.a.broken, found.b.broken) == ((), ())
        assert found.a.absent == ("lost",)
        told |= _reasons(oracle, found, set(first[3]), set(second[3]))
        for side, chosen in ((found.a, first[3]), (found.b, second[3])):
            assert side.chosen == chosen
            assert side.slack == workbench.slack(agreement, chosen=chosen)
    assert len(told) > 3


def _reasons(oracle: Oracle, found: Comparison, first: set[str], second: set[str]) -> set[str]:
    assert set(found.shared) == first & second
    lost, *_ = [one for one in found.differences if one.row == "lost"]
    assert (lost.only, lost.code) == ("a", "absent")
    rest = [one for one in found.differences if one.row != "lost"]
    assert [one.row for one in rest if one.only == "a"] == [
        r for r in oracle.items if r in first - second
    ]
    assert [one.row for one in rest if one.only == "b"] == [
        r for r in oracle.items if r in second - first
    ]
    for one in rest:
        mine, other = (first, second) if one.only == "a" else (second, first)
        assert one.brings == value(oracle, mine) - value(oracle, mine - {one.row})
        with_it = other | {one.row}
        if one.code in BLOCKED:
            assert not allowed(oracle, with_it)
        elif one.code == "room":
            assert allowed(oracle, with_it)
            gain = value(oracle, with_it) - value(oracle, other)
            assert one.values["gain"] == gain > 0
        elif one.code == "adds_nothing":
            assert allowed(oracle, with_it)
            assert value(oracle, with_it) <= value(oracle, other)
        elif one.code == "needed_by":
            assert not allowed(oracle, mine - {one.row})
        else:
            assert one.code in ("overlap", "decided")
    return {one.code for one in rest}


def allowed(oracle: Oracle, chosen: set[str]) -> bool:
    """Whether a set is among the portfolios."""
    wanted = tuple(row for row in oracle.items if row in chosen)
    return any(one[3] == wanted for one in oracle.order)


def value(oracle: Oracle, chosen: set[str]) -> Fraction:
    """Value of any set, allowed or not."""
    plain, pairs = oracle.objective("value")
    inside = [row in chosen for row in oracle.items]
    total = sum((worth for worth, one in zip(plain, inside, strict=True) if one), Fraction(0))
    for left, right, worth in pairs:
        if any(inside[j] for j in left) and any(inside[j] for j in right):
            total += worth
    return total
