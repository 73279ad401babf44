"""The formulation, one golden LP a constraint letter; ``SALKKU_GOLDEN=write`` writes them anew."""

from __future__ import annotations

import os
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.unit.optimise.drawn import empty_problem, named_problem

from salkku.appraise import problem_of
from salkku.domain.agreement import Agreement, Criterion, Fit
from salkku.domain.ecosystem import Fitting, FundedProject
from salkku.domain.problem import Constraint, Objective, Union
from salkku.domain.proposals import Proposal, Score
from salkku.mip import lp_text
from salkku.optimise.formulate import formulate
from salkku.optimise.objective import floor_row, value_objective

GOLDEN = Path(__file__).parent / "lp"

CONSTRAINTS = {
    "B": Constraint("line:support", "B", ((0, 320_000_00), (1, 300_000_00)), None, 500_000_00),
    "C": Constraint("rule:health", "C", ((1, 1), (2, 1)), 1, 2),
    "C-union": Constraint(
        "rule:ties",
        "C",
        ((0, 2),),
        2,
        4,
        measure="ties",
        unions=(Union((0, 1), 3), Union((0, 1, 2), 1)),
    ),
    "P": Constraint("relation:4", "P", ((0, -1), (2, 1)), 0, None),
    "X": Constraint("relation:5", "X", ((0, 1), (1, 1)), None, 1),
    "G": Constraint("level:01", "G", ((0, 1), (1, 1), (2, 1)), None, 1),
    "O": Constraint("relation:6", "O", ((0, 1), (1, -1)), 0, 0),
    "K": Constraint("committed:02", "K", ((1, 1),), 1, None),
    "Y": Constraint("carrying:vantaa", "Y", ((0, 40_000_00), (2, 25_000_00)), None, 60_000_00),
}
OBJECTIVES = {
    "objective": Objective("value", (5, 3, 2), (), Fraction(1, 10)),
    "S-synergy": Objective("value", (5, 3, 2), (((0,), (1, 2), 4),), Fraction(1, 10)),
    "S-union": Objective("ties", (2, 0, 0), (((0, 1), (0, 1), 3),), Fraction(1)),
    "D": Objective(
        "value",
        (5, 3, 2),
        (((0,), (1,), -1), ((0,), (2,), -1), ((1,), (2,), -1)),
        Fraction(1, 10),
    ),
    "S-overlap": Objective("value", (5, 3, 2), (((0,), (1, 2), -4),), Fraction(1, 10)),
}


def _compare(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.lp"
    if os.environ.get("SALKKU_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("letter", CONSTRAINTS)
def test_letter(letter: str) -> None:
    problem = named_problem(("01", "02", "03"), (CONSTRAINTS[letter],))
    program = formulate(problem, OBJECTIVES["objective"])
    _compare(letter, lp_text(program, names=("x_01", "x_02", "x_03")))


@pytest.mark.parametrize("name", OBJECTIVES)
def test_objective(name: str) -> None:
    problem = named_problem(("01", "02", "03"), ())
    program = formulate(problem, OBJECTIVES[name])
    _compare(name, lp_text(program, names=("x_01", "x_02", "x_03")))


def test_force_and_forbid() -> None:
    problem = named_problem(("01", "02", "03"), ())
    program = formulate(problem, OBJECTIVES["objective"], force=(0,), forbid=(2,))
    _compare("force-forbid", lp_text(program, names=("x_01", "x_02", "x_03")))


def test_a_floor_on_a_count() -> None:
    unions = {"ties": (Union((0,), 2), Union((0, 1), 3), Union((0, 1, 2), 1))}
    problem = replace(named_problem(("01", "02", "03"), ()), unions=unions)
    objective, row = floor_row(problem, OBJECTIVES["S-synergy"], "ties", 4)
    program = formulate(problem, objective).with_rows(row)
    _compare("S-floor", lp_text(program, names=("x_01", "x_02", "x_03")))


def test_fit_moves_what_a_row_adds() -> None:
    fits = (
        Fitting("01", "uam", "duplicate", row=2),
        Fitting("02", "old", "continues", row=3),
        Fitting("03", "uam", "related", row=4),
    )
    agreement = Agreement(
        "a",
        {},
        None,
        (),
        (),
        (),
        (Criterion("impact", {}, Fraction(0), Fraction(5)),),
        tuple(Proposal(id, "proposal") for id in ("01", "02", "03")),
        scores=tuple(Score(id, "impact", Fraction(3), Fraction(3)) for id in ("01", "02", "03")),
        fit=Fit("impact", duplicate=Fraction(2), continues=Fraction(1)),
        fits=fits,
        projects=(FundedProject("uam", {}), FundedProject("old", {}, end=12 * 2020)),
    )
    problem = problem_of(agreement)
    program = formulate(problem, value_objective(problem))
    _compare("N", lp_text(program, names=("x_01", "x_02", "x_03")))


def test_nothing_to_choose() -> None:
    program = formulate(empty_problem(), Objective("value", (), (), Fraction(1)))
    _compare("empty", lp_text(program))
