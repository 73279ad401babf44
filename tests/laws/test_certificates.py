"""Every complete front has a certificate that a replay accepts, and no changed one is accepted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from salkku import workbench
from salkku.decide.certificate import read_certificate, write_certificate
from salkku.decide.replay import replay
from salkku.domain.agreement import Agreement
from salkku.domain.certificate import Certificate, Claimed, Plan
from salkku.domain.problem import Problem
from salkku.optimise.certificate import certify
from salkku.optimise.front import front
from tests.counts import FULL, count
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle
from tests.unit.optimise_front.published import mobkp, momdkp, tamby

Cases = Callable[..., Iterator[Case]]
SMALL = ("momdkp/2kp50", "momdkp/4kp50", "mobkp/random/3D/20_1", "mobkp/negative/3D/20_1_-0.450000")
LARGER = ("momdkp/2kp100", "momdkp/3kp40", "mobkp/random/2D/50_1", "mobkp/random/3D/50_1")
LARGEST = ("tamby/p-2_n-200_1", "tamby/p-4_n-50_1", "mobkp/random/2D/100_1")
HUGE = ("tamby/p-3_n-100_1", "mobkp/random/2D/500_1", "mobkp/random/3D/100_1")


def feasible(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0


def instance(data: Path, name: str) -> Problem:
    kind, _, rest = name.partition("/")
    if kind == "momdkp":
        return momdkp(data / "instances" / "momdkp_augmecon" / rest)[0]
    if kind == "mobkp":
        return mobkp(data / "instances" / "mobkp_fronts" / f"{rest}.in")[0]
    return tamby(data / "instances" / "mokp_tamby" / f"MOKP_{rest}.dat")


@pytest.mark.parametrize("name", (*SMALL, *LARGER, *LARGEST, *HUGE) if FULL else SMALL)
def test_a_published_front_is_replayed(shared_data: Path, name: str) -> None:
    problem = instance(shared_data, name)
    certificate = certify(problem, front=front(problem, objectives=problem.criteria))
    assert certificate is not None
    assert replay(certificate).status == "proved"
    dice = Random(name)
    place = dice.randrange(len(certificate.claimed))
    without = (*certificate.claimed[:place], *certificate.claimed[place + 1 :])
    found = replay(replace(certificate, claimed=without))
    assert (found.status, found.code) == ("refuted", "missing")
    assert found.found is not None
    assert found.found.values == certificate.claimed[place].values


def certified(agreement: Agreement, oracle: Oracle, dice: Random) -> tuple[bytes, Certificate]:
    """Give the certificate of a front over two to four objectives, through its file."""
    names = [*oracle.criteria, "cost", "value", "party:hel", "party:esp"]
    found = workbench.front(agreement, objectives=dice.sample(names, dice.randint(2, 4)))
    content = workbench.certify(agreement, front=found)
    assert content is not None
    return content, read_certificate(content)


def test_the_front_of_any_agreement_is_replayed(cases: Cases) -> None:
    for draft, oracle, agreement in cases(40, 1000, rows=12, salt=20):
        content, certificate = certified(agreement, oracle, Random(len(draft.tables["scores"])))
        assert write_certificate(certificate) == content
        assert workbench.verify_front(content, agreement).status == "proved"
        assert bool(certificate.claimed) is feasible(oracle)


def test_a_changed_agreement_is_another_program(cases: Cases) -> None:
    tried = 0
    for draft, oracle, agreement in cases(6, 60, rows=9, salt=21):
        content, certificate = certified(agreement, oracle, Random(len(draft.tables["scores"])))
        if not any(limit.name.startswith("line:") for limit in certificate.plan.limits):
            continue  # all that can be paid may be: its limits of money are no part of the program
        tried += 1
        richer = tuple(replace(row, limit_cents=row.limit_cents + 1) for row in agreement.budgets)
        found = workbench.verify_front(content, replace(agreement, budgets=richer))
        assert (found.status, found.code) == ("refuted", "program")
    assert tried


def test_no_changed_front_is_accepted(cases: Cases) -> None:
    left = count(60, 1000)
    for draft, oracle, agreement in cases(left, left, rows=11, wanted=feasible, salt=22):
        dice = Random(len(draft.tables["scores"]))
        _, certificate = certified(agreement, oracle, dice)
        for kind, wrong in changed(certificate, dice):
            answer = replay(wrong)
            assert answer.status == "refuted", (kind, wrong.claimed)
            left -= 1
        if left <= 0:
            return
    pytest.fail(f"{left} changes were not tried")


def test_other_multipliers_and_orders_prove_as_well_or_nothing(cases: Cases) -> None:
    for draft, oracle, agreement in cases(8, 100, rows=10, wanted=feasible, salt=23):
        dice = Random(len(draft.tables["scores"]))
        _, certificate = certified(agreement, oracle, dice)
        order = tuple(dice.sample(certificate.order, len(certificate.order)))
        bounds = tuple(
            replace(
                bound,
                weights=tuple(dice.randint(0, 2 * weight + 9) for weight in bound.weights),
                multipliers=tuple(
                    tuple(dice.randint(0, 2 * one + 9) for one in vector)
                    for vector in bound.multipliers
                ),
            )
            for bound in certificate.bounds
        )
        other = replace(certificate, order=order, bounds=bounds)
        assert replay(other).status == "proved"
        assert replay(replace(other, bounds=())).status == "proved"
        for kind, wrong in changed(other, dice):
            assert replay(wrong).status == "refuted", kind


def changed(certificate: Certificate, dice: Random) -> Iterator[tuple[str, Certificate]]:
    """Give the certificate with a point removed, added or changed, or a portfolio changed."""
    plan, claimed = certificate.plan, list(certificate.claimed)
    place = dice.randrange(len(claimed))
    point, rest = claimed[place], claimed[:place] + claimed[place + 1 :]

    def other(points: list[Claimed]) -> Certificate:
        return replace(certificate, claimed=tuple(points))

    yield "removed", other(rest)
    step = dice.choice([-1, 1]) * dice.choice([1, 1, 2, 1000])
    axis = dice.randrange(len(point.values))
    values = tuple(v + step * (k == axis) for k, v in enumerate(point.values))
    yield "values changed", other([*rest, replace(point, values=values)])
    if not plan.ids:
        return
    chosen = tuple(sorted({*point.chosen} ^ {dice.randrange(len(plan.ids))}))
    if point_of(plan, chosen) != point.values or not keeps(plan, chosen):
        yield "portfolio changed", other([*rest, replace(point, chosen=chosen)])
        yield "point changed", other([*rest, Claimed(point_of(plan, chosen), chosen)])
    drawn = tuple(j for j in range(len(plan.ids)) if dice.random() < 0.5)
    yield "added", other([*claimed, Claimed(point_of(plan, drawn), drawn)])


def keeps(plan: Plan, chosen: tuple[int, ...]) -> bool:
    for limit in plan.limits:
        total = sum(value for column, value in limit.terms if column in chosen)
        if limit.low is not None and total < limit.low:
            return False
        if limit.high is not None and total > limit.high:
            return False
    return True


def point_of(plan: Plan, chosen: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        sum(aim.gains[j] for j in chosen)
        + sum(
            pair.worths[axis]
            for pair in plan.joints
            if any(j in pair.left for j in chosen) and any(j in pair.right for j in chosen)
        )
        for axis, aim in enumerate(plan.aims)
    )


def test_the_replay_needs_no_solver_and_nothing_of_optimise() -> None:
    source = Path(sys.modules[replay.__module__].__file__ or "").read_text("utf-8")
    assert len(source.splitlines()) <= 300
    imported = [line for line in source.splitlines() if line.startswith(("import", "from"))]
    ours = [line for line in imported if "salkku" in line]
    assert ours == [
        "from salkku.domain.certificate import Certificate, Claimed, Replayed, one_sided"
    ]
    assert not any(part in line for line in imported for part in ("mip", "optimise", "ortools"))
