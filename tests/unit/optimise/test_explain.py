"""``explain``: the price of the flip and every limit, confirmed by enumeration on both sides."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.unit.optimise.drawn import by_tie_rule, drawn_problem, every_portfolio, named_problem

from salkku.domain.answers import Explanation, Threshold
from salkku.domain.errors import Infeasible, NotFound, OutOfTime
from salkku.domain.problem import Constraint, NotCompeting, Pair, Problem
from salkku.locale import LANGUAGES, codes, has, say
from salkku.optimise.explain import explain
from salkku.optimise.objective import value_objective, worth_of
from salkku.optimise.solve import solve
from salkku.optimise.whatif import with_cost, with_limit, with_score, without

SEEDS = [seed for seed in range(60) if every_portfolio(drawn_problem(seed, most=6))]


def _changed(problem: Problem, item: int, subject: str, value: Fraction) -> Problem | None:
    """Make the change that a threshold speaks of; None when the row would not compete."""
    kind, _, name = subject.partition(":")
    if kind == "cost":
        return with_cost(problem, item, name, int(value))
    if kind == "line":
        return with_limit(problem, name, int(value))
    if kind == "score":
        number = problem.criteria.index(name)
        gate = problem.scales[number].threshold
        if gate is not None and value < gate:
            return None
        return with_score(problem, item, number, value)
    return problem if value else without(problem, subject)


def _sides(problem: Problem, item: int, one: Threshold) -> tuple[set[bool], set[bool]]:
    """Say by enumeration whether the row is in, at the limit and beyond it (all tied sets)."""
    assert one.at is not None
    assert one.beyond is not None
    found = []
    for value in (one.at, one.beyond):
        changed = _changed(problem, item, one.subject, value)
        sets = [] if changed is None else every_portfolio(changed)
        if changed is None or not sets:
            found.append({False})
            continue
        best = by_tie_rule(changed, value_objective(changed), sets)
        found.append({item in chosen for chosen in best})
    return found[0], found[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_flips_agree_with_enumeration(seed: int) -> None:
    problem = drawn_problem(seed, most=6)
    sets = every_portfolio(problem)
    objective = value_objective(problem)
    best = max(worth_of(objective, chosen) for chosen in sets)
    chosen = solve(problem).chosen
    for item, row in enumerate(problem.ids):
        found = explain(problem, id=row)
        assert found.inside == (row in chosen)
        flipped = [
            worth_of(objective, chosen) for chosen in sets if (item in chosen) != found.inside
        ]
        if not flipped:
            assert found.price_of_flip is None
        else:
            assert found.price_of_flip == (best - max(flipped)) * objective.unit
        for one in found.thresholds:
            at, beyond = _sides(problem, item, one)
            assert one.inside == found.inside
            assert one.inside in at
            assert (not one.inside) in beyond
        assert all(has(f"explain.{code}") for code, _ in found.reasons)


def test_every_kind_of_limit_is_found() -> None:
    wanted = {
        (kind, inside)
        for kind in ("cost", "score", "line", "relation", "rule")
        for inside in (True, False)
    }
    for seed in SEEDS:
        problem = drawn_problem(seed, most=6)
        for row in problem.ids:
            for one in explain(problem, id=row).thresholds:
                wanted.discard((one.subject.partition(":")[0], one.inside))
        if not wanted:
            return
    assert wanted == set()


LINE = Constraint("line:a", "B", ((0, 60_00), (1, 50_00)), None, 100_00)


def _two() -> Problem:
    return named_problem(("a", "b"), (LINE,), worth=(6, 5), costs=(60_00, 50_00))


def _limit(found: Explanation, subject: str) -> Threshold:
    return next(one for one in found.thresholds if one.subject == subject)


def test_the_money_that_would_change_it_is_told_to_the_cent() -> None:
    found = explain(_two(), id="b")
    assert not found.inside
    assert found.price_of_flip == 1
    assert (found.leaves, found.enters) == (("a",), ("b",))
    line = _limit(found, "line:a")
    assert (line.at, line.beyond) == (109_99, 110_00)
    cost = _limit(found, "cost:a")
    assert (cost.at, cost.beyond) == (40_01, 40_00)
    assert ("in_at_line", {"row": "b", "name": "a", "money": "1000"}) in found.reasons


def test_a_row_that_is_in_can_cost_what_the_line_holds() -> None:
    found = explain(_two(), id="a")
    assert found.inside
    cost = _limit(found, "cost:a")
    assert (cost.now, cost.at, cost.beyond) == (60_00, 100_00, 100_01)
    line = _limit(found, "line:a")
    assert (line.at, line.beyond) == (60_00, 59_99)
    assert found.reasons[0] == ("beats", {"row": "a", "others": "b"})


def test_decided_rows_have_no_limits() -> None:
    problem = replace(
        named_problem(("a",), (Constraint("committed:a", "K", ((0, 1),), 1, None),)), fixed=(0,)
    )
    found = explain(problem, id="a")
    assert found.inside
    assert found.price_of_flip is None
    assert found.thresholds == ()
    assert found.reasons == (("committed", {"row": "a"}),)


def test_what_blocks_a_row_is_named() -> None:
    rows = (
        Constraint("committed:a", "K", ((0, 1),), 1, None),
        Constraint("relation:7", "X", ((0, 1), (1, 1)), None, 1),
    )
    problem = replace(named_problem(("a", "b"), rows, worth=(0, 9)), fixed=(0,))
    found = explain(problem, id="b")
    assert found.price_of_flip is None
    assert [code for code, _ in found.reasons] == [
        "blocked.committed",
        "blocked.relation",
        "held_by.relation",
    ]


def test_glue_is_in_because_others_need_it_or_gain_from_it() -> None:
    needs = Constraint("relation:2", "P", ((0, -1), (1, 1)), 0, None)
    problem = named_problem(("a", "glue"), (needs,), worth=(5, -1))
    assert explain(problem, id="glue").reasons[0] == ("needed_by", {"row": "glue", "others": "a"})
    helps = (Pair((0,), (1,), 0, Fraction(3), 2),)
    problem = replace(named_problem(("a", "glue"), (), worth=(5, -1)), pairs=helps)
    assert explain(problem, id="glue").reasons[0] == ("helps", {"row": "glue", "others": "a"})


def test_twins_and_rows_that_add_nothing() -> None:
    pairs = (Pair((0,), (1,), 0, Fraction(-9, 2), 2),)
    problem = replace(named_problem(("a", "b"), (), worth=(5, 4)), pairs=pairs)
    codes_of = [code for code, _ in explain(problem, id="b").reasons]
    assert codes_of[:2] == ["overlaps", "adds_nothing"]


def test_below_a_threshold() -> None:
    kept_out = NotCompeting("low", "c0", Fraction(1), Fraction(2))
    found = explain(replace(_two(), not_competing=(kept_out,)), id="low")
    assert not found.inside
    assert found.reasons == (("below_threshold", {"row": "low", "name": "c0"}),)


def test_errors() -> None:
    with pytest.raises(NotFound):
        explain(_two(), id="nobody")
    impossible = named_problem(("a",), (Constraint("rule:r", "C", ((0, 1),), 2, None),))
    with pytest.raises(Infeasible):
        explain(impossible, id="a")
    with pytest.raises(OutOfTime):
        explain(_two(), id="a", seconds=0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_shows_a_score(language: str) -> None:
    values = {"row": "08", "others": "12, 16", "with": "25", "name": "x", "money": "123400"}
    values |= {"project": "cordis:101", "points": "0.5"}
    for code in codes(language):
        if code.startswith("explain."):
            sentence = say(code, values, language=language)
            assert "{" not in sentence
            assert sentence[-1] == "."
            assert "score" not in sentence.lower()
