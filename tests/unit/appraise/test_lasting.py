"""What a commitment keeps: its middle in values, its ends in questions about doubt."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from salkku import appraise, workbench
from salkku.appraise.lasting import keeps_of, lasting_of
from salkku.appraise.readings import Reading

F = Fraction
HEVI = Path(__file__).parents[3] / "examples" / "hevi"


def test_the_ends_are_those_of_the_level_around_its_middle() -> None:
    agreement = workbench.read(workbench.open_folder(HEVI))
    middle = lasting_of(agreement, "signed")
    low, high = keeps_of(agreement, "signed")
    assert middle == F(4, 10) + F(6, 10) * F(3, 4)
    assert (low * middle, high * middle) == (F(76, 100), F(94, 100))
    assert keeps_of(replace(agreement, continuation=None), "signed") == (1, 1)


def test_a_negative_contribution_is_least_where_it_lasts() -> None:
    agreement = workbench.read(workbench.open_folder(HEVI))
    problem = appraise.problem_of(agreement)
    signs = set()
    for below, above, scored_low, scored_high in zip(
        problem.least, problem.most, problem.worth_low, problem.worth_high, strict=True
    ):
        for j, (low, high) in enumerate(problem.keeps):
            signs.add(scored_low[j] < 0)
            assert below[j] == scored_low[j] * (high if scored_low[j] < 0 else low)
            assert above[j] == scored_high[j] * (low if scored_high[j] < 0 else high)
    assert signs == {True, False}


def test_a_reading_without_lasting_has_no_doubt_about_it() -> None:
    agreement = workbench.read(workbench.open_folder(HEVI))
    problem = appraise.problem_of(agreement, reading=Reading(lasting=False))
    assert problem.keeps == ()
    assert problem.least == problem.worth_low
