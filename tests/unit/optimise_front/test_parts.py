"""The parts of the enumeration: relaxations, bounds, zones, targets, dominance, the walk."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from tests.unit.optimise_front.instances import portfolios, random_problem
from tests.unit.optimise_front.test_robust import dominates

from salkku.domain.errors import NotFound
from salkku.mip.lp import Relaxation
from salkku.optimise.algorithms.protocol import open_algorithm
from salkku.optimise.enumeration.bounds import Bounds, multipliers
from salkku.optimise.enumeration.directions import lattice
from salkku.optimise.enumeration.dominance import undominated
from salkku.optimise.enumeration.labels import Labels, grow, root
from salkku.optimise.enumeration.layers import Layers, one_sided
from salkku.optimise.enumeration.spread import Spread, vertices_of
from salkku.optimise.enumeration.targets import Targets
from salkku.optimise.enumeration.zones import Zones
from salkku.optimise.objective import value_objective, worth_of


def test_relaxation_prints_nothing_and_stays_warm(capfd: pytest.CaptureFixture[str]) -> None:
    relaxation = Relaxation(uses=np.array([[2.0], [3.0]]), limits=np.array([2.0]))
    first = relaxation.maximise(np.array([2.0, 3.5]))
    tight = relaxation.with_limits(np.array([1.0]), np.array([2.0, 3.5]))
    again = relaxation.maximise(np.array([2.0, 3.5]))
    assert first.value == pytest.approx(7 / 3)
    assert tight.value == pytest.approx(7 / 6)
    assert again.value == pytest.approx(7 / 3)
    assert first.duals[0] == pytest.approx(7 / 6)
    assert capfd.readouterr().out == ""


def test_relaxation_without_a_point_gives_a_certificate() -> None:
    uses = np.array([[1.0, -1.0], [1.0, -1.0]])
    answer = Relaxation(uses=uses, limits=np.array([1.0, -2.0])).maximise(np.array([1.0, 1.0]))
    assert not answer.feasible
    ray = answer.duals
    assert ray @ np.array([1.0, -2.0]) < np.minimum(0.0, uses @ ray).sum()


@pytest.mark.parametrize("seed", range(40))
def test_bounds_hold_for_every_completion_of_every_label(seed: int) -> None:
    problem = random_problem(seed, most=8)
    objective = value_objective(problem)
    found = multipliers(problem, (objective,), np.ones((1, 1)), (1.0, 0.7))
    layers = Layers.of(problem, (objective,), tuple(range(len(problem.ids))))
    bounds = Bounds.of(layers, found)
    best: dict[tuple[bool, ...], int] = {}
    for chosen in portfolios(problem):
        flags = tuple(j in chosen for j in range(layers.count))
        for depth in range(layers.count + 1):
            known = best.get(flags[:depth])
            worth = worth_of(objective, chosen)
            best[flags[:depth]] = worth if known is None else max(known, worth)
    labels: Labels = root(layers, bounds)
    for position in range(layers.count + 1):
        reach = bounds.reach(position, labels.sums)
        starts = [tuple(map(bool, row[:position])) for row in labels.chosen]
        assert {start for start in best if len(start) == position} <= set(starts)
        for index, start in enumerate(starts):
            if start in best:
                assert (reach[index] >= best[start] * bounds.weights[:, 0]).all()
        if position < layers.count:
            labels = grow(labels, layers, bounds, position)
    assert sorted(map(layers.items_of, labels.chosen)) == sorted(portfolios(problem))


def test_rows_that_nothing_breaks_are_left_out_and_rows_are_kept_once() -> None:
    problem = random_problem(1)
    rows = one_sided(problem)
    assert len(set(rows)) == len(rows)
    assert all(sum(max(0, c) for _, c in row.coefficients) > row.high for row in rows)


@pytest.mark.parametrize("seed", range(30))
def test_zones_are_all_that_the_points_leave(seed: int) -> None:
    dice = random.Random(seed)
    count = 2 + seed % 3
    zones = Zones(floor=(0,) * count, ceiling=(4,) * count, kind=np.int64)
    points = [tuple(dice.randint(0, 4) for _ in range(count)) for _ in range(6)]
    for point in points:
        zones.insert(point, ())
    for place in product(range(5), repeat=count):
        free = not any(all(a >= b for a, b in zip(p, place, strict=True)) for p in points)
        assert bool(np.any(np.all(zones.corners < np.array(place), axis=1))) is free
    corners = zones.corners
    for index, corner in enumerate(corners):
        others = np.delete(corners, index, axis=0)
        assert not np.any(np.all(others <= corner, axis=1))


@pytest.mark.parametrize("seed", range(20))
def test_targets_say_what_looking_at_each_would(seed: int) -> None:
    rng = np.random.default_rng(seed)
    asked, bounds = rng.integers(0, 6, (50, 3)) * 1.0, rng.integers(0, 7, (80, 3)) * 1.0
    reached, witness = Targets(asked).reached(bounds, np.zeros(80, dtype=np.int64))
    plain = (bounds[:, None, :] >= asked[None, :, :]).all(axis=2)
    assert np.array_equal(reached, plain.any(axis=1))
    assert plain[np.flatnonzero(reached), witness[reached]].all()


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("strict", [0, 2])
def test_undominated_rows_are_those_of_comparing_all(seed: int, strict: int) -> None:
    table = np.random.default_rng(seed).integers(0, 4, (700, 4))
    keep = undominated(table, strict=strict)
    above = (table[None, :, :] >= table[:, None, :]).all(axis=2)
    same = above & above.T
    if strict:
        differ = (table[None, :, :strict] != table[:, None, :strict]).any(axis=2)
        assert np.array_equal(keep, ~(above & differ).any(axis=1))
    else:
        first = ~(np.tril(same, -1)).any(axis=1)
        assert np.array_equal(keep, first & ~(above & ~same).any(axis=1))


@pytest.mark.parametrize("seed", range(20))
def test_spread_compares_as_the_formula_says(seed: int) -> None:
    problem = random_problem(seed, most=6, spread=seed % 2 == 0)
    spread, chosen = Spread.of(problem), list(portfolios(problem))
    flags = np.array([[j in x for j in range(len(problem.ids))] for x in chosen], dtype=np.bool_)
    standing = spread.standing(flags.reshape(len(chosen), len(problem.ids)))
    kept = set(spread.undominated(standing).tolist())
    for index, x in enumerate(chosen):
        beaten = any(dominates(problem, y, x) for y in chosen)
        assert (index in kept) is not beaten


def test_vertices_are_each_named_once() -> None:
    problem = random_problem(6, criteria=3)
    every = [w for vertices in problem.vertices.values() for w in vertices]
    assert sorted(vertices_of(problem)) == sorted(set(every))


def test_lattice_weighs_one_in_all() -> None:
    weights = lattice(4, 3)
    assert len(weights) == 20
    assert np.allclose(weights.sum(axis=1), 1)
    assert {Fraction(float(w)).limit_denominator(3) for w in weights.ravel()} == {
        Fraction(k, 3) for k in range(4)
    }


def test_unknown_algorithms_are_named() -> None:
    with pytest.raises(NotFound):
        open_algorithm("guessing")
