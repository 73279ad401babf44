"""(D) Diminishing returns of a coverage cell, as a loss for every two projects that share it."""

from __future__ import annotations

from itertools import combinations

from salkku.appraise.constraints import Items
from salkku.appraise.rows import Rows
from salkku.domain.agreement import Agreement, Diminishing
from salkku.domain.problem import Pair
from salkku.domain.proposals import Proposal

__all__ = ["diminishing_pairs"]


def diminishing_pairs(agreement: Agreement, rows: Rows, items: Items) -> tuple[Pair, ...]:
    """Write each cell's loss as negative pairs of its rows, a row and its levels being one.

    Notes
    -----
    With a loss for every two, the k-th project of a cell adds ``loss × (k - 1)`` less than the
    first: concave and piecewise linear in how many there are.
    """
    place = {criterion.id: index for index, criterion in enumerate(agreement.criteria)}
    found = []
    for rule in agreement.diminishing:
        families: dict[str, list[int]] = {}
        for j, row in enumerate(items.rows):
            if _belongs(row, rule):
                families.setdefault(rows.base[row.id], []).append(j)
        for left, right in combinations(families.values(), 2):
            found.append(Pair(tuple(left), tuple(right), place[rule.criterion], -rule.loss, 0))
    return tuple(pair for pair in found if pair.value)


def _belongs(row: Proposal, rule: Diminishing) -> bool:
    return (
        (not rule.focus_area or any(area == rule.focus_area for area, _ in row.focus_areas))
        and (not rule.method or any(method == rule.method for method, _ in row.methods))
        and (not rule.party or rule.party in row.parties)
    )
