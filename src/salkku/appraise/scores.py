"""Several assessors' intervals to one mean and one range, severity corrected where it is on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from salkku.appraise.rows import Rows
from salkku.domain.agreement import Agreement, Criterion
from salkku.domain.proposals import Score

__all__ = ["Estimate", "connected_assessors", "estimates_of", "severities_of"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score as it is used; ``scored`` is False where the scale's low end stands in."""

    mean: Fraction
    low: Fraction
    high: Fraction
    scored: bool = True


def estimates_of(agreement: Agreement, rows: Rows) -> dict[tuple[str, str], Estimate]:
    """Give every row and criterion its estimate.

    Returns
    -------
    dict
        ``(row id, criterion id)`` → estimate; complete over rows × criteria.
    """
    given: dict[tuple[str, str], list[Score]] = defaultdict(list)
    for score in agreement.scores:
        given[score.proposal, score.criterion].append(score)
    shift = severities_of(agreement.scores) if agreement.severity_correction else {}
    found = {}
    for row in rows.all:
        for criterion in agreement.criteria:
            scores = given.get((row, criterion.id)) or given.get((rows.base[row], criterion.id))
            found[row, criterion.id] = _estimate(scores or [], criterion, shift or {})
    return found


def _estimate(
    scores: Sequence[Score], criterion: Criterion, shift: Mapping[str, Fraction]
) -> Estimate:
    if not scores:
        return Estimate(criterion.low, criterion.low, criterion.low, scored=False)
    lows = [_clipped(s.low - shift.get(s.assessor, Fraction(0)), criterion) for s in scores]
    highs = [_clipped(s.high - shift.get(s.assessor, Fraction(0)), criterion) for s in scores]
    count = len(scores)
    mean = sum((*lows, *highs), Fraction(0)) / (2 * count)
    if criterion.pool == "hull":
        return Estimate(mean, min(lows), max(highs))
    return Estimate(mean, sum(lows, Fraction(0)) / count, sum(highs, Fraction(0)) / count)


def _clipped(value: Fraction, criterion: Criterion) -> Fraction:
    return min(max(value, criterion.low), criterion.high)


def connected_assessors(scores: Sequence[Score]) -> bool:
    """Whether every assessor can be compared with every other through shared proposals."""
    groups: list[set[str]] = []
    seen: dict[str, set[str]] = defaultdict(set)
    for score in scores:
        seen[score.proposal].add(score.assessor)
    for assessors in seen.values():
        touching = [group for group in groups if group & assessors]
        groups = [group for group in groups if not group & assessors]
        groups.append(set().union(assessors, *touching))
    return len(groups) <= 1


def severities_of(scores: Sequence[Score]) -> dict[str, Fraction] | None:
    """Least-squares severity of each assessor, summing to 0; None where it has no meaning.

    Fits ``midpoint = quality of (proposal, criterion) + severity of assessor``. A design in which
    two groups of assessors share no proposal cannot tell severity from quality: then None.
    """
    if not connected_assessors(scores):
        return None
    assessors = sorted({score.assessor for score in scores})
    place = {name: index for index, name in enumerate(assessors)}
    cells: dict[tuple[str, str], list[Score]] = defaultdict(list)
    for score in scores:
        cells[score.proposal, score.criterion].append(score)
    size = len(assessors)
    matrix = [[Fraction(1) for _ in range(size)] for _ in range(size)]  # adds "sum is 0"
    right = [Fraction(0)] * size
    for cell in cells.values():
        middles = [(score.low + score.high) / 2 for score in cell]
        mean, weight = sum(middles, Fraction(0)) / len(cell), Fraction(1, len(cell))
        for score, middle in zip(cell, middles, strict=True):
            mine = place[score.assessor]
            right[mine] += middle - mean
            matrix[mine][mine] += 1
            for other in cell:
                matrix[mine][place[other.assessor]] -= weight
    solved = _solve(matrix, right)
    return None if solved is None else dict(zip(assessors, solved, strict=True))


def _solve(matrix: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """Solve a square system exactly; None when it is singular."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for column in range(size):
        pivot = next((r for r in range(column, size) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        head = rows[column][column]
        rows[column] = [value / head for value in rows[column]]
        for other in range(size):
            factor = rows[other][column]
            if other != column and factor:
                rows[other] = [
                    a - factor * b for a, b in zip(rows[other], rows[column], strict=True)
                ]
    return [row[-1] for row in rows]
