"""(N) Which accepted relations count, for how much, and why the others do not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from salkku.appraise import cautions, problem_of
from salkku.domain.agreement import Agreement, Criterion, Fit
from salkku.domain.ecosystem import Fitting, FundedProject
from salkku.domain.proposals import Commitment, Cost, Proposal, Result, Score

F = Fraction
ON = Fit("impact", F(2), F(1, 2))


def world(*fits: Fitting, fit: Fit | None = ON) -> Agreement:
    return Agreement(
        "a",
        {},
        None,
        (),
        (),
        (),
        (Criterion("impact", {}, F(0), F(5), baseline=F(1), size="euro", size_unit=F(10)),),
        (
            Proposal("01", "proposal", start=12 * 2027),
            Proposal("01s", "proposal", level_of="01", start=12 * 2027),
            Proposal("02", "proposal"),
            Proposal("old", "ended"),
            Proposal("now", "running"),
        ),
        costs=(Cost("01", "m", 30_00), Cost("01s", "m", 10_00), Cost("02", "m", 20_00)),
        scores=(Score("01", "impact", F(4), F(4)), Score("02", "impact", F(3), F(4))),
        fit=fit,
        fits=fits,
        projects=(
            FundedProject("over", {}, end=12 * 2026),
            FundedProject("lasts", {}, end=12 * 2027 + 3),
            FundedProject("heir", {}, continues=("taken",)),
            FundedProject("taken", {}, end=12 * 2020),
        ),
        results=(Result("r", "old", {}),),
    )


def told(agreement: Agreement) -> list[tuple[str, str, Fraction, str]]:
    problem = problem_of(agreement)
    return [(problem.ids[f.item], f.project, f.points, f.because) for f in problem.fits]


def test_a_duplicate_costs_and_carrying_on_pays_for_a_row_and_its_levels() -> None:
    fits = (
        Fitting("01", "lasts", "duplicate", F(1, 2), row=2),
        Fitting("01", "over", "continues", row=3),
    )
    problem = problem_of(world(*fits))
    assert told(world(*fits)) == [
        ("01", "lasts", F(-1), ""),
        ("01", "over", F(1, 2), ""),
        ("01s", "lasts", F(-1), ""),
        ("01s", "over", F(1, 2), ""),
    ]
    # amount × (score - baseline + move) ÷ width
    assert problem.worth[0][:2] == (F(3) * (4 - 1 - F(1, 2)) / 5, F(1) * (4 - 1 - F(1, 2)) / 5)
    assert problem.without_fit().worth[0][:2] == (F(3) * 3 / 5, F(1) * 3 / 5)
    assert problem.scores == problem_of(world()).scores


def test_off_counts_nothing_and_says_so() -> None:
    off = world(Fitting("02", "over", "duplicate", row=2), fit=None)
    assert told(off) == [("02", "over", F(0), "off")]
    assert problem_of(off).worth == problem_of(world(fit=None)).worth


@pytest.mark.parametrize(
    ("fitting", "because"),
    [
        (Fitting("01", "lasts", "continues", row=2), "not_ended"),
        (Fitting("01", "heir", "continues", row=2), "not_ended"),
        (Fitting("01", "now", "continues", row=2), "not_ended"),
        (Fitting("01", "taken", "continues", row=2), "carried_on"),
        (Fitting("01", "over", "related", row=2), "related"),
        (Fitting("02", "lasts", "continues", row=2), ""),
        (Fitting("02", "old", "continues", row=2), ""),
        (Fitting("02", "cordis:1", "continues", row=2), ""),
    ],
)
def test_why_something_counts_nothing(fitting: Fitting, because: str) -> None:
    (first, *_) = told(world(fitting))
    assert first[3] == because
    assert (first[2] == 0) is bool(because)


def test_an_ended_row_whose_results_somebody_carries_pays_nothing() -> None:
    one = world(Fitting("02", "old", "continues", row=2))
    weak = replace(one, commitments=(Commitment("old", "", "r", "", 0, None, "spoken"),))
    assert told(weak)[0][3] == ""
    letter = replace(one, commitments=(Commitment("old", "", "r", "", 0, None, "letter"),))
    assert told(letter)[0][3] == "carried_on"


def test_of_one_kind_the_greatest_counts_once() -> None:
    fits = (
        Fitting("02", "over", "duplicate", F(1, 4), row=2),
        Fitting("02", "lasts", "duplicate", F(3, 4), row=3),
    )
    assert told(world(*fits)) == [("02", "over", F(0), "once"), ("02", "lasts", F(-3, 2), "")]


def test_halves_of_a_row_count_as_the_whole() -> None:
    whole = world(Fitting("01", "over", "duplicate", row=2))
    halves = replace(
        whole,
        proposals=(Proposal("a", "proposal"), Proposal("b", "proposal")),
        costs=(Cost("a", "m", 15_00), Cost("b", "m", 15_00)),
        scores=tuple(Score(id, "impact", F(4), F(4)) for id in "ab"),
        fits=tuple(Fitting(id, "over", "duplicate", row=n) for n, id in enumerate("ab", 2)),
    )
    assert sum(problem_of(halves).worth[0]) == problem_of(whole).worth[0][0]


def test_check_warns_of_a_concern_counted_twice() -> None:
    assert "counted_twice" not in [fault.code for fault in cautions(world())]
    named = replace(world(), criteria=(replace(world().criteria[0], id="fit"),), fit=Fit("fit"))
    assert [f.values["first"] for f in cautions(named) if f.code == "counted_twice"] == ["fit"]
    both = world(
        Fitting("01", "over", "continues", row=2), Fitting("02", "over", "continues", row=3)
    )
    twice = [(f.code, f.row) for f in cautions(both) if f.file == "fit.csv"]
    assert twice == [("continued_twice", 3)]
    assert not [f for f in cautions(replace(both, fit=None)) if f.file == "fit.csv"]
