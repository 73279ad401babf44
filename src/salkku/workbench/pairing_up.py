"""Overlaps and synergies inside the portfolio, proposed for a person to accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salkku.domain.agreement import Agreement, Names
from salkku.workbench.ideas import because

if TYPE_CHECKING:
    from salkku.landscape.pairing import LikelyPair

__all__ = ["likely_relations", "pair_because"]


def likely_relations(agreement: Agreement) -> tuple[LikelyPair, ...]:
    """Propose overlaps and synergies of competing rows, the strongest evidence first.

    From texts, needs, results, the companies that are reached, and test environments; what
    relations.csv has already is left out.
    """
    from salkku.landscape.pairing import likely_pairs

    return likely_pairs(agreement=agreement)


def pair_because(pair: LikelyPair, agreement: Agreement, *, language: str) -> tuple[str, ...]:
    """Say each piece of evidence of a proposed relation, rows, needs and testbeds by name."""
    names: dict[str, Names] = {row.id: row.name for row in agreement.proposals}
    names |= {one.id: one.need for one in agreement.needs}
    names |= {one.id: one.name for one in agreement.testbeds}
    return tuple(because(one, language=language, names=names) for one in pair.because)
