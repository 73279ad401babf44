"""More preference statements never bring new non-dominated portfolios, but for one exception.

A portfolio that is non-dominated for a smaller set of weights is so for a greater one too, if the
smaller set meets the relative interior of the greater (Liesiö, Mild and Salo 2007): what dominates
at the greater is worth no less everywhere and more in its relative interior. On its border a
portfolio that was dominated may become as good as the one that dominated it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from salkku import appraise
from salkku.domain.agreement import Agreement, Preference
from salkku.domain.errors import SalkkuError
from salkku.domain.problem import Constraint, Problem, Weights
from salkku.mip import Deadline
from salkku.optimise.enumeration.robust_walk import RobustWalk
from tests.counts import count
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle

Cases = Callable[..., Iterator[Case]]
F = Fraction
ZERO = F(0)


def feasible(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0 and oracle.n > 0 and len(oracle.live) > 1


def standing(problem: Problem) -> set[tuple[str, ...]]:
    """Give the non-dominated portfolios."""
    walk = RobustWalk.of(problem)
    assert walk.run(deadline=Deadline(None))
    return {
        tuple(row for row, flag in zip(problem.ids, one, strict=True) if flag)
        for one in walk.found()
    }


def drawn(dice: Random, criteria: list[str]) -> Preference:
    """Draw a statement for all parties."""
    kind = dice.choice(["rank", "at_least", "interval"])
    first, second = dice.sample(criteria, 2)
    if kind == "rank":
        return Preference("rank", order=(first, second))
    if kind == "at_least":
        return Preference("at_least", left=first, right=second, times=F(dice.choice([1, 2, 3]), 2))
    low = F(dice.choice([0, 1, 2]), 10)
    return Preference(
        "interval", criterion=first, low=low, high=low + F(dice.choice([0, 3, 5]), 10)
    )


def meets(agreement: Agreement, before: Problem, after: Problem) -> bool:
    """Whether some weights left are in the relative interior of those before.

    The centre of the new ones is in their relative interior; it lies on a face of the old hull just
    when all of them do, that is when some old inequality is tight at every new vertex and not at
    every old one. With one polytope for all, inequalities are the statements and ``w >= 0``.
    """
    old, new = before.vertices[""], after.vertices[""]
    for slack in slacks(agreement, list(before.criteria)):
        if all(slack(w) == 0 for w in new) and any(slack(w) != 0 for w in old):
            return False
    return True


def slacks(agreement: Agreement, criteria: list[str]) -> list[Callable[[Weights], Fraction]]:
    """Give what each inequality of the old statements has left at some weights."""
    place = {name: k for k, name in enumerate(criteria)}
    found = [_linear({k: F(1)}) for k in place.values()]
    for one in agreement.preferences:
        if one.kind == "rank":
            for a, b in zip(one.order, one.order[1:], strict=False):
                found.append(_linear({place[a]: F(1), place[b]: F(-1)}))
        elif one.kind == "interval":
            k = place[one.criterion]
            found.append(_linear({k: F(1)}, less=one.low))
            found.append(_linear({k: F(-1)}, less=-one.high))
        else:
            found.append(_linear({place[one.left]: F(1), place[one.right]: -one.times}))
    return found


def _linear(terms: dict[int, F], *, less: F = ZERO) -> Callable[[Weights], Fraction]:
    """Give a linear form of the weights, less a number."""
    return lambda weights: sum((a * weights[k] for k, a in terms.items()), -less)


def test_a_statement_more_brings_no_new_portfolio(cases: Cases) -> None:
    fewer, left = 0, count(40, 1000)
    agreements = (case[2] for case in cases(2000, 20_000, rows=8, wanted=feasible, salt=95))
    for number, agreement in enumerate(agreements):
        dice = Random(number)
        common = replace(
            agreement, preferences=tuple(p for p in agreement.preferences if p.party is None)
        )
        before = appraise.problem_of(common)
        live = [one.id for one in agreement.criteria if one.kind != "general"]
        more = drawn(dice, live)
        try:
            after = appraise.problem_of(replace(common, preferences=(*common.preferences, more)))
        except SalkkuError:
            continue  # the statement contradicts the others
        if not all(after.vertices.values()) or not meets(common, before, after):
            continue
        left -= 1
        old, new = standing(before), standing(after)
        assert new <= old
        fewer += new != old
        if left <= 0 and fewer:
            break
    assert left <= 0
    assert fewer


def test_on_the_border_a_dominated_portfolio_may_come_back(cases: Cases) -> None:
    """The exception: equal on the first criterion, better on the second, which then weighs 0."""
    _, _, agreement = next(cases(1, 1, rows=8, wanted=feasible, salt=96))
    problem = appraise.problem_of(replace(agreement, preferences=()))
    one, zero = F(1), F(0)
    table = ((one, one), (one, zero))
    either = Constraint("relation:2", "X", ((0, 1), (1, 1)), None, 1)
    two = replace(
        problem, ids=("a", "b"), costs=(0, 0), keys=(1, 2), criteria=("c0", "c1"),
        widths=(one, one), scores=table, worth=table, worth_low=table, worth_high=table,
        pairs=(), constraints=(either,), weights=(one, zero),
        vertices={"": ((one, zero), (zero, one))}, centre=(F(1, 2), F(1, 2)), fixed=(), keeps=(),
        scales=(), slopes=(), party_ids=(), pays=(), party_worth=(), line_costs={}, line_limits={},
    )  # fmt: skip
    border = replace(two, vertices={"": ((one, zero),)})
    assert standing(two) == {("a",)}
    assert standing(border) == {("a",), ("b",)}
