"""What is public does not depend on scores: other scores, assessors and weights, the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from salkku import publish, workbench
from salkku.domain.agreement import Agreement
from salkku.domain.answers import Robustness, Solution
from salkku.workbench.publishing import gathered
from tests.laws.conftest import Case
from tests.unit.publish.secret import SECRET_NAMES, secretive

Cases = Callable[..., Iterator[Case]]
ODD = Fraction(1234567, 7654321)


def without_gates(agreement: Agreement) -> Agreement:
    """A threshold decides who competes, which is public; so none here."""
    criteria = tuple(replace(one, threshold=None) for one in agreement.criteria)
    return replace(agreement, criteria=criteria)


def scored_otherwise(agreement: Agreement, dice: Random) -> Agreement:
    other, _ = secretive(agreement, dice)
    weights = {one.id: ODD * (place + 1) for place, one in enumerate(agreement.criteria)}
    criteria = tuple(
        replace(one, baseline=one.low + ODD, size="project", points=ODD) for one in other.criteria
    )
    return replace(other, criteria=criteria, weights=weights, preferences=())


def bands(agreement: Agreement, index: Fraction) -> Robustness:
    ids = tuple(row.id for row in agreement.proposals if row.competes)
    every = dict.fromkeys(ids, index)
    bounds = dict.fromkeys(ids, (index, index))
    return Robustness(ids[::3], ids[1::3], ids[2::3], (), every, bounds, 7, True)


def test_what_is_public_does_not_depend_on_scores(cases: Cases) -> None:
    published = 0
    for draft, _, drawn in cases(30, 200, salt=91):
        agreement = without_gates(drawn)
        solution = workbench.solve(agreement)
        if solution.status != "optimal":
            continue
        other = scored_otherwise(agreement, Random(len(draft.tables)))
        blind = replace(solution, value=ODD, bound=ODD, values=dict.fromkeys(solution.values, ODD))
        assert other.scores != agreement.scores or not agreement.scores
        first = made(agreement, solution, Fraction(1, 3))
        assert made(other, blind, ODD) == first
        for content in first.values():
            assert not any(name.encode() in content for name in SECRET_NAMES)
        published += 1
    assert published > 5


def made(agreement: Agreement, solution: Solution, index: Fraction) -> dict[str, bytes]:
    material = gathered(agreement, solution, robust=bands(agreement, index))
    return dict(publish.bundle(material))


def test_the_working_groups_report_does_depend_on_them(cases: Cases) -> None:
    (_, _, agreement), *_ = cases(1, 1, wanted=lambda oracle: len(oracle.portfolios) > 0, salt=92)
    solution = workbench.solve(agreement)
    blind = replace(solution, value=ODD, bound=ODD)
    first = publish.report(gathered(agreement, solution))
    assert dict(publish.report(gathered(agreement, blind))) != dict(first)
