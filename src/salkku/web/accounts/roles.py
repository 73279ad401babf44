"""Roles in an agreement and the actions that each of them may take."""

from __future__ import annotations

from typing import Final

__all__ = ["ACTIONS", "ROLES", "actions_of"]

ROLES: Final = ("viewer", "assessor", "editor", "secretary", "admin")
"""From the least to the most: what a role may do, the next may do too, except as said below."""

_GRANTS: Final[dict[str, frozenset[str]]] = {
    "viewer": frozenset({"view"}),
    "assessor": frozenset({"view", "see_scores"}),
    "editor": frozenset({"view", "see_scores", "edit"}),
    "secretary": frozenset({"view", "see_scores", "edit", "decide"}),
    "admin": frozenset({"view", "see_scores", "edit", "decide", "administer"}),
}

ACTIONS: Final = ("view", "see_scores", "edit", "decide", "administer")
"""``view`` the portfolio and its reasons; ``see_scores`` the assessors' intervals; ``edit`` the
folder; ``decide`` record decisions; ``administer`` people and the agreement itself."""


def actions_of(role: str) -> frozenset[str]:
    """Give the actions that a role may take; an unknown role may take none.

    Examples
    --------
    >>> sorted(actions_of("assessor"))
    ['see_scores', 'view']
    >>> actions_of("guest")
    frozenset()
    """
    return _GRANTS.get(role, frozenset())
