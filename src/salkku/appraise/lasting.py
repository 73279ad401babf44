"""(L) How much of a project's value lasts: running + (1 - running) × persistence."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from salkku.appraise.rows import Rows
from salkku.domain.agreement import Agreement
from salkku.domain.proposals import LEVELS, Commitment, Level

__all__ = ["keeps_of", "lasting_of", "levels_of"]


def levels_of(agreement: Agreement, rows: Rows) -> dict[str, Level]:
    """Give the commitment level of every row's weakest main result.

    Notes
    -----
    A result is as sure as its surest carrier. A commitment that names no result carries every
    result of its proposal. A proposal that lists no main result counts as having one. A funding
    level without main results or commitments of its own has its base row's.
    """
    results: dict[str, list[str]] = defaultdict(list)
    for result in agreement.results:
        if result.main:
            results[result.proposal].append(result.id)
    given: dict[str, list[Commitment]] = defaultdict(list)
    for commitment in agreement.commitments:
        given[commitment.proposal].append(commitment)
    found: dict[str, Level] = {}
    for row in rows.all:
        own = row if results[row] or given[row] else rows.base[row]
        found[row] = _weakest(results[own], given[own])
    return found


def lasting_of(agreement: Agreement, level: Level) -> Fraction:
    """Share of a value that is counted at a commitment level; 1 without ``[continuation]``."""
    if agreement.continuation is None:
        return Fraction(1)
    low, high = agreement.continuation.persistence.get(level, (Fraction(0), Fraction(0)))
    running = agreement.continuation.running
    return running + (1 - running) * (low + high) / 2


def keeps_of(agreement: Agreement, level: Level) -> tuple[Fraction, Fraction]:
    """Give the least and the greatest share of :func:`lasting_of` that a level may keep."""
    middle = lasting_of(agreement, level)
    if agreement.continuation is None or not middle:
        return Fraction(1), Fraction(1)
    low, high = agreement.continuation.persistence.get(level, (Fraction(0), Fraction(0)))
    running = agreement.continuation.running
    return (running + (1 - running) * low) / middle, (running + (1 - running) * high) / middle


def _weakest(results: list[str], given: list[Commitment]) -> Level:
    levels: list[Level] = []
    for result in results or [""]:
        carriers = [c.level for c in given if c.result in ("", result) or not results]
        levels.append(max(carriers, key=LEVELS.index, default="none"))
    return min(levels, key=LEVELS.index)
