"""A changed problem is the problem of the changed files."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from salkku.appraise import problem_of
from salkku.domain.agreement import Agreement, Criterion, Party, Theme
from salkku.domain.problem import Problem
from salkku.domain.proposals import Cost, Proposal, Score
from salkku.domain.terms import BudgetRow, Relation, Rule
from salkku.optimise.whatif import with_cost, with_limit, with_score, without

HALF = Fraction(1, 2)
AGREEMENT = Agreement(
    id="a",
    name={},
    period=None,
    parties=(Party("x", {}),),
    focus_areas=(Theme("f", {}), Theme("g", {})),
    methods=(),
    criteria=(
        Criterion("euro", {}, Fraction(1), Fraction(5), baseline=Fraction(2), size="euro"),
        Criterion("plain", {}, Fraction(0), Fraction(5)),
    ),
    proposals=(
        Proposal("p", "proposal", focus_areas=(("f", Fraction(1)),)),
        Proposal("q", "proposal", focus_areas=(("g", Fraction(1)),)),
    ),
    scores=(
        Score("p", "euro", Fraction(3), Fraction(4)),
        Score("p", "plain", Fraction(1), Fraction(1)),
        Score("q", "euro", Fraction(5), Fraction(5)),
    ),
    weights={"euro": Fraction(2), "plain": Fraction(1)},
    budgets=(BudgetRow("own", 9000, party="x"), BudgetRow("support", 7000)),
    costs=(
        Cost("p", "own", 1000),
        Cost("p", "support", 3000),
        Cost("q", "support", 2500),
    ),
    relations=(Relation("requires", "p", "q", 2),),
    rules=(
        Rule("euros", "focus_area", "f", "eur", maximum=Fraction(5000)),
        Rule("most", "focus_area", "f", "share", maximum=HALF),
        Rule("least", "focus_area", "g", "share", minimum=Fraction(1, 5)),
        Rule("all", "all", "", "eur", minimum=Fraction(100)),
    ),
)


def _same(one: Problem, other: Problem) -> None:
    assert one.costs == other.costs
    assert one.scores == other.scores
    assert one.worth == other.worth
    assert one.constraints == other.constraints
    assert one.line_costs == other.line_costs
    assert one.line_limits == other.line_limits


def test_cost() -> None:
    problem = problem_of(AGREEMENT)
    for number, cost in enumerate(AGREEMENT.costs):
        item = problem.ids.index(cost.proposal)
        for cents in (cost.cents + 777, cost.cents - 1, 1):
            costs = list(AGREEMENT.costs)
            costs[number] = replace(cost, cents=cents)
            edited = problem_of(replace(AGREEMENT, costs=tuple(costs)))
            _same(with_cost(problem, item, cost.line, cents), edited)


def test_score() -> None:
    problem = problem_of(AGREEMENT)
    for number, score in enumerate(AGREEMENT.scores):
        item = problem.ids.index(score.proposal)
        criterion = problem.criteria.index(score.criterion)
        value = Fraction("4.321")
        scores = list(AGREEMENT.scores)
        scores[number] = replace(score, low=value, high=value)
        edited = problem_of(replace(AGREEMENT, scores=tuple(scores)))
        _same(with_score(problem, item, criterion, value), edited)


def test_limit_and_lifting() -> None:
    problem = problem_of(AGREEMENT)
    budgets = (AGREEMENT.budgets[0], replace(AGREEMENT.budgets[1], limit_cents=123))
    _same(with_limit(problem, "support", 123), problem_of(replace(AGREEMENT, budgets=budgets)))
    _same(without(problem, "relation:2"), problem_of(replace(AGREEMENT, relations=())))
    rules = tuple(rule for rule in AGREEMENT.rules if rule.id != "most")
    _same(without(problem, "rule:most"), problem_of(replace(AGREEMENT, rules=rules)))
