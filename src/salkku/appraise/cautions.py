"""Warnings of ``check``: readings of the input that add up to something nobody meant."""

from __future__ import annotations

from salkku.appraise.polytope import vertices_of
from salkku.appraise.scores import connected_assessors
from salkku.domain.agreement import Agreement, Criterion
from salkku.domain.errors import Fault

__all__ = ["cautions"]

_CONTINUATION = ("continu", "jatku", "fortsätt", "fortsatt", "commit", "persist", "durab")
_SETTINGS = "agreement.toml"


def cautions(agreement: Agreement) -> tuple[Fault, ...]:
    """Give the warnings of an agreement; none of them makes it wrong.

    ``rating_as_amount``: a weighted criterion whose scale's low end is its baseline and whose
    size is the project, so that ratings are added as if they were amounts.
    ``counted_twice``: one concern both gates and weighs, or is both ``[continuation]`` and a
    weighted criterion. ``assessors_not_comparable``: two groups of assessors share no proposal.
    ``parties_disagree``: no weights suit every party.
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
        if agreement.continuation and _names_continuation(criterion):
            found.append(
                _caution("counted_twice", place, first="continuation", second=criterion.id)
            )
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


def _names_continuation(criterion: Criterion) -> bool:
    texts = (criterion.id, *criterion.name.values())
    return any(stem in text.lower() for text in texts for stem in _CONTINUATION)


def _disagree(agreement: Agreement) -> bool:
    if len({s.party for s in agreement.preferences if s.party}) < 2:
        return False
    live = [c.id for c in agreement.criteria if c.kind != "general"]
    return not vertices_of(agreement.preferences, criteria=live)
