"""What rests on one solver's word is not told as proved."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from tests.unit.mip.lying import without_search
from tests.unit.optimise.drawn import named_problem
from tests.unit.optimise.test_doubts import commitment, one_of
from tests.unit.optimise.test_fair import _three
from tests.unit.optimise_time.instances import agreement_of

from salkku import workbench
from salkku.domain.errors import OutOfTime
from salkku.domain.problem import Constraint
from salkku.domain.timetable import Baseline
from salkku.mip import Deadline, exactly, proving
from salkku.optimise import sole
from salkku.optimise.clash import feasible_with, items_of
from salkku.optimise.fair import fair
from salkku.optimise.near import near
from salkku.optimise.questions import questions

BOTH_IN, ONE_OUT = (
    Constraint("rule:in", "C", ((0, 1), (1, 1)), 2, None),
    Constraint("rule:out", "C", ((0, 1), (1, 1)), None, 1),
)


@pytest.fixture
def one_word(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no proof be made again."""
    for module in (exactly, sole):
        monkeypatch.setattr(module, "confirmed", lambda _, answer, **__: answer)
    monkeypatch.setattr(proving, "_held", lambda *_: False)
    with without_search():
        yield


@pytest.mark.usefixtures("one_word")
def test_a_clash_on_one_word_is_refused() -> None:
    problem = named_problem(("a", "b"), (BOTH_IN, ONE_OUT))
    with pytest.raises(OutOfTime):
        feasible_with(problem, items_of(problem), deadline=Deadline(None))


@pytest.mark.usefixtures("one_word")
def test_that_nothing_is_near_is_enumerated() -> None:
    answer = near(named_problem(("a", "b"), (BOTH_IN, ONE_OUT)), within=Fraction(1, 20))
    assert (answer.feasible, answer.complete) == (False, True)


@pytest.mark.usefixtures("one_word")
def test_fair_pairs_on_one_word_are_not_complete() -> None:
    answer = fair(_three())
    assert answer.points
    assert not answer.complete


@pytest.mark.usefixtures("one_word")
def test_questions_on_one_word_are_not_complete() -> None:
    asked = commitment("b", 1, Fraction(1, 2), 4)
    assert not questions(one_of((10, 9), (10, 9)), matters=(asked,)).complete


def test_the_fewest_changes_on_one_word_are_not_proved(one_word: None) -> None:
    agreement = agreement_of(2, rows=3, half_years=4, decided=0)
    answer = workbench.replan(agreement, baseline=Baseline(("p000",), None))
    assert answer.status == "feasible"
    assert answer.weight == answer.bound
    assert not answer.proved_fewest


@pytest.mark.usefixtures("one_word")
def test_a_timetable_on_one_word_says_whose_word_its_bound_is() -> None:
    told = workbench.schedule(agreement_of(1, rows=6, half_years=6, decided=0))
    assert told.gap == 0
    assert told.bound_by in {"cpsat", "highs"}


def test_a_timetable_that_is_proved_twice_rests_on_nobodys_word() -> None:
    told = workbench.schedule(agreement_of(1, rows=6, half_years=6, decided=0))
    assert told.gap == 0
    assert told.bound_by == ""
