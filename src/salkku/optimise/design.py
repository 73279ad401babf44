"""How the next call should be written, so that ranking by points gives a good portfolio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, product
from random import Random

from salkku.domain.agreement import Agreement
from salkku.domain.answers import CallDesign, CallDesigns
from salkku.domain.ecosystem import Call
from salkku.domain.errors import NotFound
from salkku.domain.problem import Objective, Problem
from salkku.mip import Deadline
from salkku.optimise.objective import value_objective, worth_of
from salkku.optimise.purse import Purse
from salkku.optimise.solve import best_of

__all__ = ["design"]

STEPS = (10_000_000, 5_000_000, 1_000_000)
"""Earmarks are round: hundreds, fifties, tens of thousands of euros (in cents)."""
VARIANTS = 3
Points = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class _Case:
    """One call's applications: the problem, its items in the call, their areas and the optimum."""

    agreement: Agreement
    problem: Problem
    call: Call
    items: tuple[int, ...]
    areas: Mapping[int, tuple[tuple[str, Fraction], ...]]
    best: tuple[int, ...]
    objective: Objective


def design(
    agreement: Agreement,
    problem: Problem,
    *,
    call: str,
    samples: int = 200,
    seed: int = 0,
    seconds: float | None = None,
) -> CallDesigns:
    """Find few and round earmarks and point weights under which the ranking does well.

    Parameters
    ----------
    agreement, problem
        Of each other.
    call
        Id of the call whose applications are in the problem.
    samples
        How many resampled rounds of applications a design is tried on.
    seed
        Of the resampling; the same seed gives the same answer.
    seconds
        Time limit for the best free choice.

    Returns
    -------
    CallDesigns
        The undivided pot first, then the best design of each number of earmarks. ``value`` is of
        what the ranking funds; a row whose requirement is not funded is worth nothing.
        ``holds_in`` is the share of samples in which the design does better than the undivided
        pot by more than nothing.

    Raises
    ------
    NotFound
        If there is no such call or none of its applications competes.

    Notes
    -----
    The designs are found on the very applications they are judged on: that is hindsight. A call
    is written before anyone applies, so each is tried on rounds of as many applications drawn
    from these with replacement (a bootstrap: Efron 1979).
    """
    case = _case(agreement, problem, call, Deadline(seconds))
    free = _value(case, case.best)
    default = {c.id: c.points for c in agreement.criteria}
    found = [_tried(case, {}, default)]
    for points in _promising(case, default):
        by_count: dict[int, _Design] = {}
        order = _order(case, points)
        for earmarks in _earmarks(case):
            chosen = _funded(case, earmarks, order)
            tried = _Design(earmarks, points, _value(case, chosen), chosen)
            known = by_count.get(len(earmarks))
            if known is None or tried.value > known.value:
                by_count[len(earmarks)] = tried
        found += by_count.values()
    plain = found[0]
    kept = [plain, *_best_of_each_count(found[1:], plain)]
    return CallDesigns(call, free, tuple(_judged(case, d, default, samples, seed) for d in kept))


@dataclass(frozen=True, slots=True)
class _Design:
    earmarks: Mapping[str, int]
    points: Points
    value: Fraction
    chosen: tuple[int, ...]


def _case(agreement: Agreement, problem: Problem, call: str, deadline: Deadline) -> _Case:
    declared = next((one for one in agreement.calls if one.id == call), None)
    if declared is None:
        raise NotFound("unknown_call", call=call)
    rows = {row.id: row for row in agreement.proposals}
    parents = {row.id: rows.get(row.level_of, row) for row in agreement.proposals}
    items = tuple(
        j
        for j, row in enumerate(problem.ids)
        if (rows[row].call or parents[row].call) == call and not rows[row].fixed
    )
    if not items:
        raise NotFound("call_without_applications", call=call)
    areas = {
        j: rows[problem.ids[j]].focus_areas or parents[problem.ids[j]].focus_areas for j in items
    }
    objective = value_objective(problem)
    best = best_of(problem, objective, deadline=deadline)
    return _Case(agreement, problem, declared, items, areas, best.chosen, objective)


def _value(case: _Case, chosen: Sequence[int]) -> Fraction:
    """Value of a funded set; rows whose requirement is missing are worth nothing."""
    standing = set(chosen)
    while True:
        lost = {
            j
            for c in case.problem.constraints
            if c.letter == "P"
            for j, sign in c.coefficients
            if sign < 0 and j in standing and not _met(c.coefficients, standing)
        }
        if not lost:
            break
        standing -= lost
    return worth_of(case.objective, tuple(sorted(standing))) * case.objective.unit


def _met(coefficients: Sequence[tuple[int, int]], standing: set[int]) -> bool:
    return any(sign > 0 and j in standing for j, sign in coefficients)


def _tried(case: _Case, earmarks: Mapping[str, int], points: Points) -> _Design:
    chosen = _funded(case, earmarks, _order(case, points))
    return _Design(earmarks, points, _value(case, chosen), chosen)


def _funded(case: _Case, earmarks: Mapping[str, int], order: Sequence[int]) -> tuple[int, ...]:
    """Fund items in order; a repeated one is another of its kind."""
    call = replace(case.call, earmarks=earmarks)
    purse = Purse.of(replace(case.agreement, calls=(call,)), case.problem)
    funded = list(case.problem.fixed)
    for j in order:
        if purse.pay(j, call=call.id, areas=case.areas[j]) is None:
            funded.append(j)
    return tuple(sorted(funded))


def _order(case: _Case, points: Points) -> tuple[int, ...]:
    """Items that reach the call's threshold, by points, then lower cost, then id."""
    problem = case.problem
    most, total = Fraction(0), [Fraction(0)] * len(problem.ids)
    for criterion in case.agreement.criteria:
        if criterion.kind == "general":
            continue
        weight = points[criterion.id]
        most += weight * criterion.high
        scores = problem.scores[problem.criteria.index(criterion.id)]
        total = [sofar + weight * score for sofar, score in zip(total, scores, strict=True)]
    needed = (case.call.threshold_share or Fraction(0)) * most
    passing = (j for j in case.items if total[j] >= needed)
    return tuple(sorted(passing, key=lambda j: (-total[j], problem.costs[j], problem.ids[j])))


def _promising(case: _Case, default: Points) -> Iterator[Points]:
    """Give the call's own point weights, and the few changes of one that do best undivided."""
    yield default
    variants = []
    for criterion in case.agreement.criteria:
        if criterion.kind == "general":
            continue
        for weight in (Fraction(0), Fraction(2)):
            if weight != criterion.points:
                points = {**default, criterion.id: weight}
                if any(points.values()):
                    variants.append((_tried(case, {}, points).value, criterion.id, points))
    variants.sort(key=lambda row: (-row[0], row[1]))
    for _, _, points in variants[: VARIANTS - 1]:
        yield points


def _earmarks(case: _Case) -> Iterator[dict[str, int]]:
    """Round earmarks around what the best free choice gives each area, few areas first."""
    spent = _spent_by_area(case)
    pot = _pot_of(case)
    areas = [area for area, cents in spent.items() if cents]
    for count in range(1, len(areas) + 1):
        for chosen in combinations(areas, count):
            for step in STEPS:
                for up in product((0, 1), repeat=count):
                    earmarks = {
                        area: (spent[area] // step + more) * step
                        for area, more in zip(chosen, up, strict=True)
                    }
                    if all(earmarks.values()) and sum(earmarks.values()) <= pot:
                        yield earmarks


def _spent_by_area(case: _Case) -> dict[str, int]:
    line = _line_of(case)
    spent = {theme.id: 0 for theme in case.agreement.focus_areas}
    for j in case.best:
        if j in case.areas:
            cents = case.problem.line_costs[line][j] if line else case.problem.costs[j]
            for area, share in case.areas[j]:
                spent[area] += int(cents * share)
    return spent


def _line_of(case: _Case) -> str:
    if case.call.line in case.problem.line_costs:
        return case.call.line
    common = [line for line in case.problem.line_costs if not case.problem.line_limits[line][1]]
    return common[0] if len(common) == 1 else ""


def _pot_of(case: _Case) -> int:
    line = _line_of(case)
    if case.call.available_cents is not None:
        return case.call.available_cents
    return case.problem.line_limits[line][0] if line else sum(case.problem.costs)


def _best_of_each_count(found: Sequence[_Design], plain: _Design) -> list[_Design]:
    """Keep the best of each number of earmarks, as long as more earmarks are worth more."""
    kept: list[_Design] = []
    bar = plain.value
    for count in sorted({len(one.earmarks) for one in found}):
        best = max((one for one in found if len(one.earmarks) == count), key=lambda d: d.value)
        if best.value > bar:
            kept.append(best)
            bar = best.value
    return kept


def _judged(case: _Case, tried: _Design, default: Points, samples: int, seed: int) -> CallDesign:
    rng = Random(seed)  # noqa: S311 - resampling, not secrecy
    orders = [_order(case, points) for points in (tried.points, default)]
    better = 0
    for _ in range(samples):
        drawn = Counter(rng.choices(case.items, k=len(case.items)))
        ours, plain = ([j for j in order for _ in range(drawn[j])] for order in orders)
        with_it = _value_of_draw(case, _funded(case, tried.earmarks, ours))
        better += with_it > _value_of_draw(case, _funded(case, {}, plain))
    return CallDesign(
        earmarks=dict(tried.earmarks),
        points=dict(tried.points),
        value=tried.value,
        chosen=tuple(case.problem.ids[j] for j in tried.chosen),
        holds_in=Fraction(better, samples) if samples else None,
    )


def _value_of_draw(case: _Case, funded: Sequence[int]) -> Fraction:
    """Value of a funded draw: a set's value, and each further of a kind its own worth."""
    repeated = sum(
        case.objective.linear[j] * (count - 1) for j, count in Counter(funded).items() if count > 1
    )
    return _value(case, tuple(set(funded))) + repeated * case.objective.unit
