"""Every answer of the engine against enumeration of all subsets of random agreements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

from salkku import appraise, workbench
from salkku.domain.problem import Problem
from salkku.optimise.exact import is_feasible
from salkku.optimise.objective import objective_named, worth_of
from tests.counts import count
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle
from tests.laws.prices import untimed_bills

Cases = Callable[..., Iterator[Case]]


def feasible(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0


def open_to_two(oracle: Oracle) -> bool:
    return feasible(oracle) and oracle.n >= 2


def test_every_choice_is_admitted_and_worth_what_the_text_says(cases: Cases) -> None:
    """The problem itself, before any algorithm: all subsets, not only the best ones."""
    for _, oracle, agreement in cases(60, 1000, rows=8):
        problem = appraise.problem_of(agreement)
        assert list(problem.ids) == oracle.items
        admitted = {oracle.ids(one) for one in oracle.portfolios}
        for one in oracle.subsets:
            chosen = tuple(int(j) for j in one.nonzero()[0])
            assert is_feasible(problem, chosen) is (oracle.ids(one) in admitted), oracle.ids(one)
        for name in ("value", "cost", "party:hel", "party:esp", *oracle.criteria):
            objective = objective_named(problem, name)
            totals, scale = oracle.totals(*oracle.objective(name))
            for one, total in zip(oracle.portfolios, totals, strict=True):
                chosen = tuple(int(j) for j in one.nonzero()[0])
                worth = worth_of(objective, chosen) * abs(objective.unit)
                assert worth == Fraction(int(total), scale), (name, oracle.ids(one))
        _ends_are_those_of(problem, oracle)


def _ends_are_those_of(problem: Problem, oracle: Oracle) -> None:
    """Compare the least and the greatest that every row may be worth at every vertex."""
    place = [problem.criteria.index(name) for name in oracle.live]
    for vertex in (v for group in oracle.vertices.values() for v in group):
        for ours, table in zip(oracle._ends(vertex), (problem.least, problem.most), strict=True):
            for j, end in enumerate(ours):
                told = [vertex[n] * table[k][j] for n, k in zip(oracle.live, place, strict=True)]
                assert sum(told, Fraction(0)) == end, problem.ids[j]


def test_solve_gives_the_tie_rules_portfolio(cases: Cases) -> None:
    ties = 0
    for _, oracle, agreement in cases(40, 1000, rows=13):
        answer, best = workbench.solve(agreement), oracle.best()
        if best is None:
            assert answer.status == "infeasible"
            assert answer.chosen == ()
            continue
        value, chosen, tied = best
        assert answer.status == "optimal"
        assert (answer.value, answer.bound, answer.tied) == (value, value, tied)
        ties += tied
        assert tied or answer.chosen == chosen
        assert answer.chosen in [one[3] for one in oracle.order if one[0] == value]
        inside = [row in answer.chosen for row in oracle.items]
        for name in oracle.criteria:
            linear, pairs = oracle.objective(name)
            plain = sum((v for v, x in zip(linear, inside, strict=True) if x), Fraction(0))
            plain += sum(
                v for a, b, v in pairs if any(inside[j] for j in a) and any(inside[j] for j in b)
            )
            assert answer.values[name] == plain
    assert ties >= count(0, 3)


def test_solve_forced_and_forbidden(cases: Cases) -> None:
    for draft, oracle, agreement in cases(10, 1000, rows=9, wanted=open_to_two, salt=1):
        rng = Random(len(draft.tables["costs"]))
        force, forbid = rng.sample(oracle.items, 2)
        fits = [o for o in oracle.order if force in o[3] and forbid not in o[3]]
        answer = workbench.solve(agreement, force=[force], forbid=[forbid])
        if not fits:
            assert answer.status == "infeasible"
        else:
            assert answer.value == max(fits)[0]
            assert force in answer.chosen
            assert forbid not in answer.chosen


def test_front_is_the_set_of_efficient_points(cases: Cases) -> None:
    for draft, oracle, agreement in cases(25, 1000, rows=12, wanted=feasible, salt=2):
        rng = Random(len(draft.tables["scores"]))
        names = [*oracle.criteria, "cost", "party:hel", "party:esp"]
        objectives = rng.sample(names, rng.randint(2, 4))
        answer = workbench.front(agreement, objectives=objectives)
        expected = oracle.front(objectives)
        assert answer.complete
        assert {point.values for point in answer.points} == set(expected)
        assert len(answer.points) == len(expected)
        for point in answer.points:
            count, winners = expected[point.values]
            assert point.count == count
            assert point.chosen in winners


def test_near_is_every_portfolio_within(cases: Cases) -> None:
    for draft, oracle, agreement in cases(20, 1000, rows=11, wanted=feasible, salt=3):
        within = Fraction(Random(len(draft.tables["scores"])).choice([0, 2, 10, 30]), 100)
        answer, expected = workbench.near(agreement, within=within), oracle.near(within)
        assert answer.complete
        assert {portfolio.chosen for portfolio in answer.portfolios} == expected
        assert len(answer.portfolios) == len(expected)
        shared = set.intersection(*(set(chosen) for chosen in expected))
        assert set(answer.shared) == shared
        assert set(answer.telling) == {row for chosen in expected for row in chosen} - shared


def test_robust_classes_and_core_index(cases: Cases) -> None:
    for _, oracle, agreement in cases(15, 1000, rows=9, wanted=feasible, salt=4):
        answer, best = workbench.robust(agreement), oracle.robust()
        assert answer.exact
        assert answer.count == len(best)
        for row in oracle.items:
            index = Fraction(sum(row in chosen for chosen in best), len(best))
            assert answer.index[row] == index
            fixed = oracle.rows[row]["status"] in ("committed", "running")
            group = answer.core if index == 1 or fixed else answer.borderline
            assert row in (answer.exterior if index == 0 else group)
        lists = [*answer.core, *answer.borderline, *answer.exterior, *answer.undecided]
        assert sorted(lists) == sorted(oracle.items)


def test_repair_finds_irreducible_clashes_and_true_repairs(cases: Cases) -> None:
    infeasible = cases(
        15, 100, rows=8, wanted=lambda oracle: not feasible(oracle), salt=5, crowded=0.8
    )
    for _, oracle, agreement in infeasible:
        answer = workbench.repair(agreement)
        assert not answer.feasible
        assert answer.clash is not None
        used: set[str] = set()
        for clash in (answer.clash, *answer.further):
            items = set(clash.items)
            assert items
            assert items.isdisjoint(used)
            used |= items
            terms = [term for term in oracle.terms if term.name in items]
            assert {term.name for term in terms} == items
            assert not len(oracle.admitted(terms))
            for item in items:
                assert len(oracle.admitted([term for term in terms if term.name != item]))
        assert answer.repairs
        bills, tried = untimed_bills(oracle), list[set[str]]()
        for repair in answer.repairs:
            assert repair.changes
            items = {change.item for change in repair.changes}
            least = min(
                sum(one.values()) for one in bills if not any(group <= set(one) for group in tried)
            )
            assert least <= repair.cost
            assert not repair.proved or repair.cost - least <= Fraction(1, 1000)
            tried.append(items)
            chosen = [int(row in repair.chosen) for row in oracle.items]
            changed = {change.item for change in repair.changes}
            for term in oracle.terms:
                total = term.total(chosen)
                kept = (term.low is None or total >= term.low) and (
                    term.high is None or total <= term.high
                )
                assert kept or term.name in changed


def test_fair_standing_and_points(cases: Cases) -> None:
    for _, oracle, agreement in cases(10, 1000, rows=9, wanted=feasible, salt=6):
        answer = workbench.fair(agreement)
        top = max(oracle.order)[:3]
        for party in ("hel", "esp", "van"):
            linear, _ = oracle.objective(f"party:{party}")
            gained = {
                sum(
                    (v for v, r in zip(linear, oracle.items, strict=True) if r in o[3]), Fraction(0)
                )
                for o in oracle.order
                if o[:3] == top
            }
            assert answer.parties[party].benefit in gained
            assert answer.parties[party].alone == oracle.alone(party)
        expected = oracle.fair_points()
        assert answer.complete
        assert {(point.fairness, point.value) for point in answer.points} == expected
