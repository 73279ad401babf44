"""Warnings of ``check``: readings of the input that add up to something nobody meant."""

from __future__ import annotations

from salkku.appraise.polytope import vertices_of
from salkku.appraise.scores import connected_assessors
from salkku.domain.agreement import Agreement, Criterion
from salkku.domain.errors import Fault

__all__ = ["cautions"]

_CONTINUATION = ("continu", "jatku", "fortsätt", "fortsatt", "commit", "persist", "durab")
_FIT = ("fit", "landscape", "duplicat", "sopivuus", "päällekk", "hankeken", "passar", "överlapp")
_SETTINGS = "agreement.toml"


def cautions(agreement: Agreement) -> tuple[Fault, ...]:
    """Give the warnings of an agreement; none of them makes it wrong.

    ``rating_as_amount``: a weighted criterion whose scale's low end is its baseline and whose
    size is the project, so that ratings are added as if they were amounts.
    ``counted_twice``: one concern both gates and weighs, or is both ``[continuation]`` or
    ``[fit]`` and a weighted criterion. ``continued_twice``: two competing rows carry on one
    project, and fit pays both. ``assessors_not_comparable``: two groups of assessors share no
    proposal. ``parties_disagree``: no weights suit every party.
    """
    found = []
    for criterion in agreement.criteria:
        if not _weighs(agreement, criterion):
            continue
        place = f"criteria.{criterion.id}"
        if criterion.baseline == criterion.low and criterion.size == "project":
            found.append(_caution("rating_as_amount", place, criterion=criterion.id))
        if criterion.threshold is not None:
            found.append(_caution("counted_twice", place, first="threshold", second=criterion.id))
        if agreement.continuation and _names(criterion, _CONTINUATION):
            found.append(
                _caution("counted_twice", place, first="continuation", second=criterion.id)
            )
        if agreement.fit and _names(criterion, _FIT):
            found.append(_caution("counted_twice", place, first="fit", second=criterion.id))
    found += _continued_twice(agreement)
    assessors = {score.assessor for score in agreement.scores}
    if len(assessors) > 1 and not connected_assessors(agreement.scores):
        found.append(Fault("scores.csv", "assessors_not_comparable", column="assessor"))
    if _disagree(agreement):
        found.append(_caution("parties_disagree", "preferences"))
    return tuple(found)


def _caution(code: str, place: str, **values: str) -> Fault:
    return Fault(_SETTINGS, code, column=place, values=values)


def _weighs(agreement: Agreement, criterion: Criterion) -> bool:
    if criterion.kind == "general":
        return False
    return agreement.weights is None or agreement.weights.get(criterion.id, 0) > 0


def _names(criterion: Criterion, stems: tuple[str, ...]) -> bool:
    texts = (criterion.id, *criterion.name.values())
    return any(stem in text.lower() for text in texts for stem in stems)


def _continued_twice(agreement: Agreement) -> list[Fault]:
    """Warn of each later row of fit.csv whose project an earlier row carries on too."""
    if agreement.fit is None or not agreement.fit.continues:
        return []
    base = {row.id: row.level_of or row.id for row in agreement.proposals if row.competes}
    first: dict[str, str] = {}
    found = []
    for one in agreement.fits:
        if one.relation != "continues" or one.proposal not in base:
            continue
        before = first.setdefault(one.project, base[one.proposal])
        if before != base[one.proposal]:
            values = {"project": one.project, "other": before, "cell": one.proposal}
            found.append(Fault("fit.csv", "continued_twice", one.row, "project", values=values))
    return found


def _disagree(agreement: Agreement) -> bool:
    if len({s.party for s in agreement.preferences if s.party}) < 2:
        return False
    live = [c.id for c in agreement.criteria if c.kind != "general"]
    return not vertices_of(agreement.preferences, criteria=live)
