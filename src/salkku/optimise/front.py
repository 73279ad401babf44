"""Every efficient portfolio of two to five objectives, with what is proved of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from salkku.domain.answers import Front, Point
from salkku.domain.errors import NotFound
from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline
from salkku.optimise.algorithms.protocol import (
    MEGABYTES,
    Task,
    chosen_names,
    open_algorithm,
)
from salkku.optimise.enumeration.counting import counted
from salkku.optimise.enumeration.directions import ceiling_of, floor_of, laid_out
from salkku.optimise.enumeration.layers import kind_of
from salkku.optimise.enumeration.zones import Counted, Zones
from salkku.optimise.lifting import Lifted, lifted
from salkku.optimise.objective import objective_named

__all__ = ["certified_epsilon", "efficient", "front"]

MOST_OBJECTIVES = 5


def front(
    problem: Problem,
    *,
    objectives: tuple[str, ...],
    seconds: float | None = None,
    algorithm: str = "auto",
    megabytes: int | None = None,
) -> Front:
    """Find all portfolios that no other is at least as good as everywhere and better somewhere.

    Parameters
    ----------
    problem
        Any problem: rules, pairs and levels are kept exactly.
    objectives
        Two to five of: criterion ids (in the scores' own units, pairs included), ``value``,
        ``cost`` (euros, minimised), ``party:ID``, and the counts of
        :data:`salkku.domain.problem.COUNTS`.
    seconds
        Time allowed; None is as long as it takes.
    algorithm
        ``"auto"``, or a name of :func:`salkku.optimise.algorithms.protocol.algorithm_names`.
    megabytes
        Memory that partial portfolios may take, 1,200 where None; where it does not suffice the
        answer is not complete.

    Returns
    -------
    Front
        Each point once, the best in the first objective first, with the tie rule's portfolio and
        the count of portfolios equal to it. When ``complete`` is False, the points listed are not
        dominated by one another; those not ``proved`` perhaps by what is not listed. ``epsilon``
        certifies how far: every portfolio has a listed point that is worse by at most
        ``epsilon`` of the listed range in every objective (0: all points are listed, their counts
        and portfolios are not proved); None when nothing was found or certified. ``feasible`` is
        False only when proved.

    Raises
    ------
    NotFound
        If there is no such objective or algorithm, or not two to five different objectives.

    Examples
    --------
    ::

        found = front(problem, objectives=("impact", "cost"))
        [(point.values, point.chosen) for point in found.points]
    """
    if not 2 <= len(set(objectives)) == len(objectives) <= MOST_OBJECTIVES:
        raise NotFound("objectives_count", objectives=",".join(objectives))
    named = tuple(objective_named(problem, name) for name in objectives)
    return efficient(
        problem,
        named,
        deadline=Deadline(seconds),
        algorithm=algorithm,
        megabytes=MEGABYTES if megabytes is None else megabytes,
    )


def efficient(
    problem: Problem,
    named: tuple[Objective, ...],
    *,
    deadline: Deadline,
    algorithm: str = "auto",
    megabytes: int = MEGABYTES,
) -> Front:
    """Find the efficient portfolios of any objectives, as :func:`front` does of named ones."""
    return _efficient(lifted(problem), named, deadline, algorithm, megabytes)


def _efficient(
    whole: Lifted,
    named: tuple[Objective, ...],
    deadline: Deadline,
    algorithm: str,
    megabytes: int,
) -> Front:
    """Let one algorithm after another close the zones of a lifted problem."""
    problem, named = whole.problem, tuple(map(whole.objective, named))
    zones = Zones(
        floor=tuple(map(floor_of, named)),
        ceiling=tuple(map(ceiling_of, named)),
        kind=kind_of(named),
    )
    task = Task(problem, named, megabytes)
    method, complete = "", False
    for method in chosen_names(algorithm):
        try:
            complete = open_algorithm(method).close(task, zones, deadline=deadline)
        except MemoryError:
            complete, zones.full = False, True
        if complete or deadline.over or zones.full:
            break
    if complete and not len(zones.points):
        names = tuple(objective.name for objective in named)
        solver = open_algorithm(method).solver
        return Front(names, (), complete=True, feasible=False, method=method, solver=solver)
    answer = _answer(problem, named, zones, deadline, complete, method)
    if not whole.unions:
        return answer
    points = tuple(replace(one, chosen=whole.ids(one.chosen)) for one in answer.points)
    return replace(answer, points=points)


def _answer(
    problem: Problem,
    objectives: tuple[Objective, ...],
    zones: Zones,
    deadline: Deadline,
    complete: bool,
    method: str,
) -> Front:
    """Give points in order with their portfolios and counts, and the certified distance."""
    found = zones.counted
    if complete and found is None:
        found = _counted(problem, objectives, zones, deadline)
    points = []
    for sums in sorted(map(tuple, zones.points.tolist()), reverse=True):
        proved = complete or sums in zones.proved
        if zones.settled and not proved:
            continue
        values = tuple(v * o.unit for v, o in zip(sums, objectives, strict=True))
        chosen = zones.chosen[sums] if found is None else found[sums].chosen
        count = 1 if found is None else found[sums].count
        points.append(Point(values, tuple(problem.ids[item] for item in chosen), count, proved))
    names = tuple(objective.name for objective in objectives)
    if found is not None:
        solver = open_algorithm(method).solver
        return Front(names, tuple(points), complete=True, method=method, solver=solver)
    epsilon = Fraction(0) if complete else _certified(problem, objectives, zones)
    return Front(names, tuple(points), complete=False, epsilon=epsilon, method=method)


def _counted(
    problem: Problem, objectives: tuple[Objective, ...], zones: Zones, deadline: Deadline
) -> dict[tuple[int, ...], Counted] | None:
    """Count what equals each point, within the time and the memory; None where they end."""
    try:
        return counted(problem, objectives, zones, deadline=deadline)
    except MemoryError:
        return None


def _certified(
    problem: Problem, objectives: tuple[Objective, ...], zones: Zones
) -> Fraction | None:
    """Give the certified epsilon; None where there is none, or no memory to find it."""
    try:
        return _shown(problem, objectives, zones)
    except MemoryError:
        return None


def _shown(problem: Problem, objectives: tuple[Objective, ...], zones: Zones) -> Fraction | None:
    """Give the certified epsilon: by margins of the proved points, of all points, or by bounds."""
    if zones.settled:
        return _by_margins(zones.settled, sorted(zones.proved))
    bounded = certified_epsilon(problem, objectives, zones)
    if bounded is None or zones.margins is None:
        return bounded
    return min(bounded, _by_margins(zones.margins, zones.points.tolist()))


def _by_margins(margins: tuple[int, ...], points: Sequence[Sequence[int]]) -> Fraction:
    """Give margins, less 1, as the greatest share of the range of some points."""
    spans = [max(column) - min(column) for column in zip(*points, strict=True)]
    return max(Fraction(one - 1, max(1, span)) for one, span in zip(margins, spans, strict=True))


def certified_epsilon(
    problem: Problem, objectives: tuple[Objective, ...], zones: Zones
) -> Fraction | None:
    """Certify how far an unknown point may lie beyond the known ones, in shares of their ranges.

    A portfolio y without a listed point within ε ranges r lies more than ``ε r`` beyond a zone's
    corner l, in the objectives where the zone has one; elsewhere it is not below the floor f. So
    ``λ y`` is more than the sum of ``λ (l + ε r)`` and ``λ f`` for all weights λ; where that is
    above the upper bound of ``λ y`` there is none. The certificate is the greatest over zones of
    the least such ε over the bound's directions.
    """
    if not len(zones.points):
        return None
    layers, bounds, _ = laid_out(problem, objectives)
    known = zones.points.astype(np.float64)
    ranges = np.maximum(1.0, np.ptp(known, axis=0))
    above = bounds.least(0, np.zeros((1, len(bounds.slip))))[0]
    if not layers.count or not len(zones.corners):
        return Fraction(0)
    bounded = zones.corners >= zones.floor
    corners = np.where(bounded, zones.corners, zones.floor).astype(np.float64)
    spare = above[np.newaxis, :] - corners @ bounds.weights.T
    lengths = (bounded * ranges) @ bounds.weights.T
    useful = lengths > 0
    if not np.all(np.any(useful, axis=1)):
        return None
    shares = np.where(useful, spare, np.inf) / np.where(useful, lengths, 1.0)
    worst = float(np.maximum(0.0, shares.min(axis=1)).max())
    return Fraction(worst * (1 + 1e-9) + 1e-9)
