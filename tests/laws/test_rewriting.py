"""An agreement in another order or other units has the same answers; a looser one no worse ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

from salkku import workbench
from salkku.domain.agreement import Agreement
from tests.laws.agreements import Draft, agreement_of, write
from tests.laws.conftest import Case
from tests.laws.kinds import TWINS
from tests.laws.oracle import Oracle
from tests.laws.rewriting import (
    in_other_money,
    in_other_reach,
    in_other_weights,
    loosened,
    on_other_scales,
    shuffled,
)

Cases = Callable[..., Iterator[Case]]
Chosen = frozenset[str]
Scaled = dict[str, int]
"""Objective → how many times as great its values have become; others have stayed."""

TIMES = (2, 3, 10, 1000)


def feasible(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0


def either(chosen: Iterable[str]) -> Chosen:
    """Give a portfolio in which it is not told which of two equal rows is in it."""
    inside, (first, other) = frozenset(chosen), TWINS
    return inside if first in inside or other not in inside else inside - {other} | {first}


@dataclass(frozen=True)
class Told:
    """What an agreement's answers come to, whatever the order they are listed in."""

    best: tuple[str, Fraction | None, Chosen | None]
    near: frozenset[tuple[Chosen, Fraction]]
    front: dict[tuple[Fraction, ...], tuple[int, Chosen]]
    classes: tuple[Chosen, Chosen, Chosen]
    index: dict[str, Fraction | None]
    standing: dict[str, tuple[Fraction, Fraction]]
    fair: frozenset[tuple[Fraction, Fraction]]
    ranked: dict[str, tuple[Fraction, bool, bool, str]]

    @classmethod
    def of(cls, agreement: Agreement, objectives: list[str], scaled: Scaled) -> Told:
        """Ask everything; objectives that are scaled are told in the former units."""
        best, fair = workbench.solve(agreement), workbench.fair(agreement)
        robust = workbench.robust(agreement)
        front = workbench.front(agreement, objectives=objectives)
        near = workbench.near(agreement, within=Fraction(1, 10))
        assert robust.exact
        assert near.complete
        assert front.complete
        units = [scaled.get(name, 1) for name in objectives]
        return cls(
            (best.status, best.value, None if best.tied else frozenset(best.chosen)),
            frozenset((frozenset(one.chosen), one.value) for one in near.portfolios),
            {
                tuple(v / unit for v, unit in zip(point.values, units, strict=True)): (
                    point.count,
                    either(point.chosen),
                )
                for point in front.points
            },
            (frozenset(robust.core), frozenset(robust.borderline), frozenset(robust.exterior)),
            dict(robust.index),
            {name: (one.benefit, one.alone) for name, one in fair.parties.items()},
            frozenset((point.fairness, point.value) for point in fair.points),
            {
                one.proposal: (
                    one.points / scaled.get("points", 1),
                    one.passes,
                    one.funded,
                    one.because,
                )
                for one in workbench.rank(agreement).ranking
            },
        )


def objectives_of(draft: Draft, oracle: Oracle) -> list[str]:
    rng = Random(len(draft.tables["scores"]))
    names = [*oracle.criteria, "cost", "value", "party:hel", "party:esp"]
    return rng.sample(names, rng.randint(2, 3))


def test_the_order_of_files_changes_nothing(cases: Cases, tmp_path: Path) -> None:
    drawn = cases(10, 1000, rows=9, wanted=feasible, salt=80)
    for number, (draft, oracle, agreement) in enumerate(drawn):
        place = write(shuffled(draft, Random(number)), tmp_path / f"other{number}")
        other = workbench.read(workbench.open_folder(place))
        names = objectives_of(draft, oracle)
        assert Told.of(other, names, {}) == Told.of(agreement, names, {})


def test_units_change_nothing_but_the_numbers(cases: Cases) -> None:
    drawn = cases(10, 1000, rows=9, wanted=feasible, salt=81)
    for number, (draft, oracle, agreement) in enumerate(drawn):
        names, times = objectives_of(draft, oracle), TIMES[number // 4 % len(TIMES)]
        scores = dict.fromkeys([*oracle.criteria, "points"], times)
        ways: list[tuple[Callable[[Draft, int], Draft], Scaled]] = [
            (in_other_money, {"cost": times}),
            (in_other_reach, {}),
            (in_other_weights, {}),
            (on_other_scales, scores),
        ]
        way, scaled = ways[number % len(ways)]
        other = agreement_of(way(draft, times))
        assert Told.of(other, names, scaled) == Told.of(agreement, names, {}), way


def test_a_looser_rule_never_costs_anything(cases: Cases) -> None:
    seen = set()
    drawn = cases(40, 1000, rows=10, wanted=feasible, salt=82, crowded=0.5)
    for number, (draft, oracle, agreement) in enumerate(drawn):
        what, looser = loosened(draft, Random(number))
        seen.add(what.split()[0])
        other, names = agreement_of(looser), objectives_of(draft, oracle)
        before, after = workbench.solve(agreement), workbench.solve(other)
        assert before.value is not None
        assert after.value is not None, what
        assert after.value >= before.value, what
        signs = [-1 if name == "cost" else 1 for name in names]
        former, later = (
            [
                [v * sign for v, sign in zip(point.values, signs, strict=True)]
                for point in workbench.front(one, objectives=names).points
            ]
            for one in (agreement, other)
        )
        for point in former:
            assert any(all(a >= b for a, b in zip(one, point, strict=True)) for one in later), what
    assert seen >= {"line", "rule"}
