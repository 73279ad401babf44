"""(N) Fit with the landscape: a duplicate costs, carrying on what nobody carries on pays."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from salkku.appraise.constraints import Items
from salkku.appraise.rows import Rows
from salkku.domain.agreement import Agreement, Fit
from salkku.domain.ecosystem import Fitting
from salkku.domain.problem import FitTerm
from salkku.domain.proposals import LEVELS, Proposal

__all__ = ["fits_of", "moves_of"]

CARRIED = LEVELS.index("letter")
"""The level of commitment from which an ended row's result is carried on by somebody."""


def fits_of(agreement: Agreement, rows: Rows, items: Items) -> tuple[FitTerm, ...]:
    """Give each accepted relation to a funded project with the points that it counts.

    Off (no points) without ``[fit]``. For one item the greatest duplicate counts once, and the
    greatest of what it carries on once; ``related`` never. *Continues* pays only when the other
    has ended before the item starts (as far as both say) and nobody carries it on: no other row
    of projects.csv continues it, and an ended row of proposals.csv has a result without a
    commitment of at least a letter.
    """
    place = {criterion.id: index for index, criterion in enumerate(agreement.criteria)}
    own = {one.proposal for one in agreement.fits}
    found: list[FitTerm] = []
    for item, row in enumerate(items.rows):
        source = row.id if row.id in own else rows.base[row.id]
        given = [one for one in agreement.fits if one.proposal == source]
        for relation in ("duplicate", "continues", "related"):
            some = [one for one in given if one.relation == relation]
            for one, points, because in _counted(agreement, row, relation, some):
                criterion = -1 if agreement.fit is None else place[agreement.fit.criterion]
                found.append(FitTerm(item, criterion, one.project, relation, points, because))
    return tuple(found)


def moves_of(fits: Sequence[FitTerm], *, criterion: int, count: int) -> list[Fraction]:
    """Sum for each of ``count`` items the points that move its score on a criterion."""
    moves = [Fraction(0)] * count
    for one in fits:
        if one.criterion == criterion:
            moves[one.item] += one.points
    return moves


def _counted(
    agreement: Agreement, row: Proposal, relation: str, some: Sequence[Fitting]
) -> list[tuple[Fitting, Fraction, str]]:
    """Give points to the greatest of one kind, and say why the others have none."""
    if agreement.fit is None or relation == "related":
        why = "related" if relation == "related" else "off"
        return [(one, Fraction(0), why) for one in some]
    told = {one.row: "" if relation == "duplicate" else _hindrance(agreement, row, one)
            for one in some}  # fmt: skip
    able = [one for one in some if not told[one.row]]
    best = max(able, key=lambda one: one.share, default=None)
    return [
        (one, _points(agreement.fit, one), "")
        if one is best
        else (one, Fraction(0), told[one.row] or "once")
        for one in some
    ]


def _points(fit: Fit, one: Fitting) -> Fraction:
    return one.share * (-fit.duplicate if one.relation == "duplicate" else fit.continues)


def _hindrance(agreement: Agreement, row: Proposal, one: Fitting) -> str:
    """Say why carrying a project on does not pay: it has not ended, or somebody does already."""
    former = next((p for p in agreement.proposals if p.id == one.project), None)
    if former is not None:
        if former.status != "ended":
            return "not_ended"
        return "carried_on" if _carried(agreement, former.id) else ""
    project = next((p for p in agreement.projects if p.id == one.project), None)
    if project is None:
        return ""
    start = row.start if row.start is not None else row.earliest_start
    if project.end is None or (start is not None and project.end >= start):
        return "not_ended"
    others = (p for p in agreement.projects if one.project in p.continues)
    return "carried_on" if any(True for _ in others) else ""


def _carried(agreement: Agreement, row: str) -> bool:
    """Whether every main result of an ended row has a commitment of at least a letter."""
    results = [result.id for result in agreement.results if result.proposal == row and result.main]
    given = [one for one in agreement.commitments if one.proposal == row]
    strong = [one for one in given if LEVELS.index(one.level) >= CARRIED]
    whole = any(not one.result for one in strong)
    return whole or (bool(results) and {*results} <= {one.result for one in strong})
