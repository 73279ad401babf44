"""Scores that are seen nowhere else, given by assessors with telling names."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from salkku.domain.agreement import Agreement
from salkku.domain.proposals import Score

SECRET_NAMES = ("Aino Arvioija", "a1-zebra", "Quist-Pommern", "arvioija@example")


def secretive(agreement: Agreement, dice: random.Random) -> tuple[Agreement, set[str]]:
    """Give scores that are seen nowhere else, and assessors with telling names."""
    secrets: set[str] = set()
    scores: list[Score] = []
    for number, score in enumerate(agreement.scores):
        wide = next(one for one in agreement.criteria if one.id == score.criterion)
        low, high = sorted(
            wide.low + (wide.high - wide.low) * Fraction(dice.randrange(10**6, 10**7), 10**7)
            for _ in range(2)
        )
        who = SECRET_NAMES[number % len(SECRET_NAMES)]
        scores.append(
            Score(score.proposal, score.criterion, low, high, who, "confident-xyz", "comment-xyz")
        )
        secrets |= {f"{float(value):.4f}"[:6] for value in (low, high)}
    return replace(agreement, scores=tuple(scores)), secrets
