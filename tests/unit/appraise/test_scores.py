"""Several assessors become one mean and range; severity is corrected only where it has meaning."""

from __future__ import annotations

from fractions import Fraction

from salkku.appraise.scores import connected_assessors, severities_of
from salkku.domain.proposals import Score

F = Fraction


def score(proposal: str, assessor: str, value: int) -> Score:
    return Score(proposal, "impact", F(value), F(value), assessor=assessor)


def test_a_severe_assessor_is_found_exactly() -> None:
    scores = [score(p, "kind", v + 1) for p, v in (("x", 2), ("y", 4))]
    scores += [score(p, "severe", v - 1) for p, v in (("x", 2), ("y", 4))]
    assert severities_of(scores) == {"kind": F(1), "severe": F(-1)}


def test_a_chain_of_assessors_is_comparable() -> None:
    scores = [score("x", "a", 3), score("x", "b", 2), score("y", "b", 4), score("y", "c", 3)]
    assert connected_assessors(scores)
    assert severities_of(scores) == {"a": F(1), "b": F(0), "c": F(-1)}


def test_two_juries_without_a_shared_proposal_cannot_be_compared() -> None:
    scores = [score("x", "a", 3), score("y", "b", 2)]
    assert not connected_assessors(scores)
    assert severities_of(scores) is None
