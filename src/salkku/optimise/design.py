"""How the next call should be written, so that ranking by points gives a good portfolio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product

from salkku.domain.agreement import Agreement
from salkku.domain.answers import CallDesign, CallDesigns
from salkku.domain.problem import Problem
from salkku.mip import Deadline
from salkku.optimise.applications import (
    Applications,
    Points,
    applications_of,
    funded,
    order_of,
    value_of,
)
from salkku.optimise.rounds import wins
from salkku.scenarios import ScenarioRunner

__all__ = ["design"]

STEPS = (10_000_000, 5_000_000, 1_000_000)
"""Earmarks are round: hundreds, fifties, tens of thousands of euros (in cents)."""
VARIANTS = 3


def design(
    agreement: Agreement,
    problem: Problem,
    *,
    call: str,
    samples: int = 200,
    seed: int = 0,
    seconds: float | None = None,
    runner: ScenarioRunner | None = None,
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
        Time limit; resampling ends with it, and the answer says how many rounds were tried.
    runner
        Who tries the rounds; this process when None. The answer does not depend on it.

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
    SalkkuError
        ``scenario_failed`` if a round cannot be tried.

    Notes
    -----
    The designs are found on the very applications they are judged on: that is hindsight. So each
    is tried on resampled rounds as well; see :mod:`salkku.optimise.rounds`.
    """
    deadline = Deadline(seconds)
    case = applications_of(agreement, problem, call, deadline)
    free = value_of(case, case.best)
    default = {c.id: c.points for c in agreement.criteria}
    found = [_tried(case, {}, default)]
    for points in _promising(case, default):
        by_count: dict[int, _Design] = {}
        order = order_of(case, points)
        for earmarks in _earmarks(case):
            chosen = funded(case, earmarks, order)
            tried = _Design(earmarks, points, value_of(case, chosen), chosen)
            known = by_count.get(len(earmarks))
            if known is None or tried.value > known.value:
                by_count[len(earmarks)] = tried
        found += by_count.values()
    plain = found[0]
    kept = [plain, *_best_of_each_count(found[1:], plain)]
    won, rounds = wins(
        case,
        [(one.earmarks, one.points) for one in kept],
        default=default,
        samples=samples,
        seed=seed,
        runner=runner,
        deadline=deadline,
    )
    designs = (
        CallDesign(
            earmarks=dict(one.earmarks),
            points=dict(one.points),
            value=one.value,
            chosen=tuple(problem.ids[j] for j in one.chosen),
            holds_in=Fraction(better, rounds) if rounds else None,
        )
        for one, better in zip(kept, won, strict=True)
    )
    return CallDesigns(call, free, tuple(designs), samples=rounds)


@dataclass(frozen=True, slots=True)
class _Design:
    earmarks: Mapping[str, int]
    points: Points
    value: Fraction
    chosen: tuple[int, ...]


def _tried(case: Applications, earmarks: Mapping[str, int], points: Points) -> _Design:
    chosen = funded(case, earmarks, order_of(case, points))
    return _Design(earmarks, points, value_of(case, chosen), chosen)


def _promising(case: Applications, default: Points) -> Iterator[Points]:
    """Give the call's own point weights, and the few changes of one that do best undivided."""
    yield default
    variants = []
    for criterion, _ in case.criteria:
        for weight in (Fraction(0), Fraction(2)):
            if weight != default[criterion]:
                points = {**default, criterion: weight}
                if any(points.values()):
                    variants.append((_tried(case, {}, points).value, criterion, points))
    variants.sort(key=lambda row: (-row[0], row[1]))
    for _, _, points in variants[: VARIANTS - 1]:
        yield points


def _earmarks(case: Applications) -> Iterator[dict[str, int]]:
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


def _spent_by_area(case: Applications) -> dict[str, int]:
    line = _line_of(case)
    spent = dict.fromkeys(case.themes, 0)
    for j in case.best:
        if j in case.areas:
            cents = case.problem.line_costs[line][j] if line else case.problem.costs[j]
            for area, share in case.areas[j]:
                spent[area] += int(cents * share)
    return spent


def _line_of(case: Applications) -> str:
    if case.call.line in case.problem.line_costs:
        return case.call.line
    common = [line for line in case.problem.line_costs if not case.problem.line_limits[line][1]]
    return common[0] if len(common) == 1 else ""


def _pot_of(case: Applications) -> int:
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
