"""Counts of what projects make together, as objectives, against enumeration by plain loops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

import numpy as np

from salkku import workbench
from salkku.appraise import problem_of
from salkku.decide.replay import replay
from salkku.domain.agreement import Agreement
from salkku.domain.problem import COUNTS, Union
from salkku.optimise.algorithms.protocol import algorithm_names
from salkku.optimise.certificate import certify
from salkku.optimise.front import front
from tests.laws.agreements import Draft
from tests.laws.bodies import Bodies
from tests.laws.conftest import Case
from tests.laws.oracle import Oracle

Cases = Callable[..., Iterator[Case]]
Things = dict[str, dict[object, set[int]]]


def feasible(oracle: Oracle) -> bool:
    return len(oracle.portfolios) > 0


def things(draft: Draft, oracle: Oracle) -> Things:
    """Give what each count counts, with the items that make it."""
    made = Bodies(draft).made(oracle.items)
    place = {row: item for item, row in enumerate(oracle.items)}
    return {
        name: {thing: {place[row] for row in rows} for thing, rows in found.items()}
        for name, found in made.items()
    }


def count_of(made: dict[object, set[int]], portfolio: np.ndarray) -> int:
    return sum(any(portfolio[item] for item in items) for items in made.values())


def efficient(vectors: list[tuple[Fraction, ...]]) -> dict[tuple[Fraction, ...], int]:
    points = set(vectors)
    return {
        point: vectors.count(point)
        for point in points
        if not any(
            other != point and all(a >= b for a, b in zip(other, point, strict=True))
            for other in points
        )
    }


def drawn(
    cases: Cases, daily: int, full: int, salt: int
) -> Iterator[tuple[Draft, Oracle, Agreement, Random]]:
    for number, (draft, oracle, agreement) in enumerate(
        cases(daily, full, rows=10, wanted=feasible, salt=salt)
    ):
        if draft.tables["participations"]:
            rng = Random(len(draft.tables["costs"]) * 1009 + number)
            yield draft, oracle, agreement, rng


def test_fronts_of_counts_equal_enumeration(cases: Cases) -> None:
    for draft, oracle, agreement, rng in drawn(cases, 12, 200, 71):
        made = things(draft, oracle)
        names = (*rng.sample(COUNTS, rng.randint(1, 2)), rng.choice(["cost", "value"]))
        total, scale = oracle.totals(*oracle.objective(names[-1]))
        vectors = [
            (*(Fraction(count_of(made[name], p)) for name in names[:-1]), Fraction(int(v), scale))
            for p, v in zip(oracle.portfolios, total, strict=True)
        ]
        true = efficient(vectors)
        problem = problem_of(agreement)
        for algorithm in ("auto", *algorithm_names()):
            found = front(problem, objectives=names, algorithm=algorithm)
            assert found.complete
            sign = -1 if names[-1] == "cost" else 1
            told = {(*p.values[:-1], sign * p.values[-1]): p.count for p in found.points}
            assert told == true, (algorithm, names)
        certificate = certify(problem, front=front(problem, objectives=names))
        if certificate is not None:
            assert replay(certificate).status == "proved"


def test_the_best_above_a_floor_equals_enumeration(cases: Cases) -> None:
    for draft, oracle, agreement, rng in drawn(cases, 12, 120, 74):
        made = things(draft, oracle)
        floors = {name: rng.randint(0, 3) for name in rng.sample(COUNTS, 2)}
        kept = {
            oracle.ids(p)
            for p in oracle.portfolios
            if all(count_of(made[name], p) >= low for name, low in floors.items())
        }
        fits = [one for one in oracle.order if one[3] in kept]
        answer = workbench.solve(agreement, at_least=floors)
        if not fits:
            assert (answer.status, answer.chosen) == ("infeasible", ())
            continue
        assert (answer.status, answer.value) == ("optimal", max(fits)[0])
        assert answer.chosen in kept
        best = [one for one in fits if one[:3] == max(fits)[:3]]
        assert answer.tied == (len(best) > 1)
        assert answer.tied or answer.chosen == best[0][3]


def test_a_count_is_monotone_and_submodular(cases: Cases) -> None:
    for draft, oracle, agreement, rng in drawn(cases, 10, 100, 72):
        made, problem = things(draft, oracle), problem_of(agreement)
        everything = range(len(problem.ids))
        for name in COUNTS:

            def worth(items: set[int], unions: tuple[Union, ...] = problem.unions[name]) -> int:
                return sum(u.weight for u in unions if items.intersection(u.items))

            small = {item for item in everything if rng.random() < 0.3}
            large = small | {item for item in everything if rng.random() < 0.4}
            flags = np.array([item in large for item in everything])
            assert worth(large) == count_of(made[name], flags)
            assert worth(small) <= worth(large)
            for item in set(everything) - large:
                gain = worth(small | {item}) - worth(small)
                assert gain >= worth(large | {item}) - worth(large) >= 0


def test_counts_of_the_command_are_those_of_the_objectives(cases: Cases) -> None:
    for draft, oracle, agreement, _ in drawn(cases, 8, 60, 73):
        problem = problem_of(agreement)
        chosen = oracle.ids(oracle.portfolios[len(oracle.portfolios) // 2])
        found = workbench.ecosystem(agreement, chosen=chosen)
        inside = {problem.ids.index(row) for row in chosen}
        counted = {
            name: sum(u.weight for u in unions if inside.intersection(u.items))
            for name, unions in problem.unions.items()
        }
        told = found.counts
        ours = Bodies(draft).before()[1]
        continued = len(ours) - told.dropped
        assert counted == {
            "ties": told.ties,
            "new_ties": told.new,
            "renewed_ties": told.renewed,
            "continued_ties": continued,
            "cross_city": told.cross_city,
            "cross_sector": sum(
                ties for *ends, ties in told.kinds if len(set(ends) - {"other"}) == 2
            ),
            "first_timers": told.first_timers,
            "unique_companies": told.companies,
        }
