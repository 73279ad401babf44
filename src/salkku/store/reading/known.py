"""Which ids an agreement has, so that a reference can be told from a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["SOURCES", "Known"]

SOURCES = {
    "proposals": "proposals.csv",
    "lines": "budgets.csv",
    "calls": "calls.csv",
    "organisations": "organisations.csv",
    "needs": "needs.csv",
    "results": "results.csv",
    "indicators": "indicators.csv",
    "testbeds": "testbeds.csv",
    "projects": "projects.csv",
    "criteria": "agreement.toml",
    "parties": "agreement.toml",
    "focus_areas": "agreement.toml",
    "methods": "agreement.toml",
    "goals": "agreement.toml",
}
"""Where each kind of id is declared."""


class Known:
    """Ids by kind; a kind that cannot be checked (its file is absent or unreadable) has none."""

    __slots__ = ("_ids",)

    def __init__(self) -> None:
        self._ids: dict[str, frozenset[str]] = {}

    def declare(self, kind: str, ids: Iterable[str]) -> None:
        """Say which ids of a kind there are."""
        self._ids[kind] = frozenset(ids)

    def has(self, kind: str, id: str) -> bool:
        """Say whether an id may be referred to; true where the kind cannot be checked.

        Examples
        --------
        >>> known = Known()
        >>> known.declare("parties", ["espoo"])
        >>> known.has("parties", "turku"), known.has("calls", "any")
        (False, True)
        """
        return kind not in self._ids or id in self._ids[kind]
