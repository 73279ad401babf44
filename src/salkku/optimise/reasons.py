"""Why a row is in or out, as codes with values, the most telling first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from salkku.domain.answers import Threshold
from salkku.domain.problem import Constraint
from salkku.optimise.case import Case
from salkku.optimise.clash import clash_within, items_of

__all__ = ["Reason", "reasons_of"]

Reason = tuple[str, dict[str, str]]

NARROW = Fraction(1, 100)
"""A flip that costs less than this share of the best value is called narrow."""

FORCED = "forced"


def reasons_of(case: Case, thresholds: tuple[Threshold, ...]) -> tuple[Reason, ...]:
    """Give the reasons of a row.

    Codes of a row that is in: ``committed``, ``needed_by``, ``helps``, ``beats``, ``no_rival``,
    ``narrowly_in``, ``in_until_cost``, ``in_until_line``, ``in_until_line_shrinks``,
    ``in_by_scores``, ``kept_by.KIND``. Of a row that is out: ``below_threshold``,
    ``blocked.KIND``, ``overlaps``, ``adds_nothing``, ``others_do_more``,
    ``others_do_more_with``, ``comes_with``, ``equal``, ``narrowly_out``, ``in_at_cost``,
    ``in_at_line``, ``in_at_scores``, ``held_by.KIND``. Of either: ``fit.duplicate``,
    ``fit.continues``, ``fit.related``, ``fit.not_ended``, ``fit.carried_on``,
    ``fit.off_duplicate``, ``fit.off_continues``, and where it counts ``fit.decides`` or
    ``fit.same``. KIND is rule, relation, level or
    carrying, of ``blocked`` also line or committed.
    """
    found = _inside(case) if case.inside else _outside(case)
    return (*found, *_fit(case), *_limits(case, thresholds))


def _inside(case: Case) -> Iterator[Reason]:
    problem, row = case.problem, case.problem.ids[case.item]
    if case.item in problem.fixed:
        yield "committed", {"row": row}
        return
    needing = _needing(case)
    if needing:
        yield "needed_by", {"row": row, "others": _list(case, needing)}
    helped = _partners(case, sign=1)
    if helped:
        yield "helps", {"row": row, "others": _list(case, helped)}
    if case.other.worth is None:
        return
    enters = [j for j in case.other.chosen if j not in case.best.chosen]
    if enters:
        yield "beats", {"row": row, "others": _list(case, enters)}
    else:
        yield "no_rival", {"row": row}
    if _narrow(case):
        yield "narrowly_in", {"row": row}


def _outside(case: Case) -> Iterator[Reason]:
    row = case.problem.ids[case.item]
    if case.other.worth is None or case.best.worth is None:
        for name in _blocking(case):
            kind, _, item = name.partition(":")
            yield f"blocked.{kind}", {"row": row, "name": item}
        return
    rivals = _partners(case, sign=-1)
    if rivals:
        yield "overlaps", {"row": row, "others": _list(case, rivals)}
    leaves = [j for j in case.best.chosen if j not in case.other.chosen]
    enters = [j for j in case.other.chosen if j not in case.best.chosen and j != case.item]
    values = {"row": row, "others": _list(case, leaves), "with": _list(case, enters)}
    if case.best.worth == case.other.worth:
        yield "equal", values
    elif not leaves and not enters:
        yield "adds_nothing", {"row": row}
    elif leaves:
        yield ("others_do_more" if not enters else "others_do_more_with"), values
    else:
        yield "comes_with", values
    if _narrow(case) and case.best.worth != case.other.worth:
        yield "narrowly_out", {"row": row}


def _narrow(case: Case) -> bool:
    """Whether the flip costs next to nothing of the value."""
    best, other = case.best.worth, case.other.worth
    if best is None or other is None or not best:
        return False
    return Fraction(best - other, abs(best)) < NARROW


def _limits(case: Case, thresholds: tuple[Threshold, ...]) -> Iterator[Reason]:
    """Put the limits into words: money, rules, and the criteria that would decide – no score.

    Of the costs and of the lines the nearest limit is said; the others stay in the thresholds.
    """
    row = case.problem.ids[case.item]
    for kind in ("cost", "line"):
        near = [one for one in thresholds if one.subject.startswith(f"{kind}:")]
        if near:
            yield _money(row, kind, min(near, key=_distance))
    for one in thresholds:
        kind, _, name = one.subject.partition(":")
        if kind not in ("cost", "line", "score"):
            yield f"{'kept_by' if one.inside else 'held_by'}.{kind}", {"row": row, "name": name}
    scores = [
        one.subject.partition(":")[2] for one in thresholds if one.subject.startswith("score:")
    ]
    if scores:
        code = "in_by_scores" if case.inside else "in_at_scores"
        yield code, {"row": row, "others": ", ".join(scores)}


def _fit(case: Case) -> Iterator[Reason]:
    """(N) Say what the row is to funded projects, and whether that decides, by solving without."""
    row = case.problem.ids[case.item]
    own = [one for one in case.problem.fits if one.item == case.item]
    for one in own:
        values = {"row": row, "project": one.project}
        if one.points:
            yield f"fit.{one.relation}", {**values, "points": str(abs(one.points))}
        elif one.because == "off":
            yield f"fit.off_{one.relation}", values
        elif one.because in ("related", "not_ended", "carried_on"):
            yield f"fit.{one.because}", values
    if any(one.points for one in own):
        held = case.holds(case.problem.without_fit())
        if held is not None:
            yield ("fit.same" if held == case.inside else "fit.decides"), {"row": row}


def _distance(one: Threshold) -> Fraction:
    """Give how far a limit is, as a share of the number now."""
    beyond = one.beyond if one.beyond is not None else Fraction(0)
    return abs(beyond - one.now) / (abs(one.now) or 1)


def _money(row: str, kind: str, one: Threshold) -> Reason:
    """Say a limit of money: a cost in full, a line by its change."""
    at, beyond = one.at or Fraction(0), one.beyond or Fraction(0)
    values = {"row": row, "name": one.subject.partition(":")[2]}
    if kind == "cost":
        cents = at if one.inside else beyond
        return ("in_until_cost" if one.inside else "in_at_cost"), {**values, "money": str(cents)}
    if one.inside and one.now == at:
        return "in_until_line_shrinks", values
    change = one.now - at if one.inside else beyond - one.now
    return ("in_until_line" if one.inside else "in_at_line"), {**values, "money": str(change)}


def _blocking(case: Case) -> tuple[str, ...]:
    """Give an irreducible set of items that keep the row out whatever its worth."""
    row = Constraint(FORCED, "K", ((case.item, 1),), 1, None)
    forced = replace(case.problem, constraints=(*case.problem.constraints, row))
    clash = clash_within(forced, items_of(forced), deadline=case.deadline)
    return tuple(name for name in clash if name != FORCED)


def _needing(case: Case) -> list[int]:
    """Chosen rows that require this one and no other chosen row can stand in for."""
    found = []
    for constraint in case.problem.constraints:
        terms = dict(constraint.coefficients)
        if constraint.letter != "P" or terms.get(case.item, 0) <= 0:
            continue
        standing_in = [j for j in case.best.chosen if terms.get(j, 0) > 0 and j != case.item]
        if not standing_in:
            found += [j for j in case.best.chosen if terms.get(j, 0) < 0]
    return found


def _partners(case: Case, *, sign: int) -> list[int]:
    """Chosen rows whose pairs with this one add (or take) value."""
    found = []
    for left, right, value in case.objective.pairs:
        for side, others in ((left, right), (right, left)):
            if value * sign > 0 and case.item in side:
                found += [j for j in others if j in case.best.chosen and j != case.item]
    return found


def _list(case: Case, items: list[int]) -> str:
    return ", ".join(case.problem.ids[j] for j in sorted(set(items)))
