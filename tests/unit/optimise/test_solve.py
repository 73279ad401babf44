"""``solve`` against enumeration, its tie rule, and what it does with odd requests."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.optimise.drawn import by_tie_rule, drawn_problem, empty_problem, every_portfolio

from salkku.domain.errors import NotFound
from salkku.domain.problem import NotCompeting, Problem
from salkku.mip import proving
from salkku.optimise.objective import value_objective
from salkku.optimise.solve import solve

SEEDS = range(120)


@pytest.mark.parametrize("seed", SEEDS)
def test_solve_agrees_with_enumeration(seed: int) -> None:
    _agrees(drawn_problem(seed))


@pytest.mark.parametrize("steps", [proving.PROVING, 1])
@pytest.mark.parametrize("seed", range(60))
def test_fixing_and_guessing_change_no_answer(
    seed: int, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if items were many and the search slow: its first look, or every one, is given up."""
    monkeypatch.setattr("salkku.optimise.sole.LARGE", 0)
    for name, most in (("FIRST", 1), ("FINDING", 1), ("PROVING", steps)):
        monkeypatch.setattr(proving, name, most)
    _agrees(drawn_problem(seed))


def _agrees(problem: Problem) -> None:
    sets = every_portfolio(problem)
    answer = solve(problem)
    if not sets:
        assert answer.status == "infeasible"
        return
    best = by_tie_rule(problem, value_objective(problem), sets)
    indices = tuple(problem.ids.index(row) for row in answer.chosen)
    assert answer.status == "optimal"
    assert indices in best
    assert answer.tied == (len(best) > 1)
    assert answer.value == answer.bound
    assert answer.gap == 0


def test_drawn_problems_are_of_every_kind() -> None:
    problems = [drawn_problem(seed) for seed in SEEDS]
    answers = [solve(problem) for problem in problems]
    assert any(answer.tied for answer in answers)
    assert any(answer.status == "infeasible" for answer in answers)
    letters = {c.letter for problem in problems for c in problem.constraints}
    assert letters == set("BCPXGOKY")


@pytest.mark.parametrize("seed", range(30))
def test_forcing_and_forbidding_is_solving_the_rest(seed: int) -> None:
    problem = drawn_problem(seed)
    first, last = 0, len(problem.ids) - 1
    sets = [
        chosen
        for chosen in every_portfolio(problem)
        if first in chosen and (last == first or last not in chosen)
    ]
    forbid = () if last == first else (problem.ids[last],)
    answer = solve(problem, force=(problem.ids[first],), forbid=forbid)
    assert (answer.status == "infeasible") == (not sets)
    if sets:
        best = by_tie_rule(problem, value_objective(problem), sets)
        assert tuple(problem.ids.index(row) for row in answer.chosen) in best


def test_a_row_forced_and_forbidden_is_infeasible() -> None:
    problem = drawn_problem(3)
    answer = solve(problem, force=problem.ids[:1], forbid=problem.ids[:1])
    assert answer.status == "infeasible"
    assert answer.chosen == ()
    assert answer.value is None


def test_unknown_and_not_competing_rows_are_named() -> None:
    kept_out = NotCompeting("low", "c0", Fraction(1), Fraction(2))
    problem = replace(drawn_problem(3), not_competing=(kept_out,))
    with pytest.raises(NotFound) as unknown:
        solve(problem, force=("nobody",))
    assert unknown.value.code == "unknown_proposal"
    with pytest.raises(NotFound) as low:
        solve(problem, force=("low",))
    assert low.value.code == "not_competing"
    assert low.value.values["criterion"] == "c0"


def test_nothing_to_choose_from_is_worth_nothing() -> None:
    answer = solve(empty_problem())
    assert answer.status == "optimal"
    assert answer.chosen == ()
    assert answer.value == 0
    assert not answer.tied


def test_no_time_is_unknown_with_a_true_bound() -> None:
    problem = next(p for p in map(drawn_problem, range(200)) if every_portfolio(p))
    answer = solve(problem, seconds=0.0)
    assert answer.status == "unknown"
    proved = solve(problem)
    assert answer.bound is not None
    assert proved.value is not None
    assert answer.bound >= proved.value


def test_unknown_solver_is_named() -> None:
    with pytest.raises(NotFound) as wrong:
        solve(drawn_problem(1), solver="abacus")
    assert wrong.value.code == "unknown_solver"


def test_values_are_plain_and_count_pairs() -> None:
    problem = next(p for p in map(drawn_problem, range(200)) if p.pairs and every_portfolio(p))
    answer = solve(problem)
    inside = {problem.ids.index(row) for row in answer.chosen}
    for number, criterion in enumerate(problem.criteria):
        plain = sum((problem.scores[number][j] for j in inside), Fraction(0))
        pairs = [p for p in problem.pairs if p.criterion == number]
        plain += sum(
            (p.value for p in pairs if inside & set(p.left) and inside & set(p.right)), Fraction(0)
        )
        assert answer.values[criterion] == plain
