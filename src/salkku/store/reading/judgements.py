"""scores.csv and benefits.csv: what assessors say of each proposal, and who benefits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from salkku.domain.agreement import Criterion
from salkku.domain.proposals import Benefit, Score
from salkku.store.reading.rows import Row

__all__ = ["read_benefits", "read_scores"]


def read_scores(rows: Sequence[Row], *, criteria: Sequence[Criterion]) -> tuple[Score, ...]:
    """Read scores; a row with neither low nor high says nothing and is left out.

    Notes
    -----
    A named assessor who scores the same proposal twice on one criterion is a warning
    (``scored_twice``): both rows count as written.
    """
    scales = {criterion.id: (criterion.low, criterion.high) for criterion in criteria}
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for row in rows:
        score = _score(row, scales)
        if score is None:
            continue
        found.append(score)
        key = (score.proposal, score.criterion, score.assessor)
        if score.assessor and key in seen:
            row.warn("scored_twice", "assessor", cell=score.assessor, before=seen[key])
        seen.setdefault(key, row.line)
    return tuple(found)


def _score(row: Row, scales: Mapping[str, tuple[Fraction, Fraction]]) -> Score | None:
    proposal = row.must_refer("proposal", "proposals")
    criterion = row.must_refer("criterion", "criteria")
    ends = row.interval("low", "high", row.number)
    if criterion in scales:
        for column in ("low", "high"):
            _check_scale(row, column, scales[criterion])
    if ends is None:
        return None
    return Score(
        proposal=proposal,
        criterion=criterion,
        low=ends[0],
        high=ends[1],
        assessor=row.text("assessor"),
        confidence=row.text("confidence"),
        comment=row.text("comment"),
    )


def _check_scale(row: Row, column: str, scale: tuple[Fraction, Fraction]) -> None:
    value = row.number(column)
    if value is not None and not scale[0] <= value <= scale[1]:
        low, high = (f"{float(end):g}" for end in scale)
        row.fault("score_outside_scale", column, cell=row.text(column), low=low, high=high)


def read_benefits(rows: Sequence[Row]) -> tuple[Benefit, ...]:
    """Read who benefits; rows without a proposal, a party or a share say nothing."""
    found = []
    for row in rows:
        ends = row.interval("share_low", "share_high", row.share)
        proposal = row.reference("proposal", "proposals")
        party = row.reference("party", "parties")
        role = row.word("role")
        if proposal and party and ends:
            found.append(Benefit(proposal, party, role, *ends))
    return tuple(found)
