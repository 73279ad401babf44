"""Everything that is known of one row, gathered for its page."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from salkku.domain.agreement import Agreement, Criterion, Names
from salkku.domain.ecosystem import Need
from salkku.domain.proposals import Commitment, Proposal, Result, Score
from salkku.domain.terms import Relation
from salkku.web.desk.naming import line_names

__all__ = ["Project", "ScoreLine", "project_of", "score_lines"]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One criterion's judgement: the mean interval, and the widest that any assessor gave."""

    criterion: Criterion
    low: Fraction
    high: Fraction
    lowest: Fraction
    highest: Fraction
    assessors: int
    comments: tuple[str, ...]

    @property
    def split(self) -> bool:
        """Whether the assessors are apart by more than two fifths of the scale."""
        width = self.criterion.high - self.criterion.low
        return 5 * (self.highest - self.lowest) > 2 * width


@dataclass(frozen=True, slots=True)
class Project:
    """One row with its money, relations, results and commitments."""

    row: Proposal
    cents: int
    lines: tuple[tuple[str, int], ...]
    relations: tuple[tuple[Relation, str, Names], ...]
    results: tuple[tuple[Result, tuple[Commitment, ...]], ...]
    needs: tuple[Need, ...]
    organisations: dict[str, Names]


def project_of(agreement: Agreement, id: str) -> Project | None:
    """Gather one row; None where there is none."""
    row = next((one for one in agreement.proposals if one.id == id), None)
    if row is None:
        return None
    lines: dict[str, int] = {}
    for cost in agreement.costs:
        if cost.proposal == id:
            lines[cost.line] = lines.get(cost.line, 0) + cost.cents
    names = {one.id: one.name for one in agreement.proposals}
    relations = []
    for relation in agreement.relations:
        if id in (relation.source, relation.target):
            other = relation.target if relation.source == id else relation.source
            relations.append((relation, other, names.get(other, {})))
    commitments = [one for one in agreement.commitments if one.proposal == id]
    results = tuple(
        (result, tuple(one for one in commitments if one.result == result.id))
        for result in agreement.results
        if result.proposal == id
    )
    needs = tuple(need for need in agreement.needs if need.id in row.needs)
    organisations: dict[str, Names] = {one.id: {"en": one.name} for one in agreement.organisations}
    organisations |= {party.id: party.name for party in agreement.parties}
    return Project(
        row=row,
        cents=sum(lines.values()),
        lines=tuple((line_names(agreement).get(id, id), cents) for id, cents in lines.items()),
        relations=tuple(relations),
        results=results,
        needs=needs,
        organisations=organisations,
    )


def score_lines(agreement: Agreement, id: str) -> list[ScoreLine]:
    """Give each criterion's judgement of one row, in the order of the criteria."""
    found = []
    for criterion in agreement.criteria:
        scores = [s for s in agreement.scores if (s.proposal, s.criterion) == (id, criterion.id)]
        if scores:
            found.append(_line(criterion, scores))
    return found


def _line(criterion: Criterion, scores: list[Score]) -> ScoreLine:
    return ScoreLine(
        criterion=criterion,
        low=sum((score.low for score in scores), Fraction(0)) / len(scores),
        high=sum((score.high for score in scores), Fraction(0)) / len(scores),
        lowest=min(score.low for score in scores),
        highest=max(score.high for score in scores),
        assessors=len({score.assessor for score in scores}),
        comments=tuple(score.comment for score in scores if score.comment),
    )
