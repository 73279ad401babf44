"""A solver that fails or lies on call n never makes an answer say that it is proved and be wrong.

Honest answers are compared with enumeration elsewhere; here they are the judge. What an answer does
not claim as proved may differ, and an answer that cannot be proved may be refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import product
from random import Random

import pytest

from salkku import appraise, workbench
from salkku.domain.agreement import Agreement
from salkku.domain.errors import SalkkuError
from salkku.domain.timetable import Baseline
from salkku.mip import open_solver, solver_names
from salkku.optimise.front import front
from tests.counts import SEED, count
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle
from tests.laws.timed import draw_timed, timed_of
from tests.unit.mip.lying import LIES, Lying, instead_of, without_search

Cases = Callable[..., Iterator[Case]]
Claims = dict[str, object]
"""What an answer claims as proved: under a name, something that can be compared."""

TRIALS = count(5, 40)
AGREEMENTS = count(2, 25)


def of_solve(agreement: Agreement) -> Claims:
    answer = workbench.solve(agreement)
    if answer.status == "infeasible":
        return {"infeasible": True}
    if answer.status != "optimal":
        return {}
    told: Claims = {"infeasible": False, "value": answer.value, "bound": answer.bound}
    return told | {"tied": answer.tied} | ({} if answer.tied else {"chosen": answer.chosen})


def of_zone_programs(agreement: Agreement) -> Claims:
    return _of_front(agreement, "zone-programs")


def of_front(agreement: Agreement) -> Claims:
    return _of_front(agreement, "auto")


def _of_front(agreement: Agreement, algorithm: str) -> Claims:
    problem = appraise.problem_of(agreement)
    names = (problem.criteria[0], "cost")
    answer = front(problem, objectives=names, algorithm=algorithm)
    if not answer.complete:
        return {}
    return {"points": answer.points, "feasible": answer.feasible}


def of_near(agreement: Agreement) -> Claims:
    answer = workbench.near(agreement)
    return {"portfolios": answer.portfolios, "feasible": answer.feasible} if answer.complete else {}


def of_robust(agreement: Agreement) -> Claims:
    answer = workbench.robust(agreement)
    told: Claims = {} if answer.feasible else {"infeasible": True}
    for kind in ("core", "borderline", "exterior"):
        told |= dict.fromkeys(getattr(answer, kind), kind)
    return told | ({"index": answer.index, "count": answer.count} if answer.exact else {})


def of_fair(agreement: Agreement) -> Claims:
    answer = workbench.fair(agreement)
    told: Claims = {party: standing.alone for party, standing in answer.parties.items()}
    pairs = tuple((point.fairness, point.value) for point in answer.points)
    return told | ({"pairs": pairs} if answer.complete else {})


def of_repair(agreement: Agreement) -> Claims:
    answer = workbench.repair(agreement)
    told: Claims = {"feasible": answer.feasible}
    if answer.repairs and answer.repairs[0].proved:
        told["cheapest"] = answer.repairs[0].cost
    return told


def of_explain(agreement: Agreement) -> Claims:
    row = appraise.problem_of(agreement).ids[0]
    answer = workbench.explain(agreement, id=row)
    told: Claims = {"inside": answer.inside, "price": answer.price_of_flip}
    return told | {one.subject: (one.at, one.beyond, one.inside) for one in answer.thresholds}


def of_budget(agreement: Agreement) -> Claims:
    answer = workbench.budget(agreement, line="support")
    points = [(point.limit_cents, point.value) for point in answer.points]
    return {"points": points, "feasible": answer.feasible} if answer.complete else {}


def of_doubt(agreement: Agreement) -> Claims:
    answer = workbench.doubt(agreement, draws=0, seed=1)
    told: Claims = {} if answer.feasible else {"infeasible": True}
    for one in answer.standpoints:
        for rule in ("maximin", "regret", "central"):
            choice = getattr(one, rule)
            if choice.status == "optimal":
                told[f"{one.name}:{rule}"] = (choice.value, choice.bound)
    return told


def of_schedule(agreement: Agreement) -> Claims:
    answer = workbench.schedule(agreement)
    if answer.status == "infeasible":
        lacking = {"lacking": sum(one.cents for one in answer.shortfalls)}
        told = answer.shortfalls and all(one.least for one in answer.shortfalls)
        return {"infeasible": True} | (lacking if told else {})
    if answer.status != "optimal":
        return {}
    return {"infeasible": False, "value": round(float(answer.value or 0), 9)}


def of_replan(agreement: Agreement) -> Claims:
    decided = [row.id for row in agreement.proposals if row.competes]
    answer = workbench.replan(agreement, baseline=Baseline(tuple(decided[::2]), None))
    if answer.status == "infeasible":
        return {"infeasible": True}
    told: Claims = {"weight": answer.weight} if answer.proved_fewest else {}
    if answer.status == "optimal":
        told["value"] = round(float(answer.value or 0), 9)
    return told


ASKED = (
    of_solve, of_zone_programs, of_front, of_near, of_robust, of_fair, of_repair, of_explain,
    of_budget, of_doubt,
)  # fmt: skip
TIMED = (of_schedule, of_replan)


@pytest.mark.parametrize("ask", ASKED, ids=lambda ask: ask.__name__)
def test_no_lie_becomes_a_claim(ask: Callable[[Agreement], Claims], cases: Cases) -> None:
    salt = 30 + ASKED.index(ask)
    wanted = (lambda oracle: not len(oracle.portfolios)) if ask is of_repair else feasible
    for draft, _, agreement in cases(AGREEMENTS, AGREEMENTS, rows=8, wanted=wanted, salt=salt):
        tried(ask, agreement, Random(len(draft.tables["scores"])))


@pytest.mark.parametrize("ask", TIMED, ids=lambda ask: ask.__name__)
def test_no_lie_becomes_a_timetable(ask: Callable[[Agreement], Claims]) -> None:
    seed, left = SEED * 1_000_003 + 700_000 + 1000 * TIMED.index(ask), AGREEMENTS
    while left:
        seed += 1
        draft = draw_timed(seed, rows=4)
        if not all(Oracle(draft).vertices.values()):
            continue
        left -= 1
        print(f"seed {seed}")  # noqa: T201 - pytest shows it beside a failure
        tried(ask, timed_of(draft, loss="0.03"), Random(seed))


def feasible(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0


def tried(ask: Callable[[Agreement], Claims], agreement: Agreement, dice: Random) -> None:
    """Ask honestly, then with one solver that lies on some calls, and compare what is claimed.

    Half of the time the search that needs no solver is away: it would leave them little to say.
    """
    calls = {}

    def searching(able: bool) -> AbstractContextManager[None]:
        return nullcontext() if able else without_search()

    for able, name in product((True, False), solver_names()):
        with searching(able), instead_of(name, Lying(open_solver(name))) as counting:
            honest = claims_of(ask, agreement)
            calls[able, name] = counting.calls
    for _ in range(TRIALS):
        kind, name = dice.choice(list(LIES)), dice.choice(solver_names())
        able = dice.random() < 0.5
        first = dice.randint(1, max(1, calls[able, name]))
        last = first if dice.random() < 0.6 else 10**9
        lying = Lying(open_solver(name), LIES[kind], first, last)
        with searching(able), instead_of(name, lying):
            told = claims_of(ask, agreement)
        wrong = {key: (told[key], honest.get(key)) for key in told if told[key] != honest.get(key)}
        assert not wrong, (kind, name, first, last, able)


def claims_of(ask: Callable[[Agreement], Claims], agreement: Agreement) -> Claims:
    """Give what is claimed; an error that a person could be told claims nothing."""
    try:
        return ask(agreement)
    except SalkkuError as refused:
        return {"refused": refused.code} if refused.code == "no_portfolio" else {}


def test_what_is_not_there_is_not_claimed_to_be(cases: Cases) -> None:
    """The judge above sees a lie where there is one: without money the best is gone."""

    def costly(oracle: Oracle) -> bool:
        best = oracle.best()
        return best is not None and any(oracle.cost(row) for row in best[1])

    for _, _, agreement in cases(1, 1, rows=8, wanted=costly, salt=50):
        honest = claims_of(of_solve, agreement)
        assert honest["infeasible"] is False
        poorer = replace(
            agreement, budgets=tuple(replace(row, limit_cents=0) for row in agreement.budgets)
        )
        assert claims_of(of_solve, poorer) != honest
