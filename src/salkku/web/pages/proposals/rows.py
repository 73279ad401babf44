"""Rows of the dense table: filtered and sorted as the address says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from salkku.domain.agreement import Agreement, Names
from salkku.domain.proposals import Proposal

__all__ = ["FILTERS", "SORTS", "Filter", "ProposalRow", "options", "rows_of"]


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One line of the table; ``state`` is in, out or "" while nothing is chosen yet."""

    id: str
    names: Names
    status: str
    lead: Names
    focus: tuple[tuple[int, Names], ...]
    methods: tuple[Names, ...]
    parties: tuple[Names, ...]
    cents: int
    state: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader wants to see; empty parts let everything through."""

    text: str = ""
    status: str = ""
    focus_area: str = ""
    method: str = ""
    party: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """Read the filter from an address' query."""
        return cls(
            text=query.get("text", "").strip(),
            **{name: query.get(name, "") for name in FILTERS},
        )

    def admits(self, row: Proposal) -> bool:
        """Say whether a row is wanted."""
        words = " ".join([row.id, *row.name.values(), *row.tags]).casefold()
        return (
            self.text.casefold() in words
            and self.status in ("", row.status)
            and (not self.focus_area or self.focus_area in dict(row.focus_areas))
            and (not self.method or self.method in dict(row.methods))
            and (not self.party or self.party in row.parties)
        )


FILTERS: Final = ("status", "focus_area", "method", "party")
SORTS: Final[dict[str, Callable[[ProposalRow, str], Any]]] = {
    "id": lambda row, _: row.id,
    "name": lambda row, language: row.names.get(language, "").casefold(),
    "status": lambda row, _: row.status,
    "cost": lambda row, _: row.cents,
}


def rows_of(
    agreement: Agreement,
    *,
    wanted: Filter,
    sort: str,
    language: str,
    chosen: frozenset[str] | None,
) -> list[ProposalRow]:
    """Give the wanted rows in the wanted order; ``-cost`` is the dearest first."""
    totals: dict[str, int] = {}
    for cost in agreement.costs:
        totals[cost.proposal] = totals.get(cost.proposal, 0) + cost.cents
    found = [
        _row(agreement, row, totals.get(row.id, 0), chosen)
        for row in agreement.proposals
        if wanted.admits(row)
    ]
    key = SORTS.get(sort.lstrip("-"))
    if key:
        found.sort(key=lambda row: key(row, language), reverse=sort.startswith("-"))
    return found


def _row(
    agreement: Agreement, row: Proposal, cents: int, chosen: frozenset[str] | None
) -> ProposalRow:
    themes = {theme.id: (n, theme.name) for n, theme in enumerate(agreement.focus_areas)}
    methods = {method.id: method.name for method in agreement.methods}
    parties = {party.id: party.name for party in agreement.parties}
    state = "" if chosen is None or not row.competes else ("in" if row.id in chosen else "out")
    return ProposalRow(
        id=row.id,
        names=row.name,
        status=row.status,
        lead=parties.get(row.lead, {"en": row.lead}),
        focus=tuple(themes[name] for name, _ in row.focus_areas if name in themes),
        methods=tuple(methods[name] for name, _ in row.methods if name in methods),
        parties=tuple(parties[name] for name in row.parties if name in parties),
        cents=cents,
        state=state,
    )


def options(agreement: Agreement) -> dict[str, list[tuple[str, Names]]]:
    """Give the choices of each filter: id and name."""
    return {
        "focus_area": [(theme.id, theme.name) for theme in agreement.focus_areas],
        "method": [(method.id, method.name) for method in agreement.methods],
        "party": [(party.id, party.name) for party in agreement.parties],
    }
