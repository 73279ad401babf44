"""Cautious choices, shares of draws and questions on problems worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.optimise.drawn import empty_problem, named_problem

from salkku.domain.doubt import Matter, Views
from salkku.domain.problem import Constraint, Problem, Weights
from salkku.mip import Deadline
from salkku.optimise.acceptability import acceptability, drawn_weights
from salkku.optimise.parties import doubt
from salkku.optimise.questions import questions, weight_matters
from salkku.optimise.regret import maximin, minimax_regret

F = Fraction
CORNERS: tuple[Weights, ...] = ((F(1), F(0)), (F(0), F(1)))


def one_of(
    first: tuple[int, ...],
    second: tuple[int, ...],
    *,
    most: tuple[tuple[int, ...], tuple[int, ...]] | None = None,
) -> Problem:
    """One of some rows may be chosen; two criteria, the weights free between them."""
    ids = tuple("abcdef"[: len(first)])
    rows = (Constraint("rule:one", "C", tuple((j, 1) for j in range(len(ids))), None, 1),)
    low = tuple(tuple(map(F, row)) for row in (first, second))
    high = tuple(tuple(map(F, row)) for row in (most or (first, second)))
    middle = tuple(
        tuple((a + b) / 2 for a, b in zip(x, y, strict=True))
        for x, y in zip(low, high, strict=True)
    )
    half = (F(1, 2), F(1, 2))
    return replace(
        named_problem(ids, rows),
        criteria=("c0", "c1"), widths=(F(1), F(1)), scores=middle, worth=middle,
        worth_low=low, worth_high=high, weights=half, centre=half, vertices={"": CORNERS},
    )  # fmt: skip


def test_the_cautious_choice_is_good_at_every_corner() -> None:
    problem = one_of((10, 0, 4), (0, 10, 5))
    choice = maximin(problem, vertices=CORNERS)
    assert (choice.status, choice.chosen, choice.value) == ("optimal", ("c",), 4)


def test_the_least_regret_is_not_always_the_greatest_least_value() -> None:
    problem = one_of((10, 6, 1), (0, 0, 1))
    assert maximin(problem, vertices=CORNERS).chosen == ("c",)
    choice = minimax_regret(problem, vertices=CORNERS)
    assert (choice.chosen, choice.value, choice.bound) == (("a",), 1, 1)


def test_regret_counts_the_scores_that_are_worst_for_the_choice() -> None:
    problem = one_of((4, 5), (4, 5), most=((9, 5), (9, 5)))
    choice = minimax_regret(problem, vertices=CORNERS)
    # a may be worth 4 where b is worth 5; b is worth 5 where a may be worth 9
    assert (choice.chosen, choice.value) == (("a",), 1)


@pytest.mark.parametrize("rule", [maximin, minimax_regret])
def test_no_portfolio_and_no_time_are_told_apart(rule: object) -> None:
    problem = one_of((1, 2), (3, 1))
    none = replace(
        problem,
        constraints=(*problem.constraints, Constraint("rule:two", "C", ((0, 1), (1, 1)), 2, None)),
    )
    assert rule(none, vertices=CORNERS).status == "infeasible"  # type: ignore[operator]
    late = rule(problem, vertices=CORNERS, deadline=Deadline(0))  # type: ignore[operator]
    assert late.status == "unknown"
    assert late.value is None


def test_shares_follow_the_part_of_the_weights_where_a_row_is_best() -> None:
    # a is best where w1 > 3/4 of the weight, uniform on the segment: a quarter of the draws
    problem = one_of((4, 3), (0, 3))
    answer = acceptability(problem, vertices=CORNERS, draws=400, seed=3)
    assert answer.draws == 400
    assert answer.share["a"] + answer.share["b"] == 1
    assert answer.low["a"] <= F(1, 4) <= answer.high["a"]
    assert acceptability(problem, vertices=CORNERS, draws=400, seed=3) == answer
    assert acceptability(problem, vertices=CORNERS, draws=400, seed=4).share != answer.share


def test_without_draws_nothing_is_known() -> None:
    answer = acceptability(one_of((1, 2), (3, 1)), vertices=CORNERS, draws=0)
    assert (answer.share, answer.low["a"], answer.high["a"]) == ({}, 0, 1)


def test_drawn_weights_sum_to_one_and_repeat() -> None:
    drawn = list(drawn_weights(CORNERS, draws=30, seed=5))
    assert all(sum(one) == 1 and min(one) >= 0 for one in drawn)
    assert len(set(drawn)) == 30
    assert drawn == list(drawn_weights(CORNERS, draws=30, seed=5))


def test_each_party_is_answered_by_its_own_weights() -> None:
    problem = one_of((10, 0), (0, 9))
    views = Views({"hull": CORNERS, "party:x": CORNERS[:1], "party:y": CORNERS[1:]})
    answer = doubt(problem, views=views, draws=5, seed=1)
    chosen = {one.name: one.central.chosen for one in answer.standpoints}
    assert chosen == {"hull": ("a",), "party:x": ("a",), "party:y": ("b",)}
    by = {one.name: one for one in answer.standpoints}
    assert by["party:y"].regret.value == 0
    assert by["party:y"].acceptability.prior == "point"
    assert by["hull"].regret.value == 9


def commitment(subject: str, item: int, chance: F, first: int) -> Matter:
    other = -chance * first / (1 - chance)
    return Matter("commitment", subject, chance, ((item, F(first), other),))


def test_a_question_is_worth_what_deciding_after_its_answer_gains() -> None:
    problem = one_of((10, 9), (10, 9))
    ask = commitment("b", 1, F(1, 2), 4)
    answer = questions(problem, matters=(ask,))
    (question,) = answer.questions
    # half of the time b is worth 13 instead of a's 10
    assert question.expected_gain == F(3, 2)
    assert (question.first, question.other) == (("b",), ("a",))


def test_a_second_question_is_chosen_for_what_it_adds() -> None:
    problem = one_of((10, 9, 9, 9), (10, 9, 9, 9))
    twins = [commitment(row, j, F(1, 2), 4) for row, j in (("b", 1), ("c", 2))]
    rare = commitment("d", 3, F(1, 10), 12)
    answer = questions(problem, matters=(*twins, rare))
    assert [one.matter.subject for one in answer.questions] == ["b", "d", "c"]
    alone, added, last = (one.expected_gain for one in answer.questions)
    assert alone == F(3, 2)
    # d comes to 21: better than 13 or 10 in one case of ten
    assert added == F(1, 10) * (F(1, 2) * 8 + F(1, 2) * 11)
    # c comes to 13 where neither b nor d did
    assert last == F(1, 2) * F(1, 2) * F(9, 10) * 3


def test_more_questions_than_are_chosen_together_follow_by_their_gains_alone() -> None:
    problem = one_of((10, 9, 9, 9, 9, 9), (10, 9, 9, 9, 9, 9))
    every = [
        commitment(f"{row}{k}", j, F(1, 2 + k), 4)
        for j, row in enumerate("bcde", 1)
        for k in (0, 1)
    ]
    answer = questions(problem, matters=every, limit=8)
    assert {one.matter.subject for one in answer.questions} == {one.subject for one in every}


def test_of_the_weights_one_criterion_is_asked_about_once() -> None:
    third = (F(1, 3),) * 3
    two = one_of((12, 11, 11), (9, 13, 10))
    more = tuple(map(F, (9, 8, 13)))
    corners = tuple(tuple(F(k == j) for k in range(3)) for j in range(3))
    table = (*two.worth, more)
    problem = replace(
        two, criteria=("c0", "c1", "c2"), widths=(F(1),) * 3, scores=table, worth=table,
        worth_low=table, worth_high=table, weights=third, centre=third, vertices={"": corners},
    )  # fmt: skip
    matters = weight_matters(problem)
    assert len(matters) == 3
    assert len(questions(problem, matters=matters).questions) == 1


def test_what_time_does_not_allow_is_told() -> None:
    problem = one_of((10, 9), (10, 9))
    answer = questions(problem, matters=(commitment("b", 1, F(1, 2), 4),), seconds=0)
    assert (answer.questions, answer.complete) == ((), False)


def test_an_agreement_without_rows_has_nothing_to_ask() -> None:
    answer = questions(empty_problem(), matters=())
    assert (answer.questions, answer.feasible) == ((), True)
